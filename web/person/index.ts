import { addressPage } from './address/page.js';
import { backPage } from './back/page.js';
import { dataFile, dataPage } from './data/page.js';
import { deputiesPage } from './deputies/page.js';
import { languagePage } from './language.js';
import { noticesPage } from './notices/page.js';
import { sessionsPage } from './sessions/page.js';
import { mePage } from './me/page.js';

export const pages = [
  mePage,
  noticesPage,
  sessionsPage,
  languagePage,
  dataPage,
  dataFile,
  addressPage,
  backPage,
  deputiesPage,
];
