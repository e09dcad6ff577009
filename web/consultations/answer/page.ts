/** `/horinger/:id/svar`: what the municipality answers. It gives one answer; the last counts, and those before it are kept. */
import { formatInstant } from '../../../domain/calendar/index.js';
import type { Reply } from '../../../domain/consultation/form.js';
import type { Crumb, Fault, FormTokens, NewsText, Receipt, WhereNow } from '../../components/models.js';
import { answerCommand, heldRole, receiptOf, sentBefore, tokens } from '../../forms.js';
import { notFound, userPage, view, type Answer, type Shown, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { bodyOf } from '../article.js';
import { askedCodes, askedSubject, crumbOf, loadHere, ownMunicipality, pathOf, type Loaded } from '../consultation.js';
import { answersOf, type AnswerRow } from '../reading.js';
import { whereNowOf } from '../where-now.js';
import { fieldsOf, postedReplies, replyFaults, said, type QuestionField } from './fields.js';

export type GivenAnswer = { who: string; at: number; counts: boolean; replies: { number: number; choice: string | null; text: string }[] }; // prettier-ignore
export type AnswerModel = {
  case: true;
  breadcrumbs: Crumb[];
  faults: Fault[];
  receipt: Receipt | null;
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
    questions: QuestionField[];
    button: string;
    again: boolean;
  } | null;
  /** What was typed in a form that came too late. */
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

type Drawing = { typed?: readonly Reply[]; faults?: Fault[] };

async function draw(
  context: UserContext,
  loaded: Loaded,
  municipality: Municipality,
  { typed, faults = [] }: Drawing = {},
): Promise<Answer> {
  const { services, t, language } = context;
  const { consultation, process } = loaded;
  const rows = await answersOf(services.prisma, consultation.id, municipality.code);
  const open = isOpen(context, loaded);
  const replies = typed ?? ((rows[0]?.replies ?? []) as Reply[]);
  const heading = t('consultations.answer.heading', { title: crumbOf(context, loaded).text });
  const model: AnswerModel = {
    case: true,
    breadcrumbs: [{ text: t('consultations.list.title'), href: '/horinger' }, crumbOf(context, loaded)],
    faults,
    receipt: faults.length > 0 ? null : await receiptOf(context, process.id),
    heading,
    municipality: t('municipality.name', { name: municipality.name }),
    whereNow: {
      ...(await whereNowOf(context, loaded, null)),
      calm: t(`consultations.answer.${open ? (rows.length > 0 ? 'given' : 'open') : 'closed'}`),
    },
    body: bodyOf(language, consultation.textNb, consultation.textNn),
    form: open
      ? {
          action: `${pathOf(consultation)}/svar`,
          tokens: tokens(context, process.id, 'answer'),
          municipality: municipality.code,
          basedOn: rows.length,
          questions: fieldsOf(context, consultation.questions, { replies, faults }),
          button: t(`consultations.button.${rows.length > 0 ? 'replace' : 'sendAnswer'}`),
          again: rows.length > 0,
        }
      : null,
    unsent: open ? [] : said(typed ?? []).map(({ choice, text }) => [choice && t(`consultations.choice.${choice}`), text].filter(Boolean).join(': ')), // prettier-ignore
    given: givenOf(context, rows),
  };
  return view('consultations/answer/answer', heading, model, faults.length > 0 ? 422 : undefined);
}

async function look(context: UserContext): Promise<Answer> {
  const loaded = await loadHere(context);
  const municipality = await municipalityOf(context, loaded);
  return municipality ? draw(context, loaded, municipality) : notFound;
}

async function post(context: UserContext): Promise<Answer> {
  const { services, body, t, user } = context;
  const loaded = await loadHere(context);
  const municipality = await municipalityOf(context, loaded);
  if (!municipality) return notFound;
  const { consultation, process } = loaded;
  const typed = postedReplies(context, consultation.questions);
  const again = (faults: Fault[]) => draw(context, loaded, municipality, { typed, faults });
  const bound = { processId: process.id, name: 'answer' };
  const first = (await sentBefore(context, bound)) === null;
  if (first && !isOpen(context, loaded))
    return again([{ fieldId: 'svar', text: t(`consultations.fault.${process.state === 'cancelled' ? 'cancelled' : 'tooLate'}`) }]); // prettier-ignore
  const faults = replyFaults(t, typed);
  if (faults.length > 0) return again(faults);
  const rows = await answersOf(services.prisma, consultation.id, municipality.code);
  const basedOn = Number.parseInt(body['basedOn'] ?? '', 10) || 0;
  const newest = rows[0];
  if (first && newest && rows.length > basedOn) {
    const params = { who: fullName(newest.author), at: formatInstant(newest.at.getTime()) };
    return again([{ fieldId: 'svar', text: t('consultations.fault.colleague', params) }]);
  }
  const at = { countyGovernorCode: consultation.countyGovernorCode, municipalityCode: municipality.code };
  const command = {
    ...bound,
    content: { municipalityCode: municipality.code, replies: said(typed) },
    actorRole: heldRole(user, 'consultation', 'answer', at),
  };
  return answerCommand(context, command, { receipt: `${pathOf(consultation)}/svar`, again });
}

/** Colleagues are named with the answers they have given. */
async function shown(context: UserContext): Promise<Shown | null> {
  const { services, user } = context;
  const loaded = await loadHere(context);
  const municipality = await municipalityOf(context, loaded);
  if (!municipality) return null;
  const { id, countyGovernorCode } = loaded.consultation;
  const rows = await answersOf(services.prisma, id, municipality.code);
  const others = rows.some(({ author }) => author.id !== user.id);
  return others ? { subject: loaded.process.id, countyGovernorCode, municipalityCode: municipality.code } : null;
}

export const answerPage = userPage({
  path: '/horinger/:id/svar',
  access: { can: 'consultation.answer', subject: askedSubject },
  personal: shown,
  get: look,
  post,
});
