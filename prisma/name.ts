import type { Kind } from '../domain/lifecycle.js';
import type { Prisma } from './generated/client.js';

/** `title` tells administrators which process it is, in words; `number` is the case’s own, or the application’s reference before it has one. */
export type ProcessName = { title: string; number?: string };

type Named = { kind: Kind; subjectId: string };

/** What a process is called in Temporal UI: kind and number, no person and no title of a case (DESIGN rule 7). */
export async function nameOf(tx: Prisma.TransactionClient, { kind, subjectId: id }: Named): Promise<ProcessName> {
  switch (kind) {
    case 'thread':
      return { title: 'Message thread' };
    case 'accessRequest':
      return { title: 'Access request' };
    case 'role':
      return { title: 'Role' };
    case 'person':
      return { title: 'Person' };
    case 'call': {
      const call = await tx.call.findUniqueOrThrow({
        where: { id },
        select: { budgetYear: true, countyGovernorCode: true },
      });
      const number = `${call.budgetYear} ${call.countyGovernorCode}`;
      return { title: `Call ${number}`, number };
    }
    case 'consultation': {
      const found = await tx.consultation.findUniqueOrThrow({ where: { id }, select: { countyGovernorCode: true } });
      return { title: `Consultation ${found.countyGovernorCode}` };
    }
    case 'grant': {
      const found = await tx.application.findUniqueOrThrow({
        where: { id },
        select: { reference: true, caseNumber: true },
      });
      return numbered('Application', found.caseNumber ?? found.reference);
    }
    case 'project': {
      const found = await tx.project.findUniqueOrThrow({ where: { id }, select: { caseNumber: true } });
      return numbered('Project', found.caseNumber);
    }
    case 'report': {
      const found = await tx.report.findUniqueOrThrow({
        where: { id },
        select: { kind: true, project: { select: { caseNumber: true } } },
      });
      return numbered(found.kind === 'final' ? 'Final report' : 'Interim report', found.project.caseNumber);
    }
  }
}

const numbered = (what: string, number: string | null): ProcessName =>
  number ? { title: `${what} ${number}`, number } : { title: what };
