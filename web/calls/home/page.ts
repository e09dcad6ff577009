import { formatInstant } from '../../../domain/calendar/index.js';
import { statusTag } from '../../case-view.js';
import type { DeadlineChip, FilterBar, StatusTag } from '../../components/models.js';
import { openPage, view, type PageContext } from '../../page.js';
import { announced, inForm } from '../call.js';

export type ListedCall = {
  href: string;
  title: string;
  governor: string;
  year: number;
  frame: bigint;
  status: StatusTag;
  /** While it is open. */
  deadline: DeadlineChip | null;
  /** While it is planned, epoch ms. */
  opensAt: number | null;
  closedAt: number;
};
export type HomeModel = {
  filter: FilterBar;
  asOf: string;
  years: { year: number; calls: ListedCall[] }[];
  closed: ListedCall[];
  loggedIn: boolean;
};

/** Closed calls shown on the front page; the awards of all of them are in the public list. */
const closedShown = 60;

async function home(context: PageContext) {
  const { services, t, language, now, query, user } = context;
  const governors = await services.prisma.countyGovernor.findMany({
    select: { code: true, name: true },
    orderBy: { name: 'asc' },
  });
  const office = governors.find(({ code }) => code === query.get('embete'))?.code ?? '';
  const processes = await services.prisma.process.findMany({
    where: { ...announced, ...(office ? { countyGovernorCode: office } : {}) },
    select: { subjectId: true, state: true },
  });
  const stateOf = new Map(processes.map((process) => [process.subjectId, process.state]));
  const calls = await services.prisma.call.findMany({
    where: { id: { in: [...stateOf.keys()] } },
    include: { countyGovernor: true, deadlines: { orderBy: { version: 'desc' }, take: 2 } },
    orderBy: [{ deadline: 'asc' }, { id: 'asc' }],
  });
  const listed = calls.map((call): ListedCall & { state: string } => {
    const state = stateOf.get(call.id)!;
    const movedFrom = call.deadlines[1]?.deadline.getTime();
    return {
      href: `/utlysninger/${call.id}`,
      title: inForm(language, call.titleNb, call.titleNn),
      governor: call.countyGovernor.name,
      year: call.budgetYear,
      frame: call.frame,
      status: statusTag(t, 'call', state, 'public'),
      deadline: state === 'open' ? { at: call.deadline.getTime(), now, movedFrom } : null,
      opensAt: state === 'scheduled' ? call.opensAt.getTime() : null,
      closedAt: call.deadline.getTime(),
      state,
    };
  });
  const current = listed.filter(({ state }) => state === 'open' || state === 'scheduled');
  const years = [...new Set(current.map(({ year }) => year))].sort();
  const model: HomeModel = {
    filter: {
      action: '/',
      fields: [
        {
          type: 'select',
          id: 'embete',
          name: 'embete',
          label: t('calls.home.office'),
          value: office,
          options: [{ value: '', text: t('calls.home.allOffices') }, ...governors.map(({ code, name }) => ({ value: code, text: name }))],
        },
      ],
      count: t('calls.home.count', { count: current.length }),
      chips: governors.filter(({ code }) => code === office).map(({ name }) => ({ text: name, href: '/' })),
    },
    asOf: t('calls.asOf', { at: formatInstant(now) }),
    years: years.map((year) => ({
      year,
      calls: current.filter((call) => call.year === year).sort((a, b) => a.governor.localeCompare(b.governor, 'nb') || a.closedAt - b.closedAt),
    })),
    closed: listed.filter(({ state }) => state !== 'open' && state !== 'scheduled').reverse().slice(0, closedShown),
    loggedIn: user !== null,
  }; // prettier-ignore
  return view('calls/home/home', t('calls.home.title'), model);
}

export const homePage = openPage({ path: '/', access: { public: true }, get: home });
