/** A step of the form whose fields are drawn one after the other, by the table of fields. */
import { fieldsOf, type FieldKey, type FormStep } from '../../../domain/application/fields.js';
import type { Option } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { contentOf, type DraftContent } from '../draft.js';
import type { FieldsModel, StepForm, StepModel } from '../step-page.js';
import { fieldModels, type FieldDrawing } from './model.js';
import { changeRows, parseFields, readFields, type TypedFields } from './typed.js';

/** What the fields of this application may choose from, and what their help names. */
export type Surroundings = {
  options?: Partial<Record<FieldKey, Option[]>>;
  facts?: Record<string, unknown>;
  needed?: FieldKey[];
};
type FieldsStep = {
  step: FormStep;
  view: string;
  /** Those the form draws now; without it all of the step’s. */
  drawn?(found: Case): readonly FieldKey[];
  /** Those the form sends; without it those it draws. */
  read?(found: Case): readonly FieldKey[];
  surroundings?(context: UserContext, found: Case): Promise<Surroundings>;
  /** What is drawn beside the fields. */
  beside?(context: UserContext, found: Case): Promise<object>;
} & Pick<StepForm<TypedFields>, 'check' | 'saves'>;

const drawnIn = ({ step, drawn }: FieldsStep, found: Case): readonly FieldKey[] => drawn?.(found) ?? fieldsOf(step);
const readIn = (form: FieldsStep, found: Case): readonly FieldKey[] => form.read?.(found) ?? drawnIn(form, found);

const typedOf = (step: FormStep, content: DraftContent): TypedFields =>
  Object.fromEntries(fieldsOf(step).map((key) => [key, content[key]]));

export const fieldsStep = (form: FieldsStep): StepForm<TypedFields> => ({
  ...form,
  typedOf: (content) => typedOf(form.step, content),
  readTyped: ({ body, lists }, found) => ({
    ...typedOf(form.step, contentOf(found.row)),
    ...readFields({ body, lists }, readIn(form, found)),
  }),
  parse: (typed, { t }, found) =>
    parseFields(Object.fromEntries(readIn(form, found).map((key) => [key, typed[key]])), t),
  pressed: (typed, { body }) => changeRows(typed, body['do'] ?? ''),
  async model({ context, found, typed, faults }) {
    const around: Partial<FieldDrawing> = (await form.surroundings?.(context, found)) ?? {};
    const fields = fieldModels({ t: context.t, typed, faults, ...around }, drawnIn(form, found));
    return { fields, ...(await form.beside?.(context, found)) } satisfies Omit<FieldsModel, keyof StepModel>;
  },
});
