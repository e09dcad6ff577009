import type { Page } from '../page.js';
import { closePage } from './close/page.js';
import { startPage } from './start/page.js';
import { threadPage } from './thread/page.js';

/** `/meldinger/ny` before `/meldinger/:id`. */
export const pages: Page[] = [startPage, threadPage, closePage];
