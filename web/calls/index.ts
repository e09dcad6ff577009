import type { Page } from '../page.js';
import { actionPage } from './action/page.js';
import { allocationPage } from './allocation/page.js';
import { announcementArchive, announcementPage } from './announcement/page.js';
import { calendarFile } from './calendar/page.js';
import { decisionPage } from './decision/page.js';
import { newCallPage } from './edit/new.js';
import { editPage } from './edit/page.js';
import { homePage } from './home/page.js';
import { managementPage } from './management/page.js';
import { previewPage } from './preview/page.js';
import { showPage } from './show/page.js';

/** `/utlysninger/ny` before `/utlysninger/:id`, which would take it. */
export const pages: readonly Page[] = [
  homePage,
  calendarFile,
  newCallPage,
  showPage,
  announcementPage,
  announcementArchive,
  previewPage,
  editPage,
  managementPage,
  actionPage,
  allocationPage,
  decisionPage,
];
