import { can } from '../../../domain/authorisation.js';
import type { Kind } from '../../../domain/lifecycle.js';
import { redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { settle, settledAt } from '../../settle.js';
import { subjectOf } from '../../where.js';

/** Marks a task of the office as settled, with those of the same kind and process: on the office’s page they are one. */
async function settleTask(context: UserContext): Promise<Answer> {
  const { services, params, body, user } = context;
  const office = params['kode'] ?? '';
  const task = await services.prisma.task.findFirst({
    where: { key: body['key'] ?? '', countyGovernorCode: office },
    include: { process: { select: { kind: true, subjectId: true } } },
  });
  const subject = task && (await subjectOf(services.prisma, task.process.kind as Kind, task.process.subjectId));
  // Not there and not this person’s are told alike: the office’s page, as it is.
  if (!subject || !can(user.actor, 'task.settle', subject)) return redirect(`/embete/${office}`);
  await settle(context, { processId: task.processId, kind: task.kind, countyGovernorCode: office });
  return redirect(settledAt(`/embete/${office}`, task.key));
}

export const settlePage = userPage({
  path: '/embete/:kode/lost',
  access: {
    can: 'task.settle',
    subject: ({ params }) => Promise.resolve({ countyGovernorCode: params['kode'] ?? '' }),
  },
  personal: 'none',
  post: settleTask,
});
