/** Every page of the product. A page that is not here does not exist. */
import { pages as about } from './about/index.js';
import { pages as access } from './access/index.js';
import { pages as applications } from './applications/index.js';
import { pages as calls } from './calls/index.js';
import { pages as cases } from './cases/index.js';
import { pages as consultations } from './consultations/index.js';
import { pages as demo } from './demo/index.js';
import { pages as feed } from './feed/index.js';
import { pages as letters } from './letters/index.js';
import { pages as log } from './log/index.js';
import { pages as messages } from './messages/index.js';
import { pages as municipality } from './municipality/index.js';
import { pages as news } from './news/index.js';
import { pages as office } from './office/index.js';
import { pages as operations } from './operations/index.js';
import type { Page } from './page.js';
import { pages as people } from './people/index.js';
import { pages as person } from './person/index.js';
import { pages as publicPages } from './public/index.js';
import { pages as reports } from './reports/index.js';

export const allPages: readonly Page[] = [
  ...publicPages,
  ...about,
  ...people,
  ...municipality,
  ...applications,
  ...reports,
  ...letters,
  ...log,
  ...messages,
  ...calls,
  ...news,
  ...consultations,
  ...feed,
  ...office,
  ...cases,
  ...person,
  ...access,
  ...operations,
  ...demo,
];
