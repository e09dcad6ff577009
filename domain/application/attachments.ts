/** The files of an application (forms.md D.1, step 6): kinds, limits, and what is frozen when it is sent in. */
import { z } from 'zod';

export const attachmentKinds = ['projectPlan', 'budget', 'mandate', 'partnerConfirmation', 'other'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];
export const isAttachmentKind = (text: string): text is AttachmentKind =>
  (attachmentKinds as readonly string[]).includes(text);

/** May it be public when the application is awarded funds? If not, why. */
export const opennesses = ['public', 'personalData', 'exempt'] as const;
export type Openness = (typeof opennesses)[number];
export const isOpenness = (text: string): text is Openness => (opennesses as readonly string[]).includes(text);

const MEBIBYTE = 1024 * 1024;

/** Sizes in bytes, lengths in characters. */
export const attachmentLimits = {
  files: 10,
  bytes: 15 * MEBIBYTE,
  bytesInAll: 60 * MEBIBYTE,
  name: 120,
  title: { min: 3, max: 100 },
  reason: 300,
} as const;

/** One attachment of a version that is sent in: what it is and its hash; the bytes are kept beside it. */
export const attachmentSnapshot = z.object({
  id: z.uuid(),
  title: z.string().max(attachmentLimits.title.max),
  kind: z.enum(attachmentKinds),
  name: z.string().max(attachmentLimits.name),
  sha256: z.string().length(64),
  /** In bytes. */
  size: z.number().int().min(1).max(attachmentLimits.bytes),
  /** Holds personal data, or is exempt from public access. */
  restricted: z.boolean(),
  /** Which of them; what was sent in before this was kept has none. */
  openness: z.enum(opennesses).optional(),
});
export type AttachmentSnapshot = z.infer<typeof attachmentSnapshot>;

/** The kinds a call asks for that are not there. */
export const missingKinds = (required: readonly string[], attachments: readonly { kind: string }[]): AttachmentKind[] =>
  attachmentKinds.filter((kind) => required.includes(kind) && !attachments.some((one) => one.kind === kind));
