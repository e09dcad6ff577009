import type { Audience, EmailOrder, TaskOrder } from '../../domain/lifecycle.js';
import type { EmailFacts, EmailKind } from '../../domain/notices.js';
import { renderEmail } from '../mail/render.js';
import { officerOf, recipientsOf } from './audience.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** Where the web is; e-mails link there. */
export type NoticeSettings = { baseUrl: string };
export type Cause = { id: string; at: Date };
export type NoticeInput = { tx: Tx; row: ProcessRow; cause: Cause; facts: Partial<EmailFacts>; letterId: string | null; senderId?: string };

const staff: readonly Audience[] = ['caseOfficer', 'officers', 'approvers', 'leaders'];

/** Where the reader does what the e-mail asks for. */
function pathOf(row: ProcessRow, audience: Audience): string {
  const forStaff = staff.includes(audience);
  switch (row.kind) {
    case 'accessRequest':
      return `/tilgang/${row.subjectId}`;
    case 'call':
      return forStaff ? `/utlysninger/${row.subjectId}/styring` : `/utlysninger/${row.subjectId}`;
    case 'grant':
    case 'project':
      return forStaff ? `/saker/${row.subjectId}` : `/soknader/${row.subjectId}`;
    case 'report':
      return `/rapporter/${row.subjectId}`;
  }
}

async function officeOf(tx: Tx, row: ProcessRow): Promise<Pick<EmailFacts, 'office' | 'contact'>> {
  const office = await tx.countyGovernor.findUniqueOrThrow({ where: { code: row.countyGovernorCode ?? '' } });
  const officerId = await officerOf(tx, row);
  const officer = officerId ? await tx.person.findUnique({ where: { id: officerId } }) : null;
  return {
    office: office.name,
    contact: officer ? { name: `${officer.firstName} ${officer.lastName}`, email: officer.email } : undefined,
  };
}

/** What any e-mail of this process may say: from the rows, under the lock. */
async function matterOf(tx: Tx, row: ProcessRow): Promise<Partial<EmailFacts> & { matterNn?: string }> {
  switch (row.kind) {
    case 'accessRequest': {
      const request = await tx.accessRequest.findUniqueOrThrow({ where: { id: row.subjectId }, include: { municipality: true } });
      return {
        matter: request.municipality.name,
        municipality: request.municipality.name,
        requester: `${request.firstName} ${request.lastName}`,
        reason: request.reason ?? undefined,
      };
    }
    case 'call': {
      const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
      return { matter: call.titleNb, matterNn: call.titleNn, deadline: call.deadline.getTime(), opensAt: call.opensAt.getTime() };
    }
    case 'grant': {
      const application = await tx.application.findUniqueOrThrow({
        where: { id: row.subjectId },
        include: {
          call: true,
          municipality: true,
          budget: { where: { side: 'applied' } },
          clarifications: { orderBy: { round: 'desc' }, take: 1 },
        },
      });
      const clarification = application.clarifications[0];
      return {
        matter: application.title || application.reference,
        municipality: application.municipality.name,
        reference: application.reference,
        caseNumber: application.caseNumber ?? undefined,
        deadline: row.state === 'informationRequested' && clarification ? clarification.dueAt.getTime() : application.call.deadline.getTime(),
        amount: application.budget.reduce((sum, line) => sum + Number(line.amount), 0),
      };
    }
    case 'project':
    case 'report': {
      const report = row.kind === 'report' ? await tx.report.findUniqueOrThrow({ where: { id: row.subjectId } }) : null;
      const project = await tx.project.findUniqueOrThrow({
        where: { id: report?.projectId ?? row.subjectId },
        include: { municipality: true },
      });
      return {
        matter: project.title,
        municipality: project.municipality.name,
        caseNumber: project.caseNumber ?? undefined,
        ...(report
          ? { deadline: report.dueAt.getTime(), opensAt: report.opensAt.getTime(), reportKind: report.kind === 'final' ? 'final' : 'interim' }
          : {}),
      };
    }
  }
}

/**
 * E-mail rows of one cause, each once per recipient: key = cause + kind + recipient (DESIGN rule 6). Rendered now, so that what was
 * to be said is kept; sent beside the process. Answers the keys.
 */
export async function orderEmails(input: NoticeInput, orders: readonly EmailOrder[], settings: NoticeSettings): Promise<string[]> {
  if (orders.length === 0) return [];
  const { tx, row, cause, letterId } = input;
  const { matterNn, ...matter } = await matterOf(tx, row);
  const base = { ...(await officeOf(tx, row)), ...matter, ...input.facts };
  const keys: string[] = [];
  for (const { email, to } of orders) {
    for (const audience of to) {
      const url = `${settings.baseUrl}${letterId && !staff.includes(audience) ? `/brev/${letterId}` : pathOf(row, audience)}`;
      for (const recipient of await recipientsOf(tx, row, audience, input.senderId)) {
        const key = `${cause.id}/${email}/${recipient.id ?? recipient.address}`;
        if (keys.includes(key)) continue;
        const facts = { ...base, url, matter: (recipient.language === 'nn' && matterNn) || base.matter || '' };
        const rendered = renderEmail(email as EmailKind, recipient.language, facts);
        keys.push(key);
        await tx.email.create({
          data: {
            key,
            processId: row.id,
            kind: email,
            toAddress: recipient.address,
            recipientId: recipient.id,
            language: recipient.language,
            ...rendered,
            letterId,
            at: cause.at,
          },
        });
      }
    }
  }
  return keys;
}

/** Task rows of one cause. A task of an officer who is not assigned goes to all officers of the office. */
export async function orderTasks({ tx, row, cause }: Omit<NoticeInput, 'facts' | 'letterId'>, orders: readonly TaskOrder[]): Promise<void> {
  for (const { task, to } of orders) {
    const forMunicipality = to === 'contact' || to === 'municipalityUsers';
    await tx.task.create({
      data: {
        key: `${cause.id}/${task}/${to}`,
        processId: row.id,
        kind: task,
        audience: to,
        countyGovernorCode: forMunicipality ? null : row.countyGovernorCode,
        municipalityCode: forMunicipality ? row.municipalityCode : null,
        assigneeId: to === 'caseOfficer' ? await officerOf(tx, row) : null,
        at: cause.at,
      },
    });
  }
}
