import type { EmailKind } from '../../../domain/notices.js';
import type { EmailTexts } from '../content.js';
import { accessEmails } from './access.js';
import { applicationEmails } from './application.js';
import { callEmails } from './call.js';
import { caseEmails } from './case.js';
import { consultationEmails } from './consultation.js';
import { digestEmails } from './digest.js';
import { overdueEmails } from './overdue.js';
import { peopleEmails } from './people.js';
import { refusedCommandEmails } from './refused-command.js';
import { reportEmails } from './report.js';
import { submissionEmails } from './submission.js';
import { taskEmails } from './tasks.js';
import { threadEmails } from './thread.js';

export const emails: Readonly<Record<EmailKind, EmailTexts>> = {
  ...callEmails,
  ...applicationEmails,
  ...submissionEmails,
  ...caseEmails,
  ...consultationEmails,
  ...digestEmails,
  ...reportEmails,
  ...overdueEmails,
  ...accessEmails,
  ...peopleEmails,
  ...taskEmails,
  ...threadEmails,
  ...refusedCommandEmails,
};
