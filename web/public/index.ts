import type { Page } from '../page.js';
import { publicExport } from './export/page.js';
import { publicList } from './list/page.js';
import { publicProjectPage } from './project/page.js';

export const pages: Page[] = [publicList, publicExport, publicProjectPage];
