import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma, Process } from '../../../prisma/generated/client.js';
import { isId } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { fits, hashOf } from '../secrets.js';

const include = { municipality: true, invitedBy: true } satisfies Prisma.AccessRequestInclude;

export type Invitation = {
  request: Prisma.AccessRequestGetPayload<{ include: typeof include }>;
  process: Process;
  secret: string;
  /** When it expires, epoch ms. */
  deadline: number | null;
};

/**
 * The open invitation of the address for who has its secret; a wrong or used one is as if it were not there. `also: 'accepted'`: for
 * the one who accepted it, so that the same form sent again gets its receipt. `also: 'expired'`: one that nobody accepted in time.
 */
export async function loadInvitation(
  { services, params, query, user }: UserContext,
  { also }: { also?: 'accepted' | 'expired' } = {},
): Promise<Invitation | null> {
  const id = params['id'];
  const secret = query.get('kode') ?? '';
  if (!isId(id)) return null;
  const { prisma } = services;
  const processId = processIdOf('accessRequest', id);
  const [request, process, duty] = await Promise.all([
    prisma.accessRequest.findUnique({ where: { id }, include }),
    prisma.process.findUnique({ where: { id: processId } }),
    prisma.duty.findFirst({ where: { processId, ladder: 'invitation', name: 'expiry', status: 'planned' } }),
  ]);
  const right = fits(hashOf(secret), request?.secretHash ?? hashOf(''));
  if (!request?.secretHash || !process || !right) return null;
  const accepted = also === 'accepted' && process.state === 'approved' && request.personId === user.id;
  const expired = also === 'expired' && process.state === 'expired';
  if (process.state !== 'invited' && !accepted && !expired) return null;
  return { request, process, secret, deadline: duty?.dueAt.getTime() ?? null };
}
