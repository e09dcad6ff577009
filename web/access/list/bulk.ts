/** Several requests approved by one form: each its own command, with a result for each. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { isRefusal, type Refusal } from '../../../domain/errors.js';
import { lenderOf, refusalText, roleFor, toldRefusal } from '../../forms.js';
import { send } from '../../commands.js';
import type { UserContext } from '../../page.js';
import { idOfOne } from '../secrets.js';
import type { ListPlace } from './place.js';
import { readRequests, type RequestRow } from './reading.js';

export const pageSize = 50;
/** How many are sent side by side. */
const lanes = 5;

export type RowResult = { name: string; href: string; kind: 'applied' | 'pending' | 'refused'; text: string };

/** Sends the command of each that may be approved as it stands. Sent again it is the same commands. */
export async function approveAll(context: UserContext, place: ListPlace, token: string, ids: readonly string[]) {
  const rows = (await readRequests(context, { place, states: [], ids })).filter(({ tickable }) => tickable);
  for (let from = 0; from < rows.length; from += lanes)
    await Promise.all(rows.slice(from, from + lanes).map((row) => approveOne(context, place, token, row)));
} // prettier-ignore

async function approveOne(context: UserContext, { user }: ListPlace, token: string, { request, process }: RequestRow) {
  const actorRole = roleFor(user, 'accessRequest', 'approve', process.state, process);
  if (!actorRole) return;
  const { id: processId } = process;
  const deputyForId = await lenderOf(context, processId, actorRole);
  const form = { processId, name: 'approve', content: { reason: '' }, actorId: user.id, actorRole, deputyForId };
  await send(context.services, { ...form, token: idOfOne(token, request.id) });
}

/** What became of each, from the rows: approved, received, decided by somebody else first, or why it was not sent. */
export async function resultsOf(
  context: UserContext,
  place: ListPlace,
  { token, ids }: { token: string; ids: readonly string[] },
): Promise<RowResult[]> {
  const { services, user, t } = context;
  const rows = await readRequests(context, { place, states: [], ids });
  const commands = await services.prisma.command.findMany({
    where: { id: { in: ids.map((id) => idOfOne(token, id)) }, actorId: user.id },
  });
  const told = async ({ request, process, ownAddress }: RequestRow): Promise<Pick<RowResult, 'kind' | 'text'>> => {
    const command = commands.find(({ id }) => id === idOfOne(token, request.id));
    if (command?.status === 'applied') return { kind: 'applied', text: t('common.done.accessRequest.approve') };
    if (command?.status === 'pending') return { kind: 'pending', text: t('access.list.received') };
    const refused = (refusal: Refusal) => toldRefusal(context, refusal, processIdOf('accessRequest', request.id));
    if (command)
      return { kind: 'refused', text: await refused(isRefusal(command.refusal ?? '') ? (command.refusal as Refusal) : 'closed') }; // prettier-ignore
    if (request.personId === user.id) return { kind: 'refused', text: refusalText(context, 'ownRole') };
    const open = ['submitted', 'needsClarification'].includes(process.state);
    if (open && ownAddress !== true) return { kind: 'refused', text: t('access.list.needsReason') };
    return { kind: 'refused', text: await refused(open ? 'notManaged' : 'notAllowedNow') };
  };
  return Promise.all(
    rows.map(async (row) => ({ name: row.name, href: `/tilgang/${row.request.id}`, ...(await told(row)) })),
  );
}
