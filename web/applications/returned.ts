/** A3: what whoever approves in the municipality wants changed, told until it is sent again. */
import { localReturn } from '../../domain/application/form.js';
import { formatInstant } from '../../domain/calendar/index.js';
import type { UserContext } from '../page.js';
import { namesOf } from '../who.js';
import type { Case } from './case.js';

/** `head`: by whom and when. */
export type Returned = { head: string; comment: string[] };

export async function returnedOf({ services, t }: UserContext, { process }: Case): Promise<Returned | null> {
  if (process.state !== 'draft' && process.state !== 'lapsed') return null;
  const last = await services.prisma.event.findFirst({
    where: { processId: process.id, name: { in: ['sendForLocalApproval', 'approveLocally', 'takeBack', 'sendBack', 'reopen'] } },
    orderBy: { seq: 'desc' },
  }); // prettier-ignore
  if (last?.name !== 'sendBack') return null;
  const command = await services.prisma.command.findUnique({ where: { id: last.cause } });
  const given = localReturn.safeParse(command?.content);
  if (!given.success) return null;
  const nameOf = await namesOf(services.prisma, [last.actorId]);
  return {
    head: t('submission.returned', { who: nameOf(last.actorId), at: formatInstant(last.at.getTime()) }),
    comment: given.data.comment.split(/\n+/),
  };
}
