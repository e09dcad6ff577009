import { parseOrganisationNumber } from '../../../domain/organisation-number.js';
import {
  choices,
  errorOf,
  type FieldArea,
  type FieldChoices,
  type FieldSelect,
  type FieldText,
} from '../../components/models.js';
import { contactOptions } from '../answers.js';
import { applicationKinds, type DraftContent } from '../draft.js';
import { limits } from '../faults.js';
import { stepPage, type StepModel } from '../step-page.js';
import { tidy, tidyLine } from '../typed.js';

type Details = Pick<
  DraftContent,
  'title' | 'summary' | 'kind' | 'ownReference' | 'projectOwnerName' | 'projectOwnerNumber' | 'contactId' | 'language'
>;

export type DetailsModel = StepModel & {
  fieldTitle: FieldText;
  summary: FieldArea;
  kind: FieldChoices;
  ownReference: FieldText;
  projectOwnerName: FieldText;
  projectOwnerNumber: FieldText;
  contact: FieldSelect;
  language: FieldChoices;
};

const writtenForms = ['nb', 'nn'] as const;
const oneOf = <T extends string>(values: readonly T[], text: string | undefined, otherwise: T): T =>
  values.find((value) => value === text) ?? otherwise;

/** Step 1: title, summary, kind, project owner, contact, written form (forms.md D.1). */
export const detailsPage = stepPage<Details>({
  step: 'soknaden',
  view: 'applications/details/details',
  typedOf: (content) => content,
  readTyped: ({ body }, { row }) => ({
    title: tidyLine(body['title']),
    summary: tidy(body['summary']),
    kind: oneOf(applicationKinds, body['kind'], 'new'),
    ownReference: tidyLine(body['ownReference']),
    projectOwnerName: tidyLine(body['projectOwnerName']),
    projectOwnerNumber:
      parseOrganisationNumber(body['projectOwnerNumber'] ?? '') ?? tidyLine(body['projectOwnerNumber']),
    contactId: body['contactId'] ?? row.contactId,
    language: oneOf(writtenForms, body['language'], row.language === 'nn' ? 'nn' : 'nb'),
  }),
  parse: (typed) => ({ mine: typed, faults: [] }),
  /** The contact is one of the municipality’s own users. */
  async check({ contactId, ...mine }, context, { row }) {
    const contacts = await contactOptions(context, row);
    return contacts.some(({ value }) => value === contactId) ? { ...mine, contactId: contactId! } : mine;
  },
  async model({ context, found, typed, faults }) {
    const { t } = context;
    const text = (
      id: 'title' | 'ownReference' | 'projectOwnerName' | 'projectOwnerNumber',
      help?: string,
    ): FieldText => ({
      id,
      name: id,
      label:
        id === 'title'
          ? t('applications.field.title')
          : t('applications.optional', { label: t(`applications.field.${id}`) }),
      help,
      value: typed[id],
      error: errorOf(faults, id),
    });
    const options = (id: 'kind' | 'language', values: readonly string[]) =>
      choices(
        id,
        typed[id],
        values.map((value) => ({
          value,
          text: t(`common.${id === 'kind' ? 'applicationKind' : 'writtenForm'}.${value}`),
        })),
      );
    return {
      fieldTitle: text('title', t('applications.help.title', { max: limits.title })),
      summary: {
        id: 'summary',
        name: 'summary',
        label: t('applications.field.summary'),
        help: t('applications.help.summary'),
        value: typed.summary,
        rows: 4,
        max: limits.summary,
        error: errorOf(faults, 'summary'),
      },
      kind: {
        id: 'kind',
        name: 'kind',
        label: t('applications.field.kind'),
        options: options('kind', applicationKinds),
        error: errorOf(faults, 'kind'),
      },
      ownReference: text('ownReference', t('applications.help.ownReference')),
      projectOwnerName: text(
        'projectOwnerName',
        t('applications.help.projectOwnerName', { municipality: found.row.municipality.name }),
      ),
      projectOwnerNumber: text('projectOwnerNumber', t('applications.help.projectOwnerNumber')),
      contact: {
        id: 'contactId',
        name: 'contactId',
        label: t('applications.field.contactId'),
        help: t('applications.help.contactId'),
        value: typed.contactId,
        options: await contactOptions(context, found.row),
        error: errorOf(faults, 'contactId'),
      },
      language: {
        id: 'language',
        name: 'language',
        label: t('applications.field.language'),
        help: t('applications.help.language'),
        options: options('language', writtenForms),
        error: errorOf(faults, 'language'),
      },
    } satisfies Omit<DetailsModel, keyof StepModel>;
  },
});
