/** What a Governor chooses among for a call (lifecycles.md C.1, D-8, D-9, D-10, D-16). The words are in locales under `callForm`. */
import { attachmentKinds, type AttachmentKind } from '../application/attachments.js';

export { applicantKinds, type ApplicantKind } from '../application/applicants.js';

export const localApprovals = ['none', 'chiefExecutive', 'chiefExecutiveAndMayor'] as const;
export type LocalApproval = (typeof localApprovals)[number];

export const projectKinds = ['both', 'new', 'continuation'] as const;
export type ProjectKinds = (typeof projectKinds)[number];

/** Kinds an application can be required to have: all but what has no name of its own. */
export type RequirableAttachment = Exclude<AttachmentKind, 'other'>;
export const requirableAttachments = attachmentKinds.filter((kind): kind is RequirableAttachment => kind !== 'other');

export const decisionRegimes = ['notIndividualDecision', 'individualDecision'] as const;

/** Days before the deadline when those with a draft are reminded (K6). */
export const usualReminderDays: readonly number[] = [14, 7, 3, 1];
/** Working days to answer a question in (A10). */
export const usualClarificationDays = 10;
