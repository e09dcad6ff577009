import type { Page } from '../page.js';
import { closePage } from './close/page.js';
import { startPage } from './start/page.js';
import { threadPage } from './thread/page.js';

export const pages: Page[] = [startPage, threadPage, closePage];
