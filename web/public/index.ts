import type { Page } from '../page.js';
import { publicExport } from './export/page.js';
import { figuresExport, figuresPage } from './figures/page.js';
import { publicList } from './list/page.js';
import { publicAttachmentFile } from './project/attachments.js';
import { publicProjectPage } from './project/page.js';

// The figures before the project: its address takes any last part.
export const pages: Page[] = [
  publicList,
  publicExport,
  figuresPage,
  figuresExport,
  publicProjectPage,
  publicAttachmentFile,
];
