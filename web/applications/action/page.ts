/** `gjor/:h`: answer a question (A11), withdraw (A7), open again for correction (A5). The consequence is said first. */
import { isInTime, formatDeadline } from '../../../domain/calendar/index.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { Crumb, DeadlineChip, FieldArea, FormTokens } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import { answerCommand, receiptAt, roleFor, sentBefore, tokens, type Fault } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { applicationSubject, loadCase, type Case } from '../case.js';
import { addressOf, crumbsOf, titleOf } from '../step-head.js';
import { tidy } from '../typed.js';

type TextRule = { field: 'answer' | 'reason'; min: number; max: number; rows: number };
type Deed = { command: 'answer' | 'withdraw' | 'reopen'; text: TextRule | null; beforeDeadline?: true };

const deeds: Readonly<Record<string, Deed>> = {
  svar: { command: 'answer', text: { field: 'answer', min: 1, max: 6000, rows: 10 } },
  trekk: { command: 'withdraw', text: { field: 'reason', min: 0, max: 1000, rows: 4 } },
  rett: { command: 'reopen', text: null, beforeDeadline: true },
};

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
  form: { action: string; tokens: FormTokens; consequences: string[]; text: FieldArea | null; button: string } | null;
};

const openQuestion = ({ row }: Case) => row.clarifications.findLast((clarification) => clarification.endedAt === null);

/** Null when it may be done here and now by this person. */
function refusalOf(context: UserContext, found: Case, deed: Deed): string | null {
  const { t, user, now } = context;
  const { process, pending, row } = found;
  if (pending.length > 0) return t('applications.readOnly.pending');
  if (deed.beforeDeadline && !isInTime(now, row.call.deadline.getTime())) {
    return t('applications.action.tooLate', { at: formatDeadline(row.call.deadline.getTime()) });
  }
  return roleFor(user, 'grant', deed.command, process.state, process)
    ? null
    : t(`applications.action.${deed.command}.notNow`);
}

type Drawing = { deed: Deed; address: string; text: string; faults: Fault[] };

function draw(context: UserContext, found: Case, { deed, address, text, faults }: Drawing): Answer {
  const { t, now } = context;
  const { row, process } = found;
  const key = `applications.action.${deed.command}`;
  const heading = t(`${key}.heading`);
  const refusal = refusalOf(context, found, deed);
  const question = deed.command === 'answer' ? openQuestion(found) : undefined;
  const rule = deed.text;
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
    form: refusal
      ? null
      : {
          action: `${address}#svar`,
          tokens: tokens(context, process.id, deed.command),
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
          button: t(`${key}.button`),
        },
  };
  return view('applications/action/action', heading, model, faults.length > 0 ? 422 : 200);
}

function textFaults({ t }: UserContext, { command, text: rule }: Deed, text: string): Fault[] {
  if (!rule) return [];
  if (text.length < rule.min) return [{ fieldId: rule.field, text: t(`applications.action.${command}.empty`) }];
  const over = text.length - rule.max;
  return over > 0 ? [{ fieldId: rule.field, text: t('applications.action.tooLong', { over }) }] : [];
}

export const actionPage = userPage({
  path: '/soknader/:id/gjor/:h',
  access: { can: 'application.act', subject: applicationSubject },
  personal: 'none',

  async get(context) {
    const found = await loadCase(context.services, context.params['id']!);
    const deed = Object.hasOwn(deeds, context.params['h']!) ? deeds[context.params['h']!] : undefined;
    if (!found || !deed) return notFound;
    return draw(context, found, {
      deed,
      address: `${addressOf(found.row.id)}/gjor/${context.params['h']}`,
      text: '',
      faults: [],
    });
  },

  async post(context) {
    const { services, params, body, user } = context;
    const found = await loadCase(services, params['id']!);
    const deed = Object.hasOwn(deeds, params['h']!) ? deeds[params['h']!] : undefined;
    if (!found || !deed) return notFound;
    const { process, row } = found;
    const { command } = deed;
    const address = `${addressOf(row.id)}/gjor/${params['h']}`;
    const text = deed.text ? tidy(body[deed.text.field]) : '';
    const content: Prisma.InputJsonObject = deed.text ? { [deed.text.field]: text } : {};
    const faults = textFaults(context, deed, text);
    if (faults.length > 0 || refusalOf(context, found, deed)) {
      const before = await sentBefore(context, { processId: process.id, name: command, content });
      return before
        ? redirect(receiptAt(addressOf(row.id), before))
        : draw(context, found, { deed, address, text, faults });
    }
    return answerCommand(
      context,
      {
        processId: process.id,
        name: command,
        content,
        actorRole: roleFor(user, 'grant', command, process.state, process),
      },
      {
        receipt: addressOf(row.id),
        again: async (onTop) => Promise.resolve(draw(context, found, { deed, address, text, faults: onTop })),
      },
    );
  },
});
