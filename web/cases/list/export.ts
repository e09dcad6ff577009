import { formatShortDeadline, localDate } from '../../../domain/calendar/index.js';
import { waitsForText } from '../../case-view.js';
import { userPage, type Answer, type UserContext } from '../../page.js';
import { csv } from '../../public/csv.js';
import { placeText } from '../place.js';
import { filterOf } from './filter.js';
import { caseRows } from './reading.js';
import { shownList } from '../../log/shown.js';

const columns = [
  'number',
  'title',
  'municipality',
  'rank',
  'office',
  'call',
  'state',
  'officer',
  'applied',
  'waitsFor',
  'deadline',
  'address',
] as const;

/** The whole list as the filter has it, for spreadsheets. */
async function download(context: UserContext): Promise<Answer> {
  const { services, query, t, now } = context;
  const rows = await caseRows(context, filterOf(query));
  const body = csv([
    columns.map((column) => t(`cases.column.${column}`)),
    ...rows.map((row) => [
      row.number,
      row.title,
      row.municipality,
      placeText(t, row.place),
      row.office,
      row.call,
      t(`common.state.${row.kind}.${row.state}`),
      row.officer,
      row.applied,
      waitsForText(t, { waitsFor: row.waitsFor, state: row.state, kind: row.kind }, 'office'),
      row.deadline === null ? null : formatShortDeadline(row.deadline),
      new URL(`/saker/${row.id}`, services.config.BASE_URL).href,
    ]),
  ]);
  return { kind: 'file', name: `saker-${localDate(now)}.csv`, contentType: 'text/csv; charset=utf-8', body };
}

export const exportPage = userPage({
  path: '/saker.csv',
  access: { list: 'case.list' },
  personal: shownList(),
  get: download,
});
