import { roleFor } from '../../forms.js';
import type { Prisma, Process } from '../../../prisma/generated/client.js';
import type { UserContext } from '../../page.js';
import { isOwnAddress } from '../own-address.js';
import { views, type ListFilter } from './filter.js';
import type { ListPlace } from './place.js';

const include = { municipality: true } satisfies Prisma.AccessRequestInclude;
type Request = Prisma.AccessRequestGetPayload<{ include: typeof include }>;

export type RequestRow = {
  request: Request;
  process: Process;
  name: string;
  municipality: string;
  /** Null where there is no municipality to compare with. */
  ownAddress: boolean | null;
  /** When it was sent, or the invitation made. */
  since: Date;
  decider: string | null;
  /** May this reader approve it as it stands, without giving a reason? */
  tickable: boolean;
};

const wherePlace = ({ kind, code }: ListPlace): Prisma.ProcessWhereInput =>
  kind === 'office' ? { countyGovernorCode: code } : { municipalityCode: code };

type Wanted = { place: ListPlace; states: readonly string[]; ids?: readonly string[] };

/** The place’s requests in these states, or those of `ids` in any. */
export async function readRequests(
  { services, user }: UserContext,
  { place, states, ids }: Wanted,
): Promise<RequestRow[]> {
  const { prisma } = services;
  const processes = await prisma.process.findMany({
    where: {
      kind: 'accessRequest',
      ...wherePlace(place),
      ...(ids ? { subjectId: { in: [...ids] } } : { state: { in: [...states] } }),
    },
  });
  const requests = await prisma.accessRequest.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
    include,
  });
  const deciders = await prisma.person.findMany({
    where: { id: { in: requests.flatMap(({ decidedById }) => decidedById ?? []) } },
  });
  const processOf = new Map(processes.map((process) => [process.subjectId, process]));
  return requests.map((request) => {
    const process = processOf.get(request.id)!;
    const { municipality } = request;
    const ownAddress = municipality && request.email ? isOwnAddress(request.email, municipality) : null;
    const decider = deciders.find(({ id }) => id === request.decidedById);
    const decides = roleFor(place.user, 'accessRequest', 'approve', process.state, process) !== null;
    return {
      request,
      process,
      name: `${request.firstName} ${request.lastName}`.trim(),
      municipality: municipality?.name ?? '',
      ownAddress,
      since: request.submittedAt ?? request.createdAt,
      decider: decider ? `${decider.firstName} ${decider.lastName}` : null,
      tickable: decides && ownAddress === true && request.personId !== user.id,
    };
  });
}

const contains = (row: RequestRow, text: string): boolean =>
  [row.name, row.municipality, row.request.email].some((one) => one.toLowerCase().includes(text.toLowerCase()));

/** The list as the filter has it: who has waited longest first, what was settled last first. */
export async function listed(context: UserContext, place: ListPlace, filter: ListFilter): Promise<RequestRow[]> {
  const rows = await readRequests(context, { place, states: views[filter.view] });
  const closed = (row: RequestRow): number => (row.request.closedAt ?? row.since).getTime();
  return rows
    .filter((row) => contains(row, filter.text))
    .sort((a, b) =>
      filter.view === 'avgjort' ? closed(b) - closed(a) : a.since.getTime() - b.since.getTime() || (a.request.id < b.request.id ? -1 : 1),
    ); // prettier-ignore
}
