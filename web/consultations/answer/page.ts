/**
 * `/horinger/:id/svar`: what the municipality answers. It gives one answer; the last counts, and those before it are kept. What is written
 * is a draft until it is sent, and colleagues write on in it.
 */
import { formatInstant, formatTime } from '../../../domain/calendar/index.js';
import type { Reply } from '../../../domain/consultation/form.js';
import type { Crumb, Fault, FormTokens, NewsText, Receipt, WhereNow } from '../../components/models.js';
import { drawnAfter, drawnOf, readDrawn } from '../../applications/merge.js';
import { answerCommand, heldRole, receiptOf, sentBefore, tokens } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type Shown, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { contentHash } from '../../../prisma/process-rows.js';
import { bodyOf } from '../article.js';
import { askedCodes, askedSubject, crumbOf, loadHere, ownMunicipality, pathOf, type Loaded } from '../consultation.js';
import { answersOf, type AnswerRow } from '../reading.js';
import { whereNowOf } from '../where-now.js';
import { draftOf, goesOnFrom, listOf, repliesOf, saveDraft, type AnswerDraft, type SavedDraft } from './draft.js';
import { fieldsOf, postedReplies, replyFaults, replyText, said, type QuestionField } from './fields.js';

export type GivenAnswer = { who: string; at: number; counts: boolean; replies: { number: number; choice: string | null; text: string }[] }; // prettier-ignore
export type AnswerModel = {
  case: true;
  breadcrumbs: Crumb[];
  faults: Fault[];
  receipt: Receipt | null;
  saved: string | null;
  heading: string;
  municipality: string;
  whereNow: WhereNow;
  body: NewsText;
  /** Null when it is no longer possible to answer. */
  form: {
    action: string;
    tokens: FormTokens;
    municipality: string;
    /** How many answers there were when it was drawn. */
    basedOn: number;
    /** What the questions’ answers were, as short hashes. */
    drawn: string;
    /** "answered" where it is drawn from what was posted. */
    autosave: 'answered' | null;
    questions: QuestionField[];
    button: string;
    again: boolean;
  } | null;
  /** What was typed in a form that came too late, or was never sent. */
  unsent: string[];
  given: GivenAnswer[];
};

/** One of those the person answers for: the one the form was drawn for, else the one acted for. */
async function municipalityOf({ services, user, body }: UserContext, { consultation }: Loaded) {
  const codes = await askedCodes(services.prisma, consultation.id);
  const drawn = codes.filter((code) => code === body['kommune']);
  const code = ownMunicipality(user, drawn) ?? ownMunicipality(user, codes);
  return code === null ? null : services.prisma.municipality.findUniqueOrThrow({ where: { code } });
}
type Municipality = NonNullable<Awaited<ReturnType<typeof municipalityOf>>>;

/** An extension that is received and not yet applied may have moved it. */
const isOpen = ({ now }: UserContext, { consultation, process, pending }: Loaded): boolean =>
  process.state === 'open' &&
  !pending.includes('cancel') &&
  (now < consultation.dueAt.getTime() || pending.includes('extendDue'));

const givenOf = ({ t }: UserContext, rows: readonly AnswerRow[]): GivenAnswer[] =>
  rows.map(({ author, at, replies }, i) => ({
    who: fullName(author),
    at: at.getTime(),
    counts: i === 0,
    replies: replies.map(({ position, choice, text }) => ({
      number: position,
      choice: choice && t(`consultations.choice.${choice}`),
      text,
    })),
  }));

/** `theirs`: what a colleague has saved where both have written, by the number of the question. */
type Drawing = { typed?: readonly Reply[]; faults?: Fault[]; theirs?: Record<number, string> };

const placeIn = ({ consultation }: Loaded, { code }: Municipality) => ({
  consultationId: consultation.id,
  municipalityCode: code,
});

/** What they have to do, or that they have done it. */
function calmText({ t }: UserContext, { open, given, draft }: { open: boolean; given: boolean; draft: AnswerDraft | null }): string {
  if (!open) return t('consultations.answer.closed');
  if (draft) return t('consultations.answer.draft', { who: fullName(draft.savedBy), at: formatInstant(draft.savedAt.getTime()) });
  return t(`consultations.answer.${given ? 'given' : 'open'}`);
}

async function draw(
  context: UserContext,
  loaded: Loaded,
  municipality: Municipality,
  { typed, faults = [], theirs = {} }: Drawing = {},
): Promise<Answer> {
  const { services, t, language, query } = context;
  const { consultation, process } = loaded;
  const rows = await answersOf(services.prisma, consultation.id, municipality.code);
  const draft = await draftOf(services.prisma, placeIn(loaded, municipality));
  const open = isOpen(context, loaded);
  const current = goesOnFrom(consultation.questions, draft, (rows[0]?.replies ?? []) as Reply[]);
  const replies = typed ?? listOf(current);
  const unsent = typed ?? (draft ? listOf(current) : []);
  const heading = t('consultations.answer.heading', { title: crumbOf(context, loaded).text });
  const receipt = faults.length > 0 ? null : await receiptOf(context, process.id);
  const model: AnswerModel = {
    case: true,
    breadcrumbs: [{ text: t('consultations.list.title'), href: '/horinger' }, crumbOf(context, loaded)],
    faults,
    receipt,
    saved: draft && query.has('lagret') && faults.length === 0 ? t('consultations.answer.saved') : null,
    heading,
    municipality: t('municipality.name', { name: municipality.name }),
    whereNow: {
      ...(await whereNowOf(context, loaded, null)),
      calm: calmText(context, { open, given: rows.length > 0, draft: receipt?.kind === 'pending' ? null : draft }),
    },
    body: bodyOf(language, consultation.textNb, consultation.textNn),
    form: open
      ? {
          action: `${pathOf(consultation)}/svar`,
          tokens: tokens(context, process.id, 'answer'),
          municipality: municipality.code,
          basedOn: rows.length,
          drawn: drawnOf(current, Object.keys(current)),
          autosave: typed ? 'answered' : null,
          questions: fieldsOf(context, consultation.questions, { replies, faults, theirs }),
          button: t(`consultations.button.${rows.length > 0 ? 'replace' : 'sendAnswer'}`),
          again: rows.length > 0,
        }
      : null,
    unsent: open ? [] : said(unsent).map((reply) => replyText(context, reply)),
    given: givenOf(context, rows),
  };
  return view('consultations/answer/answer', heading, model, faults.length > 0 ? 422 : undefined);
}

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
