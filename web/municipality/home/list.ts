/** The list of our projects and applications: filters and order are in the address (ui.md, principle 8). */
import type { FilterBar, Link, StatusTag } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import type { OurCase } from './cases.js';

export type ListRow = {
  year: number;
  title: string;
  href: string;
  awarded: number | null;
  nextReport: number | null;
  status: StatusTag;
};

const notDone = ['scheduled', 'open', 'overdue', 'returned'];

export function ourList(
  { query, t }: UserContext,
  cases: readonly OurCase[],
  action: string,
): { filter: FilterBar; rows: ListRow[] } {
  const asked = { sok: (query.get('sok') ?? '').trim(), ar: query.get('ar') ?? '', status: query.get('status') ?? '' };
  const shown = cases.filter(
    (one) =>
      (asked.sok === '' || one.title.toLocaleLowerCase('nb').includes(asked.sok.toLocaleLowerCase('nb'))) &&
      (asked.ar === '' || String(one.year) === asked.ar) &&
      (asked.status === '' || one.status.text === asked.status),
  );
  const option = (value: string) => ({ value, text: value });
  const all = { value: '', text: t('common.filter.all') };
  const years = [...new Set(cases.map((one) => String(one.year)))].sort().reverse();
  const states = [...new Set(cases.map((one) => one.status.text))].sort((a, b) => a.localeCompare(b, 'nb'));
  const words = {
    sok: t('municipality.list.title'),
    ar: t('municipality.list.year'),
    status: t('municipality.list.status'),
  };
  const chips = Object.entries(asked)
    .filter(([, value]) => value !== '')
    .map(([name, value]): Link => {
      const text = `${words[name as keyof typeof asked]}: ${value}`;
      const rest = new URLSearchParams(
        Object.entries(asked).filter(([other, given]) => other !== name && given !== ''),
      );
      return { text, href: rest.size > 0 ? `${action}?${rest.toString()}` : action };
    });
  return {
    filter: {
      action,
      fields: [
        { type: 'search', id: 'sok', name: 'sok', label: t('municipality.list.title'), value: asked.sok },
        {
          type: 'select',
          id: 'ar',
          name: 'ar',
          label: t('municipality.list.year'),
          value: asked.ar,
          options: [all, ...years.map(option)],
        },
        {
          type: 'select',
          id: 'status',
          name: 'status',
          label: t('municipality.list.status'),
          value: asked.status,
          options: [all, ...states.map(option)],
        },
      ],
      count: t('municipality.list.count', { count: shown.length }),
      chips,
    },
    rows: shown.map(({ year, title, href, awarded, reports, status }) => ({
      year,
      title,
      href,
      awarded,
      nextReport: reports.find((report) => notDone.includes(report.state))?.dueAt ?? null,
      status,
    })),
  };
}
