import type { Page } from '../page.js';
import { guidePage } from './guide/page.js';
import { privacyPage } from './privacy/page.js';
import { rolePage } from './role/page.js';
import { rolesPage } from './roles/page.js';

export const pages: readonly Page[] = [privacyPage, rolesPage, rolePage, guidePage];
