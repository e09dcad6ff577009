/** Every kind of page in both written forms, wide and narrow; the keyboard; and a browser without script. */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf, narrow, wide } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(180_000);
let journey: Journey;
let application: string;
let call: string;

beforeAll(async () => {
  journey = await startJourney();
  const page = await journey.as('Berit Demosøker');
  application = await idBehind(page, '/soknader/');
  call = await idBehind(page, '/utlysninger/');
}, 600_000);
afterAll(() => journey.close(), 60_000);

async function idBehind(page: Page, start: string): Promise<string> {
  const href = await page.locator(`main a[href^="${start}"]`).first().getAttribute('href');
  return /[0-9a-f-]{36}/.exec(href!)![0];
}

/** The faults of these pages, which must exist, as they are read in this form at this width. */
async function faultsOn(page: Page, paths: string[], form: 'nb' | 'nn'): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(path);
    if (answer!.status() >= 400) faults.push(`${path}: ${answer!.status()}`);
    if ((await page.locator('html').getAttribute('lang')) !== form) faults.push(`${path}: not in ${form}`);
    faults.push(...(await faultsOf(page)));
  }
  return faults;
}

test('what is open to everyone', async () => {
  const paths = [
    '/',
    `/utlysninger/${call}`,
    '/offentlig',
    '/offentlig/tall',
    '/horinger',
    '/logg-inn',
    '/innboks',
    '/tid',
  ];
  const page = await journey.anonymous({ viewport: wide });
  expect(await faultsOn(page, paths, 'nb')).toEqual([]);
  await page.getByRole('link', { name: 'nynorsk' }).click();
  await page.setViewportSize(narrow);
  expect(await faultsOn(page, paths, 'nn')).toEqual([]);
});

test.each([
  ['Berit Demosøker', () => ['/kommune/1804', ...['', '/soknaden', '/samarbeid', '/innhold', '/budsjett', '/innsending', '/gjor/trekk'].map((step) => `/soknader/${application}${step}`), '/meg']], // prettier-ignore
  ['Stein Demony', () => ['/tilgang', '/meg']],
  ['Nora Demobehandler', () => ['/embete/FMNO', '/saker', '/utlysninger/ny', `/utlysninger/${call}`, `/utlysninger/${call}/styring`, `/utlysninger/${call}/forhandsvisning`, `/utlysninger/${call}/fordeling`, `/utlysninger/${call}/gjor/utsett`, `/utlysninger/${call}/gjor/avlys`]], // prettier-ignore
  ['Nikolai Demogodkjenner', () => ['/embete/FMNO', `/utlysninger/${call}/avgjorelse`]],
  ['Sindre Demodrift', () => ['/drift']],
])('what %s sees', async (name, paths) => {
  const page = await journey.as(name);
  await page.setViewportSize(wide);
  expect(await faultsOn(page, paths(), 'nb')).toEqual([]);
  await chooseForm(page, 'Nynorsk');
  await page.setViewportSize(narrow);
  expect(await faultsOn(page, paths(), 'nn')).toEqual([]);
  await chooseForm(page, 'Bokmål');
});

async function chooseForm(page: Page, form: 'Bokmål' | 'Nynorsk'): Promise<void> {
  await page.goto('/meg');
  await page.locator('main').getByLabel(form).check();
  await page.getByRole('button', { name: 'Lagre', exact: true }).click();
  await page.waitForURL(/svar/);
}

test('a page that is not there says so, in both forms', async () => {
  const page = await journey.anonymous({ viewport: narrow });
  expect((await page.goto('/finnes-ikke'))!.status()).toBe(404);
  expect(await page.locator('h1').innerText()).toBe('Vi fant ikke siden');
  expect(await faultsOf(page)).toEqual([]);
  await page.goto('/finnes-ikke?sprak=nn');
  expect(await page.locator('h1').innerText()).toBe('Vi fann ikkje sida');
});

test('by keyboard: the first stop leads past the menu, and everything has a visible focus', async () => {
  const page = await journey.anonymous({ viewport: wide });
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  expect(await skip.innerText()).toBe('Hopp til innholdet');
  expect(await skip.isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').getAttribute('id')).toBe('main');
  await page.keyboard.press('Tab');
  expect(await page.locator('main :focus').count()).toBe(1);
  const ring = await page.evaluate<string>(
    'getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow',
  );
  expect(ring).not.toBe('nonenone');
});

test('by keyboard alone a step is filled in and saved', async () => {
  const page = await journey.as('Bjarne Demokollega', { viewport: wide });
  await page.goto(`/soknader/${application}/soknaden`);
  const reference = page.getByLabel(/^Deres referanse/);
  await reference.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('SAK 27001');
  await page.keyboard.press('Enter');
  // Enter saves, and stays.
  await page.waitForURL(/soknaden\?lagret#svar/);
  await page.goto(`/soknader/${application}/innsending`);
  expect(await page.locator('main').innerText()).toContain('SAK 27001');
});

test('without script: a call is found, a step saved, sums worked out, the application sent in and withdrawn', async () => {
  const page = await journey.as('Bjarne Demokollega', { javaScriptEnabled: false, viewport: narrow });
  const press = (name: string | RegExp) => page.locator('main').getByRole('button', { name }).first().click();
  await page
    .getByRole('link', { name: /smartere Salten/ })
    .first()
    .click();
  await page.locator('main').getByRole('link', { name: 'Innhold', exact: true }).first().click();
  const goals = page.getByLabel(/^Mål og hvordan/);
  await goals.fill(`${await goals.inputValue()} Arbeidet starter i august.`);
  await press('Lagre og gå videre');
  expect(page.url()).toContain('/framdrift');
  await page.goto(page.url().replace('framdrift', 'budsjett').split('#')[0]!);
  const first = page.getByLabel(/2029/).first();
  await first.fill('950 000');
  await press('Regn ut');
  expect(await page.locator('main').innerText()).toMatch(/50\s000 mangler/);
  await page.getByLabel(/2029/).first().fill('900 000');
  await press('Lagre og gå videre');
  await page.locator('main').getByRole('link', { name: 'Se over og send inn' }).first().click();
  expect(await page.locator('main').innerText()).toContain('Arbeidet starter i august.');
  await press(/^Send inn/);
  expect(await page.title()).toMatch(/^Feil: /);
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  await press(/^Send inn/);
  expect(new URL(page.url()).hash).toBe('#svar');
  expect(await page.locator('#svar').innerText()).toMatch(/Mottatt .*kl\. \d\d\.\d\d\.\d\d/);
  await page.goto(`/soknader/${application}/gjor/trekk`);
  const reason = page.locator('main textarea');
  if ((await reason.count()) > 0) await reason.fill('Regionrådet vil vente et år.');
  await press(/^Trekk/);
  expect(await page.locator('#svar').innerText()).toMatch(/Mottatt/);
});
