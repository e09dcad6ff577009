import type { AnswerList } from '../../applications/answers.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { choices, errorOf, type Fault, type FieldArea, type FieldChoices } from '../../components/models.js';
import {
  notFound,
  redirect,
  userPage,
  view,
  type Answer,
  type Page,
  type Translate,
  type UserContext,
} from '../../page.js';
import { answersTo, storedAnswers } from '../answers.js';
import { stepFrame, type StepFrame } from '../frame.js';
import { loadReport, reportPath, reportSubject, type ReportCase, type ReportRow } from '../report-case.js';
import { saveReport } from '../saving.js';
import { fieldsOf, maxLength, savedAddress, stepsOf, type StepField, type StepName } from '../steps.js';
import { asColumns, lengthFaults, typedAnswers, type Typed } from '../typed.js';

/** `fromApplication` is what the application said of the same, to read or copy. */
export type DrawnField = {
  area: FieldArea | null;
  radio: FieldChoices | null;
  fromApplication: { text: string; lang: string } | null;
};
export type TextStepModel = StepFrame & {
  faults: Fault[];
  fields: DrawnField[];
  /** The same as text, where it may only be read. */
  answers: AnswerList;
  /** What a colleague has saved meanwhile, where it differs from what was typed. */
  theirs: AnswerList | null;
};

type Drawing = { reportCase: ReportCase; step: StepName; typed: Typed; faults?: Fault[]; stale?: boolean };
type Field = { t: Translate; field: StepField; value: string; error: string | undefined; report: ReportRow };

function drawnField({ t, field, value, error, report }: Field): DrawnField {
  const { name } = field;
  const base = {
    id: name,
    name,
    label: t(`reports.field.${name}.label`),
    help: t(`reports.field.${name}.help`),
    error,
  };
  if (field.type === 'text')
    return {
      area: { ...base, value, max: maxLength(field.name), rows: 8, lang: report.project.language },
      radio: null,
      fromApplication:
        field.name === 'summary' ? { text: report.project.summary, lang: report.project.language } : null,
    };
  const options = field.values.map((option) => ({ value: option, text: t(`reports.${name}.${option}`) }));
  return { area: null, radio: { ...base, options: choices(name, value, options) }, fromApplication: null };
}

function draw(context: UserContext, { reportCase, step, typed, faults = [], stale = false }: Drawing): Answer {
  const { t } = context;
  const { report, kind } = reportCase;
  const fields = fieldsOf(step, kind);
  const saved = storedAnswers(report, fields);
  const different = fields.filter(({ name }) => saved[name] !== typed[name]);
  const frame = stepFrame(context, reportCase, step);
  const model: TextStepModel = {
    ...frame,
    // What was typed stands in its fields also when it may no longer be saved, so that it can be copied.
    readOnly: faults.length > 0 ? null : frame.readOnly,
    faults,
    fields: fields.map((field) =>
      drawnField({
        t,
        field,
        value: typed[field.name] ?? '',
        error: errorOf(faults, field.name),
        report,
      }),
    ),
    answers: answersTo(t, fields, typed),
    theirs: stale && different.length > 0 ? answersTo(t, different, saved) : null,
  };
  return view('reports/text-step/text-step', frame.heading, model, faults.length > 0 ? 422 : undefined);
}

async function show(context: UserContext, step: StepName): Promise<Answer> {
  const reportCase = await loadReport(context);
  const { report, kind, side } = reportCase;
  if (!stepsOf(kind).includes(step)) return notFound;
  if (side === 'office') return redirect(reportPath(report));
  return draw(context, { reportCase, step, typed: storedAnswers(report, fieldsOf(step, kind)) });
}

async function save(context: UserContext, step: StepName): Promise<Answer> {
  const { t, services, user, body } = context;
  const reportCase = await loadReport(context);
  const { report, kind, side } = reportCase;
  if (!stepsOf(kind).includes(step)) return notFound;
  if (side === 'office') return redirect(reportPath(report));
  const fields = fieldsOf(step, kind);
  const typed = typedAnswers(context, fields);
  const tooLong = lengthFaults(typed, fields, t);
  if (tooLong.length > 0) return draw(context, { reportCase, step, typed, faults: tooLong });
  const columns = asColumns(typed, fields) as Prisma.ReportUpdateInput;
  const saved = await saveReport(services.prisma, {
    reportId: report.id,
    user,
    version: body['version'] ?? '',
    columns,
  });
  if (saved === 'saved') return redirect(savedAddress(reportCase, step, body['then'] === 'stay'));
  const faults = [{ fieldId: 'svar', text: t(`reports.fault.${saved}`) }];
  return draw(context, { reportCase: await loadReport(context), step, typed, faults, stale: saved === 'stale' });
}

const textStep = (step: StepName): Page =>
  userPage({
    path: `/rapporter/:id/${step}`,
    access: { can: 'report.read', subject: reportSubject },
    personal: 'none',
    get: (context) => show(context, step),
    post: (context) => save(context, step),
  });

export const progressStep = textStep('framdrift');
export const resultsStep = textStep('resultater');
