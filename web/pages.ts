/** Every page of the product. A page that is not here does not exist. */
import type { Page } from './page.js';
import { pages as person } from './person/index.js';
import { pages as publicPages } from './public/index.js';

export const allPages: readonly Page[] = [...publicPages, ...person];
