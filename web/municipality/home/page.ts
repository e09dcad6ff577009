/** What must we do (ui.md, page 1): tasks, what waits for the Governor, open calls, our projects, refusals of mine. */
import { formatDate, lastDayOf } from '../../../domain/calendar/index.js';
import { accessLink } from '../../access/list/link.js';
import { statusTag } from '../../case-view.js';
import type { FilterBar, Link, StatusTag, TaskItem } from '../../components/models.js';
import { notFound, userPage, view, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { municipalitySubject } from '../access.js';
import { openCalls, plannedCalls, type OpenCall, type PlannedCall } from './calls.js';
import { ourCases, type OurCase } from './cases.js';
import { ourList, type ListRow } from './list.js';
import { answeredConsultations, refusalsOf, type RefusedCommand } from './refusals.js';
import { tasksOf } from './tasks.js';

export type WaitingItem = { title: string; href: string; status: StatusTag; expected: number | null };
export type HomeModel = {
  name: string;
  /** Access is asked for and not decided. */
  accessPending: boolean;
  /** To colleagues who ask to be let in, for who lets in. */
  access: Link | null;
  /** Why an application was not started. */
  notStarted: string | null;
  refused: RefusedCommand[];
  tasks: TaskItem[];
  nothing: string;
  waiting: WaitingItem[];
  calls: OpenCall[];
  /** Approved, and not open yet. */
  planned: PlannedCall[];
  /** Who else acts for the municipality; nobody is told of to who is not let in. */
  colleagues: Colleague[];
  people: string;
  filter: FilterBar;
  rows: ListRow[];
  /** Nothing in the list at all, filtered or not. */
  empty: boolean;
};

type Colleague = { name: string; roles: string };

async function colleaguesOf({ services, user, t }: UserContext, municipalityCode: string): Promise<Colleague[]> {
  const people = await services.prisma.person.findMany({
    where: { id: { not: user.id }, roles: { some: { municipalityCode, state: 'active' } } },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    include: { roles: { where: { municipalityCode, state: 'active' }, select: { role: true } } },
  });
  return people.map((person) => ({
    name: fullName(person),
    roles: [...new Set(person.roles.map(({ role }) => t(`common.role.${role}`).toLowerCase()))].join(', '),
  }));
}

const isMember = ({ user }: UserContext, code: string): boolean =>
  user.actor.grants.some(({ municipalityCode }) => municipalityCode === code);

const withGovernor = ['submitted', 'late', 'registered', 'underAssessment', 'recommended'];

/** An application they have, and every report that is sent in. */
function waitingOf(
  { t }: UserContext,
  { title, href, state, status, expectedDecision, reports }: OurCase,
): WaitingItem[] {
  const application = withGovernor.includes(state) ? [{ title, href, status, expected: expectedDecision }] : [];
  const sent = reports.filter((report) => report.state === 'submitted');
  return [
    ...application,
    ...sent.map((report) => ({
      title: `${t(`common.reportKind.${report.kind}`)} · ${title}`,
      href: `/rapporter/${report.id}`,
      status: statusTag(t, 'report', report.state, 'municipality'),
      expected: null,
    })),
  ];
}

/** The next date anything is expected of us, for who has nothing to do now; who is not let in sees not all there is. */
function nothingToDo({ t }: UserContext, { cases, member }: { cases: readonly OurCase[]; member: boolean }): string {
  if (!member) return t('municipality.tasksWithAccess');
  const next = cases
    .flatMap((one) => one.reports.filter((report) => report.state === 'scheduled'))
    .sort((a, b) => a.dueAt - b.dueAt)[0];
  return next ? t('municipality.nothingUntil', { at: formatDate(lastDayOf(next.dueAt)) }) : t('municipality.nothing');
}

function notStarted({ query, t }: UserContext): string | null {
  if (query.has('for-sent')) return t('municipality.tooLate');
  return query.has('ikke-startet') ? t('municipality.notStarted') : null;
}

export const homePage = userPage({
  path: '/kommune/:nr',
  access: { can: 'municipality.home', subject: municipalitySubject },
  // Who waits to be let in is told of nobody.
  personal: (context) => {
    const code = context.params['nr'] ?? '';
    return Promise.resolve(isMember(context, code) ? { subject: `/kommune/${code}`, municipalityCode: code } : null);
  },

  async get(context) {
    const { services, params, t } = context;
    const municipality = await services.prisma.municipality.findUnique({ where: { code: params['nr']! } });
    if (!municipality) return notFound;
    const { code } = municipality;
    const member = isMember(context, code);
    const cases = await ourCases(context, code);
    const access = await accessLink(context, { kind: 'municipality', ...municipality });
    const [calls, planned, refused, tasks] = await Promise.all([
      openCalls(context, municipality, cases),
      plannedCalls(context, municipality),
      answeredConsultations(context).then((consultations) => refusalsOf(context, [...cases, ...consultations])),
      tasksOf(context, { cases, code, member, admits: access !== null }),
    ]);
    const model: HomeModel = {
      name: t('municipality.name', { name: municipality.name }),
      accessPending: !member,
      access,
      notStarted: notStarted(context),
      refused,
      tasks,
      nothing: nothingToDo(context, { cases, member }),
      waiting: cases.flatMap((one) => waitingOf(context, one)),
      calls,
      planned,
      colleagues: member ? await colleaguesOf(context, code) : [],
      people: `/kommune/${code}/personer`,
      ...ourList(context, cases, `/kommune/${code}`),
      empty: cases.length === 0,
    };
    return view('municipality/home/home', model.name, model);
  },
});
