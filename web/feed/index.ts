import type { Page } from '../page.js';
import { feedPage } from './page.js';

export const pages: readonly Page[] = [feedPage];
