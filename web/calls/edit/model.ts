/** The form of a call as its view draws it. */
import {
  choices, errorOf, type Crumb, type Fault, type FieldArea, type FieldChoices, type FieldDate, type FieldSelect, type FieldText, type FormTokens,
  type Receipt,
} from '../../components/models.js'; // prettier-ignore
import type { PageContext } from '../../page.js';
import type { CallOffice } from './office.js';
import { rowId, rowName, type CallValues, type Row, type RowKind } from './values.js';
import { warningsOf } from './warnings.js';

type Button = { value: string; text: string };
type Pair<F> = { nb: F; nn: F };
export type CriterionRow = { legend: string; nb: FieldText; nn: FieldText; weight: FieldText; remove: Button };
export type AreaRow = { legend: string; nb: FieldText; nn: FieldText; remove: Button };
export type ReportRow = {
  legend: string;
  kind: FieldSelect;
  from: FieldDate;
  to: FieldDate;
  opens: FieldDate;
  due: FieldDate;
  remove: Button;
};

export type EditModel = {
  breadcrumbs: Crumb[];
  heading: string;
  action: string;
  tokens: FormTokens;
  hidden: { name: string; value: string }[];
  receipt: Receipt | null;
  saved: string | null;
  faults: Fault[];
  warnings: string[];
  sentBack: { comment: string; at: number } | null;
  copy: { href: string; text: string } | null;
  title: Pair<FieldText>;
  purpose: Pair<FieldArea>;
  requirements: Pair<FieldArea>;
  budgetYear: FieldText;
  frame: FieldText;
  minAmount: FieldText;
  maxAmount: FieldText;
  ownSharePercent: FieldText;
  opensAt: FieldDate;
  deadline: FieldDate;
  expectedDecisionOn: FieldDate;
  counties: FieldChoices;
  regime: FieldChoices;
  contact: FieldSelect;
  criteria: CriterionRow[];
  weightSum: string;
  areas: AreaRow[];
  reports: ReportRow[];
  /** The rows’ own faults, when there is no row to hold them. */
  criteriaError: string | null;
  reportsError: string | null;
  preview: string | null;
  canSend: boolean;
};

export type FormState = Pick<EditModel, 'action' | 'tokens' | 'hidden' | 'heading' | 'breadcrumbs'> &
  Partial<Pick<EditModel, 'receipt' | 'saved' | 'faults' | 'sentBack' | 'copy' | 'preview' | 'canSend'>>;

export function editModel(context: PageContext, values: CallValues, office: CallOffice, state: FormState): EditModel {
  const { t } = context;
  const faults = state.faults ?? [];
  const field = (id: string, label: string, name = id) => ({ id, name, label: t(label), error: errorOf(faults, id) });
  const help = (key: string) => ({ help: t(`calls.edit.help.${key}`) });
  const plain = (
    id: 'budgetYear' | 'frame' | 'minAmount' | 'maxAmount' | 'ownSharePercent',
    suffix?: string,
  ): FieldText => ({
    ...field(id, `calls.edit.${id}`),
    ...help(id),
    value: values[id],
    inputmode: 'numeric',
    size: 16,
    suffix,
  });
  const date = (id: 'opensAt' | 'deadline' | 'expectedDecisionOn'): FieldDate => ({
    ...field(id, `calls.edit.${id}`),
    ...help(id),
    value: values[id],
  });
  const area = (id: 'purposeNb' | 'purposeNn' | 'requirementsNb' | 'requirementsNn', lang: 'nb' | 'nn'): FieldArea => ({
    ...field(id, `calls.edit.${id}`),
    value: values[id],
    rows: 10,
    max: 6000,
    lang,
  });
  const cell = <K extends RowKind>(kind: K, row: Row<K>, name: keyof Row<K> & string, i: number) => ({
    ...field(rowId(kind, name, i), `calls.edit.${kind}.${name}`, rowName(kind, name)),
    value: row[name],
  });
  const rowOf = (kind: RowKind, i: number) => ({
    legend: t(`calls.edit.${kind}.legend`, { number: i + 1 }),
    remove: { value: `remove:${kind}:${i}`, text: t(`calls.edit.${kind}.remove`, { number: i + 1 }) },
  });
  return {
    ...state,
    receipt: state.receipt ?? null,
    saved: state.saved ?? null,
    faults,
    sentBack: state.sentBack ?? null,
    copy: state.copy ?? null,
    preview: state.preview ?? null,
    canSend: state.canSend ?? false,
    warnings: warningsOf(context, values),
    title: {
      nb: { ...field('titleNb', 'calls.edit.titleNb'), value: values.titleNb },
      nn: { ...field('titleNn', 'calls.edit.titleNn'), value: values.titleNn },
    },
    purpose: { nb: area('purposeNb', 'nb'), nn: area('purposeNn', 'nn') },
    requirements: { nb: area('requirementsNb', 'nb'), nn: area('requirementsNn', 'nn') },
    budgetYear: plain('budgetYear'),
    frame: plain('frame', 'kr'),
    minAmount: plain('minAmount', 'kr'),
    maxAmount: plain('maxAmount', 'kr'),
    ownSharePercent: plain('ownSharePercent', '%'),
    opensAt: date('opensAt'),
    deadline: date('deadline'),
    expectedDecisionOn: date('expectedDecisionOn'),
    counties: {
      ...field('countyCodes', 'calls.edit.countyCodes'),
      options: choices('countyCodes', values.countyCodes, office.counties),
    },
    regime: {
      ...field('decisionRegime', 'calls.edit.decisionRegime'),
      options: choices(
        'decisionRegime',
        values.decisionRegime,
        ['notIndividualDecision', 'individualDecision'].map((value) => ({
          value,
          text: t(`calls.regime.${value}.name`),
          help: t(`calls.regime.${value}.text`),
        })),
      ),
    },
    contact: {
      ...field('contactId', 'calls.edit.contactId'),
      ...help('contactId'),
      value: values.contactId,
      options: office.contacts,
      empty: t('calls.edit.choose'),
    },
    criteria: values.criteria.map((row, i) => ({
      ...rowOf('criteria', i),
      nb: cell('criteria', row, 'nameNb', i),
      nn: cell('criteria', row, 'nameNn', i),
      weight: { ...cell('criteria', row, 'weight', i), inputmode: 'numeric', size: 4, suffix: '%' },
    })),
    weightSum: t('calls.edit.criteria.sum', {
      sum: values.criteria.reduce((sum, row) => sum + (Number(row.weight) || 0), 0),
    }),
    areas: values.priorityAreas.map((row, i) => ({
      ...rowOf('priorityAreas', i),
      nb: cell('priorityAreas', row, 'nameNb', i),
      nn: cell('priorityAreas', row, 'nameNn', i),
    })),
    reports: values.reportPlans.map((row, i) => ({
      ...rowOf('reportPlans', i),
      kind: {
        ...cell('reportPlans', row, 'kind', i),
        options: ['interim', 'final'].map((value) => ({ value, text: t(`common.reportKind.${value}`) })),
      },
      from: cell('reportPlans', row, 'periodFrom', i),
      to: cell('reportPlans', row, 'periodTo', i),
      opens: cell('reportPlans', row, 'opensOn', i),
      due: cell('reportPlans', row, 'dueOn', i),
    })),
    criteriaError: errorOf(faults, 'criteria') ?? null,
    reportsError: errorOf(faults, 'reportPlans') ?? null,
  };
}
