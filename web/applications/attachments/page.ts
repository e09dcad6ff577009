import { attachmentLimits } from '../../../domain/application/attachments.js';
import { formatSize } from '../../files/size.js';
import type { Fault } from '../../forms.js';
import { incomingFiles } from '../../middleware/upload-body.js';
import { notFound, redirect, userPage, view, type Answer, type Translate, type UserContext } from '../../page.js';
import { applicationSubject, loadCase, type Case } from '../case.js';
import { addressOf, readOnlyText } from '../step-head.js';
import { shownFaults } from '../step-page.js';
import { draftFaults } from '../faults.js';
import { describedOf, marksOf, readMarks, readTyped } from './fields.js';
import { changeAttachment, removeAttachment, type By, type Done } from './keep.js';
import { attachmentsModel, type Drawing } from './model.js';
import { receive, type Outcome, type Received } from './receive.js';
import { seenStopped } from './reading.js';

type Handling = { context: UserContext; found: Case; by: By };

async function draw(context: UserContext, found: Case, drawing: Drawing & { status?: number } = {}): Promise<Answer> {
  const model = await attachmentsModel(context, found, drawing);
  return view('applications/attachments/attachments', model.head.heading, model, drawing.status);
}

const again = async ({ context, found }: Handling, drawing: Drawing & { status: number }): Promise<Answer> =>
  draw(context, (await loadCase(context.services, found.row.id)) ?? found, drawing);

const pageOf = ({ row }: Case, done: string): Answer => redirect(`${addressOf(row.id)}/vedlegg?${done}#svar`);

const wantsJson = ({ req }: UserContext): boolean => req.accepts(['html', 'json']) === 'json';

/** What is said of one file; null for one that is kept. */
function outcomeText(t: Translate, outcome: Outcome): string | null {
  if ('kept' in outcome) return null;
  const code = 'fault' in outcome ? outcome.fault : outcome.not;
  const room = 'room' in outcome ? formatSize(outcome.room) : '';
  const title = 'title' in outcome ? outcome.title : '';
  const says = 'type' in outcome ? { ending: outcome.ending, type: outcome.type } : {};
  const { bytes, bytesInAll, files } = attachmentLimits;
  const params = {
    name: outcome.name,
    most: formatSize(bytes),
    all: formatSize(bytesInAll),
    count: files,
    room,
    title,
    ...says,
  };
  return t(`attachments.fault.${code}`, params);
}

/** Of a form with script there is one file at a time, and the answer is what to say of it. */
async function answerReceived(handling: Handling, { outcomes, stopped }: Received, typed: ReturnType<typeof readMarks>): Promise<Answer> {
  const { context, found } = handling;
  const { t } = context;
  const kept = outcomes.filter((one) => 'kept' in one);
  const refused = outcomes.flatMap((one) => outcomeText(t, one) ?? []);
  const texts = [
    ...refused,
    ...(stopped ? [t('attachments.fault.tooMuch', { most: formatSize(attachmentLimits.bytesInAll) })] : []),
    ...(outcomes.length === 0 && !stopped ? [t('attachments.fault.noFile')] : []),
  ];
  const had = (fault: string) => outcomes.some((one) => 'fault' in one && one.fault === fault);
  const tooLarge = stopped !== null || had('tooLarge');
  const status = texts.length === 0 ? 200 : had('busy') ? 503 : tooLarge ? 413 : 422;
  if (status === 503) context.res.set('Retry-After', '10');
  if (wantsJson(context)) return { kind: 'json', body: { kept: kept.map(({ name }) => name), refused: texts }, status };
  if (texts.length === 0) return pageOf(found, `lagt-til=${kept.length}`);
  const came = kept.length > 0 ? t('attachments.receipt.came', { count: kept.length, names: kept.map(({ name }) => `«${name}»`).join(', ') }) : null; // prettier-ignore
  const faults = texts.map((text): Fault => ({ fieldId: 'files', text }));
  return again(handling, { faults, receipt: came, upload: typed, status });
} // prettier-ignore

async function upload(handling: Handling): Promise<Answer> {
  const { context, by } = handling;
  const { services, user, req, t } = context;
  await services.limits.consume('upload', user.id);
  const typed = readMarks(context);
  const { marks, faults } = marksOf(t, typed);
  if (!marks)
    return wantsJson(context)
      ? { kind: 'json', body: { kept: [], refused: faults.map(({ text }) => text) }, status: 422 }
      : again(handling, { faults, upload: typed, status: 422 });
  const files = incomingFiles(req);
  const received = files ? await receive(services, by, files, marks) : { outcomes: [], stopped: null };
  return answerReceived(handling, received, typed);
}

/** Somebody was first, or the draft was sent in meanwhile. */
const doneOr = (handling: Handling, done: Done, receipt: string): Promise<Answer> | Answer =>
  'done' in done
    ? pageOf(handling.found, receipt)
    : again(handling, {
        faults: done.not === 'gone' ? [{ fieldId: 'svar', text: handling.context.t('attachments.fault.gone') }] : [],
        status: 409,
      });

async function change(handling: Handling): Promise<Answer> {
  const { context, by } = handling;
  const typed = readTyped(context);
  const { described, faults } = describedOf(context.t, typed);
  if (!described) return again(handling, { faults, edited: typed, status: 422 });
  return doneOr(handling, await changeAttachment(context.services.prisma, by, typed.id, described), 'endret');
}

async function remove(handling: Handling): Promise<Answer> {
  const { context, by } = handling;
  return doneOr(
    handling,
    await removeAttachment(context.services.prisma, by, context.body['id'] ?? ''),
    'fjernet',
  );
} // prettier-ignore

function receiptIn({ query, t }: UserContext): string | null {
  const added = Number(query.get('lagt-til'));
  if (added > 0 && added <= attachmentLimits.files) return t('attachments.receipt.added', { count: added });
  const done = ['endret', 'fjernet'].find((name) => query.has(name));
  return done ? t(`attachments.receipt.${done}`) : null;
}

export const attachmentsPage = userPage({
  path: '/soknader/:id/vedlegg',
  access: { can: 'application.read', subject: applicationSubject },
  personal: 'none',
  upload: true,

  async get(context) {
    const found = await loadCase(context.services, context.params['id']!);
    if (!found) return notFound;
    const faults = context.query.has('mangler') ? draftFaults(found.row, found.rules) : [];
    return draw(context, found, { faults: shownFaults(context, faults, 'vedlegg'), receipt: receiptIn(context) });
  },

  async post(context) {
    const { services, params, body, user, now } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    const handling = { context, found, by: { applicationId: found.row.id, actorId: user.id, at: new Date(now) } };
    const reason = readOnlyText(context, found);
    if (reason && wantsJson(context)) return { kind: 'json', body: { kept: [], refused: [reason] }, status: 409 };
    if (reason) return draw(context, found, { status: 409 });
    switch (body['do']) {
      case 'change':
        return change(handling);
      case 'remove':
        return remove(handling);
      case 'seen':
        await seenStopped(context, found.row.id);
        return redirect(`${addressOf(found.row.id)}/vedlegg`);
      default:
        return upload(handling);
    }
  },
});
