/** A draft as one typed object: what the steps show and save, and what is frozen when it is sent in. */
import type { AttachmentKind, AttachmentSnapshot, Openness } from '../../domain/application/attachments.js';
import type { ApplicationSnapshot, Declaration } from '../../domain/application/form.js';
import { contentOf, type DraftRow } from '../../prisma/application-content.js';

export { yearsOf } from '../../domain/application/rules.js';
export { budgetSides, type BudgetRow, type BudgetSide } from '../../domain/application/fields.js';
export type { Declaration } from '../../domain/application/form.js';
export { contentOf, draftRows, writeContent, type DraftContent, type DraftField, type DraftRow, type Saving } from '../../prisma/application-content.js'; // prettier-ignore

/** An attachment as it is frozen when the application is sent in. */
const frozen = ({ id, title, kind, name, sha256, size, openness }: DraftRow['attachments'][number]): AttachmentSnapshot => ({
  id, title, kind: kind as AttachmentKind, name, sha256, size, restricted: openness !== 'public', openness: openness as Openness,
}); // prettier-ignore

/** What is sent in: the draft with the declarations that were ticked. May be longer than the schema allows; check before sending. */
export const snapshotOf = (row: DraftRow, declarations: Declaration[] = []): ApplicationSnapshot => ({
  ...contentOf(row),
  firstYear: row.firstYear,
  declarations,
  attachments: row.attachments.map(frozen),
});
