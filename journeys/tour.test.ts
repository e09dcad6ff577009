/** «Prøv selv», done as a newcomer does it: one browser, and nothing but what the pages say. Once in each written form. */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { localDate } from '../domain/calendar/index.js';
import { createTexts } from '../locales/texts.js';
import { faultsOf, narrow, wide } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(240_000);
const texts = createTexts((key) => {
  throw new Error(`the text ${key} is missing`);
});
const nextYear = Number(localDate(Date.now()).slice(0, 4)) + 1;

describe.each(['nb', 'nn'] as const)('in %s', (form) => {
  const t = texts(form);
  const faults: string[] = [];
  let journey: Journey;
  let page: Page;
  beforeAll(async () => {
    journey = await startJourney();
    page = await journey.anonymous();
    await page.goto(`/prov?sprak=${form}`);
  }, 600_000);
  afterAll(() => journey.close(), 60_000);

  const main = () => page.locator('main');
  const press = async (name: string | RegExp) => {
    await main().getByRole('button', { name }).or(main().getByRole('link', { name })).first().click();
    await page.waitForLoadState('networkidle');
  };
  const says = (words: string | RegExp) => main().getByText(words).first().waitFor();
  async function look(): Promise<void> {
    await page.setViewportSize(narrow);
    faults.push(...(await faultsOf(page)));
    await page.setViewportSize(wide);
    faults.push(...(await faultsOf(page)));
    expect(await page.locator('html').getAttribute('lang')).toBe(form);
  }

  /** Nobody is logged in any more, here and at the log-in service, and the tour lies open. */
  async function leave(): Promise<void> {
    const out = page.getByRole('button', { name: t('common.layout.logOut'), exact: true });
    if (await out.isVisible()) {
      await out.click();
      await page
        .getByRole('link', { name: /^Logg inn$/ })
        .first()
        .waitFor();
    }
    await page.goto(`/prov?sprak=${form}`);
  }
  /** By the task’s own button, after logging out where someone else is logged in; the person reads this written form. */
  async function become(name: string, start = 'goOn'): Promise<void> {
    await leave();
    await press(t('demo.tour.logIn', { name }));
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.waitForURL(/\/prov/);
    await page.goto('/meg');
    await main()
      .getByLabel(form === 'nn' ? 'Nynorsk' : 'Bokmål')
      .check();
    await page.locator('main').getByRole('button').first().click();
    await page.goto('/prov');
    await press(t(`demo.tour.${start}`));
  }
  /** The tour’s page says that so many are done. */
  async function done(count: number): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      await page.goto('/prov');
      if ((await page.locator('progress').getAttribute('value')) === String(count)) break;
      if (attempt > 40) throw new Error(`not ${count} tasks done: ${await main().innerText()}`);
      await page.waitForTimeout(250);
    }
    await look();
  }

  test('1: someone of a small municipality asks for access', async () => {
    await become('Unn Demony');
    await page.getByLabel(t('access.municipality'), { exact: true }).selectOption({ label: 'Utsira (Rogaland)' });
    await page.getByLabel(t('access.email')).fill('unn@utsira.kommune.example');
    await page.getByLabel(t('access.phone')).fill('12 34 56 78');
    await look();
    await press(t('access.ask'));
    await says(t('common.done.accessRequest.start'));
    const request = page.url();
    await page.getByRole('link', { name: t('common.demo.inbox') }).click();
    await main().locator('tbody a').first().click();
    const code = /\b\d{6}\b/.exec(await main().innerText())![0];
    await page.goto(request);
    await page.getByLabel(t('access.code')).fill(code);
    await press(t('access.confirm'));
    await done(1);
  });

  test('2: the officer lets her in', async () => {
    await become('Ragnhild Demobehandlar');
    await main().locator('a[href^="/tilgang/"]').first().click();
    await look();
    await press(t('access.approve'));
    await done(2);
  });

  test('3: the director approves the call', async () => {
    await become('Reidun Demogodkjennar');
    await main().locator('a[href*="/utlysninger/"]').first().click();
    if (!page.url().includes('/gjor/')) await press(t('common.button.call.approve'));
    await look();
    await press(t('common.button.call.approve'));
    await done(3);
  });

  test('4: a reader finds the largest award of a round', async () => {
    await leave();
    await press(t('demo.tour.openPublic'));
    await page.getByLabel(t('public.filter.ar')).selectOption('2021');
    await page.getByLabel(t('public.filter.statsforvalter')).selectOption('FMRO');
    await page.locator('main form').getByRole('button').first().click();
    await look();
    const cells = await main().locator('tbody tr').allInnerTexts();
    const amounts = cells.flatMap((row) =>
      [...row.matchAll(/\d{1,3}(?:\s\d{3})+/g)].map(([kroner]) => Number(kroner.replaceAll(/\s/g, ''))),
    );
    expect(cells).toHaveLength(18);
    await page.goto('/prov');
    await page.getByLabel(t('demo.tour.answer')).fill(String(Math.max(...amounts)));
    await press(t('demo.tour.check'));
    await says(t('demo.tour.right'));
    await done(4);
  });

  test('5: the application is sent in', async () => {
    await become('Berit Demosøker');
    await main().locator('a[href^="/soknader/"]').first().click();
    await page.goto(`${page.url().replace(/\/(soknaden|innsending).*$/, '')}/innsending`);
    for (const box of await main().locator('input[type=checkbox]').all()) await box.check();
    await press(t('applications.submission.send'));
    await done(5);
  });

  test('6: the chief executive approves for the municipality', async () => {
    await become('Dina Demodirektør');
    await main().locator('a[href*="/innsending"]').first().click();
    await look();
    await press(t('submission.button.approveAndPass'));
    await done(6);
  });

  test('7: the clock is turned past the deadline, and everything has happened', async () => {
    await become('Sindre Demodrift', 'openClock');
    await page.getByLabel(t('demo.clock.date')).fill(`${nextYear}-04-02`);
    await press(t('demo.clock.toDate'));
    await main()
      .getByRole('link', { name: t('demo.clock.seeInbox') })
      .waitFor({ timeout: 120_000 });
    await page.goto('/prov');
    expect(await page.locator('progress').getAttribute('value')).toBe('7');
    expect(await main().innerText()).toMatch(/Alle oppg/);
  });

  test('no page on the way had a fault that axe finds, a missing word, two main actions or a sideways scroll', () => {
    expect([...new Set(faults)]).toEqual([]);
  });
});
