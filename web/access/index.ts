import type { Page } from '../page.js';
import { askPage } from './ask/page.js';
import { invitationPage } from './invitation/page.js';
import { invitePages } from './invite/page.js';
import { exportPages } from './list/export.js';
import { listPages } from './list/page.js';
import { requestPage } from './request/page.js';

export const pages: readonly Page[] = [
  askPage,
  requestPage,
  invitationPage,
  ...invitePages,
  ...listPages,
  ...exportPages,
];
