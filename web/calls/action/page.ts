import { addDays, lastDayOf } from '../../../domain/calendar/index.js';
import { whereNow } from '../../case-view.js';
import {
  choices,
  errorOf,
  type Crumb,
  type Fault,
  type FieldArea,
  type FieldChoices,
  type FieldDate,
  type FormTokens,
  type Link,
  type WhereNow,
} from '../../components/models.js';
import { withoutOfficer } from '../../../prisma/without-officer.js';
import { answerCommand, commandText, heldRole, refusalText, sentBefore, tokens } from '../../forms.js';
import { notFound, redirect, userPage, view, wideView, type Answer, type UserContext } from '../../page.js';
import { possible } from '../acting.js';
import { callSubject, loadCall, titleOf, unannounced, type LoadedCall } from '../call.js';
import { actions, type CallAction } from './actions.js';
import { consequencesOf } from './consequences.js';
import { bothForms, type BothForms } from '../preview/both.js';
import { maxRows } from '../edit/rows.js';
import { readDate } from '../edit/parse.js';
import { dayOffText, extensionOf, promisedTooNear, type Extension } from './extension.js';
import { deadlineFault, parseAction, type ActionValues } from './form.js';

export type ActionModel = {
  breadcrumbs: Crumb[];
  heading: string;
  case: true;
  whereNow: WhereNow;
  faults: Fault[];
  /** Why this person may not; then there is no form. */
  hindrance: string | null;
  consequences: string[];
  /** K7: what must be given to a case officer first. */
  unassigned: Link[];
  action: string;
  tokens: FormTokens;
  deadline: FieldDate | null;
  comment: FieldArea | null;
  reason: FieldArea | null;
  /** K5: who is told, and what moves. */
  extension: Extension | null;
  /** The new last day is a day off: the tick that it is meant so. */
  anyway: FieldChoices | null;
  /** K3: the call itself, before it is approved or sent back. */
  both: BothForms | null;
  /** The other thing that can be done instead. */
  instead: Link | null;
  button: string;
  back: string;
};

type Drawn = { values?: ActionValues; faults?: Fault[] };
const nothing: ActionValues = { comment: '', deadline: '', reason: '', anyway: '', dates: {} };

/** Each leads to where the case is given to somebody. */
async function unassignedOf(
  { services, t }: UserContext,
  { call }: LoadedCall,
  { command }: CallAction,
): Promise<Link[]> {
  if (command !== 'startAssessment') return [];
  return (await withoutOfficer(services.prisma, call.id)).map(({ id, caseNumber, reference, title }) => ({
    text: `${t('common.button.grant.assign')}: ${caseNumber ?? reference} ${title}`.trim(),
    href: `/saker/${id}/gjor/fordel`,
  }));
}

async function draw(
  context: UserContext,
  loaded: LoadedCall,
  action: CallAction,
  { values = nothing, faults = [] }: Drawn,
): Promise<Answer> {
  const { t, user } = context;
  const { call, process } = loaded;
  const back = `/utlysninger/${call.id}/styring`;
  const heading = commandText(context, 'call', action.command);
  const asked = (field: keyof ActionValues): boolean => (action.asks as readonly string[]).includes(field);
  const field = (id: 'comment' | 'deadline' | 'reason', help: string = id) => ({
    id,
    name: id,
    label: t(`calls.action.${action.command}.${id}`),
    help: t(`calls.action.help.${help}`),
    value: values[id],
    error: errorOf(faults, id),
  });
  const model: ActionModel = {
    breadcrumbs: [{ text: titleOf(context, call), href: back }],
    heading,
    case: true,
    whereNow: {
      ...(await whereNow(context, process, {
        viewer: 'office',
        yours: possible(user, action.command, loaded) === 'yes',
      })),
      calm: t('calls.below'),
    },
    faults,
    hindrance: hindranceOf(context, loaded, action),
    consequences: await consequencesOf(context, action.command, loaded),
    unassigned: await unassignedOf(context, loaded, action),
    extension: action.command === 'extendDeadline' ? await extensionOf(context, call, { values, faults }) : null,
    anyway: asked('deadline') && dayOffText(context, values.deadline) !== null ? anyway(context, values) : null,
    both: ['approve', 'sendBack'].includes(action.command) ? await bothForms(context, loaded) : null,
    instead: insteadOf(context, loaded, action),
    action: `/utlysninger/${call.id}/gjor/${action.slug}`,
    tokens: tokens(context, process.id, action.command),
    deadline: asked('deadline')
      ? {
          ...field('deadline'),
          note: faults.length > 0 ? undefined : (dayOffText(context, values.deadline) ?? undefined),
          min: addDays(lastDayOf(call.deadline.getTime()), 1),
        }
      : null,
    comment: asked('comment') ? { ...field('comment'), max: 2000 } : null,
    reason: asked('reason') ? { ...field('reason', reasonHelp(loaded, action)), max: 1000 } : null,
    button: heading,
    back,
  };
  const status = faults.length > 0 ? 422 : 200;
  return (model.both ? wideView : view)('calls/action/action', heading, model, status);
}

function hindranceOf(context: UserContext, loaded: LoadedCall, { command }: CallAction): string | null {
  if (possible(context.user, command, loaded) === 'ownCall') return refusalText(context, 'fourEyes');
  const tooLate = command === 'approve' && loaded.call.deadline.getTime() <= context.now;
  return tooLate ? context.t('calls.action.approve.tooLate') : null;
}

/** Who reads the reason: of a call that was never announced nobody is told. */
const reasonHelp = ({ process }: LoadedCall, { command }: CallAction): string =>
  command !== 'cancel' ? 'reason' : unannounced.includes(process.state) ? 'cancelUnannounced' : 'cancel';

const anyway = ({ t }: UserContext, { anyway: ticked }: ActionValues): FieldChoices => ({
  id: 'anyway',
  name: 'anyway',
  label: t('announcement.extension.anyway'),
  options: choices('anyway', ticked, [{ value: 'yes', text: t('announcement.extension.anywayYes') }]),
});

/** Who reads the call before approving it may send it back, and the other way round. */
function insteadOf(context: UserContext, loaded: LoadedCall, { command }: CallAction): Link | null {
  const other = actions.find((one) => one.command === ({ approve: 'sendBack', sendBack: 'approve' } as Partial<Record<CallAction['command'], string>>)[command]); // prettier-ignore
  if (!other || possible(context.user, other.command, loaded) !== 'yes') return null;
  return { text: commandText(context, 'call', other.command), href: `/utlysninger/${loaded.call.id}/gjor/${other.slug}` };
} // prettier-ignore

async function load({ services, params }: UserContext): Promise<{ loaded: LoadedCall; action: CallAction } | null> {
  const action = actions.find(({ slug }) => slug === params['h']);
  const loaded = action ? await loadCall(services.prisma, params['id']) : null;
  return action && loaded ? { loaded, action } : null;
}

async function ask(context: UserContext): Promise<Answer> {
  const found = await load(context);
  if (!found) return notFound;
  const { loaded, action } = found;
  if (possible(context.user, action.command, loaded) === 'no')
    return redirect(`/utlysninger/${loaded.call.id}/styring`);
  return draw(context, loaded, action, {});
}

/** What an extension may have to move besides: the answer that is promised, and the reports. */
const dateFields = ['expectedDecisionOn', ...Array.from({ length: maxRows.reportPlans }, (_, i) => `report-${i}`)];

/** The new instants, or what is wrong with the day they would be reckoned from. Dates typed for another day are suggested anew. */
function preview(context: UserContext, loaded: LoadedCall, action: CallAction, values: ActionValues): Promise<Answer> {
  const { t, now } = context;
  const fault = deadlineFault(values.deadline, { t, now, deadline: loaded.call.deadline.getTime() });
  const later = readDate(values.deadline);
  const kept = Object.entries(values.dates).filter(([, text]) => later && (readDate(text) ?? '') > later);
  return draw(context, loaded, action, { values: { ...values, dates: Object.fromEntries(kept) }, faults: fault ? [fault] : [] });
} // prettier-ignore

async function act(context: UserContext): Promise<Answer> {
  const found = await load(context);
  if (!found) return notFound;
  const { loaded, action } = found;
  const { call, process } = loaded;
  const { body, t, now, user } = context;
  const values: ActionValues = {
    comment: body['comment'] ?? '',
    deadline: body['deadline'] ?? '',
    reason: body['reason'] ?? '',
    anyway: body['anyway'] ?? '',
    dates: Object.fromEntries(dateFields.filter((id) => body[id] !== undefined).map((id) => [id, body[id]!])),
  };
  if (body['action'] === 'preview') return preview(context, loaded, action, values);
  const { content, faults } = parseAction(action, values, {
    t,
    now,
    deadline: call.deadline.getTime(),
    dayOff: dayOffText(context, values.deadline),
    promised: (later) => promisedTooNear(call, later),
  });
  if (!content) return draw(context, loaded, action, { values, faults });
  const again = (why: Fault[]): Promise<Answer> => draw(context, loaded, action, { values, faults: why });
  const bound = { processId: process.id, name: action.command };
  const unassigned = await unassignedOf(context, loaded, action);
  if (unassigned.length > 0 && !(await sentBefore(context, bound)))
    return again([{ fieldId: 'uten-saksbehandler', text: refusalText(context, 'officerMissing') }]);
  return answerCommand(
    context,
    {
      ...bound,
      content,
      actorRole: heldRole(user, 'call', action.command, {
        countyGovernorCode: call.countyGovernorCode,
        municipalityCode: null,
      }),
    },
    { receipt: `/utlysninger/${call.id}/styring`, again },
  );
}

/** K3, K5, K7, K8, K10, K11: consequence before, receipt after. */
export const actionPage = userPage({
  path: '/utlysninger/:id/gjor/:h',
  access: { can: 'call.act', subject: callSubject },
  personal: 'none',
  get: ask,
  post: act,
});
