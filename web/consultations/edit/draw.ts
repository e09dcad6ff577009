import { limits, mostQuestions, questionKinds } from '../../../domain/consultation/form.js';
import { readDate } from '../../calls/edit/parse.js';
import { errorOf, type Crumb, type Fault, type FieldArea, type FieldChoices, type FieldDate, type FieldSelect, type FieldText, type FormTokens, type Receipt } from '../../components/models.js'; // prettier-ignore
import { view, type Answer, type UserContext } from '../../page.js';
import type { Choices } from './office.js';
import type { Values } from './values.js';
import { warningsOf } from './warnings.js';

type RowButton = { value: string; text: string };
export type QuestionBlock = {
  id: string;
  legend: string;
  kind: FieldSelect;
  nb: FieldArea;
  nn: FieldArea;
  /** Null for the first. */
  up: RowButton | null;
  remove: RowButton;
};
export type EditModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  receipt: Receipt | null;
  saved: string | null;
  tokens: FormTokens;
  hidden: { name: string; value: string }[];
  action: string;
  titles: FieldText[];
  texts: FieldArea[];
  questions: QuestionBlock[];
  /** The block that comes with “add”; null when there are as many as may be. */
  add: string | null;
  counties: FieldChoices;
  due: FieldDate;
  warnings: string[];
  call: FieldSelect | null;
};

export type Drawn = Pick<EditModel, 'breadcrumbs' | 'heading' | 'action' | 'tokens' | 'hidden'> & {
  choices: Choices;
  values: Values;
  faults?: Fault[];
  receipt?: Receipt | null;
  saved?: string | null;
};

export function draw(
  context: UserContext,
  { choices, values, faults = [], receipt = null, saved = null, ...rest }: Drawn,
): Answer {
  const { t } = context;
  const field = (name: string, label: string) => ({ id: name, name, label, error: errorOf(faults, name) });
  const title = (name: 'titleNb' | 'titleNn'): FieldText => ({
    ...field(name, t(`consultations.field.${name}`)),
    value: values[name],
  });
  const text = (name: 'textNb' | 'textNn'): FieldArea => ({
    ...field(name, t(`consultations.field.${name}`)),
    value: values[name],
    rows: 10,
    max: limits.text[1],
    lang: name.slice(-2).toLowerCase(),
  });
  const question = (i: number): QuestionBlock => {
    const { kind, textNb, textNn } = values.questions[i]!;
    const number = i + 1;
    const area = (form: 'Nb' | 'Nn', value: string): FieldArea => ({
      ...field(`question${form}-${number}`, t(`consultations.field.question${form}`)),
      name: `question${form}`,
      value,
      rows: 3,
      max: limits.question[1],
      lang: form.toLowerCase(),
    });
    return {
      id: `sporsmal-${number}`,
      legend: t('consultations.questionNumber', { number }),
      kind: {
        ...field(`questionKind-${number}`, t('consultations.field.questionKind')),
        name: 'questionKind',
        value: kind,
        options: questionKinds.map((one) => ({ value: one, text: t(`consultations.kind.${one}`) })),
      },
      nb: area('Nb', textNb),
      nn: area('Nn', textNn),
      up: i > 0 ? { value: `up:${i}`, text: t('consultations.button.up', { number }) } : null,
      remove: { value: `remove:${i}`, text: t('consultations.button.remove', { number }) },
    };
  };
  const day = readDate(values.dueOn);
  const model: EditModel = {
    ...rest,
    faults,
    receipt,
    saved,
    titles: [title('titleNb'), title('titleNn')],
    texts: [text('textNb'), text('textNn')],
    questions: values.questions.map((_, i) => question(i)),
    add: values.questions.length < mostQuestions ? `sporsmal-${values.questions.length + 1}` : null,
    counties: {
      ...field('countyCodes', t('consultations.field.counties')),
      help: t('consultations.field.countiesHelp'),
      error: errorOf(faults, `county-${choices.counties[0]?.value ?? ''}`),
      options: choices.counties.map(({ value, text: name }) => ({
        id: `county-${value}`,
        value,
        text: name,
        checked: values.countyCodes.includes(value),
      })),
    },
    due: {
      ...field('dueOn', t('consultations.field.dueOn')),
      help: t('consultations.field.dueOnHelp'),
      value: day ?? values.dueOn,
    },
    warnings: day ? warningsOf(context, day) : [],
    call:
      choices.calls.length === 0
        ? null
        : {
            ...field('callId', t('consultations.field.callId')),
            help: t('consultations.field.callIdHelp'),
            value: values.callId,
            options: [{ value: '', text: t('consultations.field.noCall') }, ...choices.calls],
          },
  };
  return view('consultations/edit/edit', model.heading, model, faults.length > 0 ? 422 : undefined);
}
