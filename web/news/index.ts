import type { Page } from '../page.js';
import { editNewsPage } from './edit/page.js';
import { newNewsPage } from './edit/new.js';
import { newsListPage } from './list/page.js';
import { officeNewsPage } from './office/page.js';
import { publishPage } from './publish/page.js';
import { newsPage } from './show/page.js';
import { withdrawPage } from './withdraw/page.js';

export const pages: readonly Page[] = [
  newsListPage,
  newsPage,
  editNewsPage,
  publishPage,
  withdrawPage,
  officeNewsPage,
  newNewsPage,
];
