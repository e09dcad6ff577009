/** What the address of the grant calendar asks for: on `/`, in `/utlysninger.ics` and in `/feed.atom` alike. */

export const phases = ['open', 'coming', 'earlier'] as const;
export type Phase = (typeof phases)[number];
const phaseNames: Readonly<Record<Phase, string>> = { open: 'apne', coming: 'kommer', earlier: 'tidligere' };
const kinds = { new: 'nye', continuation: 'videreforinger' } as const;
export type ProjectKind = keyof typeof kinds;

export type CalendarFilter = {
  year: number | null;
  governor: string | null;
  /** Words in the call’s text or priority areas. */
  theme: string;
  /** The county whose municipalities may apply. */
  county: string | null;
  kind: ProjectKind | null;
  phase: Phase | null;
};

const code = (text: string | null): string | null => (text && /^[A-Za-z0-9]{1,8}$/.test(text) ? text : null);
const keyOf = <T extends string>(names: Readonly<Record<T, string>>, text: string | null): T | null =>
  (Object.keys(names) as T[]).find((key) => names[key] === text) ?? null;

/** What it does not understand it leaves out. */
export function calendarFilter(query: URLSearchParams): CalendarFilter {
  const year = query.get('ar') ?? '';
  return {
    year: /^(19|20|21)\d\d$/.test(year) ? Number(year) : null,
    governor: code(query.get('embete')),
    theme: (query.get('tema') ?? '').replaceAll('\u0000', '').trim().replace(/\s+/g, ' ').slice(0, 100),
    county: code(query.get('fylke')),
    kind: keyOf(kinds, query.get('prosjekt')),
    phase: keyOf(phaseNames, query.get('status')),
  };
}

/** The filter as an address’s query, without what is not chosen; `more` after it. */
export function calendarQuery(filter: CalendarFilter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null) =>
    value !== null && value !== '' && query.set(name, String(value));
  set('ar', filter.year);
  set('embete', filter.governor);
  set('tema', filter.theme);
  set('fylke', filter.county);
  set('prosjekt', filter.kind && kinds[filter.kind]);
  set('status', filter.phase && phaseNames[filter.phase]);
  for (const [name, value] of Object.entries(more)) set(name, value);
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** The words of the address for the selects of the page. */
export const addressWords = { phase: phaseNames, kind: kinds };
