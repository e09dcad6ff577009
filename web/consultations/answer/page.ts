/**
 * `/horinger/:id/svar`: what the municipality answers. It gives one answer; the last counts, and those before it are kept. What is written
 * is a draft until it is sent, and colleagues write on in it.
 */
import { formatInstant, formatTime } from '../../../domain/calendar/index.js';
import type { Reply } from '../../../domain/consultation/form.js';
import { contentHash } from '../../../prisma/process-rows.js';
import { drawnAfter, readDrawn } from '../../applications/merge.js';
import type { Fault } from '../../components/models.js';
import { answerCommand, heldRole, sentBefore } from '../../forms.js';
import { notFound, redirect, userPage, type Answer, type Shown, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { askedSubject, loadHere, pathOf, type Loaded } from '../consultation.js';
import { answersOf } from '../reading.js';
import { draftOf, listOf, repliesOf, saveDraft, type SavedDraft } from './draft.js';
import { draw, isOpen, municipalityOf, placeIn, type Drawing, type Municipality } from './draw.js';
import { postedReplies, replyFaults, replyText, said } from './fields.js';

async function look(context: UserContext): Promise<Answer> {
  const loaded = await loadHere(context);
  const municipality = await municipalityOf(context, loaded);
  return municipality ? draw(context, loaded, municipality) : notFound;
}

/** What the form holds is saved first, whatever becomes of it. */
const save = (context: UserContext, { consultation }: Loaded, { code }: Municipality): Promise<SavedDraft> =>
  saveDraft(context.services.prisma, {
    consultationId: consultation.id,
    municipalityCode: code,
    questions: consultation.questions,
    mine: repliesOf(consultation.questions, postedReplies(context, consultation.questions)),
    drawn: readDrawn(context.body['drawn']),
    at: new Date(context.now),
    actorId: context.user.id,
  });

/** What the browser is told of a saving it made by itself, as a step of an application is. */
async function quietly(context: UserContext, loaded: Loaded, municipality: Municipality): Promise<Answer> {
  const { t, now, body } = context;
  const { questions } = loaded.consultation;
  if (!isOpen(context, loaded))
    return { kind: 'json', status: 409, body: { reason: t(`consultations.fault.${tooLateKey(loaded)}`) } };
  const { replies, clashes } = await save(context, loaded, municipality);
  const mine = repliesOf(questions, postedReplies(context, questions));
  const drawn = drawnAfter({ fields: Object.keys(mine), mine, drawn: readDrawn(body['drawn']), current: replies });
  const names = clashes.map((number) => t('consultations.answer.question', { number }));
  return { kind: 'json', body: { saved: t('applications.savedAt', { at: formatTime(now) }), drawn, clashes: names, unread: [] } }; // prettier-ignore
}

const tooLateKey = ({ process }: Loaded) => (process.state === 'cancelled' ? 'cancelled' : 'tooLate');

/** Where both have written: mine stays in the field with the colleague’s beside it, and is what counts when it is saved again. */
function clashOf(context: UserContext, { replies, clashes }: SavedDraft, typed: readonly Reply[]): Required<Drawing> {
  const mine = (number: string) => typed.filter(({ position }) => String(position) === number);
  const { t } = context;
  return {
    typed: [...listOf(replies).filter(({ position }) => !clashes.includes(String(position))), ...clashes.flatMap(mine)],
    faults: clashes.map((number) => ({ fieldId: `svar-${number}`, text: t('consultations.fault.clash', { number }) })),
    theirs: Object.fromEntries(
      clashes.map((number) => [number, t('consultations.answer.theirs', { text: replyText(context, replies[number]!) || '–' })]), // prettier-ignore
    ),
  };
}

async function post(context: UserContext): Promise<Answer> {
  const { services, body, t, user } = context;
  const loaded = await loadHere(context);
  const municipality = await municipalityOf(context, loaded);
  if (!municipality) return notFound;
  const { consultation, process } = loaded;
  if (body['do'] === 'autosave') return quietly(context, loaded, municipality);
  const typed = postedReplies(context, consultation.questions);
  const again = (faults: Fault[]) => draw(context, loaded, municipality, { typed, faults });
  const bound = { processId: process.id, name: 'answer' };
  const saves = body['do'] === 'stay';
  const first = saves || (await sentBefore(context, bound)) === null;
  if (first && !isOpen(context, loaded))
    return again([{ fieldId: 'svar', text: t(`consultations.fault.${tooLateKey(loaded)}`) }]);
  const rows = await answersOf(services.prisma, consultation.id, municipality.code);
  const basedOn = Number.parseInt(body['basedOn'] ?? '', 10) || 0;
  const newest = rows[0];
  if (first && newest && rows.length > basedOn) {
    const params = { who: fullName(newest.author), at: formatInstant(newest.at.getTime()) };
    return again([{ fieldId: 'svar', text: t('consultations.fault.colleague', params) }]);
  }
  const path = `${pathOf(consultation)}/svar`;
  if (first) {
    const saved = await save(context, loaded, municipality);
    if (saved.clashes.length > 0) return draw(context, loaded, municipality, clashOf(context, saved, typed));
    if (saves) return redirect(`${path}?lagret#svar`);
    const faults = replyFaults(t, typed);
    if (faults.length > 0) return again(faults);
    if (contentHash(saved.replies) !== contentHash(repliesOf(consultation.questions, typed)))
      return draw(context, loaded, municipality, {
        typed: listOf(saved.replies),
        faults: [{ fieldId: 'svar', text: t('consultations.fault.merged') }],
      });
  }
  const at = { countyGovernorCode: consultation.countyGovernorCode, municipalityCode: municipality.code };
  const command = {
    ...bound,
    content: { municipalityCode: municipality.code, replies: said(typed) },
    actorRole: heldRole(user, 'consultation', 'answer', at),
  };
  return answerCommand(context, command, { receipt: path, again });
}

/** Colleagues are named with the answers they have given, and the draft they have written in. */
async function shown(context: UserContext): Promise<Shown | null> {
  const { services, user } = context;
  const loaded = await loadHere(context);
  const municipality = await municipalityOf(context, loaded);
  if (!municipality) return null;
  const { id, countyGovernorCode } = loaded.consultation;
  const rows = await answersOf(services.prisma, id, municipality.code);
  const draft = await draftOf(services.prisma, placeIn(loaded, municipality));
  const others = [...rows.map(({ author }) => author.id), ...(draft ? [draft.savedById] : [])].some((one) => one !== user.id); // prettier-ignore
  return others ? { subject: loaded.process.id, countyGovernorCode, municipalityCode: municipality.code } : null;
}

export const answerPage = userPage({
  path: '/horinger/:id/svar',
  access: { can: 'consultation.answer', subject: askedSubject },
  personal: shown,
  get: look,
  post,
});
