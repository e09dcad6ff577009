import { formatShortDate, localDate } from '../../../domain/calendar/index.js';
import { openPage, type Answer, type PageContext } from '../../page.js';
import { csv } from '../csv.js';
import { filterOf } from '../filter.js';
import { publicRows } from '../reading.js';
import { sourceTitles } from '../source.js';

const columns = ['year', 'title', 'sectors', 'municipality', 'partners', 'governor', 'applied', 'awarded', 'reported', 'status', 'statusDay', 'star', 'assessment', 'source', 'address'] as const; // prettier-ignore

/** The whole list as the filter has it, for spreadsheets. */
async function download({ services, query, t, language, now }: PageContext): Promise<Answer> {
  const rows = await publicRows(services.prisma, filterOf(query));
  const titles = await sourceTitles({ prisma: services.prisma, language });
  const body = csv([
    columns.map((column) => t(`public.column.${column}`)),
    ...rows.map((row) => [
      row.year,
      row.title,
      row.sectors.map((sector) => t(`common.sector.${sector}`)).join(', '),
      row.municipality,
      row.partners.join(', '),
      row.governor,
      row.applied,
      row.awarded,
      row.reported,
      t(`public.status.${row.completed ? 'completed' : 'active'}`),
      formatShortDate(row.statusDay ?? localDate(now)),
      row.star === null ? null : t(row.star ? 'public.yes' : 'public.no'),
      row.assessment,
      row.source && (titles.get(row.source) ?? null),
      new URL(`/offentlig/${row.id}`, services.config.BASE_URL).href,
    ]),
  ]);
  return { kind: 'file', name: `prosjektskjonn-${localDate(now)}.csv`, contentType: 'text/csv; charset=utf-8', body };
}

export const publicExport = openPage({ path: '/offentlig.csv', access: { public: true }, get: download });
