/** A call that is made in the web, approved by another, and opens and closes by itself. */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays, localDate } from '../domain/calendar/index.js';
import { faultsOf, narrow } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(180_000);
let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
}, 600_000);
afterAll(() => journey.close(), 60_000);

const title = 'Prosjektskjønn om høsten';
const from = (days: number): string => addDays(localDate(Date.now()), days);
const shown = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string | RegExp) =>
  page
    .locator('main')
    .getByRole('button', { name })
    .or(page.locator('main').getByRole('link', { name }))
    .first()
    .click();

test('the officer writes it, is told what is missing, and sends it to a colleague', async () => {
  const nora = await journey.as('Nora Demobehandler');
  await nora.goto('/embete/FMNO');
  await press(nora, 'Start en ny utlysning');
  const fields: [RegExp, string][] = [
    [/^Tittel på bokmål/, title],
    [/^Tittel på nynorsk/, 'Prosjektskjønn om hausten'],
    [/^Formål på bokmål/, 'Vi vil at kommunene prøver noe nytt.'],
    [/^Formål på nynorsk/, 'Vi vil at kommunane prøver noko nytt.'],
    [/^Krav på bokmål/, 'Prosjektet må vare i mer enn et halvt år.'],
    [/^Krav på nynorsk/, 'Prosjektet må vare i meir enn eit halvt år.'],
    [/^Ramme/, '2 000 000'],
    [/^Åpner/, from(3)],
    [/^Siste dag for å søke/, from(60)],
    [/^Svar ventes innen/, from(120)],
    [/^Navn på bokmål/, 'Nytteverdi'],
    [/^Navn på nynorsk/, 'Nytteverdi'],
    [/^Vekt/, '90'],
    [/^Gjelder fra/, from(130)],
    [/^Gjelder til/, from(500)],
    [/^Siste dag for å levere/, from(560)],
  ];
  for (const [label, value] of fields) await nora.getByLabel(label).first().fill(value);
  await nora
    .getByLabel(/^Åpner/)
    .last()
    .fill(from(510));
  await press(nora, 'Lagre utkastet');
  await nora.getByText('Utlysningen er opprettet.').waitFor();
  await press(nora, 'Send til godkjenning');
  expect(await nora.title()).toMatch(/^Feil: /);
  expect(await nora.locator('#svar').innerText()).toContain('90');
  await nora.setViewportSize(narrow);
  expect(await faultsOf(nora)).toEqual([]);
  await nora.getByLabel(/^Vekt/).fill('100');
  await press(nora, 'Send til godkjenning');
  await nora.getByText(/Mottatt/).waitFor();
  expect(await shown(nora)).toContain('Til godkjenning');
  expect(await nora.locator('main').getByRole('link', { name: 'Godkjenn' }).count()).toBe(0);
  expect(await faultsOf(nora)).toEqual([]);
});

test('an approver finds it among the tasks and approves it; until it opens nobody else sees it', async () => {
  const nikolai = await journey.as('Nikolai Demogodkjenner');
  await nikolai.goto('/embete/FMNO');
  expect(await shown(nikolai)).toContain(title);
  await nikolai
    .locator('main')
    .getByRole('link', { name: /Godkjenn|Se over|Fortsett|Se på/ })
    .first()
    .click();
  if (!nikolai.url().includes('/gjor/')) await press(nikolai, /^Godkjenn/);
  expect(await faultsOf(nikolai)).toEqual([]);
  await press(nikolai, /^Godkjenn/);
  await nikolai.getByText(/Mottatt/).waitFor();
  await nikolai.goto(nikolai.url().split('?')[0]!);
  expect(await shown(nikolai)).toContain('Planlagt');
});

test('it opens at eight on its day, and its municipalities are told; it closes on its last minute', async () => {
  const page = await journey.anonymous();
  const status = async (): Promise<string> => {
    await page.goto('/');
    return page.locator('main li, main article').filter({ hasText: title }).first().innerText();
  };
  expect(await status()).toContain('Planlagt');
  await journey.turnTo(from(3));
  expect(await status()).toContain('Åpen');
  const told = await journey.mailsTo('bodo@');
  expect(told.filter((subject) => subject.includes(title))).toHaveLength(1);
  await page.locator('main li, main article').filter({ hasText: title }).getByRole('link').first().click();
  expect(await shown(page)).toMatch(/2\s000\s000\skr/);
  const address = page.url();
  await journey.turnTo(from(61));
  await page.goto(address);
  expect(await shown(page)).toMatch(/Lukket|Fristen gikk ut/);
});
