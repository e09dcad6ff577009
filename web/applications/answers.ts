/** The answers of an application as text: on the check page, where a step may only be read, and where two wrote at once. */
import { otherFundingStatuses, type OtherFundingStatus } from '../../domain/budget.js';
import { formatKroner } from '../../domain/money.js';
import { formatOrganisationNumber, isOrganisationNumber } from '../../domain/organisation-number.js';
import type { PageContext, Translate, UserContext } from '../page.js';
import type { ApplicationRow } from './case.js';
import type { BudgetRow, BudgetSide, DraftContent, DraftField } from './draft.js';
import type { Step } from './faults.js';

/** `lines` are paragraphs; none is “ikke oppgitt”. */
export type AnswerText = { label: string; lines: string[] };
export type AnswerList = { answers: AnswerText[]; notGiven: string };

/** Names behind the codes of one application. */
export type Names = {
  municipality: (code: string) => string;
  person: (id: string) => string;
  priorityArea: (id: string) => string;
};

/** The fields of each step, in the order of the form. */
export const stepFields: Readonly<Record<Exclude<Step, 'innsending'>, readonly DraftField[]>> = {
  soknaden: [
    'title',
    'summary',
    'kind',
    'ownReference',
    'projectOwnerName',
    'projectOwnerNumber',
    'contactId',
    'language',
  ],
  samarbeid: ['partnerCodes', 'payeeCode'],
  innhold: ['challenges', 'goalsAndMethod', 'sectors', 'priorityAreaIds'],
  budsjett: ['yearCount', 'costs', 'applied', 'own', 'other', 'budgetComment'],
};

/** Loads the names that the answers of an application, or of its changes, may need. */
export async function loadNames(
  { services: { prisma }, language }: PageContext,
  row: ApplicationRow,
  changed: Partial<DraftContent> = {},
): Promise<Names> {
  // prettier-ignore
  const codes = [...row.partners.map((partner) => partner.municipalityCode), ...(changed.partnerCodes ?? []), row.payeeMunicipalityCode ?? '', changed.payeeCode ?? '', row.municipalityCode]; // prettier-ignore
  const [municipalities, people] = await Promise.all([
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

const budgetLines = ({ t, firstYear }: Described, side: BudgetSide, rows: readonly BudgetRow[]): string[] =>
  rows.map(
    (row) =>
      `${rowLabel(t, side, row)}: ${row.amounts.map((amount, i) => `${firstYear + i} ${formatKroner(amount)}`).join(', ')}`,
  );

/** One answer in words. */
export function answerLines(described: Described, field: DraftField): string[] {
  const { t, names, content, firstYear } = described;
  switch (field) {
    case 'kind':
      return [t(`common.applicationKind.${content.kind}`)];
    case 'language':
      return [t(`common.writtenForm.${content.language}`)];
    case 'contactId':
      return [names.person(content.contactId)];
    case 'projectOwnerNumber':
      return isOrganisationNumber(content.projectOwnerNumber)
        ? [formatOrganisationNumber(content.projectOwnerNumber)]
        : paragraphs(content.projectOwnerNumber);
    case 'partnerCodes':
      return listed(content.partnerCodes.map(names.municipality).sort((a, b) => a.localeCompare(b, 'nb')));
    case 'payeeCode':
      return content.payeeCode === ''
        ? [t('applications.partners.payeeApplicant')]
        : [names.municipality(content.payeeCode)];
    case 'sectors':
      return listed(content.sectors.map((sector) => t(`common.sector.${sector}`)));
    case 'priorityAreaIds':
      return listed(content.priorityAreaIds.map(names.priorityArea).filter((name) => name !== ''));
    case 'yearCount':
      return [content.yearCount === 1 ? String(firstYear) : `${firstYear}–${firstYear + content.yearCount - 1}`];
    case 'costs':
    case 'applied':
    case 'own':
    case 'other':
      return budgetLines(described, field, content[field]);
    default:
      return paragraphs(content[field]);
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
