import type { Page } from '../page.js';
import { accountsStep } from './accounts/page.js';
import { actionPages } from './actions/page.js';
import { reportOverview } from './overview/page.js';
import { submissionStep } from './submission/page.js';
import { progressStep, resultsStep } from './text-step/page.js';

export const pages: Page[] = [reportOverview, progressStep, accountsStep, resultsStep, submissionStep, ...actionPages];
