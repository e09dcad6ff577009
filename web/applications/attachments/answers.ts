import type { Attachment } from '../../../prisma/generated/client.js';
import { describe, marking } from '../../files/attachments.js';
import type { Translate } from '../../page.js';
import type { AnswerList } from '../answers.js';

type Described = Pick<Attachment, 'title' | 'kind' | 'contentType' | 'size' | 'openness' | 'opennessReason'>;

/** The attachments as answers: on the check page. */
export const attachmentAnswers = (t: Translate, attachments: readonly Described[]): AnswerList => ({
  answers:
    attachments.length === 0
      ? [{ label: t('attachments.files'), lines: [] }]
      : attachments.map((one) => ({
          label: one.title,
          lines: [describe(t, one), marking(t, one)].filter((line) => line !== ''),
        })),
  notGiven: t('applications.notGiven'),
});
