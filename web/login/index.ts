import type { Page } from '../page.js';
import type { LoginClient } from './client.js';
import { doorsPage } from './doors/page.js';
import { logOutPage, wayPages } from './way.js';
import { placePage } from './place/page.js';

/** Log-in, log-out and the choice of place. */
export const loginPages = (client: LoginClient): Page[] => [
  doorsPage,
  ...wayPages(client),
  logOutPage(client),
  placePage,
];
