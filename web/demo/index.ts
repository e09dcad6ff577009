import type { Page } from '../page.js';
import { clockPage } from './clock/page.js';
import { inboxPage, mailPage } from './inbox/page.js';
import { tourPage } from './tour/page.js';

export const pages: readonly Page[] = [clockPage, inboxPage, mailPage, tourPage];
