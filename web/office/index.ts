import type { Page } from '../page.js';
import { homePage } from './home/page.js';
import { settlePage } from './settle/page.js';

export const pages: readonly Page[] = [homePage, settlePage];
