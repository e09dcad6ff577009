import type { Page } from '../page.js';
import { homePage } from './home/page.js';

export const pages: readonly Page[] = [homePage];
