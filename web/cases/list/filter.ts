/** What the address of the list of cases asks for. What it does not understand it leaves out; an amount it does not understand it says. */
import { rules } from '../../../domain/authorisation.js';
import { parseKroner } from '../../../domain/money.js';
import { sectors } from '../../../domain/sectors.js';
import { isId } from '../../forms.js';

export const caseStates = rules['case.list'][0].states ?? [];
export const orders = ['deadline', 'number', 'title', 'municipality', 'rank', 'call', 'state', 'officer', 'applied', 'share', 'received'] as const; // prettier-ignore
export type Order = (typeof orders)[number];

export type CaseFilter = {
  /** An office’s code, or `all`; null: the office acted for, and for who acts for none all. */
  office: string | null;
  callId: string | null;
  state: string | null;
  /** A person’s id, `mine`, or `none` for cases nobody has. */
  officer: string | null;
  municipality: string | null;
  sector: string | null;
  areaId: string | null;
  /** Applied amounts as they were typed. */
  least: string;
  most: string;
  text: string;
  order: Order;
  reversed: boolean;
};

/** Whole kroner; null: no limit, or one that is not an amount. */
export const limitOf = (typed: string): number | null => {
  const parsed = parseKroner(typed);
  return parsed.ok ? (parsed.value ?? null) : null;
};

export type AmountFault = { field: 'minst' | 'hoyst'; fault: 'notAnAmount' | 'order' };
export function amountFaults({ least, most }: CaseFilter): AmountFault[] {
  const wrong = (['minst', 'hoyst'] as const).filter((field) => !parseKroner(field === 'minst' ? least : most).ok);
  if (wrong.length > 0) return wrong.map((field) => ({ field, fault: 'notAnAmount' }));
  const [from, to] = [limitOf(least), limitOf(most)];
  return from !== null && to !== null && from > to ? [{ field: 'hoyst', fault: 'order' }] : [];
}

/** Does the filter ask for something only the case’s content says? */
export const asksForContent = (filter: CaseFilter): boolean =>
  filter.sector !== null || filter.areaId !== null || limitOf(filter.least) !== null || limitOf(filter.most) !== null;

const line = (value: string | null, most: number): string =>
  (value ?? '').replaceAll('\u0000', '').trim().slice(0, most);

export function filterOf(query: URLSearchParams): CaseFilter {
  const id = (name: string): string | null => {
    const value = query.get(name) ?? undefined;
    return isId(value) ? value : null;
  };
  const matching = (name: string, pattern: RegExp): string | null => {
    const value = query.get(name) ?? '';
    return pattern.test(value) ? value : null;
  };
  const officer = query.get('saksbehandler');
  return {
    office: query.get('embete') === 'alle' ? 'all' : matching('embete', /^[A-Z]{4}$/),
    callId: id('utlysning'),
    state: caseStates.find((state) => state === query.get('status')) ?? null,
    officer: officer === 'ingen' ? 'none' : officer === 'meg' ? 'mine' : id('saksbehandler'),
    municipality: matching('kommune', /^\d{4}$/),
    sector: sectors.find((sector) => sector === query.get('sektor')) ?? null,
    areaId: id('omraade'),
    least: line(query.get('minst'), 30),
    most: line(query.get('hoyst'), 30),
    text: line(query.get('sok'), 100),
    order: orders.find((order) => order === query.get('sorter')) ?? 'deadline',
    reversed: query.get('snudd') === 'ja',
  };
}

export const noFilter: CaseFilter = filterOf(new URLSearchParams());

const officerWord: Readonly<Record<string, string>> = { none: 'ingen', mine: 'meg' };
export const officerIn = (officer: string | null): string => (officer ? (officerWord[officer] ?? officer) : '');

/** The filter as an address’s query, without what is not chosen. */
export function queryOf(filter: CaseFilter): string {
  const { office, callId, state, officer, municipality, sector, areaId, least, most, text, order, reversed } = filter;
  const query = new URLSearchParams();
  if (text) query.set('sok', text);
  if (office) query.set('embete', office === 'all' ? 'alle' : office);
  if (callId) query.set('utlysning', callId);
  if (state) query.set('status', state);
  if (officer) query.set('saksbehandler', officerIn(officer));
  if (municipality) query.set('kommune', municipality);
  if (sector) query.set('sektor', sector);
  if (areaId) query.set('omraade', areaId);
  if (least) query.set('minst', least);
  if (most) query.set('hoyst', most);
  if (order !== 'deadline') query.set('sorter', order);
  if (reversed) query.set('snudd', 'ja');
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** The list’s address with this filter; without one it says so, so that no saved view comes in its place. */
export const addressOf = (filter: CaseFilter): string => `/saker${queryOf(filter) || '?vis=alle'}`;
