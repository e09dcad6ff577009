/** The real product, started as `npm start` does, on a data folder of its own; and people in real browsers. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../embedded/browser.js';
import { wantedPorts } from '../embedded/environment.js';
import { answers, freePort } from '../embedded/ports.js';

export type Journey = {
  baseUrl: string;
  /** Where Temporal UI answers. */
  temporalUi: string;
  browser: Browser;
  /** The page of this demo person, logged in through ID-porten’s page; the same page when asked again, unless it is a browser of its own. */
  as(name: string, options?: BrowserContextOptions): Promise<Page>;
  anonymous(options?: BrowserContextOptions): Promise<Page>;
  /** Turns the clock on its page and waits until it is there. A date, or a button’s name. */
  turnTo(target: string | RegExp): Promise<void>;
  /** Subjects of the e-mails to an address, newest first. */
  mailsTo(address: string): Promise<string[]>;
  close(): Promise<void>;
};

const root = path.resolve(import.meta.dirname, '..');
const staff = /behandl[ea]r|godkjenn[ea]r|leder|leiar|vurderer|drift/i;

/** Starts everything; a minute when nothing is cached, seconds otherwise. */
export async function startJourney(): Promise<Journey> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-reise-'));
  // Ports of its own: two journeys that start at once would both find the usual ones free.
  const names = ['web', ...wantedPorts.map(({ name }) => name)] as const;
  const chosen = await Promise.all(names.map(async (name) => [name, await freePort()] as const));
  const ports = Object.fromEntries(chosen) as Record<(typeof names)[number], number>;
  const port = ports.web;
  writeFileSync(path.join(folder, 'ports.json'), JSON.stringify(ports));
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'embedded/start.ts'], {
    cwd: root,
    env: { ...inherited, DATA_FOLDER: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let dead = false;
  void ended.then(() => (dead = true));
  const baseUrl = `http://localhost:${port}`;
  while (
    !(await fetch(`${baseUrl}/health`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    // prettier-ignore
    if (dead) throw new Error(`npm start ended: ${said}`);
    await sleep(100);
  }
  const browser = await launchBrowser();
  const people = new Map<string, Page>();

  async function anonymous(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      locale: 'nb-NO',
      timezoneId: 'Europe/Oslo',
      baseURL: baseUrl,
      ...options,
    });
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }

  async function logIn(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await anonymous(options);
    await page.goto('/logg-inn');
    await page.locator('main').getByRole('link').or(page.locator('main').getByRole('button')).filter({ hasText: staff.test(name) ? /staten/ : /kommune/ }).first().click(); // prettier-ignore
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.waitForURL((url) => url.port === String(port));
    return page;
  }

  let clock: Page | undefined;
  return {
    baseUrl,
    temporalUi: `http://localhost:${ports.temporalUi}`,
    browser,
    async as(name, options) {
      if (options) return logIn(name, options);
      const page = people.get(name) ?? (await logIn(name));
      people.set(name, page);
      return page;
    },
    anonymous,
    async turnTo(target) {
      clock ??= await anonymous();
      await clock.goto('/tid');
      if (typeof target === 'string') {
        await clock.getByLabel('Dato').fill(target);
        await clock.getByRole('button', { name: 'Gå til datoen' }).click();
      } else await clock.getByRole('button', { name: target }).click();
      await clock.getByText(/Klokka viser nå/).waitFor({ timeout: 120_000 });
    },
    async mailsTo(address) {
      const page = (clock ??= await anonymous());
      await page.goto(`/innboks?til=${encodeURIComponent(address)}`);
      return page.locator('main tbody a').allTextContents();
    },
    async close() {
      await browser.close();
      child.kill('SIGINT');
      await ended;
      for (const [name, left] of Object.entries(ports))
        if (await answers(left)) throw new Error(`${name} still answers`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No violation of WCAG 2.2 A or AA. */
export async function axeFaults(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(({ id, nodes }) => `${new URL(page.url()).pathname}: ${id} ${nodes[0]?.target.join(' ')}`);
}
