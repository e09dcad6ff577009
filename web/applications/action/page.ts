/** `gjor/:h`: what a municipality does with its application, by the table of `deeds.ts`. The consequence is said first. */
import { isInTime, formatDeadline } from '../../../domain/calendar/index.js';
import type { ActorRole } from '../../../domain/roles.js';
import type { ChoiceOption, Crumb, DeadlineChip, FieldArea, FormTokens, Link } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import { answerCommand, receiptAt, roleFor, sentBefore, tokens, type Fault } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { applicationSubject, isBeingAssessed, loadCase, type Case } from '../case.js';
import { addressOf, crumbsOf, titleOf } from '../step-head.js';
import { draftFaults, faultLinks, type FaultLink } from '../faults.js';
import { DraftMoved, unchanged } from '../submission/unchanged.js';
import { lateAskerIn, lateRoleOf } from '../submission/way.js';
import { tidy } from '../typed.js';
import { contentOfDeed, declarations, deeds, type Deed, type Typed } from './deeds.js';

export type ActionModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  title: string;
  /** Why it cannot be done now; then there is no form. */
  refusal: string | null;
  /** What was typed in a form that came too late. */
  unsent: string[];
  back: string;
  question: { asked: number; lines: string[]; due: DeadlineChip } | null;
  /** What the application lacks before it can be sent. */
  missing: FaultLink[];
  missingHeading: string;
  /** To the application as it would be sent. */
  look: Link | null;
  form: {
    action: string;
    tokens: FormTokens;
    /** Of the application that is sent with it. */
    version: number | null;
    consequences: string[];
    text: FieldArea | null;
    declarations: ChoiceOption[];
    button: string;
  } | null;
};

const openQuestion = ({ row }: Case) => row.clarifications.findLast((clarification) => clarification.endedAt === null);

/** With which role; null when it is not for this person now. */
const actorRoleOf = (context: UserContext, found: Case, { command }: Deed): ActorRole | null =>
  command === 'submitLate'
    ? lateRoleOf(context, found)
    : roleFor(context.user, 'grant', command, found.process.state, found.process);

/** Null when it may be done here and now by this person. */
function refusalOf(context: UserContext, found: Case, deed: Deed): string | null {
  const { t, now } = context;
  const { pending, row, process } = found;
  if (pending.length > 0) return t('applications.readOnly.pending');
  const inTime = isInTime(now, row.call.deadline.getTime());
  if (deed.when === 'beforeDeadline' && !inTime)
    return t('applications.action.tooLate', { at: formatDeadline(row.call.deadline.getTime()) });
  if (actorRoleOf(context, found, deed)) return null;
  const asker =
    deed.command === 'submitLate' && process.state === 'lapsed' && !process.final ? lateAskerIn(found) : null;
  if (asker) return t(`submission.submitLate.notYours.${asker}`);
  const assessed = deed.command === 'reopen' && isBeingAssessed(found);
  return t(assessed ? 'applications.action.reopen.assessed' : `${wordsOf(deed)}.notNow`);
}

/** The application itself must be complete; whoever asks may complete it first. */
const missingIn = ({ t }: UserContext, { row, rules }: Case, deed: Deed): FaultLink[] =>
  deed.whole ? faultLinks(t, addressOf(row.id), draftFaults(row, rules)) : [];

/** The texts of the older deeds stand with those of the application. */
const wordsOf = ({ command }: Deed): string =>
  ['answer', 'withdraw', 'reopen'].includes(command) ? `applications.action.${command}` : `submission.${command}`;

type Drawing = Typed & { deed: Deed; address: string; faults: Fault[] };

function draw(context: UserContext, found: Case, { deed, address, text, ticked, faults }: Drawing): Answer {
  const { t, now } = context;
  const { row, process } = found;
  const key = wordsOf(deed);
  const heading = t(`${key}.heading`);
  const refusal = refusalOf(context, found, deed);
  const question = deed.command === 'answer' ? openQuestion(found) : undefined;
  const rule = deed.text;
  const missing = refusal ? [] : missingIn(context, found, deed);
  const model: ActionModel = {
    breadcrumbs: crumbsOf(t, found),
    faults,
    heading,
    title: titleOf(t, row),
    refusal,
    unsent: refusal ? text.split(/\n+/).filter((line) => line !== '') : [],
    back: addressOf(row.id),
    question: question
      ? {
          asked: question.askedAt.getTime(),
          lines: question.question.split(/\n+/),
          due: { at: question.dueAt.getTime(), now },
        }
      : null,
    missing,
    missingHeading: t('submission.submitLate.missing', { count: missing.length }),
    look: deed.whole ? { text: t('applications.overview.asSent'), href: `${addressOf(row.id)}/innsending` } : null,
    form:
      refusal || missing.length > 0
        ? null
        : {
            action: `${address}#svar`,
            tokens: tokens(context, process.id, deed.command),
            version: deed.whole ? row.version : null,
            consequences: t(`${key}.consequence`, { at: formatDeadline(row.call.deadline.getTime()) }).split('\n'),
            text: rule && {
              id: rule.field,
              name: rule.field,
              label: t(`${key}.label`),
              value: text,
              rows: rule.rows,
              max: rule.max,
              error: errorOf(faults, rule.field),
            },
            declarations: deed.whole
              ? declarations.map((value) => ({
                  id: `declaration-${value}`,
                  value,
                  text: t(`applications.submission.declaration.${value}`),
                  checked: ticked.includes(value),
                }))
              : [],
            button: t(`${key}.button`),
          },
  };
  return view('applications/action/action', heading, model, faults.length > 0 ? 422 : 200);
}

function faultsOf({ t }: UserContext, deed: Deed, { text, ticked }: Typed): Fault[] {
  const rule = deed.text;
  const key = wordsOf(deed);
  const over = rule ? text.length - rule.max : 0;
  const about = (words: string): Fault[] => (rule ? [{ fieldId: rule.field, text: words }] : []);
  const short = rule ? rule.min - text.length : 0;
  const inText =
    short > 0
      ? about(t(text === '' ? `${key}.empty` : `${key}.short`, { missing: short }))
      : over > 0
        ? about(t('applications.action.tooLong', { over }))
        : [];
  const unticked = deed.whole ? declarations.filter((value) => !ticked.includes(value)) : [];
  return [
    ...inText,
    ...unticked.map((value) => ({
      fieldId: `declaration-${value}`,
      text: t(`applications.fault.declarationMissing.${value}`),
    })),
  ];
}

export const actionPage = userPage({
  path: '/soknader/:id/gjor/:h',
  access: { can: ['application.act', 'application.approve'], subject: applicationSubject },
  personal: 'none',

  async get(context) {
    const found = await loadCase(context.services, context.params['id']!);
    const deed = Object.hasOwn(deeds, context.params['h']!) ? deeds[context.params['h']!] : undefined;
    if (!found || !deed) return notFound;
    return draw(context, found, {
      deed,
      address: `${addressOf(found.row.id)}/gjor/${context.params['h']}`,
      text: '',
      ticked: [],
      faults: [],
    });
  },

  async post(context) {
    const { services, params, body, lists } = context;
    const found = await loadCase(services, params['id']!);
    const deed = Object.hasOwn(deeds, params['h']!) ? deeds[params['h']!] : undefined;
    if (!found || !deed) return notFound;
    const { process, row } = found;
    const { command } = deed;
    const address = `${addressOf(row.id)}/gjor/${params['h']}`;
    const text = deed.text ? tidy(body[deed.text.field]) : '';
    const typed: Typed = { text, ticked: declarations.filter((value) => lists['declarations']?.includes(value)) };
    const content = contentOfDeed(found, deed, typed);
    const faults = faultsOf(context, deed, typed);
    if (faults.length > 0 || refusalOf(context, found, deed) || missingIn(context, found, deed).length > 0) {
      const before = await sentBefore(context, { processId: process.id, name: command, content });
      return before
        ? redirect(receiptAt(addressOf(row.id), before))
        : draw(context, found, { deed, address, ...typed, faults });
    }
    const again = async (onTop: Fault[]): Promise<Answer> =>
      draw(context, (await loadCase(services, row.id)) ?? found, { deed, address, ...typed, faults: onTop });
    const version = Number(body['version']);
    const form = {
      processId: process.id,
      name: command,
      content,
      actorRole: actorRoleOf(context, found, deed),
      ...(deed.whole ? { write: unchanged(row.id, version, process.id) } : {}),
    };
    const moved: Fault[] = [{ fieldId: 'svar', text: context.t('applications.submission.moved') }];
    if (deed.whole && version !== row.version) return again(moved);
    try {
      return await answerCommand(context, form, { receipt: addressOf(row.id), again });
    } catch (error) {
      if (error instanceof DraftMoved) return again(moved);
      throw error;
    }
  },
});
