import type { Page } from '../page.js';
import type { LoginService } from './client.js';
import { doorsPage } from './doors/page.js';
import { logOutPage, wayPages } from './way.js';
import { placePage } from './place/page.js';

/** Log-in, log-out and the choice of place. */
export const loginPages = (service: LoginService): Page[] => [
  doorsPage(service),
  ...wayPages(service),
  logOutPage(service),
  placePage,
];
