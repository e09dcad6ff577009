import type { Page } from '../page.js';
import { actionPage } from './action/page.js';
import { answerPage } from './answer/page.js';
import { editPage } from './edit/page.js';
import { newPage } from './edit/new.js';
import { exports } from './export/page.js';
import { listPage } from './list/page.js';
import { logPage } from './log/page.js';
import { officePage } from './office/page.js';
import { sendPage } from './send/page.js';
import { showPage } from './show/page.js';
import { summaryPage } from './summary/page.js';

export const pages: Page[] = [
  listPage,
  showPage,
  officePage,
  newPage,
  editPage,
  sendPage,
  actionPage,
  answerPage,
  logPage,
  summaryPage,
  ...exports,
];
