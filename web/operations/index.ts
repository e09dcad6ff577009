import type { Page } from '../page.js';
import { operationsPage } from './overview/page.js';

export const pages: readonly Page[] = [operationsPage];
