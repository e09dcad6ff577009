/** The form of a call as its view draws it. */
import { costKinds } from '../../../domain/budget.js';
import {
  applicantKinds,
  requirableAttachments,
  decisionRegimes,
  localApprovals,
  projectKinds,
} from '../../../domain/call/parameters.js';
import {
  choices, errorOf, type Crumb, type Fault, type FieldArea, type FieldChoices, type FieldDate, type FieldSelect, type FieldText, type FormTokens,
  type Link, type Receipt,
} from '../../components/models.js'; // prettier-ignore
import type { PageContext } from '../../page.js';
import type { CallOffice } from './office.js';
import { rowModels, type RowModels } from './row-models.js';
import type { Touched } from './rows.js';
import type { CallValues } from './values.js';
import { warningsBeside, warningsOf } from './warnings.js';

type Pair<F> = { nb: F; nn: F };

export type EditModel = RowModels & {
  breadcrumbs: Crumb[];
  heading: string;
  action: string;
  tokens: FormTokens;
  hidden: { name: string; value: string }[];
  /** The parts of the page, in order. */
  contents: Link[];
  receipt: Receipt | null;
  saved: string | null;
  faults: Fault[];
  /** What to think over, listed before it is sent. */
  before: Fault[];
  /** All the advice that is shown: sending it again with the same says that it was seen. */
  seen: string;
  sentBack: { comment: string; at: number } | null;
  copy: { href: string; text: string } | null;
  copiedFrom: Link | null;
  title: Pair<FieldText>;
  scheme: Pair<FieldText>;
  purpose: Pair<FieldArea>;
  requirements: Pair<FieldArea>;
  otherSchemes: Pair<FieldArea>;
  budgetYear: FieldText;
  round: FieldText;
  frame: FieldText;
  minAmount: FieldText;
  maxAmount: FieldText;
  ownSharePercent: FieldText;
  maxApplications: FieldText;
  clarificationDays: FieldText;
  reminderDays: FieldText;
  opensAt: FieldDate;
  deadline: FieldDate;
  expectedDecisionOn: FieldDate;
  counties: FieldChoices;
  applicants: FieldChoices;
  projectKinds: FieldChoices;
  costKinds: FieldChoices;
  attachments: FieldChoices;
  rank: FieldChoices;
  localApproval: FieldChoices;
  regime: FieldChoices;
  contact: FieldSelect;
  preview: string | null;
  canSend: boolean;
};

export type FormState = Pick<EditModel, 'action' | 'tokens' | 'hidden' | 'heading' | 'breadcrumbs'> & { touched?: Touched } &
  Partial<Pick<EditModel, 'receipt' | 'saved' | 'faults' | 'before' | 'sentBack' | 'copy' | 'copiedFrom' | 'preview' | 'canSend'>>; // prettier-ignore

/** The parts of the form; each has its heading in `callForm.part`. */
const parts = ['texts', 'who', 'money', 'areas', 'dates', 'criteria', 'application', 'reports', 'decision'] as const;

export function editModel(context: PageContext, values: CallValues, office: CallOffice, state: FormState): EditModel {
  const { t } = context;
  const { touched, ...rest } = state;
  const faults = state.faults ?? [];
  const notes = warningsBeside(warningsOf(context, values), faults);
  const field = (id: string, label: string, name = id) => ({
    id,
    name,
    label: t(label),
    error: errorOf(faults, id),
    note: errorOf(notes, id),
  });
  const own = (id: keyof CallValues) => ({ ...field(id, `callForm.${id}`), help: t(`callForm.help.${id}`) });
  const older = (id: keyof CallValues) => ({
    ...field(id, `calls.edit.${id}`),
    help: t(`calls.edit.help.${id}`),
  });
  type Plain = 'budgetYear' | 'round' | 'frame' | 'minAmount' | 'maxAmount' | 'ownSharePercent' | 'maxApplications' | 'clarificationDays' | 'reminderDays'; // prettier-ignore
  const plain = (id: Plain, named: typeof own, suffix?: string): FieldText => ({
    ...named(id),
    value: values[id],
    inputmode: id === 'reminderDays' ? undefined : 'numeric',
    size: 16,
    suffix,
  });
  const date = (id: 'opensAt' | 'deadline' | 'expectedDecisionOn'): FieldDate => ({ ...older(id), value: values[id] });
  const line = (id: 'titleNb' | 'titleNn' | 'schemeNameNb' | 'schemeNameNn', file: string): FieldText => ({
    ...field(id, `${file}.${id}`),
    value: values[id],
  });
  type Area = 'purposeNb' | 'purposeNn' | 'requirementsNb' | 'requirementsNn' | 'otherSchemesNb' | 'otherSchemesNn';
  const area = (id: Area, file: string, rows: number): FieldArea => ({
    ...field(id, `${file}.${id}`),
    value: values[id],
    rows,
    max: rows > 5 ? 6000 : 2000,
    lang: id.endsWith('Nn') ? 'nn' : 'nb',
  });
  type List = 'applicants' | 'eligibleCostKinds' | 'requiredAttachments';
  const some = (id: List, options: readonly string[], words: string): FieldChoices => ({
    ...own(id),
    options: choices(id, values[id], options.map((value) => ({ value, text: t(`${words}.${value}`) }))),
  }); // prettier-ignore
  type One = 'projectKinds' | 'localApproval';
  const one = (id: One, options: readonly string[]): FieldChoices => ({
    ...own(id),
    options: choices(id, values[id] || options[0]!, options.map((value) => ({ value, text: t(`callForm.${id}Of.${value}`) }))),
  }); // prettier-ignore
  return {
    ...rest,
    ...rowModels(t, values, { faults, notes, touched }),
    contents: parts.map((part) => ({ text: t(`callForm.part.${part}`), href: `#del-${part}` })),
    receipt: state.receipt ?? null,
    saved: state.saved ?? null,
    faults,
    before: state.before ?? [],
    seen: notes.map(({ text }) => text).join(' '),
    sentBack: state.sentBack ?? null,
    copy: state.copy ?? null,
    copiedFrom: state.copiedFrom ?? null,
    preview: state.preview ?? null,
    canSend: state.canSend ?? false,
    title: { nb: line('titleNb', 'calls.edit'), nn: line('titleNn', 'calls.edit') },
    scheme: { nb: { ...line('schemeNameNb', 'callForm'), help: t('callForm.help.schemeNameNb') }, nn: { ...line('schemeNameNn', 'callForm'), help: t('callForm.help.schemeNameNn') } },
    purpose: { nb: area('purposeNb', 'calls.edit', 10), nn: area('purposeNn', 'calls.edit', 10) },
    requirements: { nb: area('requirementsNb', 'calls.edit', 10), nn: area('requirementsNn', 'calls.edit', 10) },
    otherSchemes: { nb: { ...area('otherSchemesNb', 'callForm', 4), help: t('callForm.help.otherSchemesNb') }, nn: { ...area('otherSchemesNn', 'callForm', 4), help: t('callForm.help.otherSchemesNn') } },
    budgetYear: plain('budgetYear', older),
    round: plain('round', own),
    frame: plain('frame', older, 'kr'),
    minAmount: plain('minAmount', older, 'kr'),
    maxAmount: plain('maxAmount', older, 'kr'),
    ownSharePercent: plain('ownSharePercent', older, '%'),
    maxApplications: plain('maxApplications', own),
    clarificationDays: plain('clarificationDays', own, t('callForm.workingDays')),
    reminderDays: plain('reminderDays', own),
    opensAt: date('opensAt'),
    deadline: date('deadline'),
    expectedDecisionOn: date('expectedDecisionOn'),
    counties: {
      ...field('countyCodes', 'calls.edit.countyCodes'),
      options: choices('countyCodes', values.countyCodes, office.counties),
    },
    applicants: some('applicants', applicantKinds, 'callForm.applicantsOf'),
    projectKinds: one('projectKinds', projectKinds),
    costKinds: some('eligibleCostKinds', costKinds, 'common.costKind'),
    attachments: some('requiredAttachments', requirableAttachments, 'callForm.attachmentOf'),
    rank: {
      ...field('rankRequired', 'callForm.rankRequired'),
      options: choices('rankRequired', [values.rankRequired], [{ value: 'yes', text: t('callForm.rankRequiredYes') }]),
    },
    localApproval: one('localApproval', localApprovals),
    regime: {
      ...field('decisionRegime', 'calls.edit.decisionRegime'),
      options: choices(
        'decisionRegime',
        values.decisionRegime,
        decisionRegimes.map((value) => ({
          value,
          text: t(`calls.regime.${value}.name`),
          help: t(`calls.regime.${value}.text`),
        })),
      ),
    },
    contact: {
      ...older('contactId'),
      value: values.contactId,
      options: office.contacts,
      empty: t('calls.edit.choose'),
    },
  }; // prettier-ignore
}
