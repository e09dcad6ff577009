/** `/embete/:kode/habilitet`: who has declared a conflict of interest or a doubt, in which case, and who handles it now (A9). */
import { can } from '../../../domain/authorisation.js';
import { formatInstant } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Crumb } from '../../components/models.js';
import { shownAtOffice } from '../../log/shown.js';
import { userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { officeOfAddress } from '../place.js';

export type ConflictLine = {
  person: string;
  outcome: string;
  number: string;
  /** The case’s page, for who may read it. */
  href: string | null;
  municipality: string;
  declared: string;
  officer: string | null;
};
export type ConflictsModel = { breadcrumbs: Crumb[]; rows: ConflictLine[]; count: string };

const include = {
  person: true,
  application: {
    select: { id: true, reference: true, caseNumber: true, caseOfficerId: true, municipality: { select: { name: true } } },
  },
} as const; // prettier-ignore

async function draw(context: UserContext): Promise<Answer> {
  const { services, params, t, user } = context;
  const code = params['kode']!;
  const { prisma } = services;
  const declarations = await prisma.impartialityDeclaration.findMany({
    where: { outcome: { in: ['conflict', 'possible'] }, application: { call: { countyGovernorCode: code } } },
    include,
    orderBy: [{ declaredAt: 'desc' }, { applicationId: 'asc' }],
  });
  const officers = await prisma.person.findMany({
    where: { id: { in: declarations.flatMap(({ application }) => application.caseOfficerId ?? []) } },
  });
  const nameOf = new Map(officers.map((officer) => [officer.id, fullName(officer)]));
  const processes = await prisma.process.findMany({
    where: { id: { in: declarations.map(({ applicationId }) => processIdOf('grant', applicationId)) } },
  });
  const stateOf = new Map(processes.map((process) => [process.subjectId, process]));
  const rows = declarations.map(({ person, outcome, declaredAt, application }): ConflictLine => {
    const process = stateOf.get(application.id);
    return {
      person: fullName(person),
      outcome: t(`people.conflicts.outcome.${outcome}`),
      number: application.caseNumber ?? application.reference,
      href: process && can(user.actor, 'case.read', process) ? `/saker/${application.id}` : null,
      municipality: application.municipality.name,
      declared: formatInstant(declaredAt.getTime()),
      officer: nameOf.get(application.caseOfficerId ?? '') ?? null,
    };
  });
  const model: ConflictsModel = {
    breadcrumbs: [{ text: t('people.office.title'), href: `/embete/${code}/oppsett` }],
    rows,
    count: t('people.conflicts.count', { count: rows.length }),
  };
  return wideView('people/conflicts/conflicts', t('people.conflicts.title'), model);
}

export const conflictsPage = userPage({
  path: '/embete/:kode/habilitet',
  access: { can: 'office.people', subject: officeOfAddress },
  personal: shownAtOffice,
  get: draw,
});
