/**
 * Salten’s application of 2019 (source 004), from empty to receipt: in bokmål by the keyboard alone, and in nynorsk on a phone without
 * script. What is read back is what was entered, to the krone.
 */
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createTexts } from '../locales/texts.js';
import { salten } from '../prisma/seed/demo/salten.js';
import { localDate } from '../domain/calendar/index.js';
import { keyboardOf } from './keyboard.js';
import { faultsOf, layoutFaults, narrow, wide } from './look.js';
import { startJourney, type Journey } from './product.js';

jest.setTimeout(400_000);
let journey: Journey;
const faults: string[] = [];
const year = Number(localDate(Date.now()).slice(0, 4)) + 1;
beforeAll(async () => {
  journey = await startJourney();
}, 600_000);
afterAll(() => journey.close(), 60_000);

const texts = createTexts((key) => {
  throw new Error(`no words for ${key}`);
});

/** How somebody uses a form. Labels are the beginnings of what they read. */
type Hand = {
  fill(label: string, value: string): Promise<void>;
  tick(label: string): Promise<void>;
  /** The one of a group of radio buttons that has this place in it. */
  choose(group: readonly string[], place: number): Promise<void>;
  press(name: string): Promise<void>;
  /** One more row, and its first field. */
  add(name: string, label: string, value: string): Promise<void>;
  /** A field of the row that was added last. */
  fillLast(label: string, value: string): Promise<void>;
  date(iso: string): string;
};

const text = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
const startsWith = (words: string) => new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\p{L})`, 'u');

function byKeyboard(page: Page): Hand {
  const keys = keyboardOf(page, 400);
  return {
    fill: (label, value) => keys.type(label, value),
    fillLast: (label, value) => keys.type(label, value),
    tick: (label) => keys.tick(label),
    press: keys.press,
    async choose(group, place) {
      await keys.to(group[0]!);
      for (let n = 0; n < place; n++) await page.keyboard.press('ArrowDown');
    },
    async add(name, label, value) {
      await keys.to(name);
      const fields = page.locator('main input, main textarea');
      const before = await fields.count();
      await page.keyboard.press('Enter');
      for (let wait = 0; wait < 100 && (await fields.count()) <= before; wait++) await page.waitForTimeout(50);
      // The new row’s first field has the focus.
      expect(await page.evaluate<string>('document.activeElement.labels[0].textContent')).toContain(label);
      await page.keyboard.type(value);
    },
    // The browser’s own field takes month, day and year: days and months are the same here.
    date: (iso) => `${iso.slice(5, 7)}${iso.slice(8, 10)}${iso.slice(0, 4)}`,
  };
}

function withoutScript(page: Page): Hand {
  const main = page.locator('main');
  const field = (label: string) => main.getByLabel(startsWith(label));
  const press = async (name: string) => {
    const named = { name: startsWith(name) };
    await main.getByRole('button', named).or(main.getByRole('link', named)).first().click();
    await page.waitForLoadState();
  };
  return {
    fill: (label, value) => field(label).first().fill(value),
    fillLast: (label, value) => field(label).last().fill(value),
    tick: (label) => field(label).first().check(),
    choose: (group, place) => field(group[place]!).first().check(),
    press,
    async add(name, label, value) {
      await press(name);
      await field(label).last().fill(value);
    },
    date: (iso) => iso,
  };
}

const partners = ['Beiarn', 'Fauske', 'Gildeskål', 'Hamarøy', 'Meløy', 'Rødøy', 'Saltdal', 'Steigen', 'Sørfold'];

type Given = { page: Page; hand: Hand; form: 'nb' | 'nn'; look: () => Promise<void> };

/** From the municipality’s home to the receipt; answers the application’s id. Each page is read as a check before it is left. */
async function enter({ page, hand, form, look }: Given): Promise<string> {
  const t = texts(form);
  const field = (key: string) => t(`applications.field.${key}`);
  const cell = (key: string, name: string) => t(`applications.column.${key}.${name}`);
  const next = async () => {
    await look();
    await hand.press(t('common.button.saveAndContinue'));
  };
  await hand.press(t('common.button.grant.create'));
  const id = /[0-9a-f-]{36}/.exec(page.url())![0];

  await hand.fill(field('title'), `${salten.title} (${form})`);
  await hand.fill(field('summary'), salten.summary);
  await hand.fill(field('projectOwnerName'), salten.owner);
  await hand.fill(field('ownReference'), salten.ownReference);
  await next();

  for (const name of partners) {
    await hand.fill(t('applications.partners.name'), name);
    await hand.press(t('applications.partners.search'));
    await hand.press(`${t('applications.partners.add')} ${name}`);
  }
  for (const name of partners) await hand.tick(`${t('applications.partners.confirmed')} ${name}`);
  await next();

  await hand.fill(field('challenges'), salten.challenges);
  for (const role of salten.municipalRoles) await hand.tick(t(`common.municipalRole.${role}`));
  await hand.fill(field('goalsAndMethod'), salten.goalsAndMethod);
  await hand.fill(cell('subGoals', 'goal'), salten.subGoals[0].goal);
  for (const { goal } of salten.subGoals.slice(1)) await hand.add(t('applications.row.add.subGoals'), cell('subGoals', 'goal'), goal);
  for (const sector of salten.sectors) await hand.tick(t(`common.sector.${sector}`));
  for (const measure of salten.measures) await hand.tick(t(`common.measure.${measure}`));
  await hand.fill(field('measureRationale'), salten.measureRationale);
  await hand.tick('Omstilling');
  await hand.fill(field('innovation'), salten.innovation);
  await hand.fill(field('transferValue'), salten.transferValue);
  await hand.fill(field('anchoring'), salten.anchoring);
  await next();

  await hand.fill(field('startDate'), hand.date(`${year}-01-01`));
  await hand.fill(field('endDate'), hand.date(`${year + 2}-12-12`));
  await hand.fill(cell('milestones', 'text'), 'Kartleggingen er ferdig');
  await hand.fill(cell('milestones', 'date'), hand.date(`${year}-03-03`));
  await hand.add(t('applications.row.add.milestones'), cell('milestones', 'text'), 'Strategien er vedtatt');
  await hand.fillLast(cell('milestones', 'date'), hand.date(`${year}-12-12`));
  await hand.fill(field('afterProject'), salten.afterProject);
  await next();

  for (let n = 0; n < 2; n++) await hand.press(t('applications.budget.addYear'));
  const fillRow = async (heading: string, amounts: readonly number[]) => {
    for (const [i, amount] of amounts.entries()) await hand.fill(`${heading}, ${year + i}`, String(amount));
  };
  for (const { kind, amounts } of salten.costs) await fillRow(t(`common.costKind.${kind}`), amounts);
  await fillRow(t('applications.budget.side.applied'), salten.applied);
  await fillRow(t('common.ownKind.cash'), salten.own[0].amounts);
  await hand.choose([t('common.answer.yes'), t('common.answer.no')], 1);
  await next();

  await look();
  await hand.press(t('applications.step.innsending'));
  await look();
  for (const one of ['true', 'ownShare', 'public']) await hand.tick(t(`applications.submission.declaration.${one}`));
  await hand.press(t('applications.submission.send'));
  expect(await text(page)).toMatch(/\d{4}-\d+/);
  return id;
} // prettier-ignore

/** The source’s table, to the krone, and what else was entered. */
async function readsBackTheSame(page: Page, id: string, form: 'nb' | 'nn'): Promise<void> {
  const t = texts(form);
  await page.goto(`/soknader/${id}/innsending`);
  const shown = (await text(page)).replaceAll(/\s+/g, ' ');
  const row = (heading: string, ...amounts: string[]) => expect(shown).toContain([heading, ...amounts].join(' '));
  row(t('common.costKind.salary'), '830 000', '860 000', '900 000', '2 590 000');
  row(t('common.costKind.office'), '200 000', '200 000', '200 000', '600 000');
  row(t('common.costKind.travel'), '200 000', '200 000', '200 000', '600 000');
  row(t('common.costKind.other'), '170 000', '140 000', '100 000', '410 000');
  row(t('applications.budget.sum.costs'), '1 400 000', '1 400 000', '1 400 000', '4 200 000');
  row(t('applications.budget.side.applied'), '700 000', '700 000', '700 000', '2 100 000');
  row(t('common.ownKind.cash'), '700 000', '700 000', '700 000', '2 100 000');
  row(t('applications.budget.sum.funding'), '1 400 000', '1 400 000', '1 400 000', '4 200 000');
  for (const words of [salten.title, salten.summary, salten.owner, salten.ownReference, partners.join(', '), salten.subGoals[2].goal])
    expect(shown).toContain(words);
} // prettier-ignore

async function received(page: Page, form: 'nb' | 'nn'): Promise<void> {
  for (let attempt = 0; !/\(PDF\)/.test(await text(page)); attempt++) {
    if (attempt > 60) throw new Error(`no document of what was sent in: ${await text(page)}`);
    await page.waitForTimeout(500);
    await page.goto(page.url().split(/[?#]/)[0]!);
  }
  expect(await page.locator('html').getAttribute('lang')).toBe(form);
}

test('by the keyboard alone, in bokmål', async () => {
  const page = await journey.as('Berit Demosøker');
  await page.setViewportSize(wide);
  const look = async () => void faults.push(...(await faultsOf(page)));
  const id = await enter({ page, hand: byKeyboard(page), form: 'nb', look });
  await received(page, 'nb');
  await readsBackTheSame(page, id, 'nb');
});

test('on a phone without script, in nynorsk', async () => {
  const page = await journey.as('Bjarne Demokollega', { javaScriptEnabled: false, viewport: narrow });
  await page.goto('/meg');
  await page.locator('main').getByLabel('Nynorsk').check();
  await page.locator('main').getByRole('button', { name: 'Lagre' }).first().click();
  await page.goto('/kommune/1804');
  const look = async () => void faults.push(...(await layoutFaults(page)));
  const id = await enter({ page, hand: withoutScript(page), form: 'nn', look });
  await received(page, 'nn');
  await readsBackTheSame(page, id, 'nn');
});

test('no page on the way had a fault', () => {
  expect([...new Set(faults)]).toEqual([]);
});
