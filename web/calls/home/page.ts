import { formatInstant } from '../../../domain/calendar/index.js';
import { statusTag } from '../../case-view.js';
import type { DeadlineChip, EmptyState, FilterBar, StatusTag } from '../../components/models.js';
import { itemOf, type ListItem } from '../../consultations/list/page.js';
import { openConsultations } from '../../consultations/reading.js';
import { newsLine, type NewsLine } from '../../news/article.js';
import { latestNews } from '../../news/reading.js';
import { openPage, view, type PageContext } from '../../page.js';
import { calendarBar, followOf, type Follow } from '../calendar/bar.js';
import { calendarFilter } from '../calendar/filter.js';
import { announcedCalls, known, passes, phaseOf, readPlaces, type CalendarCall } from '../calendar/reading.js';
import { inForm } from '../call.js';

export type ListedCall = {
  href: string;
  title: string;
  governor: string;
  year: number;
  frame: bigint;
  status: StatusTag;
  /** While it is open. */
  deadline: DeadlineChip | null;
  /** The deadline before the last one, while it is open or planned. */
  moved: { from: number; to: number } | null;
  /** While it is planned, epoch ms. */
  opensAt: number | null;
  closedAt: number;
  /** The deadline that was announced, where it was moved. */
  closedBefore: number | null;
};
export type HomeModel = {
  filter: FilterBar;
  asOf: string;
  years: { year: number; calls: ListedCall[] }[];
  none: EmptyState;
  closed: ListedCall[];
  /** Said when not all earlier ones are shown. */
  more: string | null;
  follow: Follow;
  news: NewsLine[];
  consultations: ListItem[];
  loggedIn: boolean;
  /** The reader’s roles are all suspended. */
  suspended: boolean;
};

/** Earlier calls shown at once; a year or an office shows the rest. */
const earlierShown = 60;
const newsShown = 3;

function listed({ t, language, now }: PageContext, call: CalendarCall): ListedCall {
  const { state } = call;
  const to = call.deadline.getTime();
  const from = call.deadlines.at(-2)?.deadline.getTime() ?? null;
  const ahead = state === 'open' || state === 'scheduled';
  return {
    href: `/utlysninger/${call.id}`,
    title: inForm(language, call.titleNb, call.titleNn),
    governor: call.countyGovernor.name,
    year: call.budgetYear,
    frame: call.frame,
    status: statusTag(t, 'call', state, 'public'),
    deadline: state === 'open' ? { at: to, now, movedFrom: from ?? undefined } : null,
    moved: ahead && from !== null ? { from, to } : null,
    opensAt: state === 'scheduled' ? call.opensAt.getTime() : null,
    closedAt: to,
    closedBefore: from,
  };
}

async function home(context: PageContext) {
  const { services, t, language, now, query, user } = context;
  const { prisma } = services;
  const [places, all] = await Promise.all([readPlaces(prisma), announcedCalls(prisma)]);
  const filter = known(calendarFilter(query), places);
  const news = await latestNews(prisma, filter.governor, newsShown);
  const consultations = await openConsultations(prisma, filter.governor);
  const found = all.filter((call) => passes(filter, call));
  const current = found.filter((call) => phaseOf(call) !== 'earlier');
  const earlier = found.filter((call) => phaseOf(call) === 'earlier');
  const years = [...new Set(current.map(({ budgetYear }) => budgetYear))].sort();
  const bar = calendarBar(context, { filter, places, all, found });
  const model: HomeModel = {
    filter: bar,
    asOf: t('calls.asOf', { at: formatInstant(now) }),
    years: years.map((year) => ({
      year,
      calls: current.filter(({ budgetYear }) => budgetYear === year).map((call) => listed(context, call)),
    })),
    none:
      bar.chips.length > 0
        ? { text: t('calendar.noneChosen'), link: { text: t('calendar.showAll'), href: '/' } }
        : { text: t('calls.home.none') },
    closed: earlier.slice(0, earlierShown).map((call) => listed(context, call)),
    more: earlier.length > earlierShown ? t('calendar.more', { shown: earlierShown, count: earlier.length }) : null,
    follow: followOf(context, filter),
    news: news.map((one) => newsLine(language, one)),
    consultations: consultations.map((one) => itemOf(context, one)),
    loggedIn: user !== null,
    suspended: user?.suspended ?? false,
  };
  return view('calls/home/home', t('calls.home.title'), model);
}

export const homePage = openPage({ path: '/', access: { public: true }, get: home });
