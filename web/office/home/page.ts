import { can } from '../../../domain/authorisation.js';
import type { EmptyState, Link, Receipt, TaskItem } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { notFound, userPage, wideView, type UserContext } from '../../page.js';
import { settledReceipt } from '../../settle.js';
import { readCalls, type OfficeCall } from './calls.js';
import { readTasks, type OfficeTask } from './tasks.js';

export type TaskSection = { id: string; heading: string; tasks: TaskItem[]; all: Link | null; empty: string };
export type HomeModel = {
  office: string;
  summary: string;
  /** What was just marked as settled. */
  receipt: Receipt | null;
  sections: TaskSection[];
  /** Back to all sections, when one is shown alone. */
  whole: Link | null;
  calls: OfficeCall[];
  noCalls: EmptyState;
  access: { text: string; link: Link } | null;
  newCall: Link | null;
};

const shown = 10;
/** The sections by their name in the address (`?vis=`). */
const sections = { mine: 'mine', feil: 'failed', ufordelte: 'unassigned', andre: 'others' } as const;
type SectionName = keyof typeof sections;

/** The page of the office; a task’s form posts beside it. */
const pageOf = ({ params }: UserContext): string => `/embete/${params['kode'] ?? ''}`;

const settleForm = (context: UserContext, { key, detail }: OfficeTask): TaskItem['settle'] => ({
  action: `${pageOf(context)}/lost`,
  csrf: csrfOnly(context),
  key,
  button: context.t('common.settled.button'),
  what: detail,
});

const taskItem = (context: UserContext, task: OfficeTask, main: boolean): TaskItem => ({
  title: context.t(`common.task.${task.kind}`),
  detail:
    task.addresses.length > 0
      ? `${task.detail} · ${context.t('office.undelivered', { to: task.addresses.join(', ') })}`
      : task.detail,
  deadline: task.deadline === null ? null : { at: task.deadline, now: context.now },
  action: { href: task.href, text: context.t(`office.see.${task.about}`) },
  main,
  ...(task.maySettle ? { settle: settleForm(context, task) } : {}),
});

async function accessWaiting({ services, user, t }: UserContext, office: string): Promise<HomeModel['access']> {
  if (!can(user.actor, 'access.decide', { countyGovernorCode: office })) return null;
  const count = await services.prisma.process.count({
    where: { kind: 'accessRequest', state: 'submitted', countyGovernorCode: office },
  });
  return count > 0
    ? { text: t('office.accessWaiting', { count }), link: { href: '/tilgang', text: t('office.toAccess') } }
    : null;
}

async function home(context: UserContext) {
  const { services, params, query, user, t, now } = context;
  const code = params['kode'] ?? '';
  const office = await services.prisma.countyGovernor.findUnique({ where: { code } });
  if (!office) return notFound;
  const [tasks, calls, access, receipt] = await Promise.all([
    readTasks(context, code),
    readCalls(context, code),
    accessWaiting(context, code),
    settledReceipt(context),
  ]);
  const alone = (Object.keys(sections) as SectionName[]).find((name) => name === query.get('vis'));
  const top = tasks.mine[0] ?? tasks.unassigned[0];
  const sectionOf = (name: SectionName): TaskSection => {
    const all = tasks[sections[name]];
    const cut = alone === undefined && all.length > shown;
    return {
      id: name,
      heading: t(`office.section.${name}`, { count: all.length }),
      tasks: (cut ? all.slice(0, shown) : all).map((task) => taskItem(context, task, task === top)),
      all: cut ? { href: `/embete/${code}?vis=${name}`, text: t('office.seeAll', { count: all.length }) } : null,
      empty: t(`office.empty.${name}`),
    };
  };
  const wanted = alone
    ? [alone]
    : (Object.keys(sections) as SectionName[]).filter((name) => name === 'mine' || tasks[sections[name]].length > 0);
  const late = tasks.mine.filter(({ deadline }) => deadline !== null && deadline <= now).length;
  const model: HomeModel = {
    office: office.name,
    receipt,
    summary: `${t('office.summary', { count: tasks.mine.length })}${late > 0 ? ` ${t('office.late', { count: late })}` : ''}`,
    sections: wanted.map(sectionOf),
    whole: alone ? { href: `/embete/${code}`, text: t('office.whole') } : null,
    calls,
    noCalls: { text: t('office.noCalls') },
    access,
    newCall: can(user.actor, 'call.write', { countyGovernorCode: code })
      ? { href: '/utlysninger/ny', text: t('office.newCall') }
      : null,
  };
  return wideView('office/home/home', office.name, model);
}

export const homePage = userPage({
  path: '/embete/:kode',
  access: {
    can: 'office.home',
    subject: ({ params }) => Promise.resolve({ countyGovernorCode: params['kode'] ?? '' }),
  },
  get: home,
});
