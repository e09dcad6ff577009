import { governorRoles } from '../../../domain/roles.js';
import type { FilterBar } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import { living } from '../../../domain/role/rules.js';
import type { Grant, PersonRow } from '../reading.js';

export type PeopleFilter = { search: string; role: string; state: string };

export const filterOf = (query: URLSearchParams): PeopleFilter => ({
  search: (query.get('sok') ?? '').trim().normalize('NFC').slice(0, 100),
  role: governorRoles.find((role) => role === query.get('rolle')) ?? '',
  state: living.find((state) => state === query.get('status')) ?? '',
});

/** Those whose name or address has the words, with a role as asked for. */
export function filtered(rows: PersonRow[], grants: readonly Grant[], { search, role, state }: PeopleFilter): PersonRow[] {
  const words = search.toLocaleLowerCase('nb');
  const fits = grants.filter((grant) => (!role || grant.role === role) && (!state || grant.state === state));
  const ids = new Set(fits.map(({ personId }) => personId));
  return rows.filter(({ id, name, email }) => ids.has(id) && `${name} ${email}`.toLocaleLowerCase('nb').includes(words));
} // prettier-ignore

type Drawing = { page: string; filter: PeopleFilter; count: number };

export function filterBar({ t }: UserContext, { page, filter, count }: Drawing): FilterBar {
  const { search, role, state } = filter;
  const all = { value: '', text: t('common.filter.all') };
  const without = (name: 'sok' | 'rolle' | 'status'): string => {
    const left = new URLSearchParams({ sok: search, rolle: role, status: state });
    left.delete(name);
    for (const [key, value] of [...left]) if (!value) left.delete(key);
    return left.size > 0 ? `${page}?${left.toString()}` : page;
  };
  return {
    action: page,
    fields: [
      { type: 'search', id: 'sok', name: 'sok', label: t('people.filter.search'), value: search },
      {
        type: 'select',
        id: 'rolle',
        name: 'rolle',
        label: t('people.filter.role'),
        value: role,
        options: [all, ...governorRoles.map((one) => ({ value: one, text: t(`common.role.${one}`) }))],
      },
      {
        type: 'select',
        id: 'status',
        name: 'status',
        label: t('people.filter.state'),
        value: state,
        options: [all, ...living.map((one) => ({ value: one, text: t(`common.state.role.${one}`) }))],
      },
    ],
    count: t('people.count', { count }),
    chips: [
      ...(search ? [{ text: `«${search}»`, href: without('sok') }] : []),
      ...(role ? [{ text: t(`common.role.${role}`), href: without('rolle') }] : []),
      ...(state ? [{ text: t(`common.state.role.${state}`), href: without('status') }] : []),
    ],
  };
}
