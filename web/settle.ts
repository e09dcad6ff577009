/** Tasks that no command of their process settles: whoever sees to the matter says so (decision 6). */
import { settledByHand } from '../domain/tasks.js';
import type { Prisma } from '../prisma/generated/client.js';
import type { Receipt } from './components/models.js';
import { refusalText } from './forms.js';
import type { UserContext } from './page.js';

/** Marks the open ones among these tasks as settled by this person; those that are settled already stay as they are. */
export async function settle({ services, user, now }: UserContext, which: Prisma.TaskWhereInput): Promise<void> {
  await services.prisma.task.updateMany({
    where: { AND: [which, { doneAt: null, kind: { in: [...settledByHand] } }] },
    data: { doneAt: new Date(now), doneById: user.id },
  });
}

/** The address of a page with the receipt for a task. */
export const settledAt = (page: string, key: string): string => `${page}?lost=${encodeURIComponent(key)}#svar`;

/** The receipt that `?lost=` names; null when the task is open or there is none. Who came too late is told. */
export async function settledReceipt(context: UserContext): Promise<Receipt | null> {
  const { services, query, user, t } = context;
  const key = query.get('lost');
  const task = key ? await services.prisma.task.findUnique({ where: { key } }) : null;
  if (!task?.doneAt || !settledByHand.includes(task.kind)) return null;
  const receivedAt = task.doneAt.getTime();
  return task.doneById === user.id
    ? { kind: 'applied', what: t('common.settled.done', { what: t(`common.task.${task.kind}`) }), receivedAt }
    : { kind: 'refused', what: t('common.receipt.refused'), receivedAt, refusal: refusalText(context, 'superseded') };
}
