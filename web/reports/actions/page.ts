import { formatDeadline, lastDayOf, localDate, addDays } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { reportLifecycle } from '../../../domain/report/lifecycle.js';
import {
  choices,
  errorOf,
  type Fault,
  type FieldArea,
  type FieldChoices,
  type FieldDate,
  type FormTokens,
  type WhereNow,
} from '../../components/models.js';
import type { Crumb } from '../../components/models.js';
import { answerCommand, refusalText, roleFor, tokens, toldRefusal } from '../../forms.js';
import { userPage, view, wideView, type Answer, type Page, type UserContext } from '../../page.js';
import { whereNowOf } from '../frame.js';
import { crumbsOf, loadReport, reportPath, reportSubject, reportTitle, type ReportCase } from '../report-case.js';
import { lockedProcess, NotReceivable } from '../saving.js';
import { sectionsOf, type Section } from '../sections.js';
import { hindrance } from './allowed.js';
import { actions, type ActionField, type ActionSpec } from './spec.js';

type Typed = Record<string, string>;
export type DrawnActionField = {
  area: FieldArea | null;
  radio: FieldChoices | null;
  tick: FieldChoices | null;
  date: FieldDate | null;
};
export type ActionModel = {
  case: true;
  whereNow: WhereNow;
  breadcrumbs: Crumb[];
  heading: string;
  place: string;
  /** The report beside the form; null where the municipality still writes on it. */
  sections: Section[] | null;
  language: string;
  /** Why it cannot be done; then the fields are not drawn. */
  hindered: string | null;
  faults: Fault[];
  fields: DrawnActionField[];
  consequences: string[];
  tokens: FormTokens;
  action: string;
  button: string;
  back: string;
};

type Drawing = { reportCase: ReportCase; spec: ActionSpec; typed: Typed; faults?: Fault[] };

function drawnField(
  { t }: UserContext,
  { spec, typed, faults = [], reportCase }: Drawing,
  field: ActionField,
): DrawnActionField {
  const { name } = field;
  const key = `reports.act.${spec.command}.${name}`;
  const value = typed[name] ?? '';
  const base = { id: name, name, label: t(`${key}.label`), error: errorOf(faults, name) };
  const none = { area: null, radio: null, tick: null, date: null };
  switch (field.type) {
    case 'area':
      return { ...none, area: { ...base, help: t(`${key}.help`), value, max: field.max, rows: 6 } };
    case 'radio':
      return {
        ...none,
        radio: {
          ...base,
          options: choices(
            name,
            value,
            field.values.map((option) => ({ value: option, text: t(`${key}.${option}`) })),
          ),
        },
      };
    case 'tick':
      return {
        ...none,
        tick: {
          ...base,
          options: choices(name, value, [{ value: 'yes', text: t(`${key}.yes`), help: t(`${key}.help`) }]),
        },
      };
    case 'date':
      return {
        ...none,
        date: {
          ...base,
          help: t(`${key}.help`, { deadline: formatDeadline(reportCase.report.dueAt.getTime()) }),
          value,
          min: earliest(reportCase),
        },
      };
  }
}

/** The day after the one the deadline has now. */
const earliest = ({ report }: ReportCase): string => addDays(lastDayOf(report.dueAt.getTime()), 1);

async function draw(context: UserContext, drawing: Drawing): Promise<Answer> {
  const { t, user } = context;
  const { reportCase, spec, faults = [] } = drawing;
  const { report, kind, process, pending } = reportCase;
  const refusal = pending ? 'notAllowedNow' : hindrance(reportCase, user, spec);
  const heading = t(`common.button.report.${spec.command}`);
  const model: ActionModel = {
    case: true,
    whereNow: { ...(await whereNowOf(context, reportCase, null)), calm: t(`reports.act.${spec.command}.lead`) },
    breadcrumbs: crumbsOf(reportCase, t),
    heading,
    place: reportTitle(reportCase, t),
    sections: process.state === 'submitted' && !refusal ? sectionsOf(reportCase, t) : null,
    language: report.project.language,
    // With faults what was typed is drawn anyway: it is not lost.
    hindered: refusal && faults.length === 0 ? refusalText(context, refusal) : null,
    faults,
    fields: spec.fields.map((field) => drawnField(context, drawing, field)),
    consequences: consequences(spec, kind).map((key) => t(key)),
    tokens: tokens(context, process.id, spec.command),
    action: reportPath(report, `gjor/${spec.path}`),
    button: heading,
    back: reportPath(report),
  };
  return (model.sections ? wideView : view)(
    'reports/actions/action',
    heading,
    model,
    faults.length > 0 ? 422 : undefined,
  );
}

const consequences = ({ command }: ActionSpec, kind: ReportCase['kind']): string[] =>
  command === 'approve'
    ? ['reports.consequence.public', `reports.consequence.approve.${kind}`]
    : [`reports.consequence.${command}`];

async function show(context: UserContext, spec: ActionSpec): Promise<Answer> {
  return draw(context, { reportCase: await loadReport(context), spec, typed: {} });
}

function faultsOf({ t }: UserContext, { command, fields }: ActionSpec, names: readonly string[]): Fault[] {
  return fields
    .filter(({ name }) => names.includes(name))
    .map(({ name }) => ({ fieldId: name, text: t(`reports.act.${command}.${name}.fault`) }));
}

async function act(context: UserContext, spec: ActionSpec): Promise<Answer> {
  const { t, user, body, now } = context;
  const reportCase = await loadReport(context);
  const { report, process, people } = reportCase;
  const typed = Object.fromEntries(spec.fields.map(({ name }) => [name, (body[name] ?? '').trim()]));
  const again = async (faults: Fault[]) =>
    draw(context, { reportCase: await loadReport(context), spec, typed, faults });
  const parsed = spec.parse(typed);
  if ('faults' in parsed) return again(faultsOf(context, spec, parsed.faults));
  const tooEarly =
    typed['dueAt'] !== undefined && (typed['dueAt'] < earliest(reportCase) || typed['dueAt'] < localDate(now));
  const command = {
    processId: processIdOf('report', report.id),
    name: spec.command,
    content: parsed.content,
    // In the state the command is for; that the report is in it is seen to under the lock.
    actorRole: roleFor(user, 'report', spec.command, fromState(spec), process),
    write: async (tx: Parameters<typeof lockedProcess>[0]) => {
      const locked = await lockedProcess(tx, report.id);
      if (!locked || hindrance({ process: locked, people }, user, spec)) throw new NotReceivable('notAllowedNow');
      if (tooEarly) throw new NotReceivable('tooEarly');
    },
  };
  try {
    return await answerCommand(context, command, { receipt: reportPath(report), again });
  } catch (error) {
    if (!(error instanceof NotReceivable)) throw error;
    if (error.why !== 'tooEarly') {
      return again([
        {
          fieldId: 'svar',
          text: await toldRefusal(
            context,
            hindrance(await loadReport(context), user, spec) ?? 'notAllowedNow',
            process.id,
          ),
        },
      ]);
    }
    const deadline = formatDeadline(report.dueAt.getTime());
    return again([{ fieldId: 'dueAt', text: t('reports.act.extendDeadline.dueAt.tooEarly', { deadline }) }]);
  }
}

const fromState = ({ command }: ActionSpec): string =>
  reportLifecycle.transitions.find((row) => row.on === command)!.from[0]!;

export const actionPages: Page[] = actions.map((spec) =>
  userPage({
    path: `/rapporter/:id/gjor/${spec.path}`,
    access: { can: 'report.act', subject: reportSubject },
    personal: 'none',
    get: (context) => show(context, spec),
    post: (context) => act(context, spec),
  }),
);
