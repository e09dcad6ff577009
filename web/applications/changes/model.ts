import type { FormStep } from '../../../domain/application/fields.js';
import type { Crumb } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { answerLines, loadNames, type AnswerText } from '../answers.js';
import type { Case } from '../case.js';
import { contentOf, type DraftContent, type DraftField } from '../draft.js';
import { drawnOf } from '../merge.js';
import { addressOf, stepHead, type StepHead } from '../step-head.js';

export type ChangedField = {
  field: DraftField;
  label: string;
  theirs: AnswerText;
  mine: AnswerText;
  theirsId: string;
  mineId: string;
  /** My value, carried in the form until one is chosen. */
  value: string;
};
export type ChangesModel = {
  breadcrumbs: Crumb[];
  head: StepHead;
  action: string;
  csrf: string;
  step: FormStep;
  /** The colleague’s values, as this page was drawn from them. */
  drawn: string;
  fields: ChangedField[];
};

export type Clashing = {
  step: FormStep;
  mine: Partial<DraftContent>;
  clash: { fields: DraftField[] };
};

/** What both changed, side by side. */
export async function changesModel(
  context: UserContext,
  found: Case,
  { step, mine, clash }: Clashing,
): Promise<ChangesModel> {
  const { t } = context;
  const names = await loadNames(context, found.row, mine);
  const current = contentOf(found.row);
  const lines = (content: DraftContent, field: DraftField) =>
    answerLines({ t, names, content, firstYear: found.row.firstYear }, field);
  const head = stepHead(context, found, step);
  return {
    breadcrumbs: head.crumbs,
    head,
    action: `${addressOf(found.row.id)}/endringer#svar`,
    csrf: csrfOnly(context),
    step,
    drawn: drawnOf(current, clash.fields),
    fields: clash.fields.map((field) => ({
      field,
      label: t(`applications.field.${field}`),
      theirs: { label: t('applications.changes.theirs'), lines: lines(current, field) },
      mine: { label: t('applications.changes.mine'), lines: lines({ ...current, ...mine }, field) },
      theirsId: `choice-${field}`,
      mineId: `choice-${field}-mine`,
      value: JSON.stringify(mine[field]),
    })),
  };
}
