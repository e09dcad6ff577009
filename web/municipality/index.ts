import type { Page } from '../page.js';
import { homePage } from './home/page.js';
import { rankPage } from './rank/page.js';
import { startPage } from './start/page.js';

export const pages: Page[] = [homePage, startPage, rankPage];
