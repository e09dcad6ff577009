import type { Page } from '../page.js';
import { letterFile } from './file/page.js';
import { letterPage } from './letter/page.js';
import { previewPage } from './preview/page.js';

export const pages: Page[] = [letterPage, letterFile, previewPage];
