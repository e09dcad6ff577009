/** The answers of an application as text: on the check page, where a step may only be read, and where two wrote at once. */
import { otherFundingStatuses, type OtherFundingStatus } from '../../domain/budget.js';
import { formatKroner } from '../../domain/money.js';
import { formatOrganisationNumber, isOrganisationNumber } from '../../domain/organisation-number.js';
import type { PageContext, Translate, UserContext } from '../page.js';
import type { ApplicationRow } from './case.js';
import { fieldOf, type FieldKey, type FormRow } from '../../domain/application/fields.js';
import { formatDate, formatShortDate } from '../../domain/calendar/index.js';
import { familyName } from './family.js';
import { yearsOf, type BudgetRow, type BudgetSide, type DraftContent, type DraftField } from './draft.js';

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

/** Loads the names that the answers of an application, or of its changes, may need. */
export async function loadNames(
  { services: { prisma }, language }: PageContext,
  row: ApplicationRow,
  changed: Partial<DraftContent> = {},
): Promise<Names> {
  // prettier-ignore
  const codes = [...row.partners.map((partner) => partner.municipalityCode), ...(changed.partnerCodes ?? []), row.payeeMunicipalityCode ?? '', changed.payeeCode ?? '', row.municipalityCode]; // prettier-ignore
  const projectIds = [row.previousProjectId ?? '', changed.previousProjectId ?? ''].filter((id) => id !== '');
  const [projects, municipalities, people] = await Promise.all([
    projectIds.length === 0 ? [] : prisma.project.findMany({ where: { id: { in: projectIds } }, select: { id: true, title: true, firstYear: true } }), // prettier-ignore
    prisma.municipality.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } }),
    prisma.person.findMany({ where: { id: { in: [row.contactId, changed.contactId ?? row.contactId] } }, select: { id: true, firstName: true, lastName: true, email: true } }), // prettier-ignore
  ]);
  const person = (id: string) => people.find((one) => one.id === id);
  return {
    municipality: (code) => municipalities.find((one) => one.code === code)?.name ?? code,
    person: (id) => {
      const found = person(id);
      return found ? `${found.firstName} ${found.lastName}, ${found.email}` : '';
    },
    priorityArea: (id) => {
      const area = row.call.priorityAreas.find((one) => one.id === id);
      return area ? (language === 'nn' ? area.nameNn : area.nameNb) : '';
    },
    project: (id) => {
      const project = projects.find((one) => one.id === id);
      return project ? familyName(project) : '';
    },
  };
}

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

type Described = { t: Translate; names: Names; content: DraftContent; firstYear: number };

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
        ? formatShortDate(value)
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
export function answerLines(described: Described, key: DraftField): string[] {
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
export const answersTo = (described: Described, fields: readonly DraftField[]): AnswerList => ({
  answers: fields.map((field) => ({
    label: described.t(`applications.field.${field}`),
    lines: answerLines(described, field),
  })),
  notGiven: described.t('applications.notGiven'),
});

export type PersonOption = { value: string; text: string };

/**
 * Who may be the contact: the municipality’s active users, and who is it now. Who is not let in there yet is told of no colleagues.
 */
export async function contactOptions({ services, user }: UserContext, row: ApplicationRow): Promise<PersonOption[]> {
  const member = user.actor.grants.some(({ municipalityCode }) => municipalityCode === row.municipalityCode);
  const people = await services.prisma.person.findMany({
    where: {
      OR: [
        { id: row.contactId },
        !member
          ? { id: user.id }
          : {
              roles: {
                some: {
                  municipalityCode: row.municipalityCode,
                  state: 'active',
                  role: { in: ['applicant', 'municipalCoordinator'] },
                },
              },
            },
      ],
    },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  return people.map(({ id, firstName, lastName, email }) => ({
    value: id,
    text: `${firstName} ${lastName}, ${email}`,
  }));
}
