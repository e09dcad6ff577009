import type { Page } from '../page.js';
import { logExport } from './export.js';
import { logPage } from './page.js';

export const pages: readonly Page[] = [logPage, logExport];
