/** What the log’s address asks for. What it does not understand it leaves out. */
import { addDays, startOfDay } from '../../domain/calendar/index.js';
import { lifecycles } from '../../domain/lifecycles.js';
import { governorRoles, municipalRoles, nationalRoles } from '../../domain/roles.js';
import { isId } from '../forms.js';

/** `events`: what happened. `looks`: who looked at whose data. */
export const logKinds = ['hendelser', 'oppslag'] as const;
export type LogKind = (typeof logKinds)[number];

export const logRoles = [
  ...municipalRoles,
  ...governorRoles,
  ...nationalRoles,
  'requester',
  'holder',
  'system',
] as const;

/** Everything an event can be called, as "<kind of process>.<name>". */
export const eventNames: readonly string[] = [
  ...Object.values(lifecycles).flatMap(({ kind, transitions }) => [
    ...new Set(transitions.map(({ on }) => `${kind}.${on}`)),
  ]),
  'person.changeName',
];

/** Days are "YYYY-MM-DD", both counted. `after` is the last row of the page before. */
export type LogFilter = {
  kind: LogKind;
  person: string;
  role: string | null;
  what: string | null;
  matter: string;
  office: string | null;
  municipality: string | null;
  from: string | null;
  to: string | null;
  after: string | null;
};

const text = (value: string | null): string => (value ?? '').replaceAll('\u0000', '').trim().slice(0, 100);
const dayOf = (value: string | null): string | null =>
  value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
const matching = (value: string | null, pattern: RegExp): string | null =>
  value !== null && pattern.test(value) ? value : null;

export function filterOf(query: URLSearchParams): LogFilter {
  const kind = logKinds.find((one) => one === query.get('logg')) ?? 'hendelser';
  const what = query.get('hva') ?? '';
  return {
    kind,
    person: text(query.get('person')),
    role: logRoles.find((role) => role === query.get('rolle')) ?? null,
    what: (kind === 'hendelser' ? eventNames.includes(what) : /^\/[\w/:.-]{0,100}$/.test(what)) ? what : null,
    matter: text(query.get('sak')),
    office: matching(query.get('embete'), /^[A-Z]{2,8}$/),
    municipality: matching(query.get('kommune'), /^\d{4}$/),
    from: dayOf(query.get('fra')),
    to: dayOf(query.get('til')),
    after: matching(query.get('etter'), /^\d{1,15}~[\w/~-]{1,120}$/),
  };
}

const names = { kind: 'logg', person: 'person', role: 'rolle', what: 'hva', matter: 'sak', office: 'embete', municipality: 'kommune', from: 'fra', to: 'til', after: 'etter' } as const; // prettier-ignore

/** The filter as an address’s query, without what is not chosen. */
export function queryOf(filter: LogFilter): string {
  const query = new URLSearchParams();
  for (const [key, name] of Object.entries(names)) {
    const value = filter[key as keyof LogFilter];
    if (value && value !== 'hendelser') query.set(name, value);
  }
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** The instants between which the log is read; null where it is open. */
export const periodOf = ({ from, to }: LogFilter): { from: Date | null; to: Date | null } => ({
  from: from === null ? null : new Date(startOfDay(from)),
  to: to === null ? null : new Date(startOfDay(addDays(to, 1))),
});

/** Are the dates the wrong way round? */
export const isReversed = ({ from, to }: LogFilter): boolean => from !== null && to !== null && from > to;

/** Is the name one that a person may have chosen by its id? */
export const isPersonId = (person: string): boolean => isId(person);
