/** `npm run pictures`: takes the pictures of the README anew, from the demo as it is. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { localDate } from '../domain/calendar/index.js';
import { wide } from './look.js';
import { startJourney } from './product.js';

const folder = path.resolve(import.meta.dirname, '../docs/pictures');
const year = Number(localDate(Date.now()).slice(0, 4)) + 1;
const journey = await startJourney();

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  const main = page.locator('main');
  await main.getByRole('button', { name }).or(main.getByRole('link', { name })).first().click();
  await page.waitForLoadState('networkidle');
};
async function take(page: Page, name: string): Promise<void> {
  await page.setViewportSize(wide);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

try {
  const tour = await journey.anonymous();
  await tour.goto('/prov');
  await take(tour, 'tour');

  const berit = await journey.as('Berit Demosøker');
  await press(berit, 'Fortsett');
  const application = /[0-9a-f-]{36}/.exec(berit.url())![0];
  await berit.goto(`/soknader/${application}/innsending`);
  for (const box of await berit.locator('main input[type=checkbox]').all()) await box.check();
  await press(berit, /^Send inn søknaden/);
  await journey.turnTo(`${year}-04-05`);

  const nora = await journey.as('Nora Demobehandler');
  await nora.goto('/embete/FMNO');
  await nora.locator('main a[href*="/styring"]').first().click();
  const call = /[0-9a-f-]{36}/.exec(nora.url())![0];
  await nora.goto(`/utlysninger/${call}/gjor/start-vurdering`);
  await press(nora, /^Start vurderingen/);
  await nora.goto(`/saker/${application}`);
  await press(nora, 'Erklær habilitet');
  await nora.locator('main input[type=radio]').first().check();
  await press(nora, 'Lagre erklæringen');
  await nora.goto(`/saker/${application}`);
  await take(nora, 'case');

  const temporal = await journey.anonymous();
  await temporal.setViewportSize({ width: 1440, height: 1100 });
  const workflow = encodeURIComponent(`grant/${application}`);
  await temporal.goto(`${journey.temporalUi}/namespaces/default/workflows/${workflow}`);
  await temporal.getByText(/opening|åpning/i).first().waitFor(); // prettier-ignore
  await temporal.waitForTimeout(1500); // its charts are drawn in steps
  await temporal.screenshot({ path: path.join(folder, 'temporal.png') });
  console.log('docs/pictures/temporal.png');
} finally {
  await journey.close();
}
