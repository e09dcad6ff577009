import { formatDate, formatInstant } from '../../domain/calendar/index.js';
import type { EmptyState, FilterBar, FilterField, Link } from '../components/models.js';
import { userPage, wideView, type UserContext } from '../page.js';
import { EXPORT_ROWS } from './export.js';
import { eventNames, filterOf, isReversed, logKinds, logRoles, queryOf, type LogFilter } from './filter.js';
import { logPages, type LogLine, type LogPage } from './lines.js';
import { asked, countRows, pagesLookedAt, reachOf } from './reading.js';
import { shownList } from './shown.js';
import { pageText, whatText } from './words.js';
import type { Kind } from '../../domain/lifecycle.js';
import { byPlace } from '../offices.js';

export type LogModel = {
  filter: FilterBar;
  events: boolean;
  lines: (LogLine & { whoHref: string | null; whoseHref: string | null })[];
  asOf: string;
  csv: string;
  /** Said when the export would leave some out. */
  capped: string | null;
  empty: EmptyState | null;
  older: string | null;
  newest: string | null;
};

const pageSize = 50;
const address = (filter: LogFilter): string => `/logg${queryOf(filter)}`;
type Choices = { offices: Option[]; municipalities: Option[]; whats: Option[] };
type Option = { value: string; text: string };

/** Offices and municipalities only as far as the reader’s log reaches. */
async function choicesOf(context: UserContext, filter: LogFilter): Promise<Choices> {
  const { services, t } = context;
  const reach = reachOf(context);
  const [offices, municipalities, pages] = await Promise.all([
    services.prisma.countyGovernor.findMany({
      where: reach ? { code: { in: reach } } : {},
      select: { code: true, name: true },
      orderBy: { name: 'asc' },
    }),
    services.prisma.municipality.findMany({
      where: reach ? { county: { countyGovernorCode: { in: reach } } } : {},
      select: { code: true, name: true },
      orderBy: { name: 'asc' },
    }),
    filter.kind === 'oppslag' ? pagesLookedAt(context) : Promise.resolve([]),
  ]);
  const option = ({ code, name }: { code: string; name: string }): Option => ({ value: code, text: name });
  const events = eventNames.map((value) => {
    const [kind = '', name = ''] = value.split(/\.(.*)/s);
    return { value, text: `${t(`log.kind.${kind}`)}: ${whatText(t, kind as Kind, name)}` };
  });
  return {
    offices: offices.map(option).sort((a, b) => byPlace(a.text, b.text)),
    municipalities: [...municipalities].map(option).sort((a, b) => a.text.localeCompare(b.text, 'nb')),
    whats: filter.kind === 'hendelser' ? events : pages.map((value) => ({ value, text: pageText(t, value) })),
  };
}

function fieldsOf({ t }: UserContext, filter: LogFilter, choices: Choices): FilterField[] {
  const all = { value: '', text: t('common.filter.all') };
  const select = (name: string, value: string | null, options: Option[]): FilterField => ({
    type: 'select', id: `filter-${name}`, name, label: t(`log.filter.${name}`), value: value ?? '', options,
  }); // prettier-ignore
  const input = (type: 'search' | 'date', name: string, value: string | null): FilterField => ({
    type, id: `filter-${name}`, name, label: t(`log.filter.${name}`), value: value ?? '',
    ...(name === 'til' && isReversed(filter) ? { error: t('log.reversed') } : {}),
  }); // prettier-ignore
  return [
    select('logg', filter.kind, logKinds.map((value) => ({ value, text: t(`log.logKind.${value}`) }))),
    input('search', 'person', filter.person),
    select('rolle', filter.role, [all, ...logRoles.map((value) => ({ value, text: t(`common.role.${value}`) }))]),
    select('hva', filter.what, [all, ...choices.whats]),
    input('search', 'sak', filter.matter),
    select('embete', filter.office, [all, ...choices.offices]),
    select('kommune', filter.municipality, [all, ...choices.municipalities]),
    input('date', 'fra', filter.from),
    input('date', 'til', filter.to),
  ]; // prettier-ignore
}

/** What is chosen, each with the address without it. */
function chipsOf(fields: FilterField[], filter: LogFilter): Link[] {
  const keys = { person: 'person', rolle: 'role', hva: 'what', sak: 'matter', embete: 'office', kommune: 'municipality', fra: 'from', til: 'to' } as const; // prettier-ignore
  return fields.flatMap((field) => {
    const key = keys[field.name as keyof typeof keys] as keyof LogFilter | undefined;
    if (!key || field.value === '') return [];
    const chosen =
      field.type === 'select'
        ? field.options.find(({ value }) => value === field.value)?.text
        : field.type === 'date'
          ? formatDate(field.value)
          : null;
    const without = { ...filter, after: null, [key]: key === 'person' || key === 'matter' ? '' : null };
    return [{ text: `${field.label}: ${chosen ?? field.value}`, href: address(without) }];
  });
}

async function log(context: UserContext) {
  const { query, t, now } = context;
  const filter = filterOf(query);
  const [choices, count, page] = await Promise.all([
    choicesOf(context, filter),
    asked(context, filter).then((what) => countRows(what, EXPORT_ROWS)),
    logPages(context, filter, pageSize)
      .next()
      .then(({ value }) => value as LogPage),
  ]);
  const fields = fieldsOf(context, filter, choices);
  const chips = chipsOf(fields, filter);
  const byPerson = (id: string | null | undefined) => (id ? address({ ...filter, person: id, after: null }) : null);
  const over = count > EXPORT_ROWS;
  const model: LogModel = {
    filter: {
      action: '/logg',
      fields,
      count: over ? t('log.countOver', { count: EXPORT_ROWS }) : t(`log.count.${filter.kind}`, { count }),
      chips,
    },
    events: filter.kind === 'hendelser',
    lines: page.lines.map((line) => ({
      ...line,
      whoHref: byPerson(line.who.id),
      whoseHref: byPerson(line.whose?.id),
    })),
    asOf: t('log.asOf', { at: formatInstant(now) }),
    csv: `/logg.csv${queryOf({ ...filter, after: null })}`,
    capped: over ? t('log.capped', { count: EXPORT_ROWS }) : null,
    empty:
      page.lines.length > 0
        ? null
        : chips.length > 0
          ? { text: t('log.noneFiltered'), link: { text: t('log.showAll'), href: address({ ...filterOf(new URLSearchParams()), kind: filter.kind }) } }
          : { text: t('log.none') },
    older: page.next === null ? null : address({ ...filter, after: page.next }),
    newest: filter.after === null ? null : address({ ...filter, after: null }),
  }; // prettier-ignore
  return wideView('log/log', t('log.title'), model);
}

/** What happened and who looked: for auditors, for who runs the system without names and titles, and for an office’s administrators. */
export const logPage = userPage({ path: '/logg', access: { list: 'log.read' }, personal: shownList(), get: log });
