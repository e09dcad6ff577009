/** The page of a municipality’s answer: what it is asked, what is written, and what has been sent. */
import { formatInstant } from '../../../domain/calendar/index.js';
import type { Reply } from '../../../domain/consultation/form.js';
import { drawnOf } from '../../applications/merge.js';
import type { Crumb, Fault, FormTokens, NewsText, Receipt, WhereNow } from '../../components/models.js';
import { receiptOf, tokens } from '../../forms.js';
import { view, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { bodyOf } from '../article.js';
import { askedCodes, crumbOf, ownMunicipality, pathOf, type Loaded } from '../consultation.js';
import { answersOf, type AnswerRow } from '../reading.js';
import { whereNowOf } from '../where-now.js';
import { draftOf, goesOnFrom, listOf, type AnswerDraft } from './draft.js';
import { fieldsOf, replyText, said, type QuestionField } from './fields.js';

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
export async function municipalityOf({ services, user, body }: UserContext, { consultation }: Loaded) {
  const codes = await askedCodes(services.prisma, consultation.id);
  const drawn = codes.filter((code) => code === body['kommune']);
  const code = ownMunicipality(user, drawn) ?? ownMunicipality(user, codes);
  return code === null ? null : services.prisma.municipality.findUniqueOrThrow({ where: { code } });
}
export type Municipality = NonNullable<Awaited<ReturnType<typeof municipalityOf>>>;

/** An extension that is received and not yet applied may have moved it. */
export const isOpen = ({ now }: UserContext, { consultation, process, pending }: Loaded): boolean =>
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
export type Drawing = { typed?: readonly Reply[]; faults?: Fault[]; theirs?: Record<number, string> };

export const placeIn = ({ consultation }: Loaded, { code }: Municipality) => ({
  consultationId: consultation.id,
  municipalityCode: code,
});

/** What they have to do, or that they have done it. */
function calmText(
  { t }: UserContext,
  { open, given, draft }: { open: boolean; given: boolean; draft: AnswerDraft | null },
): string {
  if (!open) return t('consultations.answer.closed');
  if (draft)
    return t('consultations.answer.draft', {
      who: fullName(draft.savedBy),
      at: formatInstant(draft.savedAt.getTime()),
    });
  return t(`consultations.answer.${given ? 'given' : 'open'}`);
}

export async function draw(
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
