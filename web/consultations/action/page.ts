/** `/horinger/:id/gjor/:h`: more time, or none of it after all. The consequence is said first. */
import { addDays, deadlineAtEndOf, formatLongDeadline, lastDayOf } from '../../../domain/calendar/index.js';
import { limits } from '../../../domain/consultation/form.js';
import { tidy } from '../../applications/typed.js';
import { readDate } from '../../calls/edit/parse.js';
import { errorOf, type Crumb, type Fault, type FieldArea, type FieldDate, type FormTokens, type WhereNow } from '../../components/models.js'; // prettier-ignore
import { answerCommand, commandText, heldRole, roleFor, tokens } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { consultationSubject, crumbOf, loadHere, officeList, pathOf, placeOf, type Loaded } from '../consultation.js';
import { warningsOf } from '../edit/warnings.js';
import { whereNowOf } from '../where-now.js';

const actions = { utsett: 'extendDue', avlys: 'cancel' } as const;
type Command = (typeof actions)[keyof typeof actions];

export type ActionModel = {
  case: true;
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  whereNow: WhereNow;
  consequences: string[];
  warnings: string[];
  action: string;
  tokens: FormTokens;
  due: FieldDate | null;
  reason: FieldArea;
  button: string;
  back: string;
};

const commandOf = ({ params }: UserContext): Command | null =>
  Object.hasOwn(actions, params['h'] ?? '') ? actions[params['h'] as keyof typeof actions] : null;

type Typed = { dueOn: string; reason: string };
const nothing: Typed = { dueOn: '', reason: '' };

function consequencesOf({ t, language }: UserContext, { consultation, process }: Loaded, command: Command): string[] {
  const at = formatLongDeadline(consultation.dueAt.getTime(), language);
  if (command === 'extendDue')
    return [t('consultations.extend.now', { at }), t('consultations.extend.reminders'), t('consultations.extend.told')];
  const told = process.state === 'open' ? ['told'] : [];
  const seen = consultation.openedAt ? ['public'] : [];
  return [...told, ...seen, 'final'].map((key) => t(`consultations.cancel.${key}`));
}

type Drawing = { loaded: Loaded; command: Command; typed?: Typed; faults?: Fault[] };

async function draw(context: UserContext, { loaded, command, typed = nothing, faults = [] }: Drawing): Promise<Answer> {
  const { t } = context;
  const { consultation, process } = loaded;
  const heading = commandText(context, 'consultation', command);
  const day = readDate(typed.dueOn);
  const model: ActionModel = {
    case: true,
    breadcrumbs: [{ text: t('consultations.office.title'), href: officeList(consultation.countyGovernorCode) }, crumbOf(context, loaded)], // prettier-ignore
    faults,
    heading,
    whereNow: await whereNowOf(context, loaded, null),
    consequences: consequencesOf(context, loaded, command),
    warnings: command === 'extendDue' && day ? warningsOf(context, day) : [],
    action: `${pathOf(consultation)}/gjor/${context.params['h'] ?? ''}`,
    tokens: tokens(context, process.id, command),
    due:
      command === 'extendDue'
        ? {
            id: 'dueOn',
            name: 'dueOn',
            label: t('consultations.field.newDueOn'),
            help: t('consultations.field.dueOnHelp'),
            value: typed.dueOn,
            min: addDays(lastDayOf(consultation.dueAt.getTime()), 1),
            error: errorOf(faults, 'dueOn'),
          }
        : null,
    reason: {
      id: 'reason',
      name: 'reason',
      label: t('consultations.field.reason'),
      help: t(`consultations.field.${consultation.openedAt ? 'reasonHelp' : 'reasonHelpDraft'}`),
      value: typed.reason,
      rows: 4,
      max: limits.reason[1],
      error: errorOf(faults, 'reason'),
    },
    button: heading,
    back: pathOf(consultation),
  };
  return view('consultations/action/action', heading, model, faults.length > 0 ? 422 : undefined);
}

async function look(context: UserContext): Promise<Answer> {
  const command = commandOf(context);
  if (!command) return notFound;
  const loaded = await loadHere(context);
  const { consultation, process } = loaded;
  const possible = roleFor(context.user, 'consultation', command, process.state, placeOf(consultation)) !== null;
  return possible ? draw(context, { loaded, command }) : redirect(pathOf(consultation));
}

async function act(context: UserContext): Promise<Answer> {
  const { body, t, user, now } = context;
  const command = commandOf(context);
  if (!command) return notFound;
  const loaded = await loadHere(context);
  const { consultation, process } = loaded;
  const typed: Typed = { dueOn: tidy(body['dueOn']), reason: tidy((body['reason'] ?? '').replace(/\r\n?/g, '\n')) };
  const again = (faults: Fault[]) => draw(context, { loaded, command, typed, faults });
  const faults: Fault[] = [];
  const [min, max] = limits.reason;
  const day = readDate(typed.dueOn);
  const dueAt = day ? deadlineAtEndOf(day) : 0;
  if (command === 'extendDue' && !day) faults.push({ fieldId: 'dueOn', text: t('consultations.fault.dueOn') });
  else if (command === 'extendDue' && (dueAt <= consultation.dueAt.getTime() || dueAt <= now))
    faults.push({ fieldId: 'dueOn', text: t('consultations.fault.notLater') });
  if (typed.reason.length < min) faults.push({ fieldId: 'reason', text: t('consultations.fault.reason', { min }) });
  if (typed.reason.length > max) faults.push({ fieldId: 'reason', text: t('consultations.fault.tooLong', { count: typed.reason.length - max }) }); // prettier-ignore
  if (faults.length > 0) return again(faults);
  const { reason } = typed;
  const content = command === 'extendDue' ? { dueAt, reason } : { reason };
  const actorRole = heldRole(user, 'consultation', command, placeOf(consultation));
  const receipt = pathOf(consultation);
  return answerCommand(context, { processId: process.id, name: command, content, actorRole }, { receipt, again });
}

export const actionPage = userPage({
  path: '/horinger/:id/gjor/:h',
  access: { can: 'consultation.write', subject: consultationSubject },
  personal: 'none',
  get: look,
  post: act,
});
