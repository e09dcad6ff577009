import type { Page } from '../page.js';
import { actionPage } from './action/page.js';
import { attachmentFile, attachmentsZip } from './attachments/download.js';
import { attachmentsPage } from './attachments/page.js';
import { budgetPage } from './budget/page.js';
import { changesPage } from './changes/page.js';
import { contentPage } from './content/page.js';
import { detailsPage } from './details/page.js';
import { historyPage } from './history/page.js';
import { overviewPage } from './overview/page.js';
import { partnersPage } from './partners/page.js';
import { schedulePage } from './schedule/page.js';
import { caseFilePage, sentFilePage } from './sent/page.js';
import { submissionPage } from './submission/page.js';

export const pages: Page[] = [
  overviewPage,
  detailsPage,
  partnersPage,
  contentPage,
  schedulePage,
  budgetPage,
  attachmentsPage,
  attachmentsZip,
  attachmentFile,
  submissionPage,
  changesPage,
  historyPage,
  sentFilePage,
  caseFilePage,
  actionPage,
];
