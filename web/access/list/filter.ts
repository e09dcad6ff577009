export const views = { venter: ['submitted', 'needsClarification'], inviterte: ['invited'], avgjort: ['approved', 'denied', 'expired', 'withdrawn'] } as const; // prettier-ignore
export type ViewName = keyof typeof views;
export const viewNames = Object.keys(views) as ViewName[];

export type ListFilter = { view: ViewName; text: string; page: number };

/** What the address asks for; what it does not understand it leaves out. */
export function filterOf(query: URLSearchParams): ListFilter {
  const page = query.get('side') ?? '';
  return {
    view: viewNames.find((name) => name === query.get('vis')) ?? 'venter',
    text: (query.get('sok') ?? '').replaceAll('\u0000', '').trim().slice(0, 100),
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

export function queryOf({ view, text, page }: ListFilter): string {
  const query = new URLSearchParams();
  if (view !== 'venter') query.set('vis', view);
  if (text) query.set('sok', text);
  if (page > 1) query.set('side', String(page));
  return query.size > 0 ? `?${query.toString()}` : '';
}
