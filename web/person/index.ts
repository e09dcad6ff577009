import { dataFile, dataPage } from './data/page.js';
import { mePage } from './me/page.js';

export const pages = [mePage, dataPage, dataFile];
