/** The answers of an application as text: on the check page, in the frozen document, where a step may only be read, and where two wrote at once. */
import { otherFundingStatuses, type OtherFundingStatus } from '../budget.js';
import { formatDate } from '../calendar/index.js';
import { formatKroner } from '../money.js';
import { formatOrganisationNumber, isOrganisationNumber } from '../organisation-number.js';
import type { Translate } from '../words.js';
import { fieldOf, type ApplicationContent, type BudgetRow, type BudgetSide, type FieldKey, type FormRow } from './fields.js'; // prettier-ignore
import { yearsOf } from './rules.js';

/** `lines` are paragraphs; none is “ikke oppgitt”. */
export type AnswerText = { label: string; lines: string[] };
export type AnswerList = { answers: AnswerText[]; notGiven: string };

/** Names behind the codes of one application. */
export type Names = {
  municipality: (code: string) => string;
  person: (id: string) => string;
  priorityArea: (id: string) => string;
  project: (id: string) => string;
};

/** "Lønn og sosiale kostnader", "Penger", "Husbanken (søkt)": what a budget row is called. */
export function rowLabel(t: Translate, side: BudgetSide, { kind, label }: Pick<BudgetRow, 'kind' | 'label'>): string {
  switch (side) {
    case 'costs':
      return withLabel(t(`common.costKind.${kind}`), label);
    case 'applied':
      return t('applications.budget.side.applied');
    case 'own':
      return withLabel(t(`common.ownKind.${kind}`), label);
    case 'other': {
      const known = otherFundingStatuses.includes(kind as OtherFundingStatus);
      return `${label || t('applications.budget.side.other')}${known ? ` (${t(`common.otherFundingStatus.${kind}`)})` : ''}`;
    }
  }
}
const withLabel = (kind: string, label: string): string => (label ? `${kind}: ${label}` : kind);

const paragraphs = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

/** A list as one paragraph; none as no paragraph. */
const listed = (words: readonly string[]): string[] => (words.length === 0 ? [] : [words.join(', ')]);

export type Described = { t: Translate; names: Names; content: ApplicationContent; firstYear: number };

/** "2027 830 000 kr", and how own work is counted. */
function budgetLine({ t, firstYear }: Described, side: BudgetSide, row: BudgetRow): string {
  const years = yearsOf({ firstYear, yearCount: row.amounts.length });
  const amounts = years.map((year, i) => {
    const hours = row.rate === undefined ? '' : ` (${t('applications.budget.ownWork', { hours: row.hours?.[i] ?? 0, rate: formatKroner(row.rate) })})`; // prettier-ignore
    return `${year} ${formatKroner(row.amounts[i]!)}${hours}`;
  });
  return `${rowLabel(t, side, row)}: ${amounts.join(', ')}`;
}

/** A row of the form as one paragraph: what it is, then what else was said of it. */
function rowLine({ t }: Described, key: FieldKey, row: FormRow): string {
  const field = fieldOf(key);
  if (field.type !== 'rows') return '';
  const [first, ...rest] = Object.entries(field.columns);
  const said = rest.flatMap(([name, column]): string[] => {
    const value = row[name];
    if (column.type === 'tick') return [t(`applications.column.${key}.${name}${value ? 'Yes' : 'No'}`)];
    if (value === '' || typeof value !== 'string') return [];
    const text =
      column.type === 'day'
        ? formatDate(value)
        : name === 'number' && isOrganisationNumber(value)
          ? formatOrganisationNumber(value)
          : value;
    return [`${t(`applications.column.${key}.${name}`)}: ${text}`];
  });
  return [String(row[first![0]]) || t('applications.notGiven'), ...said].join(' · ');
}

/** Where the words of a field’s values stand. */
export const wordsOf: Partial<Record<FieldKey, string>> = {
  kind: 'applicationKind',
  projectOwnerKind: 'applicantKind',
  language: 'writtenForm',
  municipalRoles: 'municipalRole',
  sectors: 'sector',
  measures: 'measure',
  sdgs: 'sdg',
};

const wordOf = ({ t }: Described, key: FieldKey, value: string): string => t(`common.${wordsOf[key]}.${value}`);

/** What only this application’s names can say; null for the other fields. */
function named({ t, names, content, firstYear }: Described, key: FieldKey): string[] | null {
  const sorted = (codes: readonly string[]) =>
    listed(codes.map(names.municipality).sort((a, b) => a.localeCompare(b, 'nb')));
  switch (key) {
    case 'contactId':
      return listed([names.person(content.contactId)].filter((name) => name !== ''));
    case 'previousProjectId':
      return content.previousProjectId === '' ? [] : [names.project(content.previousProjectId)];
    case 'projectOwnerNumber':
      return isOrganisationNumber(content.projectOwnerNumber)
        ? [formatOrganisationNumber(content.projectOwnerNumber)]
        : paragraphs(content.projectOwnerNumber);
    case 'partnerCodes':
    case 'confirmedCodes':
      return sorted(content[key]);
    case 'payeeCode':
      return content.payeeCode === ''
        ? [t('applications.partners.payeeApplicant')]
        : [names.municipality(content.payeeCode)];
    case 'priorityAreaIds':
      return listed(content.priorityAreaIds.map(names.priorityArea).filter((name) => name !== ''));
    case 'yearCount':
      return [content.yearCount === 1 ? String(firstYear) : `${firstYear}–${firstYear + content.yearCount - 1}`];
    default:
      return null;
  }
}

/** One answer in words. */
export function answerLines(described: Described, key: FieldKey): string[] {
  const lines = named(described, key);
  if (lines) return lines;
  const { t, content } = described;
  const field = fieldOf(key);
  const value = content[key];
  switch (field.type) {
    case 'choice':
      return [wordOf(described, key, value as string)];
    case 'choices':
      return listed((value as string[]).map((one) => wordOf(described, key, one)));
    case 'answer':
      return value === '' ? [] : [t(`common.answer.${value as string}`)];
    case 'day':
      return value === '' ? [] : [formatDate(value as string)];
    case 'rows':
      return (value as FormRow[]).map((row) => rowLine(described, key, row));
    case 'budget':
      return (value as BudgetRow[]).map((row) => budgetLine(described, key as BudgetSide, row));
    default:
      return paragraphs(value as string);
  }
}

/** The answers to some fields, with their labels. */
export const answersTo = (described: Described, fields: readonly FieldKey[]): AnswerList => ({
  answers: fields.map((field) => ({
    label: described.t(`applications.field.${field}`),
    lines: answerLines(described, field),
  })),
  notGiven: described.t('applications.notGiven'),
});
