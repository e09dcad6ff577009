/** `/nyheter`: what the Governors have told, newest first. */
import { formatInstant } from '../../../domain/calendar/index.js';
import type { EmptyState, FilterBar, Link } from '../../components/models.js';
import { openPage, view, type PageContext } from '../../page.js';
import { newsLine, type NewsLine } from '../article.js';
import { newsYears, publicNews } from '../reading.js';
import { officesInOrder } from '../../offices.js';

export type ListModel = {
  filter: FilterBar;
  asOf: string;
  items: NewsLine[];
  empty: EmptyState | null;
  feed: Link;
  pages: { previous: string | null; next: string | null; text: string } | null;
};

async function list({ services, query, t, language, now }: PageContext) {
  const { prisma } = services;
  const [governors, years] = await Promise.all([officesInOrder(prisma), newsYears(prisma)]);
  const governor = governors.find(({ code }) => code === query.get('embete')) ?? null;
  const year = years.find((one) => String(one) === query.get('ar')) ?? null;
  const asked = /^[1-9]\d{0,3}$/.test(query.get('side') ?? '') ? Number(query.get('side')) : 1;
  const { items, count, page, last } = await publicNews(prisma, {
    governor: governor?.code ?? null,
    year,
    page: asked,
  });
  const address = (chosen: { governor: string | null; year: number | null; page?: number }): string => {
    const wanted = new URLSearchParams();
    if (chosen.governor) wanted.set('embete', chosen.governor);
    if (chosen.year) wanted.set('ar', String(chosen.year));
    if (chosen.page && chosen.page > 1) wanted.set('side', String(chosen.page));
    return wanted.size > 0 ? `/nyheter?${wanted.toString()}` : '/nyheter';
  };
  const chosenNow = { governor: governor?.code ?? null, year };
  const all = { value: '', text: t('news.list.all') };
  const place = (to: number) => (to >= 1 && to <= last ? address({ ...chosenNow, page: to }) : null);
  const chosen = governor !== null || year !== null;
  const model: ListModel = {
    filter: {
      action: '/nyheter',
      fields: [
        {
          type: 'select', id: 'embete', name: 'embete', label: t('news.list.governor'), value: governor?.code ?? '',
          options: [all, ...governors.map(({ code, name }) => ({ value: code, text: name }))],
        },
        {
          type: 'select', id: 'ar', name: 'ar', label: t('news.list.year'), value: String(year ?? ''),
          options: [all, ...years.map((one) => ({ value: String(one), text: String(one) }))],
        },
      ],
      count: t('news.list.count', { count }),
      chips: [
        ...(governor ? [{ text: governor.name, href: address({ ...chosenNow, governor: null }) }] : []),
        ...(year ? [{ text: String(year), href: address({ ...chosenNow, year: null }) }] : []),
      ],
    },
    asOf: t('calls.asOf', { at: formatInstant(now) }),
    items: items.map((one) => newsLine(language, one)),
    empty: count > 0 ? null : chosen
      ? { text: t('news.list.noneChosen'), link: { text: t('news.list.showAll'), href: '/nyheter' } }
      : { text: t('news.list.none') },
    feed: {
      text: t('calendar.follow.feed'),
      href: `/feed.atom?${new URLSearchParams({ ...(governor ? { embete: governor.code } : {}), sprak: language }).toString()}`,
    },
    pages: last === 1 ? null : { previous: place(page - 1), next: place(page + 1), text: t('news.list.page', { page, last }) },
  }; // prettier-ignore
  return view('news/list/list', t('news.list.title'), model);
}

export const newsListPage = openPage({ path: '/nyheter', access: { public: true }, get: list });
