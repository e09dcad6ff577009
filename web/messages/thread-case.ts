/** One message thread as the person who looks at it sees it. */
import type { Subject } from '../../domain/authorisation.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { message } from '../../domain/thread/form.js';
import type { Prisma, Process } from '../../prisma/generated/client.js';
import type { UserContext } from '../page.js';
import { subjectOf } from '../where.js';
import { namesOf } from '../who.js';
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
  /** Who wrote a message in somebody’s place: whose, by its position. */
  lenders: ReadonlyMap<number, string>;
};

/** What the access rule looks at. */
export const threadSubject = ({ services, params }: UserContext): Promise<Subject | null> =>
  subjectOf(services.prisma, 'thread', params['id']);

/** The thread of the address; its access rule has seen to it that it exists. */
export async function loadThread({ services: { prisma }, params, user, t }: UserContext): Promise<ThreadCase> {
  const id = params['id']!;
  const processId = processIdOf('thread', id);
  const [thread, process, pending, inPlace] = await Promise.all([
    prisma.thread.findUniqueOrThrow({ where: { id }, include }),
    prisma.process.findUniqueOrThrow({ where: { id: processId } }),
    prisma.command.findMany({ where: { processId, status: 'pending' }, orderBy: { seq: 'asc' } }),
    prisma.event.findMany({
      where: { processId, deputyForId: { not: null } },
      select: { seq: true, deputyForId: true },
    }),
  ]);
  const side = sideOf(user, process);
  const nameOf = await namesOf(
    prisma,
    inPlace.map(({ deputyForId }) => deputyForId),
  );
  return {
    thread,
    process,
    about: (await loadMessageCase(prisma, thread.caseId, t))!,
    side,
    waiting: pending
      .filter(({ name }) => name === writeCommands[side])
      .map(({ content, receivedAt }) => ({ text: message.parse(content).text, at: receivedAt.getTime() })),
    lenders: new Map(inPlace.map(({ seq, deputyForId }) => [seq, nameOf(deputyForId)])),
    closing: pending.some(({ name }) => name === 'close'),
  };
}

export const threadPath = ({ thread }: Pick<ThreadCase, 'thread'>): string => `/meldinger/${thread.id}`;
