/** What the address of the list of cases asks for. What it does not understand it leaves out. */
import { rules } from '../../../domain/authorisation.js';
import { isId } from '../../forms.js';

export const caseStates = rules['case.list'][0].states ?? [];
export const orders = ['deadline', 'number', 'title', 'municipality', 'applied'] as const;
export type Order = (typeof orders)[number];

export type CaseFilter = {
  /** An office’s code, or `all`; null: the office acted for, and for who acts for none all. */
  office: string | null;
  callId: string | null;
  state: string | null;
  /** A person’s id, or `none` for cases nobody has. */
  officer: string | null;
  text: string;
  order: Order;
  page: number;
};

export function filterOf(query: URLSearchParams): CaseFilter {
  const callId = query.get('utlysning') ?? undefined;
  const officer = query.get('saksbehandler') ?? undefined;
  const page = query.get('side') ?? '';
  const office = query.get('embete') ?? '';
  return {
    office: office === 'alle' ? 'all' : /^[A-Z]{4}$/.test(office) ? office : null,
    callId: isId(callId) ? callId : null,
    state: caseStates.find((state) => state === query.get('status')) ?? null,
    officer: officer === 'ingen' ? 'none' : isId(officer) ? officer : null,
    text: (query.get('sok') ?? '').replaceAll('\u0000', '').trim().slice(0, 100),
    order: orders.find((order) => order === query.get('sorter')) ?? 'deadline',
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

export const noFilter: CaseFilter = filterOf(new URLSearchParams());

/** The filter as an address’s query, without what is not chosen. */
export function queryOf({ office, callId, state, officer, text, order, page }: CaseFilter): string {
  const query = new URLSearchParams();
  if (text) query.set('sok', text);
  if (office) query.set('embete', office === 'all' ? 'alle' : office);
  if (callId) query.set('utlysning', callId);
  if (state) query.set('status', state);
  if (officer) query.set('saksbehandler', officer === 'none' ? 'ingen' : officer);
  if (order !== 'deadline') query.set('sorter', order);
  if (page > 1) query.set('side', String(page));
  return query.size > 0 ? `?${query.toString()}` : '';
}
