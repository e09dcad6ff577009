/** What nobody should type, and what people type all the same: told at its place, nothing lost, nothing run. */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(120_000);
let journey: Journey;
let application: string;
beforeAll(async () => {
  journey = await startJourney();
  const page = await journey.as('Berit Demosøker');
  const href = await page.locator('main a[href^="/soknader/"]').first().getAttribute('href');
  application = /[0-9a-f-]{36}/.exec(href!)![0];
}, 600_000);
afterAll(() => journey.close(), 60_000);

const step = (name: string): string => `/soknader/${application}/${name}`;
const press = (page: Page, name: string | RegExp) => page.locator('main').getByRole('button', { name }).first().click();
/** What stands beside a field, as a screen reader tells it. */
async function besides(page: Page, label: string | RegExp): Promise<string> {
  const ids = (await page.getByLabel(label).first().getAttribute('aria-describedby')) ?? '';
  const texts = ids
    .split(' ')
    .filter(Boolean)
    .map((id) => page.locator(`[id="${id}"]`).innerText());
  return (await Promise.all(texts)).join(' ');
}

test.each([
  ['hundre tusen', 'Beløpet kan ikke leses.'],
  ['-5', 'Beløpet er under null.'],
  ['100,50', 'Beløpet har ører eller desimaler.'],
  ['99999999999', 'Beløpet er over 100 000 000 kr.'],
  ['=SUM(A1:A9)', 'Beløpet kan ikke leses.'],
])('an amount of «%s» is told at its field, and stays there', async (typed, told) => {
  const page = await journey.as('Berit Demosøker');
  await page.goto(step('budsjett'));
  await page.getByLabel(/2028/).first().fill(typed);
  await press(page, 'Lagre og gå videre');
  expect(await page.title()).toMatch(/^Feil: /);
  expect(await besides(page, /2028/)).toContain(told);
  expect(await page.getByLabel(/2028/).first().inputValue()).toBe(typed);
  expect(await page.locator('#svar').innerText()).toContain(told);
  expect(await faultsOf(page)).toEqual([]);
});

test('sums that do not meet are saved, told with the figure, and keep the application from being sent', async () => {
  const page = await journey.as('Berit Demosøker');
  await page.goto(step('budsjett'));
  // What could not be read, and so was never saved, is still kept in this tab.
  expect(await page.getByLabel(/2028/).first().inputValue()).toBe('=SUM(A1:A9)');
  await page.getByLabel(/2028/).first().fill('860 000');
  await page.getByLabel(/2029/).first().fill('950 000');
  await press(page, 'Lagre og gå videre');
  await page.goto(step('innsending'));
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  await press(page, /^Send inn/);
  expect(await page.title()).toMatch(/^Feil: /);
  const told = page.locator('#svar').getByRole('link', { name: /Finansieringen for 2029 er 50\s000 kr for lav/ });
  expect(await page.locator('main input[type=checkbox]:checked').count()).toBe(3);
  await told.click();
  expect(page.url()).toContain('/budsjett');
  await page.getByLabel(/2029/).first().fill('900 000');
  await press(page, 'Lagre og gå videre');
  await page.goto(step('innsending'));
  expect(await page.locator('main').innerText()).not.toContain('for lav');
});

test('a text too long keeps its last word', async () => {
  const page = await journey.as('Berit Demosøker');
  await page.goto(step('soknaden'));
  const summary = page.getByLabel(/^Kort sammendrag/);
  const before = await summary.inputValue();
  const long = `${'Vi vil prøve noe nytt. '.repeat(60)}Slutt`;
  await summary.fill(long);
  await press(page, 'Lagre og gå videre');
  expect(await page.title()).toMatch(/^Feil: /);
  expect(await besides(page, /^Kort sammendrag/)).toMatch(/Sammendraget er \d+ tegn for langt\. Kort det ned\./);
  expect(await summary.inputValue()).toBe(long);
  await summary.fill(before);
  await press(page, 'Lagre og gå videre');
  expect(page.url()).toContain('/samarbeid');
});

test('the same faults in nynorsk', async () => {
  const page = await journey.as('Berit Demosøker', {});
  const form = async (name: string): Promise<void> => {
    await page.goto('/meg');
    await page.locator('main').getByLabel(name).check();
    await page.getByRole('button', { name: 'Lagre', exact: true }).click();
  };
  await form('Nynorsk');
  await page.goto(step('soknaden'));
  await page.getByLabel(/^Prosjekttittel/).fill('A'.repeat(500));
  await press(page, /^Lagre og gå vidare/);
  expect(await besides(page, /^Prosjekttittel/)).toMatch(/teikn for lang/);
  await form('Bokmål');
});

test('HTML and formulas stay the letters they are, for everyone who reads them', async () => {
  const attack = `<img src=x onerror="window.hit=1"><script>window.hit=1</script> =HYPERLINK("http://ond.example")`;
  const page = await journey.as('Berit Demosøker');
  const said: string[] = [];
  page.on('dialog', (dialog) => (said.push(dialog.message()), void dialog.dismiss()));
  await page.goto(step('soknaden'));
  await page.getByLabel(/^Prosjekttittel/).fill(`=1+1 <b>fet</b> {{title}}`);
  const summary = page.getByLabel(/^Kort sammendrag/);
  await summary.fill(`${await summary.inputValue()} ${attack}`);
  await press(page, 'Lagre og gå videre');
  for (const path of [step('soknaden'), step('innsending'), `/soknader/${application}`, '/kommune/1804']) {
    await page.goto(path);
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await page.locator('main img, main script, main b').count()).toBe(0);
    expect(await page.content()).not.toContain('<b>fet');
  }
  expect(await page.locator('main').innerText()).toContain('=1+1 <b>fet</b> {{title}}');
  await page.goto(step('innsending'));
  expect(await page.locator('main').innerText()).toContain('<script>window.hit=1</script>');
  expect(said).toEqual([]);
});

test('another municipality’s case, an office’s page, and nonsense in an address are as if they did not exist', async () => {
  const mona = await journey.as('Mona Demosøker');
  const absent = '00000000-0000-4000-8000-000000000000';
  const paths = [`/soknader/${application}`, step('budsjett'), step('innsending'), step('gjor/trekk'), `/soknader/${absent}`, '/soknader/1;drop', '/kommune/1804', '/embete/FMNO', `/saker/${application}`, '/saker', '/drift', '/utlysninger/ny', `/brev/${absent}`, `/rapporter/${absent}`, `/offentlig/${application}`, '/soknader/%00', '/soknader/%E0%A4%A']; // prettier-ignore
  const answers = [];
  for (const path of paths) answers.push([path, (await mona.request.get(path)).status()]);
  expect(answers.filter(([, status]) => status !== 404 && status !== 400)).toEqual([]);
  expect(await (await mona.request.get(step(''))).text()).not.toContain('Salten');
});

test('whoever is not logged in is led to the log-in, and back', async () => {
  const page = await journey.anonymous();
  await page.goto(step('budsjett'));
  expect(page.url()).toContain('/logg-inn');
  await page
    .locator('main')
    .getByRole('link', { name: /kommune/ })
    .click();
  await page.getByRole('button', { name: /Berit Demosøker/ }).click();
  await page.waitForURL(`**${step('budsjett')}`);
});

test('a session that ended keeps what was typed until its owner is back', async () => {
  const page = await journey.as('Berit Demosøker', {});
  await page.goto(step('innhold'));
  const typed = 'Skrevet mens økta gikk ut. '.repeat(12);
  await page.getByLabel(/^Utfordringene/).fill(typed);
  await page.context().clearCookies({ name: 'sesjon' });
  await press(page, 'Lagre og gå videre');
  const name = page.getByRole('button', { name: /Berit Demosøker/ });
  if (page.url().includes('/logg-inn')) await page.locator('main').getByRole('link', { name: /kommune/ }).or(page.locator('main').getByRole('link')).first().click(); // prettier-ignore
  if (await name.isVisible()) await name.click();
  await press(page, 'Fortsett der jeg slapp');
  await page.goto(step('innhold'));
  expect((await page.getByLabel(/^Utfordringene/).inputValue()).trim()).toBe(typed.trim());
});

test.each([
  ['token', /Skjemaet var for gammelt\. Det du skrev, står her ennå\./],
  ['_csrf', /Skjemaet var for gammelt|Vi tok ikke imot skjemaet|tatt vare på/],
])('a form whose %s was changed does nothing, and keeps what was typed', async (field, told) => {
  const page = await journey.as('Berit Demosøker');
  await page.goto(`/soknader/${application}/innsending`);
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  await page.locator(`main input[name="${field}"]`).first().evaluate((input: { value: string }) => (input.value = 'tull.tull')); // prettier-ignore
  await press(page, /^Send inn/);
  expect(await page.locator('main').innerText()).toMatch(told);
  if (field === 'token') expect(await page.locator('main input[type=checkbox]:checked').count()).toBe(3);
  await page.goto(`/soknader/${application}`);
  expect(await page.locator('main').innerText()).toContain('Utkast');
});

test('a form from another page is not received', async () => {
  const page = await journey.as('Berit Demosøker');
  await page.goto(step('innhold'));
  const _csrf = await page.locator('main input[name=_csrf]').first().inputValue();
  const answer = await page.request.post(step('innhold'), {
    form: { _csrf, challenges: 'Fra et annet sted' },
    headers: { origin: 'https://ond.example', 'sec-fetch-site': 'cross-site' },
  });
  expect(answer.status()).toBe(403);
  await page.goto(step('innhold'));
  expect(await page.getByLabel(/^Utfordringene/).inputValue()).not.toContain('annet sted');
});

test('two who decide the same case at once: one wins, the other is told who and what, and keeps what was typed', async () => {
  const stein = await journey.as('Stein Demony');
  await stein.getByLabel('Kommune', { exact: true }).selectOption({ label: 'Steigen (Nordland)' });
  await stein.getByLabel('E-postadresse').fill('stein@steigen.kommune.example');
  await stein.getByLabel('Telefonnummer').fill('12 34 56 78');
  await press(stein, 'Be om tilgang');
  await stein.getByLabel(/^Kode/).waitFor();
  const inbox = await journey.anonymous();
  const mail = inbox.locator('main tbody a').first();
  for (let attempt = 0; attempt < 60; attempt++) {
    await inbox.goto('/innboks?til=stein');
    if ((await mail.count()) > 0) break;
    await inbox.waitForTimeout(250);
  }
  await mail.click();
  await stein.getByLabel(/^Kode/).fill(/\b\d{6}\b/.exec(await inbox.locator('main').innerText())![0]);
  await press(stein, 'Send forespørselen');
  await stein.getByText('Forespørselen om tilgang er sendt').waitFor();

  const request = new URL(stein.url()).pathname;
  const [nora, nanna] = [await journey.as('Nora Demobehandler'), await journey.as('Nanna Demoleder')];
  await Promise.all([nora.goto(request), nanna.goto(request)]);
  const reason = 'Vi finner ikke denne personen på kommunens nettsider.';
  await nanna.getByLabel(/^Grunn/).fill(reason);
  await Promise.all([press(nora, 'Gi tilgang'), press(nanna, 'Avslå tilgang')]);
  const told = await Promise.all(
    [nora, nanna].map(async (page) => {
      // By hand: in this Chromium a script’s own requests carry the cookies of the first browser.
      for (let attempt = 0; (await page.locator('#svar[data-pending]').count()) > 0; attempt++) {
        if (attempt > 60) throw new Error('still pending');
        await page.waitForTimeout(250);
        await page.reload();
      }
      return page.locator('main').innerText();
    }),
  );
  const won = told.map((text) => !/Dette ble ikke gjennomført|Noen kom først/.test(text));
  expect(won.filter(Boolean)).toHaveLength(1);
  const [winner, what] = won[0] ? ['Nora Demobehandler', 'Gi tilgang'] : ['Nanna Demoleder', 'Avslå tilgang'];
  const loser = told[won.indexOf(false)]!;
  expect(loser).toContain(`${winner} kom først: «${what}»`);
  expect(loser).toMatch(/\d\d\.\d\d\.\d\d/);
  if (won[0]) expect(loser).toContain(reason);
  expect(await faultsOf(won[0] ? nanna : nora)).toEqual([]);
});

test('a link from an e-mail, opened by another: as if there were nothing, and as whom one is logged in', async () => {
  const mona = await journey.as('Mona Demosøker');
  for (const path of [`/soknader/${application}`, '/soknader/00000000-0000-4000-8000-000000000000']) {
    expect((await mona.goto(path))!.status()).toBe(404);
    const told = await mona.locator('main').innerText();
    expect(told).toContain('Mona Demosøker, Moss kommune');
    expect(told).not.toContain('Salten');
    await mona.getByRole('link', { name: 'Logg inn som ansatt i staten' }).waitFor();
  }
  expect(await faultsOf(mona)).toEqual([]);
});

test.each([-1, 1])('a browser whose clock is %i hour wrong shows and saves by the server’s', async (hours) => {
  const right = await journey.as('Berit Demosøker');
  const wrong = await journey.as('Berit Demosøker', {});
  await wrong.clock.install({ time: Date.now() + hours * 3_600_000 });
  const read = async (page: Page, path: string): Promise<string> => {
    await page.goto(path);
    return page.locator('main').innerText();
  };
  for (const path of ['/kommune/1804', `/soknader/${application}`, step('budsjett'), step('innsending')])
    expect(await read(wrong, path)).toBe(await read(right, path));
  await wrong.goto(step('soknaden'));
  expect(Math.abs((await wrong.evaluate<number>('Date.now()')) - Date.now())).toBeGreaterThan(3_000_000);
  await wrong.getByLabel(/^Deres referanse/).fill(`Klokke ${hours}`);
  await press(wrong, 'Lagre');
  const saved = /Lagret (.*? kl\. \d\d\.\d\d)/.exec(await wrong.locator('main').innerText())![1];
  expect(await wrong.locator('.demo-bar').innerText()).toContain(`Klokka viser ${saved}`);
});
