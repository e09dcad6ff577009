import { formatInstant, localDate } from '../../../domain/calendar/index.js';
import { notFound, userPage, type Answer, type Page, type UserContext } from '../../page.js';
import { csv } from '../../public/csv.js';
import { filterOf } from './filter.js';
import { accessOf, addresses, listPlace, type PlaceKind } from './place.js';
import { listed } from './reading.js';
import { shownPlace } from '../../log/shown.js';

const columns = ['name', 'municipality', 'role', 'email', 'domain', 'since', 'state', 'closed', 'decider', 'reason', 'address'] as const; // prettier-ignore

/** The whole list as the filter has it, for spreadsheets. */
async function download(context: UserContext, kind: PlaceKind): Promise<Answer> {
  const { services, query, t, now } = context;
  const place = await listPlace(context, kind);
  if (!place) return notFound;
  const at = (instant: Date | null): string | null => instant && formatInstant(instant.getTime());
  const rows = await listed(context, place, filterOf(query));
  const body = csv([
    columns.map((column) => t(`access.column.${column}`)),
    ...rows.map(({ request, process, name, municipality, ownAddress, since, decider }) => [
      name,
      municipality,
      t(`common.role.${request.role}`),
      request.email,
      ownAddress === null ? null : t(`access.list.${ownAddress ? 'own' : 'other'}`),
      at(since),
      t(`common.state.accessRequest.${process.state}`),
      at(request.closedAt),
      decider,
      request.reason,
      new URL(`/tilgang/${request.id}`, services.config.BASE_URL).href,
    ]),
  ]);
  return { kind: 'file', name: `tilganger-${localDate(now)}.csv`, contentType: 'text/csv; charset=utf-8', body };
}

const exportPage = (kind: PlaceKind): Page =>
  userPage({
    path: `${addresses[kind]}/tilganger.csv`,
    access: accessOf(kind),
    personal: shownPlace,
    get: (context) => download(context, kind),
  });

export const exportPages: readonly Page[] = [exportPage('office'), exportPage('municipality')];
