import { mePage } from './me/page.js';

export const pages = [mePage];
