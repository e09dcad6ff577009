/** Check and send in (ui.md, page 3): everything as the officer will see it, what is missing, three declarations. */
import { applicationSnapshot } from '../../../domain/application/form.js';
import { isInTime } from '../../../domain/calendar/index.js';
import { answerCommand, receiptAt, roleFor, sentBefore, type Fault } from '../../forms.js';
import { notFound, redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { applicationSubject, loadCase, type Case } from '../case.js';
import { snapshotOf, type Declaration } from '../draft.js';
import { draftFaults } from '../faults.js';
import { addressOf, readOnlyText } from '../step-head.js';
import { shownCase } from '../../log/shown.js';
import { declarations, draw } from './model.js';
import { DraftMoved, unchanged } from './unchanged.js';
import { commandOf, whyNot } from './way.js';

async function submit(context: UserContext, found: Case, ticked: Declaration[]): Promise<Answer> {
  const { t, user, body } = context;
  const { row, process } = found;
  const name = commandOf(found);
  const version = Number(body['version']);
  const moved: Fault[] = [{ fieldId: 'svar', text: t('applications.submission.moved') }];
  const again = async (onTop: Fault[]) =>
    draw(context, (await loadCase(context.services, row.id)) ?? found, { ticked, posted: true, onTop });
  if (version !== row.version) return again(moved);
  const form = {
    processId: process.id,
    name,
    content: snapshotOf(row, ticked),
    actorRole: roleFor(user, 'grant', name, process.state, process),
    write: unchanged(row.id, version, process.id),
  };
  try {
    return await answerCommand(context, form, { receipt: addressOf(row.id), again });
  } catch (error) {
    if (error instanceof DraftMoved) return again(moved);
    throw error;
  }
}

export const submissionPage = userPage({
  path: '/soknader/:id/innsending',
  access: { can: 'application.read', subject: applicationSubject },
  personal: shownCase('application.read'),

  async get(context) {
    const found = await loadCase(context.services, context.params['id']!);
    return found ? draw(context, found, { ticked: [], posted: false }) : notFound;
  },

  async post(context) {
    const { services, params, lists, now } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    // Who approves stands behind what the sender has declared.
    const name = commandOf(found);
    const approves = name === 'approveLocally';
    const ticked = declarations.filter((value) => approves || lists['declarations']?.includes(value));
    const sent = { processId: found.process.id, name, content: snapshotOf(found.row, ticked) };
    const locked = approves ? found.pending.length > 0 : readOnlyText(context, found) !== undefined;
    const closed =
      !isInTime(now, found.row.call.deadline.getTime()) || locked || (await whyNot(context, found)) !== null;
    if (closed) {
      const before = (await sentBefore(context, sent)) ?? (await sentEarlier(context, found.process.id));
      return before
        ? redirect(receiptAt(addressOf(found.row.id), before))
        : draw(context, found, { ticked, posted: false });
    }
    const complete =
      draftFaults(found.row, found.rules, ticked).length === 0 &&
      applicationSnapshot.safeParse(snapshotOf(found.row, ticked)).success;
    return complete ? submit(context, found, ticked) : draw(context, found, { ticked, posted: true });
  },
});

/** The form was sent while the case was a step earlier: the receipt of that. */
async function sentEarlier(context: UserContext, processId: string): Promise<string | null> {
  for (const name of ['submit', 'sendForLocalApproval', 'approveLocally']) {
    const before = await sentBefore(context, { processId, name });
    if (before) return before;
  }
  return null;
}
