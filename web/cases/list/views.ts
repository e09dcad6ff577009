/** A person’s own saved views: filters under a name. */
import type { PrismaClient, SavedView } from '../../../prisma/generated/client.js';
import { filterOf, queryOf } from './filter.js';

export const viewLimits = { views: 20, name: 60 } as const;

/** By name. */
export const viewsOf = (prisma: PrismaClient, personId: string): Promise<SavedView[]> =>
  prisma.savedView.findMany({ where: { personId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });

/** A filter’s query as it is kept: what the list does not understand is left out. */
export const keptQuery = (query: string): string => queryOf(filterOf(new URLSearchParams(query))).slice(1);

/** Where a view leads. */
export const viewAddress = ({ query }: Pick<SavedView, 'query'>): string => `/saker?${keptQuery(query) || 'vis=alle'}`;
