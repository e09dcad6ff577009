import { sectors, type Sector } from '../../domain/sectors.js';

export const orders = ['year', 'title', 'applied', 'awarded', 'reported'] as const;
export type Order = (typeof orders)[number];

/** What the address of the public list asks for. What it does not understand it leaves out. */
export type PublicFilter = {
  year: number | null;
  county: string | null;
  /** As applicant or as one of those who take part. */
  municipality: string | null;
  governor: string | null;
  sector: Sector | null;
  status: 'active' | 'completed' | null;
  star: boolean;
  text: string;
  order: Order;
  page: number;
};

const wholeNumber = (text: string | null, max: number): number | null => {
  const number = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
  return number !== null && number <= max ? number : null;
};
const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null;
const code = (text: string | null): string | null => (text && /^[A-Za-z0-9]{1,8}$/.test(text) ? text : null);

export function filterOf(query: URLSearchParams): PublicFilter {
  return {
    year: wholeNumber(query.get('ar'), 2100),
    county: code(query.get('fylke')),
    municipality: code(query.get('kommune')),
    governor: code(query.get('statsforvalter')),
    sector: oneOf(sectors, query.get('sektor')),
    status: oneOf(['active', 'completed'] as const, query.get('status')),
    star: query.get('stjerne') === '1',
    text: (query.get('sok') ?? '').replaceAll('\u0000', '').trim().slice(0, 100),
    order: oneOf(orders, query.get('sorter')) ?? 'year',
    page: Math.max(1, wholeNumber(query.get('side'), 10_000) ?? 1),
  };
}

export const noFilter: PublicFilter = filterOf(new URLSearchParams());

/** The filter as an address’s query, without what is not chosen. */
export function queryOf(filter: PublicFilter): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null) =>
    value !== null && value !== '' && query.set(name, String(value));
  set('sok', filter.text);
  set('ar', filter.year);
  set('fylke', filter.county);
  set('kommune', filter.municipality);
  set('statsforvalter', filter.governor);
  set('sektor', filter.sector);
  set('status', filter.status);
  set('stjerne', filter.star ? '1' : null);
  set('sorter', filter.order === 'year' ? null : filter.order);
  set('side', filter.page === 1 ? null : filter.page);
  return query.size > 0 ? `?${query.toString()}` : '';
}
