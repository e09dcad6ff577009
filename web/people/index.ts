import type { Page } from '../page.js';
import { conflictsPage } from './conflicts/page.js';
import { contactsPage } from './contacts/page.js';
import { contactPage } from './hand-over/contact.js';
import { handOverPage } from './hand-over/page.js';
import { municipalitiesPage } from './municipalities/page.js';
import { municipalityPeoplePage } from './municipality/page.js';
import { nationPage } from './nation/page.js';
import { officeCsvPage } from './office/csv.js';
import { officePage } from './office/page.js';
import { rolePage } from './role/page.js';

/** `contactPage` stands before the other `gjor/:h` of an application: its address is one of theirs. */
export const pages: readonly Page[] = [
  contactPage,
  officePage,
  officeCsvPage,
  conflictsPage,
  municipalitiesPage,
  contactsPage,
  municipalityPeoplePage,
  handOverPage,
  rolePage,
  nationPage,
];
