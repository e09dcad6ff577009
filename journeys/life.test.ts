/** One grant’s life in a real browser, from the request for access to the public page, by what the pages say. */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { localDate } from '../domain/calendar/index.js';
import { faultsOf, layoutFaults, narrow, wide } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(180_000);
let journey: Journey;
const faults: string[] = [];
const seen: string[] = [];
/** The addresses each person has read. */
const places = new Map<Page, Set<string>>();
/** The budget year of the demo’s calls. */
const year = Number(localDate(Date.now()).slice(0, 4)) + 1;
beforeAll(async () => {
  journey = await startJourney();
}, 600_000);
afterAll(() => journey.close(), 60_000);

/** Clicks what has this name in the page’s main part; the first of several. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const main = page.locator('main');
  await main.getByRole('button', { name }).or(main.getByRole('link', { name })).first().click();
  await page.waitForLoadState('networkidle');
}
const text = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
/** The letter’s own words. */
const letter = (page: Page): Promise<string> => page.locator('article.letter-preview').innerText();
const fill = (page: Page, label: string | RegExp, value: string) => page.getByLabel(label).first().fill(value);

/** Reads a page as a check, wide and narrow; a page of one case says where it is. */
async function look(page: Page): Promise<string> {
  await page.setViewportSize(narrow);
  faults.push(...(await layoutFaults(page)));
  await page.setViewportSize(wide);
  faults.push(...(await faultsOf(page)));
  const shown = await text(page);
  const { pathname } = new URL(page.url());
  if (/^\/(soknader|saker|tilgang|rapporter)\/[^/]+$/.test(pathname) && !shown.includes('Hvor er saken'))
    faults.push(`${pathname}: does not say where the case is`);
  places.set(page, (places.get(page) ?? new Set()).add(pathname));
  return shown;
}

/** Reloads until the page says it: letters and delivered commands take a moment. */
async function until(page: Page, words: string | RegExp): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const shown = await text(page);
    if (typeof words === 'string' ? shown.includes(words) : words.test(shown)) return shown;
    if (attempt > 40) throw new Error(`${page.url()} never said ${String(words)}:\n${shown}`);
    await page.waitForTimeout(250);
    await page.goto(page.url().split('#')[0]!);
  }
}

/** "17. mars", the days on which an address got e-mails of this subject, oldest first. */
async function mailDays(address: string, subject: RegExp): Promise<string[]> {
  const inbox = await journey.anonymous();
  await inbox.goto(`/innboks?til=${encodeURIComponent(address)}`);
  const rows = await inbox.locator('main tbody tr').allInnerTexts();
  return rows.filter((row) => subject.test(row)).map((row) => /\d+\. \S+/.exec(row)![0]).reverse(); // prettier-ignore
}

/** The code in the newest e-mail to an address that had so many before. */
async function codeTo(address: string, before: number): Promise<string> {
  const inbox = await journey.anonymous();
  await inbox.goto(`/innboks?til=${encodeURIComponent(address)}`);
  await until(inbox, new RegExp(`${before + 1} e-post`));
  await inbox.locator('main tbody a').first().click();
  return /\b\d{6}\b/.exec(await look(inbox))![0];
}

let application: string;
let call: string;
const id = (page: Page): string => /[0-9a-f-]{36}/.exec(page.url())![0];

test('a newcomer asks for access, confirms the address, and the officer lets him in', async () => {
  const stein = await journey.as('Stein Demony');
  await look(stein);
  await stein.getByLabel('Kommune', { exact: true }).selectOption({ label: 'Steigen (Nordland)' });
  await fill(stein, 'E-postadresse', 'stein@steigen.kommune.example');
  await fill(stein, 'Telefonnummer', '12 34 56 78');
  await press(stein, 'Be om tilgang');
  await until(stein, 'Koden er sendt');
  await look(stein);
  await fill(stein, 'Kode fra e-posten', await codeTo('stein', 0));
  await press(stein, 'Send forespørselen');
  await until(stein, 'Forespørselen om tilgang er sendt');
  const nora = await journey.as('Nora Demobehandler');
  await nora.goto('/embete/FMNO');
  await until(nora, /Steigen/);
  await look(nora);
  await nora.goto(stein.url().split('?')[0]!);
  expect(await look(nora)).toContain('Stein Demony');
  await press(nora, 'Gi tilgang');
  await until(nora, 'Tilgangen er gitt');
  await stein.goto('/kommune/1848');
  expect(await look(stein)).toContain('Steigen kommune');
  expect((await journey.mailsTo('stein')).length).toBeGreaterThanOrEqual(3);
});

test('the application is looked over and sent in; the receipt tells the second and the reference', async () => {
  const berit = await journey.as('Berit Demosøker');
  await look(berit);
  await press(berit, 'Fortsett');
  application = id(berit);
  await look(berit);
  for (const step of ['soknaden', 'samarbeid', 'innhold', 'budsjett']) {
    await berit.goto(`/soknader/${application}/${step}`);
    await look(berit);
  }
  expect(await text(berit)).toContain('0 går opp');
  await berit.goto(`/soknader/${application}/innsending`);
  await press(berit, /^Send inn søknaden/);
  expect(await look(berit)).toMatch(/Kryss av|må|mangler/); // nothing ticked: told, nothing sent
  for (const box of await berit.locator('main input[type=checkbox]').all()) await box.check();
  await press(berit, /^Send inn søknaden/);
  const receipt = await until(berit, 'Søknaden er sendt inn');
  expect(receipt).toMatch(/Mottatt .* kl\. \d\d\.\d\d\.\d\d/);
  expect(receipt).toMatch(/20\d\d-2\b/); // Moss’s is the first
  await look(berit);
});

test('another municipality’s case is as if it did not exist', async () => {
  const mona = await journey.as('Mona Demosøker');
  const answer = await mona.goto(`/soknader/${application}`);
  expect(answer?.status()).toBe(404);
  const absent = await mona.goto('/soknader/00000000-0000-4000-8000-000000000000');
  expect(absent?.status()).toBe(404);
});

test('a draft nobody sends in is reminded at 14, 7, 3 and 1 days and lapses', async () => {
  const stein = await journey.as('Stein Demony');
  await stein.goto('/kommune/1848');
  await press(stein, /^Start søknad/);
  await until(stein, /uten tittel/);
  await journey.turnTo(`${year}-04-01`);
  const subjects = (await journey.mailsTo('stein')).filter((subject) => /ikke sendt/i.test(subject));
  expect(subjects).toHaveLength(4);
  expect(await mailDays('stein', /ikke sendt/)).toEqual(['17. mars', '24. mars', '28. mars', '30. mars']);
  expect((await journey.mailsTo('stein')).filter((subject) => /Fristen gikk ut/.test(subject))).toHaveLength(1);
  const inbox = await journey.anonymous();
  await inbox.goto('/innboks');
  await look(inbox);
  await stein.goto('/kommune/1848');
  await look(stein);
});

test('the officer starts the assessment, declares, asks; nobody answers in time; then the answer comes', async () => {
  const nora = await journey.as('Nora Demobehandler');
  await nora.goto('/embete/FMNO');
  await look(nora);
  await nora.locator('main a[href*="/styring"]').first().click();
  call = id(nora);
  await look(nora);
  await nora.goto(`/utlysninger/${call}/gjor/start-vurdering`);
  await look(nora);
  await press(nora, /^Start vurderingen/);
  await until(nora, 'Vurderingen er startet');
  await nora.goto(`/saker/${application}`);
  await look(nora);
  await press(nora, 'Erklær habilitet');
  await look(nora);
  await nora.locator('main input[type=radio]').first().check();
  await press(nora, 'Lagre erklæringen');
  await until(nora, 'Habiliteten er erklært');
  await look(nora);
  await nora.goto(`/saker/${application}/gjor/avklaring`);
  await look(nora);
  await nora.locator('main textarea').fill('Hvem skal lede prosjektet når det er i gang?');
  await press(nora, 'Send spørsmålet');
  await until(nora, 'Spørsmålet er sendt til kommunen');
  await journey.turnTo(`${year}-05-10`);
  const mails = await journey.mailsTo('bodo');
  expect(mails.filter((subject) => /Vi trenger opplysninger/.test(subject))).toHaveLength(2); // Berit and her colleague
  expect(mails.filter((subject) => /Vi venter på svar/.test(subject))).toHaveLength(4); // 3 days before and on the day
  await nora.goto('/embete/FMNO');
  expect(await look(nora)).toMatch(/smartere Salten/);
  const berit = await journey.as('Berit Demosøker');
  await berit.goto(`/soknader/${application}/gjor/svar`);
  await look(berit);
  await berit.locator('main textarea').fill('Regionrådet ansetter en prosjektleder i full stilling.');
  await press(berit, /^(Send svaret|Svar)/);
  await until(berit, 'Svaret er sendt');
});

test('scores and a recommendation; the allocation goes to approval', async () => {
  const njal = await journey.as('Njål Demovurderer');
  await njal.goto(`/saker/${application}/gjor/habilitet`);
  await njal.locator('main input[type=radio]').first().check();
  await press(njal, 'Lagre erklæringen');
  await until(njal, 'Habiliteten er erklært');
  await njal.goto(`/saker/${application}/gjor/vurdering`);
  await look(njal);
  for (const four of await njal.locator('main input[type=radio][value="4"]').all()) await four.check();
  for (const area of await njal.locator('main textarea').all())
    await area.fill('Godt begrunnet og nytt for kommunene.');
  await press(njal, 'Lagre vurderingen');
  await until(njal, 'Vurderingen er lagret');
  const nora = await journey.as('Nora Demobehandler');
  await nora.goto(`/saker/${application}/gjor/innstilling`);
  await look(nora);
  await nora.locator('main input[type=radio][value="granted"]').check();
  for (const amount of await nora.locator('main input[inputmode=numeric]').all()) await amount.fill('700 000');
  await nora
    .locator('main textarea')
    .first()
    .fill(
      'Ti kommuner går sammen om noe de ikke kan få til hver for seg. Planen er tydelig, og andre regioner kan bruke erfaringene.',
    );
  await press(nora, 'Gi innstillingen');
  await until(nora, 'Innstillingen er gitt');
  await nora.goto(`/utlysninger/${call}/fordeling`);
  expect(await look(nora)).toContain('8 000 000');
  await nora.goto(`/utlysninger/${call}/gjor/send-fordeling`);
  await press(nora, /^Send fordelingen/);
  await until(nora, 'Fordelingen er sendt til godkjenning');
});

test('an approver signs; the letter is made, opened and can be downloaded', async () => {
  const nikolai = await journey.as('Nikolai Demogodkjenner');
  await look(nikolai);
  await nikolai.goto(`/utlysninger/${call}/avgjorelse`);
  await look(nikolai);
  await press(nikolai, 'Se brevet');
  const beforehand = await letter(nikolai);
  await look(nikolai);
  await nikolai.goto(`/utlysninger/${call}/avgjorelse`);
  await press(nikolai, 'Gå til godkjenning');
  await look(nikolai);
  await nikolai.locator('main input[type=checkbox]').check();
  await press(nikolai, /^Godkjenn 1 avgjørelse/);
  await until(nikolai, /1 av 1/);
  const berit = await journey.as('Berit Demosøker');
  await berit.goto(`/soknader/${application}`);
  await berit.locator('main a[href^="/brev/"]').first().click();
  expect(await look(berit)).toContain('regnes det som lest');
  await press(berit, 'Åpne brevet');
  await until(berit, 'Tildelingsbrev');
  expect(await letter(berit)).toBe(beforehand);
  await until(berit, 'Last ned brevet');
  await look(berit);
  const href = await berit.locator('main a[href$="/fil/leser"]').getAttribute('href');
  const file = await berit.request.get(href!);
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(file.headers()['content-disposition']).toContain('attachment');
  const nora = await journey.as('Nora Demobehandler');
  await nora.goto(berit.url().split('?')[0]!);
  expect(((await look(nora)).match(/\b[0-9a-f]{64}\b/g) ?? []).length).toBe(2);
});

test('the reports: overdue once, sent in, returned, approved; the project is completed', async () => {
  const berit = await journey.as('Berit Demosøker');
  const nora = await journey.as('Nora Demobehandler');
  const withoutScript = await journey.as('Bjarne Demokollega', { javaScriptEnabled: false });
  for (const [opens, finals] of [
    [`${year + 1}-03-01`, false],
    [`${year + 3}-03-01`, true],
  ] as const) {
    await journey.turnTo(opens);
    await berit.goto(`/soknader/${application}`);
    const links = berit.locator('main a[href^="/rapporter/"]');
    await links.nth(finals ? (await links.count()) - 1 : 0).click();
    const report = id(berit);
    expect(await look(berit)).toMatch(/Forfalt|Fristen gikk ut/);
    // The interim report is written and sent in by a browser without script.
    const writer = finals ? berit : withoutScript;
    await berit.goto(`/rapporter/${report}/framdrift`);
    expect(await look(berit)).toContain('Ikke begynt');
    await writer.goto(`/rapporter/${report}/framdrift`);
    await fill(writer, /Kort om prosjektet/, 'Prosjektet går som planlagt, og alle ti kommunene er med. '.repeat(3));
    if (!finals) await writer.locator('main input[type=radio]').first().check();
    await press(writer, /^Lagre/);
    await writer.goto(`/rapporter/${report}/regnskap`);
    const used = writer.locator('main input[inputmode=numeric]');
    const count = await used.count();
    for (let n = 0; n < count; n++) await used.nth(n).fill('0');
    await used.nth(0).fill('700 000');
    await writer.getByLabel(/Skjønnsmidler brukt/).fill('700 000');
    await writer.getByLabel(/Plan for ubrukte midler/).fill('Resten brukes til å dele erfaringene med flere.');
    await press(writer, /^Lagre og gå videre/);
    expect(await text(writer)).toContain('Forklar dem under tabellen.');
    await berit.goto(`/rapporter/${report}/regnskap`);
    expect(await look(berit)).toMatch(finals ? /Budsjett\s+Brukt/ : /Til og med 20\d\d|til og med 20\d\d/);
    for (const why of await writer.getByLabel(/^Forklar: /).all())
      await why.fill('Arbeidet ble gjort av ansatte i prosjektet.');
    await press(writer, /^Lagre og gå videre/);
    if (finals) {
      await berit.goto(`/rapporter/${report}/resultater`);
      await look(berit);
      for (const area of await berit.locator('main textarea').all())
        await area.fill('Kommunene har fått en felles strategi, og tjenestene er enklere for innbyggerne. '.repeat(4));
      await berit.locator('main input[type=radio]').first().check();
      await press(berit, /^Lagre/);
    }
    await berit.goto(`/rapporter/${report}/innsending`);
    await look(berit);
    await writer.goto(`/rapporter/${report}/innsending`);
    await press(writer, /^Send inn rapporten/);
    await until(writer, 'Rapporten er sendt inn');
    if (!finals) {
      await nora.goto(`/rapporter/${report}/gjor/returner`);
      await look(nora);
      await nora.locator('main textarea').fill('Skriv litt mer om hva kommunene har gjort.');
      await press(nora, /^Send tilbake/);
      await until(nora, 'Rapporten er sendt tilbake');
      await berit.goto('/kommune/1804');
      expect(await look(berit)).toContain('Rett rapporten');
      await berit.goto(`/soknader/${application}`);
      expect(await look(berit)).toMatch(/Hvor er saken[\s\S]*Underveisrapport\s+Nå\s+Venter på dere, frist/);
      await berit.goto(`/rapporter/${report}/innsending`);
      await press(berit, /^Send inn rapporten/);
      await until(berit, 'Rapporten er sendt inn');
    }
    await nora.goto(`/rapporter/${report}/gjor/godkjenn`);
    await look(nora);
    const names = new Set(
      await nora
        .locator('main input[type=radio]')
        .evaluateAll((all) => all.map((one) => (one as unknown as { name: string }).name)),
    );
    for (const name of names) await nora.locator(`main input[name="${name}"]`).first().check();
    await nora
      .locator('main textarea')
      .last()
      .fill('Et godt prosjekt som andre regioner kan lære av, fordi metoden er enkel og godt beskrevet.');
    await press(nora, /^Godkjenn rapporten/);
    await until(nora, 'Rapporten er godkjent');
    seen.push(report);
  }
  const mails = await journey.mailsTo('bodo@');
  const told = (subject: RegExp): number => mails.filter((mail) => subject.test(mail)).length;
  // For each of the two: when and where, open, 30, 14, 3 and 0 days before, overdue after 1 and 7 days, received, assessed.
  expect(told(/Rapport om «.*», frist 20\. februar 20\d\d$/)).toBe(2);
  expect(told(/er åpen, frist 20\. februar$/)).toBe(2);
  expect(told(/er ikke levert, frist 20\. februar$/)).toBe(8);
  expect(told(/er ikke levert, fristen var 20\. februar$/)).toBe(4);
  expect(told(/Vi trenger mer i rapporten/)).toBe(1);
  expect(told(/Rapporten om «.*» er mottatt/)).toBe(3);
  expect(told(/er ferdig behandlet/)).toBe(2);
});

test('everyone can read it: completed, with what was reported', async () => {
  const page = await journey.anonymous();
  await page.goto('/offentlig');
  expect(await look(page)).toContain('Et smartere Salten');
  await page.getByRole('link', { name: /smartere Salten/ }).click();
  const shown = await until(page, 'Fullført');
  expect(shown).toContain('2 100 000 kr');
  await look(page);
});

test('operators see that nothing stands still, and the way into Temporal', async () => {
  const sindre = await journey.as('Sindre Demodrift');
  await sindre.goto('/drift');
  const shown = await look(sindre);
  expect(shown).toContain('Ingen plikter er over tiden');
  expect(shown).toContain('Alt som er mottatt, er behandlet');
  expect(await sindre.getByRole('link', { name: 'Åpne Temporal' }).getAttribute('href')).toContain(journey.temporalUi);
  expect((await fetch(journey.temporalUi)).status).toBe(200);
  const workflow = encodeURIComponent(`grant/${application}`);
  const found = await fetch(`${journey.temporalUi}/api/v1/namespaces/default/workflows/${workflow}`);
  expect(await found.json()).toMatchObject({
    workflowExecutionInfo: { type: { name: 'grant' }, status: 'WORKFLOW_EXECUTION_STATUS_COMPLETED' },
  });
});

test('the same pages in nynorsk, on a phone', async () => {
  for (const [page, paths] of places) {
    await page.setViewportSize(narrow);
    await page.goto('/meg');
    if (page.url().endsWith('/tilbake')) {
      // Not here for eighteen months: the address is proved again before anything else.
      const before = (await journey.mailsTo('stein')).length;
      await press(page, 'Send koden');
      await until(page, 'Seks sifre fra e-posten');
      await fill(page, 'Kode', await codeTo('stein', before));
      await page.locator('main').getByRole('button', { name: 'Ta kontoen i bruk igjen' }).click();
      await page.waitForURL(/\/meg\?/);
      await page.goto('/meg');
    }
    if (page.url().endsWith('/meg')) {
      await page.locator('main').getByLabel('Nynorsk').check();
      await press(page, 'Lagre');
      await page.waitForURL(/lagret/); // what is saved is answered, however slow the machine
    } else await page.goto('/?sprak=nn');
    for (const path of paths) {
      await page.goto(path);
      expect(`${path} ${await page.locator('html').getAttribute('lang')}`).toBe(`${path} nn`);
      faults.push(...(await faultsOf(page)));
    }
  }
}, 300_000);

test('no page on the way had a fault that axe finds, a missing word, two main actions, or a sideways scroll', () => {
  expect(seen).toHaveLength(2);
  expect([...new Set(faults)]).toEqual([]);
});
