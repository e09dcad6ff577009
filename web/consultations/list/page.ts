/** `/horinger`: what the Governors ask, and have asked, newest first. */
import { formatInstant } from '../../../domain/calendar/index.js';
import { inForm } from '../../calls/call.js';
import { statusTag } from '../../case-view.js';
import type { DeadlineChip, EmptyState, FilterBar, StatusTag } from '../../components/models.js';
import { openPage, view, type PageContext } from '../../page.js';
import { consultationYears, publicConsultations, type Listed } from '../reading.js';
import { officesInOrder } from '../../offices.js';

export type ListItem = {
  href: string;
  title: string;
  governor: string;
  sentAt: number;
  status: StatusTag;
  deadline: DeadlineChip | null;
  answered: string;
};
export type ListModel = {
  filter: FilterBar;
  asOf: string;
  items: ListItem[];
  empty: EmptyState | null;
  pages: { previous: string | null; next: string | null; text: string } | null;
};

export const itemOf = ({ t, language, now }: PageContext, one: Listed): ListItem => ({
  href: `/horinger/${one.id}`,
  title: inForm(language, one.titleNb, one.titleNn),
  governor: one.countyGovernor.name,
  sentAt: one.openedAt!.getTime(),
  status: statusTag(t, 'consultation', one.state, 'public'),
  deadline: one.state === 'open' ? { at: one.dueAt.getTime(), now } : null,
  answered: t('consultations.answered', { answered: one.answered, count: one._count.municipalities }),
});

async function list(context: PageContext) {
  const { services, query, t, now } = context;
  const { prisma } = services;
  const [governors, years] = await Promise.all([officesInOrder(prisma), consultationYears(prisma)]);
  const governor = governors.find(({ code }) => code === query.get('embete')) ?? null;
  const year = years.find((one) => String(one) === query.get('ar')) ?? null;
  const asked = /^[1-9]\d{0,3}$/.test(query.get('side') ?? '') ? Number(query.get('side')) : 1;
  const chosenNow = { governor: governor?.code ?? null, year };
  const { items, count, page, last } = await publicConsultations(prisma, { ...chosenNow, page: asked });
  const address = (chosen: { governor: string | null; year: number | null; page?: number }): string => {
    const wanted = new URLSearchParams();
    if (chosen.governor) wanted.set('embete', chosen.governor);
    if (chosen.year) wanted.set('ar', String(chosen.year));
    if (chosen.page && chosen.page > 1) wanted.set('side', String(chosen.page));
    return wanted.size > 0 ? `/horinger?${wanted.toString()}` : '/horinger';
  };
  const all = { value: '', text: t('news.list.all') };
  const place = (to: number) => (to >= 1 && to <= last ? address({ ...chosenNow, page: to }) : null);
  const chips = [
    ...(governor ? [{ text: governor.name, href: address({ ...chosenNow, governor: null }) }] : []),
    ...(year ? [{ text: String(year), href: address({ ...chosenNow, year: null }) }] : []),
  ];
  const none = chips.length > 0
    ? { text: t('consultations.list.noneChosen'), link: { text: t('consultations.list.showAll'), href: '/horinger' } }
    : { text: t('consultations.list.none') }; // prettier-ignore
  const model: ListModel = {
    filter: {
      action: '/horinger',
      fields: [
        {
          type: 'select', id: 'embete', name: 'embete', label: t('news.list.governor'), value: governor?.code ?? '',
          options: [all, ...governors.map(({ code, name }) => ({ value: code, text: name }))],
        },
        {
          type: 'select', id: 'ar', name: 'ar', label: t('consultations.list.year'), value: String(year ?? ''),
          options: [all, ...years.map((one) => ({ value: String(one), text: String(one) }))],
        },
      ],
      count: t('consultations.list.count', { count }),
      chips,
    },
    asOf: t('calls.asOf', { at: formatInstant(now) }),
    items: items.map((one) => itemOf(context, one)),
    empty: count > 0 ? null : none,
    pages:
      last === 1 ? null : { previous: place(page - 1), next: place(page + 1), text: t('news.list.page', { page, last }) },
  }; // prettier-ignore
  return view('consultations/list/list', t('consultations.list.title'), model);
}

export const listPage = openPage({ path: '/horinger', access: { public: true }, get: list });
