import { formatInstantWithSeconds, localDate } from '../../domain/calendar/index.js';
import { userPage, type Answer, type UserContext } from '../page.js';
import { csv } from '../public/csv.js';
import { filterOf } from './filter.js';
import { logPages, type LogLine } from './lines.js';
import { shownList } from './shown.js';

/** The most rows an export has; the newest. */
export const EXPORT_ROWS = 50_000;
const batch = 1000;

const columns = [
  'at',
  'time',
  'who',
  'role',
  'inPlaceOf',
  'what',
  'about',
  'title',
  'from',
  'to',
  'whose',
  'detail',
] as const;

const cells = (line: LogLine): (string | null)[] => [
  formatInstantWithSeconds(line.at),
  new Date(line.at).toISOString(),
  line.who.name,
  line.role,
  line.inPlaceOf?.name ?? null,
  line.what,
  line.about?.text ?? null,
  line.about?.title ?? null,
  line.change?.from ?? null,
  line.change?.to ?? null,
  line.whose?.name ?? null,
  line.detail,
];

/** The rows as they are read, so that memory does not grow with the log; says at the end when there were more. */
async function* rows(context: UserContext): AsyncGenerator<string> {
  const { t, query } = context;
  yield csv([columns.map((column) => t(`log.column.${column}`))]);
  let left = EXPORT_ROWS;
  for await (const { lines, next } of logPages(context, { ...filterOf(query), after: null }, batch)) {
    // The mark of the file’s encoding stands once, at its start.
    yield csv(lines.map(cells)).slice(1);
    left -= lines.length;
    if (left <= 0 && next !== null) {
      yield csv([[t('log.capped', { count: EXPORT_ROWS })]]).slice(1);
      return;
    }
  }
}

const download = (context: UserContext): Promise<Answer> =>
  Promise.resolve({
    kind: 'file',
    name: `logg-${localDate(context.now)}.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: rows(context),
  });

export const logExport = userPage({
  path: '/logg.csv',
  access: { list: 'log.read' },
  personal: shownList(),
  get: download,
});
