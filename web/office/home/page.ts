import { can } from '../../../domain/authorisation.js';
import { accessLink } from '../../access/list/link.js';
import { beingCorrected, type Corrected } from '../../cases/list/corrected.js';
import type { EmptyState, Link, Receipt, TaskItem } from '../../components/models.js';
import { officeList } from '../../consultations/consultation.js';
import { csrfOnly } from '../../forms.js';
import { notFound, userPage, wideView, type UserContext } from '../../page.js';
import { settledReceipt } from '../../settle.js';
import { readAssessing } from './assessing.js';
import { readCalls, type OfficeCall } from './calls.js';
import { readTasks, type OfficeTask } from './tasks.js';
import { shownList } from '../../log/shown.js';

export type TaskSection = { id: string; heading: string; tasks: TaskItem[]; all: Link | null; empty: string };
export type HomeModel = {
  office: string;
  /** How much waits for this person; null when nothing does. */
  summary: string | null;
  /** What was just marked as settled. */
  receipt: Receipt | null;
  sections: TaskSection[];
  /** Back to all sections, when one is shown alone. */
  whole: Link | null;
  /** Registered cases that are with the municipality again. */
  corrected: Corrected | null;
  calls: OfficeCall[];
  noCalls: EmptyState;
  newCall: Link | null;
  /** To those who ask to be let in, for who lets in. */
  access: Link | null;
  news: Link | null;
  consultations: Link | null;
};

const shown = 10;
/** The sections by their name in the address (`?vis=`). */
const names = ['feil', 'mine', 'vurdere', 'ufordelte', 'andre'] as const;
type SectionName = (typeof names)[number];

/** The page of the office; a task’s form posts beside it. */
const pageOf = ({ params }: UserContext): string => `/embete/${params['kode'] ?? ''}`;

const settleForm = (context: UserContext, { key, detail }: OfficeTask): TaskItem['settle'] => ({
  action: `${pageOf(context)}/lost`,
  csrf: csrfOnly(context),
  key,
  button: context.t('common.settled.button'),
  what: detail,
});

const taskItem = (context: UserContext, task: OfficeTask): TaskItem => ({
  title: context.t(`common.task.${task.kind}`),
  detail:
    task.addresses.length > 0
      ? `${task.detail} · ${context.t('office.undelivered', { to: task.addresses.join(', ') })}`
      : task.detail,
  fresh: task.fresh,
  deadline: task.deadline === null ? null : { at: task.deadline, now: context.now },
  action: { href: task.href, text: context.t(`office.see.${task.about}`) },
  ...(task.municipalityCode
    ? { also: { text: context.t('people.otherContact'), href: `/kommune/${task.municipalityCode}/personer` } }
    : {}),
  ...(task.maySettle ? { settle: settleForm(context, task) } : {}),
});

async function home(context: UserContext) {
  const { services, params, query, user, t, now } = context;
  const code = params['kode'] ?? '';
  const office = await services.prisma.countyGovernor.findUnique({ where: { code } });
  if (!office) return notFound;
  const [tasks, assessing, calls, corrected, receipt] = await Promise.all([
    readTasks(context, code),
    readAssessing(context, code),
    readCalls(context, code),
    beingCorrected(context, code),
    settledReceipt(context),
  ]);
  const alone = names.find((name) => name === query.get('vis'));
  const items = (list: readonly OfficeTask[]): TaskItem[] => list.map((task) => taskItem(context, task));
  const all: Record<SectionName, TaskItem[]> = {
    feil: items(tasks.failed),
    mine: items(tasks.mine),
    vurdere: assessing,
    ufordelte: items(tasks.unassigned),
    andre: items(tasks.others),
  };
  const wanted = alone ? [alone] : names.filter((name) => name === 'mine' || all[name].length > 0);
  const top = wanted.filter((name) => name !== 'andre').flatMap((name) => all[name])[0];
  const sectionOf = (name: SectionName): TaskSection => {
    const cut = alone === undefined && all[name].length > shown;
    const drawn = cut ? all[name].slice(0, shown) : all[name];
    return {
      id: name,
      heading: t(`office.section.${name}`, { count: all[name].length }),
      tasks: drawn.map((task) => (task === top ? { ...task, main: true } : task)),
      all: cut ? { href: `/embete/${code}?vis=${name}`, text: t('office.seeAll', { count: all[name].length }) } : null,
      empty:
        name === 'mine' && tasks.unassigned.length > 0
          ? t('office.empty.mineFree', { count: tasks.unassigned.length })
          : t(`office.empty.${name}`),
    };
  };
  const late = tasks.mine.filter(({ deadline }) => deadline !== null && deadline <= now).length;
  const model: HomeModel = {
    office: office.name,
    receipt,
    summary:
      tasks.mine.length > 0
        ? `${t('office.summary', { count: tasks.mine.length })}${late > 0 ? ` ${t('office.late', { count: late })}` : ''}`
        : null,
    sections: wanted.map(sectionOf),
    whole: alone ? { href: `/embete/${code}`, text: t('office.whole') } : null,
    corrected,
    calls,
    noCalls: { text: t('office.noCalls') },
    newCall: can(user.actor, 'call.write', { countyGovernorCode: code })
      ? { href: '/utlysninger/ny', text: t('office.newCall') }
      : null,
    access: await accessLink(context, { kind: 'office', code }),
    news: can(user.actor, 'news.write', { countyGovernorCode: code })
      ? { href: `/embete/${code}/nyheter`, text: t('news.office.title') }
      : null,
    consultations: can(user.actor, 'consultation.read', { countyGovernorCode: code })
      ? { href: officeList(code), text: t('consultations.office.title') }
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
  // Who has asked for access stands in the tasks.
  personal: shownList(({ params }) => ({ countyGovernorCode: params['kode'] ?? null })),
  get: home,
});
