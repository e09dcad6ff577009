import type { Page } from '../page.js';
import { askPage } from './ask/page.js';
import { requestPage } from './request/page.js';

export const pages: readonly Page[] = [askPage, requestPage];
