/** `/feed.atom`: calls opened, deadlines moved, calls cancelled, news; with the filters of `/`. */
import { formatKroner } from '../../domain/money.js';
import { formatLongDeadline } from '../../domain/calendar/index.js';
import { inForm } from '../calls/call.js';
import { calendarFilter, calendarQuery } from '../calls/calendar/filter.js';
import { announcedCalls, known, passes, readPlaces, type CalendarCall } from '../calls/calendar/reading.js';
import { feedNews, type PublicNews } from '../news/reading.js';
import { openPage, type Answer, type PageContext } from '../page.js';
import { atom, uuidOf, type FeedEntry } from './atom.js';

const LONGEST = 50;

function callEntries({ t, language, services }: PageContext, call: CalendarCall): FeedEntry[] {
  const title = inForm(language, call.titleNb, call.titleNn);
  const author = call.countyGovernor.name;
  const about = { author, href: `${services.config.BASE_URL}/utlysninger/${call.id}` };
  const entry = (name: string, at: Date, texts: { title: string; summary: string }): FeedEntry => ({
    ...about,
    ...texts,
    id: uuidOf(call.id, name),
    published: at.getTime(),
    updated: at.getTime(),
  });
  const deadlineOf = (version: number): string =>
    formatLongDeadline(call.deadlines.find((one) => one.version === version)!.deadline.getTime(), language);
  const opened = call.openedAt && [
    entry('opened', call.openedAt, {
      title: t('calendar.feed.opened', { title }),
      summary: t('calendar.feed.openedText', { author, frame: formatKroner(call.frame), deadline: deadlineOf(1) }),
    }),
  ];
  const moved = call.deadlines.filter(({ version }) => version > 1).map(({ version, decidedAt, reason }) =>
    entry(`deadline/${version}`, decidedAt, {
      title: t('calendar.feed.moved', { title }),
      summary: t('calendar.feed.movedText', { to: deadlineOf(version), from: deadlineOf(version - 1), reason: reason ?? '' }).trim(),
    }),
  ); // prettier-ignore
  const cancelled = call.cancelledAt && [
    entry('cancelled', call.cancelledAt, {
      title: t('calendar.feed.cancelled', { title }),
      summary: t('calendar.feed.cancelledText', { author }),
    }),
  ];
  return [...(opened ?? []), ...moved, ...(cancelled ?? [])];
}

/** One that is withdrawn stays under its id, so that a reader who has it learns that it no longer stands. */
function newsEntry({ t, language, services }: PageContext, news: PublicNews): FeedEntry {
  const { id, withdrawnAt, publishedAt, updatedAt, countyGovernor } = news;
  const reason = news.withdrawalReason ?? '';
  return {
    id,
    title: withdrawnAt ? t('calendar.feed.withdrawn') : inForm(language, news.titleNb, news.titleNn),
    summary: withdrawnAt ? t('calendar.feed.withdrawnText', { reason }) : inForm(language, news.textNb, news.textNn),
    author: countyGovernor.name,
    href: `${services.config.BASE_URL}/nyheter/${id}`,
    published: publishedAt!.getTime(),
    updated: (withdrawnAt ?? updatedAt ?? publishedAt!).getTime(),
  };
}

async function feed(context: PageContext): Promise<Answer> {
  const { services, query, t, language } = context;
  const { prisma, config } = services;
  const [places, calls] = await Promise.all([readPlaces(prisma), announcedCalls(prisma)]);
  const filter = known(calendarFilter(query), places);
  const news = await feedNews(prisma, { governor: filter.governor, year: filter.year, take: LONGEST });
  const entries = [
    ...calls.filter((call) => passes(filter, call)).flatMap((call) => callEntries(context, call)),
    ...news.map((one) => newsEntry(context, one)),
  ]
    .sort((a, b) => b.updated - a.updated || a.id.localeCompare(b.id))
    .slice(0, LONGEST);
  const self = `${config.BASE_URL}/feed.atom${calendarQuery(filter, { sprak: language })}`;
  const office = places.governors.find(({ code }) => code === filter.governor);
  const body = atom({
    id: self,
    title: office ? t('calendar.feed.titleOf', { governor: office.name }) : t('calendar.feed.title'),
    language,
    self,
    page: `${config.BASE_URL}/${calendarQuery(filter)}`,
    entries,
  });
  return { kind: 'file', name: 'prosjektskjonn.atom', contentType: 'application/atom+xml; charset=utf-8', body, inline: true }; // prettier-ignore
}

export const feedPage = openPage({ path: '/feed.atom', access: { public: true }, get: feed });
