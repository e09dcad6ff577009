import type { Page } from '../page.js';
import { caseAttachmentFile, caseAttachmentsZip } from './attachments/download.js';
import { actionPage } from './action/page.js';
import { exportPage } from './list/export.js';
import { listPage } from './list/page.js';
import { showPage } from './show/page.js';

export const pages: readonly Page[] = [
  listPage,
  exportPage,
  showPage,
  actionPage,
  caseAttachmentsZip,
  caseAttachmentFile,
];
