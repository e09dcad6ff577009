import { can } from '../../domain/authorisation.js';
import { fromBigInt } from '../../domain/money.js';
import type { People } from '../../domain/lifecycle.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { Crumb } from '../components/models.js';
import type { Translate, User, UserContext } from '../page.js';
import { subjectOf } from '../where.js';

const include = {
  accounts: { orderBy: { position: 'asc' } },
  project: {
    include: {
      municipality: { select: { code: true, name: true } },
      awards: { select: { budgetYear: true, amount: true } },
      application: {
        select: {
          budget: { where: { side: { in: ['cost', 'own', 'other'] } }, orderBy: { position: 'asc' } },
          declarations: { where: { outcome: 'conflict' }, select: { personId: true } },
        },
      },
    },
  },
} satisfies Prisma.ReportInclude;

export type ReportRow = Prisma.ReportGetPayload<{ include: typeof include }>;
export type ReportKind = 'interim' | 'final';

/** Everything the pages of one report are drawn from. `awarded` in whole kroner. */
export type ReportCase = {
  report: ReportRow;
  kind: ReportKind;
  process: Prisma.ProcessGetPayload<object>;
  awarded: number;
  people: People;
  /** From which side this person looks: a report’s text is the municipality’s own until it is sent in. */
  side: 'municipality' | 'office';
  /** A command of a person that is received and not yet applied: nothing that conflicts is offered. */
  pending: { name: string; receivedAt: number } | null;
  writable: boolean;
};

/** What the access rule looks at. */
export const reportSubject = ({ services, params }: UserContext) => subjectOf(services.prisma, 'report', params['id']);

/** The report of the address; its access rule has seen to it that it exists. */
export async function loadReport({ services, params, user }: UserContext): Promise<ReportCase> {
  const id = params['id']!;
  const processId = processIdOf('report', id);
  const [report, process, pending] = await Promise.all([
    services.prisma.report.findUniqueOrThrow({ where: { id }, include }),
    services.prisma.process.findUniqueOrThrow({ where: { id: processId } }),
    services.prisma.command.findFirst({
      where: { processId, status: 'pending', actorId: { not: null } },
      orderBy: { seq: 'asc' },
    }),
  ]);
  return {
    report,
    kind: report.kind === 'final' ? 'final' : 'interim',
    process,
    awarded: report.project.awards.reduce((sum, award) => sum + fromBigInt(award.amount), 0),
    people: {
      caseOfficer: report.project.caseOfficerId ?? undefined,
      conflicted: report.project.application?.declarations.map((declaration) => declaration.personId) ?? [],
    },
    side: sideOf(user, process),
    pending: pending && { name: pending.name, receivedAt: pending.receivedAt.getTime() },
    writable: pending === null && can(user.actor, 'report.write', process),
  };
}

/** Who has roles on both sides looks from the place acted for. */
function sideOf(user: User, process: ReportCase['process']): ReportCase['side'] {
  const municipality = can(user.actor, 'report.read', { municipalityCode: process.municipalityCode });
  const office = can(user.actor, 'report.read', { countyGovernorCode: process.countyGovernorCode });
  return municipality && !(office && user.at?.kind === 'office') ? 'municipality' : 'office';
}

/** "Sluttrapport: Et Smartere Salten" */
export const reportTitle = ({ report, kind }: ReportCase, t: Translate): string =>
  `${t(`common.reportKind.${kind}`)}: ${report.project.title}`;

export const reportPath = (report: { id: string }, step?: string): string =>
  `/rapporter/${report.id}${step ? `/${step}` : ''}`;

/** The way here: the project’s page on one’s own side, then the report. */
export function crumbsOf({ report, side }: ReportCase, t: Translate, overview = false): Crumb[] {
  const project: Crumb = {
    text: report.project.title,
    href: `/${side === 'office' ? 'saker' : 'soknader'}/${report.project.id}`,
  };
  return overview ? [project] : [project, { text: t('reports.overview.crumb'), href: reportPath(report) }];
}
