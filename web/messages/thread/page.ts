/** `/meldinger/:id`: what was said, and the next message (C.5). */
import { can } from '../../../domain/authorisation.js';
import { formatDate, formatTimeWithSeconds, lastDayOf } from '../../../domain/calendar/index.js';
import { answerDue } from '../../../domain/thread/ladders.js';
import { tidy } from '../../applications/typed.js';
import { whereNow } from '../../case-view.js';
import type {
  Crumb,
  DeadlineChip,
  Fault,
  FieldArea,
  FormTokens,
  Link,
  MessageThread,
  Receipt,
  WhereNow,
} from '../../components/models.js';
import { answerCommand, heldRole, receiptOf, roleFor, tokens } from '../../forms.js';
import { userPage, view, type Answer, type UserContext } from '../../page.js';
import { fullName, inPlaceOf } from '../../who.js';
import { textField, typedFaults } from '../fields.js';
import { caseLink, caseSubject, startPath, writeCommands } from '../message-case.js';
import { markRead, unreadIn } from '../unread.js';
import { loadThread, threadPath, threadSubject, type ThreadCase } from '../thread-case.js';
import { shownProcess } from '../../log/shown.js';

export type ThreadModel = {
  case: true;
  breadcrumbs: Crumb[];
  faults: Fault[];
  receipt: Receipt | null;
  subject: string;
  /** The other side. */
  place: string;
  whereNow: WhereNow;
  thread: MessageThread;
  /** What was typed in a form that came too late. */
  unsent: string | null;
  form: { action: string; tokens: FormTokens; text: FieldArea; button: string } | null;
  close: Link | null;
  /** A new thread, when this one has ended. */
  anew: Link | null;
};

/** Until when the Governor answers: the end of the fifth working day. */
async function deadlineOf({ services, now }: UserContext, { process }: ThreadCase): Promise<DeadlineChip | null> {
  if (process.state !== 'open') return null;
  const reminder = await services.prisma.duty.findFirst({
    where: { processId: process.id, name: 'reminder-5' },
    orderBy: { dueAt: 'desc' },
  });
  return reminder && { at: answerDue(reminder.dueAt.getTime()), now };
}

/** What there is to do now, in a sentence. */
function calmText({ t, now }: UserContext, { process, side, closing }: ThreadCase, due: DeadlineChip | null): string {
  if (process.state === 'new' || closing) return t('messages.calm.pending');
  if (process.state !== 'open' || side === 'office') return t(`messages.calm.${process.state}.${side}`);
  const late = due !== null && now >= due.at;
  return t(`messages.calm.open.${late ? 'late' : 'municipality'}`, { date: due ? formatDate(lastDayOf(due.at)) : '–' });
}

/** `newFrom`: the first position this person has not seen. */
function messagesOf(
  { t }: UserContext,
  { thread, about, side, waiting, lenders }: ThreadCase,
  newFrom: number | undefined,
): MessageThread {
  const sent = thread.messages.map(({ side: wrote, author, at, text, position }) => ({
    who: `${inPlaceOf(t, fullName(author), lenders.get(position) ?? null)}, ${wrote === 'governor' ? about.office : t('messages.municipality', { name: about.municipality })}`,
    at: at.getTime(),
    text,
    own: (wrote === 'governor') === (side === 'office'),
    note: null,
    fresh: newFrom !== undefined && position >= newFrom && (wrote === 'governor') !== (side === 'office'),
  }));
  const received = waiting.map(({ text, at }) => ({
    who: t(`messages.own.${side}`),
    at,
    text,
    own: true,
    note: t('common.receipt.pending', { at: formatTimeWithSeconds(at) }),
    fresh: false,
  }));
  return { messages: [...sent, ...received] };
}

/** From which message on it is new to this person, who has seen it now. */
async function seen({ services, user }: UserContext, { thread, side }: ThreadCase): Promise<number | undefined> {
  const unread = await unreadIn(services.prisma, [thread.id], { user, side });
  const position = thread.messages.at(-1)?.position;
  if (position !== undefined) await markRead(services.prisma, { threadId: thread.id, personId: user.id, position });
  return unread.get(thread.id)?.from;
}

async function draw(context: UserContext, typed = '', faults: Fault[] = []): Promise<Answer> {
  const { t, user, services } = context;
  const found = await loadThread(context);
  const { thread, process, about, side, closing } = found;
  const command = writeCommands[side];
  const mayWrite = !closing && roleFor(user, 'thread', command, process.state, process) !== null;
  const mayClose = !closing && roleFor(user, 'thread', 'close', process.state, process) !== null;
  const mayStart = process.final && can(user.actor, 'thread.start', (await caseSubject(services.prisma, about.id))!);
  const due = await deadlineOf(context, found);
  const model: ThreadModel = {
    case: true,
    breadcrumbs: [caseLink(about, side)],
    faults,
    receipt: await receiptOf(context, process.id),
    subject: thread.subject,
    place: side === 'office' ? t('messages.municipality', { name: about.municipality }) : about.office,
    whereNow: {
      ...(await whereNow(context, process, { viewer: side, deadline: due })),
      calm: calmText(context, found, due),
    },
    thread: messagesOf(context, found, await seen(context, found)),
    unsent: mayWrite || typed === '' ? null : typed,
    form: mayWrite
      ? {
          action: `${threadPath(found)}#svar`,
          tokens: tokens(context, process.id, command),
          text: textField({ t, typed: { text: typed }, faults }, about, side),
          button: t(`common.button.thread.${command}`),
        }
      : null,
    close: mayClose ? { text: t('common.button.thread.close'), href: `${threadPath(found)}/avslutt` } : null,
    anew: mayStart ? { text: t('messages.start.link'), href: startPath(about.id) } : null,
  };
  return view('messages/thread/thread', thread.subject, model, faults.length > 0 ? 422 : undefined);
}

async function post(context: UserContext): Promise<Answer> {
  const { body, t, user } = context;
  const { process, side, thread } = await loadThread(context);
  const text = tidy(body['text']);
  const faults = typedFaults(t, { text });
  if (faults.length > 0) return draw(context, text, faults);
  const name = writeCommands[side];
  const actorRole = heldRole(user, 'thread', name, process);
  const again = (again: Fault[]) => draw(context, text, again);
  const command = { processId: process.id, name, content: { text }, actorRole };
  return answerCommand(context, command, { receipt: threadPath({ thread }), again });
}

export const threadPage = userPage({
  path: '/meldinger/:id',
  access: { can: 'thread.read', subject: threadSubject },
  personal: shownProcess('thread'),
  get: (context) => draw(context),
  post,
});
