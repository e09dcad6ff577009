/** A person who uses the keyboard alone: Tab until the focus is where they want, then what the key does there. */
import type { Page } from 'playwright-core';

export type Keyboard = {
  /** Moves the focus to what has this name. Throws when it cannot be reached, or when the focus cannot be seen. */
  to(name: string | RegExp): Promise<void>;
  /** Follows a link or presses a button. */
  press(name: string | RegExp): Promise<void>;
  /** Writes in a field, instead of what stands there. */
  type(name: string | RegExp, text: string): Promise<void>;
  /** Chooses in a list by typing the beginning of the option. */
  choose(name: string | RegExp, option: string): Promise<void>;
  /** Ticks a box, or chooses a radio button. */
  tick(name: string | RegExp): Promise<void>;
};

type Focus = { name: string; visible: boolean };

/** What the focus is on, by the name a screen reader would say, and whether a reader can see that it is. In the browser’s own words. */
const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate<Focus>(`(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { name: '', visible: true };
    const labelled = (at.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
    const labels = [...(at.labels ?? [])].map((label) => label.textContent);
    const texts = [at.getAttribute('aria-label'), ...labelled, ...labels, at.textContent];
    const name = (texts.find((text) => text?.trim()) ?? '').replace(/\\s+/g, ' ').trim();
    // A radio button or a tick shows it round its whole field.
    const shows = (one) => one && (getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none');
    const { width, height } = at.getBoundingClientRect();
    return { name, visible: Boolean(shows(at) || shows(at.closest('.ds-field'))) && width > 0 && height > 0 };
  })()`);

const fits = (name: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name.startsWith(wanted) : wanted.test(name);

/** The keyboard of a page. `most` is how many times Tab is pressed before it is given up. */
export function keyboardOf(page: Page, most = 150): Keyboard {
  async function to(name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let n = 0; n < most; n++) {
      await page.keyboard.press('Tab');
      const focus = await focusOf(page);
      passed.push(focus.name);
      if (!fits(focus.name, name)) continue;
      if (!focus.visible) throw new Error(`${page.url()}: the focus on «${focus.name}» cannot be seen`);
      return;
    }
    throw new Error(`${page.url()}: Tab never came to ${String(name)}; it came to ${[...new Set(passed)].join(' | ')}`);
  }
  return {
    to,
    async press(name) {
      await to(name);
      const loaded = page.waitForEvent('load');
      await page.keyboard.press('Enter');
      await loaded;
      await page.waitForLoadState('networkidle');
    },
    async type(name, text) {
      await to(name);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    async choose(name, option) {
      await to(name);
      await page.keyboard.type(option);
    },
    async tick(name) {
      await to(name);
      await page.keyboard.press('Space');
    },
  };
}
