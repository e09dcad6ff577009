/** `/meldinger/:id/avslutt`: a thread ends by either side (C.5). The consequence is said first. */
import type { ConfirmCommand, Crumb, Fault, Link } from '../../components/models.js';
import { answerCommand, heldRole, roleFor, tokens } from '../../forms.js';
import { userPage, view, type Answer, type UserContext } from '../../page.js';
import { caseLink } from '../message-case.js';
import { loadThread, threadPath, threadSubject } from '../thread-case.js';

export type CloseModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  place: string;
  /** Null when it cannot be closed now. */
  confirm: ConfirmCommand | null;
  back: Link;
};

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { t, user } = context;
  const found = await loadThread(context);
  const { thread, process, about, side, closing } = found;
  const possible = !closing && roleFor(user, 'thread', 'close', process.state, process) !== null;
  const heading = t('common.button.thread.close');
  const unanswered = side === 'office' && process.state === 'open';
  const model: CloseModel = {
    breadcrumbs: [caseLink(about, side), { text: thread.subject, href: threadPath(found) }],
    faults,
    heading,
    place: thread.subject,
    confirm: possible
      ? {
          action: `${threadPath(found)}/avslutt`,
          tokens: tokens(context, process.id, 'close'),
          heading: t('messages.close.heading'),
          consequences: [
            ...(unanswered ? [t('messages.close.unanswered')] : []),
            t('messages.close.stands'),
            ...(side === 'office' ? [t('messages.close.told')] : []),
          ],
          checks: [],
          button: heading,
        }
      : null,
    back: { text: t('messages.close.back'), href: threadPath(found) },
  };
  return view('messages/close/close', heading, model, faults.length > 0 ? 422 : undefined);
}

async function post(context: UserContext): Promise<Answer> {
  const { process, thread } = await loadThread(context);
  const actorRole = heldRole(context.user, 'thread', 'close', process);
  const command = { processId: process.id, name: 'close', content: {}, actorRole };
  return answerCommand(context, command, {
    receipt: threadPath({ thread }),
    again: (faults) => draw(context, faults),
  });
}

export const closePage = userPage({
  path: '/meldinger/:id/avslutt',
  access: { can: 'thread.write', subject: threadSubject },
  personal: 'none',
  get: (context) => draw(context),
  post,
});
