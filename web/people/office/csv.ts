import { localDate } from '../../../domain/calendar/index.js';
import { userPage, type Answer, type UserContext } from '../../page.js';
import { csv } from '../../public/csv.js';
import { officeOfAddress } from '../place.js';
import { peopleOf } from '../reading.js';
import { filterOf, filtered } from './filter.js';
import { officeGrants } from './page.js';
import { shownAtOffice } from '../../log/shown.js';

const columns = ['name', 'email', 'role', 'state', 'until', 'lender'] as const;

/** The list as the filter has it, one line per role. */
async function download(context: UserContext): Promise<Answer> {
  const { t, now, query, params } = context;
  const grants = await officeGrants(context);
  const rows = filtered(peopleOf(context, grants), grants, filterOf(query));
  const body = csv([
    columns.map((column) => t(`people.column.${column}`)),
    ...rows.flatMap(({ name, email, roles }) =>
      roles.map(({ role, status, until, lender }) => [name, email, role, status.text, until ?? '', lender ?? '']),
    ),
  ]);
  const name = `personer-${params['kode'] ?? ''}-${localDate(now)}.csv`;
  return { kind: 'file', name, contentType: 'text/csv; charset=utf-8', body };
}

export const officeCsvPage = userPage({
  path: '/embete/:kode/oppsett.csv',
  access: { can: 'office.people', subject: officeOfAddress },
  personal: shownAtOffice,
  get: download,
});
