import type { Page } from '../page.js';
import { caseAttachmentFile, caseAttachmentsZip } from './attachments/download.js';
import { actionPage } from './action/page.js';
import { documentPage } from './list/document/page.js';
import { exportPages } from './list/export.js';
import { listPage } from './list/page.js';
import { rulesPage } from './rules/page.js';
import { showPage } from './show/page.js';
import { viewsPage } from './views/page.js';

export const pages: readonly Page[] = [
  listPage,
  ...exportPages,
  documentPage,
  // Before the cases: its address is none of theirs.
  viewsPage,
  rulesPage,
  showPage,
  actionPage,
  caseAttachmentsZip,
  caseAttachmentFile,
];
