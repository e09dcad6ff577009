/** One message thread as the person who looks at it sees it. */
import type { Subject } from '../../domain/authorisation.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { message } from '../../domain/thread/form.js';
import type { Prisma, Process } from '../../prisma/generated/client.js';
import type { UserContext } from '../page.js';
import { subjectOf } from '../where.js';
import { loadMessageCase, sideOf, writeCommands, type MessageCase, type Side } from './message-case.js';

const include = {
  messages: {
    orderBy: { position: 'asc' },
    include: { author: { select: { firstName: true, lastName: true } } },
  },
} satisfies Prisma.ThreadInclude;

export type ThreadCase = {
  thread: Prisma.ThreadGetPayload<{ include: typeof include }>;
  process: Process;
  about: MessageCase;
  side: Side;
  /** Messages of this side that are received and not yet processed, oldest first. */
  waiting: { text: string; at: number }[];
  /** Its end is received and not yet processed: nothing more is offered. */
  closing: boolean;
};

/** What the access rule looks at. */
export const threadSubject = ({ services, params }: UserContext): Promise<Subject | null> =>
  subjectOf(services.prisma, 'thread', params['id']);

/** The thread of the address; its access rule has seen to it that it exists. */
export async function loadThread({ services: { prisma }, params, user, t }: UserContext): Promise<ThreadCase> {
  const id = params['id']!;
  const processId = processIdOf('thread', id);
  const [thread, process, pending] = await Promise.all([
    prisma.thread.findUniqueOrThrow({ where: { id }, include }),
    prisma.process.findUniqueOrThrow({ where: { id: processId } }),
    prisma.command.findMany({ where: { processId, status: 'pending' }, orderBy: { seq: 'asc' } }),
  ]);
  const side = sideOf(user, process);
  return {
    thread,
    process,
    about: (await loadMessageCase(prisma, thread.caseId, t))!,
    side,
    waiting: pending
      .filter(({ name }) => name === writeCommands[side])
      .map(({ content, receivedAt }) => ({ text: message.parse(content).text, at: receivedAt.getTime() })),
    closing: pending.some(({ name }) => name === 'close'),
  };
}

export const threadPath = ({ thread }: Pick<ThreadCase, 'thread'>): string => `/meldinger/${thread.id}`;
