/** What is wrong with a page as it stands, whoever reads it and however wide. */
import type { Page } from 'playwright-core';
import { axeFaults } from './product.js';

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 375, height: 812 };

/** A key that no text was found for, or a value that nobody wrote for people. Addresses may hold dots. */
const missing = /\b[a-z][A-Za-z]*(?:\.[a-z][A-Za-z]+){2,}\b|\bundefined\b|\[object |\bNaN\b|\bInvalid Date\b/g;

/** "/offentlig at 375 px: …", one line each; none for a page without faults. */
export async function faultsOf(page: Page): Promise<string[]> {
  return [...(await axeFaults(page)), ...(await layoutFaults(page))];
}

/** The same without axe, which takes half a second. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const shown = await page.locator('body').innerText();
  const written = `${await page.title()}\n${shown}`.replaceAll(/\S*(?:@|:\/\/)\S*|\S+\.example\b/g, '');
  const mainActions = await page.locator('main .ds-button:not([data-variant])').count();
  const headings = await page.locator('h1').count();
  const sideways = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const faults = [
    ...(written.match(missing) ?? []).map((word) => `shows ${word}`),
    ...(mainActions > 1 ? [`${mainActions} main actions`] : []),
    ...(headings === 1 ? [] : [`${headings} first headings`]),
    ...(sideways > 0 ? [`scrolls ${sideways} px sideways`] : []),
  ];
  const place = `${new URL(page.url()).pathname} at ${page.viewportSize()?.width} px`;
  return faults.map((fault) => `${place}: ${fault}`);
}
