/**
 * How someone gets in: Unn, alone in Utsira and here for the first time, and Ragnhild, who answers at the office in Rogaland. In
 * nynorsk, by the keyboard alone, with nothing but what the pages say; then a colleague, who comes by invitation.
 */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { keyboardOf } from './keyboard.js';
import { faultsOf, narrow, wide } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(180_000);
let journey: Journey;
const faults: string[] = [];
beforeAll(async () => {
  journey = await startJourney();
}, 600_000);
afterAll(() => journey.close(), 60_000);

const text = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

/** Reads the page as a check, narrow and wide. */
async function look(page: Page): Promise<string> {
  expect(await page.locator('html').getAttribute('lang')).toBe('nn');
  await page.setViewportSize(narrow);
  faults.push(...(await faultsOf(page)));
  await page.setViewportSize(wide);
  faults.push(...(await faultsOf(page)));
  return text(page);
}

/** Asks the page again until it says so: what is received is soon applied. */
async function until(page: Page, words: string | RegExp): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const shown = await text(page);
    if (typeof words === 'string' ? shown.includes(words) : words.test(shown)) return shown;
    if (attempt > 60) throw new Error(`${page.url()} never said ${String(words)}:\n${shown}`);
    await page.waitForTimeout(250);
    await page.goto(page.url().split('#')[0]!);
  }
}

let inbox: Page | undefined;
/** The newest e-mail to an address that says so, as its text and its first link; the reader’s own program, not ours. */
async function mail(to: string, subject: RegExp): Promise<{ text: string; link: string }> {
  inbox ??= await journey.anonymous();
  for (let attempt = 0; ; attempt++) {
    await inbox.goto(`/innboks?til=${encodeURIComponent(to)}`);
    const found = inbox.locator('main tbody a').filter({ hasText: subject }).first();
    if ((await found.count()) > 0) {
      await found.click();
      break;
    }
    if (attempt > 60) throw new Error(`no e-mail to ${to} about ${String(subject)}`);
    await inbox.waitForTimeout(250);
  }
  const said = await text(inbox);
  return { text: said, link: /https?:\/\/\S+/.exec(said)?.[0] ?? '' };
}

/** From the front page to the log-in service, where the person is chosen. */
async function comeIn(page: Page, door: RegExp, who: RegExp): Promise<void> {
  const keys = keyboardOf(page);
  await page.goto('/?sprak=nn');
  await keys.press('Logg inn');
  await keys.press(door);
  await keys.press(who);
  await page.waitForURL((url) => url.origin === new URL(journey.baseUrl).origin);
}

let unn: Page;
let ragnhild: Page;

test('Unn asks for access, proves her address, and sees what happens next', async () => {
  unn = await journey.anonymous();
  const keys = keyboardOf(unn);
  await comeIn(unn, /kommune/, /^Unn Demony/);
  await look(unn);
  await keys.press('Be om tilgang'); // nothing is filled in yet: the page says what is missing, and keeps what is there
  expect(await look(unn)).toContain('Vel ein kommune.');
  await keys.choose(/^Kommune/, 'Utsira');
  await keys.tick(/^Søkjar/);
  await keys.type('E-postadresse', 'unn@utsira.kommune.no');
  await keys.type('Telefonnummer', '12 34 56 78');
  await keys.press('Be om tilgang');
  await until(unn, 'Kode frå e-posten');
  await look(unn);
  const { text: said } = await mail('unn@utsira', /^Prosjektskjønn: Kode/);
  await keys.type('Kode frå e-posten', '000000');
  await keys.press('Send førespurnaden');
  expect(await text(unn)).toMatch(/[Kk]oden/);
  await keys.type('Kode frå e-posten', /\b\d{6}\b/.exec(said)![0]);
  await keys.press('Send førespurnaden');
  await until(unn, /Ventar på Statsforvaltaren/);
  expect(await look(unn)).toContain('skrive utkast');
});

test('Ragnhild finds the request at home, asks first, and lets Unn in when she has answered', async () => {
  ragnhild = await journey.anonymous();
  const keys = keyboardOf(ragnhild);
  await comeIn(ragnhild, /staten/, /^Ragnhild Demobehandlar/);
  await look(ragnhild);
  await keys.press(/førespurnad/i);
  await until(ragnhild, 'Unn Demony');
  await look(ragnhild);
  await keys.type('Spørsmål til personen', 'Kva stilling har du i kommunen, og kven kan stadfeste det?');
  await keys.press('Spør om noko');
  await until(ragnhild, 'Spørsmålet er sendt.');

  const answering = keyboardOf(unn);
  await until(unn, 'Kva stilling har du i kommunen');
  await answering.type('Svaret ditt', 'Eg er kommunedirektør, og den einaste som arbeider med søknader.');
  await answering.press('Svar på spørsmålet');
  await until(unn, /Ventar på Statsforvaltaren/);

  await until(ragnhild, 'Eg er kommunedirektør');
  await look(ragnhild);
  await keys.press('Gje tilgang');
  await until(ragnhild, 'Tilgangen er gjeven.');
});

test('Unn is let in, is the coordinator, and invites a colleague who comes by the link of the e-mail', async () => {
  const keys = keyboardOf(unn);
  await until(unn, 'Du kan byrje no');
  await keys.press('Gå til sida til kommunen');
  expect(await look(unn)).toContain('Utsira kommune');
  await keys.press('Personar');
  const people = await look(unn);
  expect(people).toContain('Unn Demony');
  expect(people).toMatch(/[Kk]oordinator/);
  await keys.press(/^Inviter/);
  await look(unn);
  await keys.tick(/^Søkjar/);
  await keys.type('Fornamn', 'Ánde');
  await keys.type('Etternamn', 'Demokollega');
  await keys.type('E-postadresse', 'ande@utsira.kommune.no');
  await keys.press('Send invitasjonen');
  await until(unn, 'Invitasjonen er send.');

  const { link } = await mail('ande@utsira', /invitert/);
  const ande = await journey.anonymous();
  const his = keyboardOf(ande);
  await ande.goto('/?sprak=nn');
  await ande.goto(link);
  await his.press(/kommune/);
  // Someone new at the stand-in, with the number it proposes.
  await his.type('Syntetisk fødselsnummer', /\b\d{11}\b/.exec(await text(ande))![0]);
  await his.press('Logg inn');
  await ande.waitForURL((url) => url.pathname.endsWith('/invitasjon'));
  expect(await text(ande)).toContain('Unn Demony');
  await his.type('Telefonnummer', '87 65 43 21');
  await his.press('Ta imot invitasjonen');
  await until(ande, 'Invitasjonen er teken imot.');
  await look(ande);

  await unn.goto('/kommune/1151/personer');
  await until(unn, 'Ánde Demokollega');
  await look(unn);
});

test('what Unn may do, what is held about her, and who looked at it stand on pages of their own', async () => {
  const keys = keyboardOf(unn);
  await unn.goto('/meg');
  await look(unn);
  await keys.press('Kva kan eg gjere');
  expect(await look(unn)).toMatch(/[Kk]oordinator|[Ss]økjar/);
  await unn.goto('/meg/data');
  expect(await look(unn)).toContain('unn@utsira.kommune.no');
  await keys.press('Hjelp');
  await look(unn);
});

test('no page has a fault', () => {
  expect(faults).toEqual([]);
});
