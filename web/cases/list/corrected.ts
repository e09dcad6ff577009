/**
 * Registered cases that the municipality has opened for correction after a moved deadline (decision 22): drafts again, so not in the
 * list, but the office has numbered them and knows of them. Nothing of the draft is told: the title is that of what was last sent in.
 */
import { withMunicipality } from '../../../domain/application/lifecycle.js';
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { UserContext } from '../../page.js';

export type Corrected = { heading: string; cases: string[] };

/** Null where there are none, and for who would not see them when they are registered. */
export async function beingCorrected({ services, user, t }: UserContext, office: string): Promise<Corrected | null> {
  const { prisma } = services;
  if (!can(user.actor, 'case.list', { countyGovernorCode: office, state: 'registered' })) return null;
  const processes = await prisma.process.findMany({
    where: { kind: 'grant', countyGovernorCode: office, state: { in: [...withMunicipality] } },
    select: { id: true, subjectId: true },
  });
  const rows = await prisma.application.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) }, caseNumber: { not: null } },
    orderBy: { caseNumber: 'asc' },
    select: { id: true, caseNumber: true, municipality: { select: { name: true } } },
  });
  if (rows.length === 0) return null;
  const processIds = rows.map(({ id }) => processIdOf('grant', id));
  const sent = await prisma.letter.findMany({
    where: { kind: 'application', processId: { in: processIds } },
    orderBy: { at: 'asc' },
    select: { processId: true, facts: true },
  });
  const titles = new Map(sent.map(({ processId, facts }) => [processId, (facts as { title?: string }).title]));
  return {
    heading: t('caseList.corrected', { count: rows.length }),
    cases: rows.map(({ id, caseNumber, municipality }) =>
      [caseNumber, municipality.name, titles.get(processIdOf('grant', id))].filter(Boolean).join(' · '),
    ),
  };
}
