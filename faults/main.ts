/**
 * `npm run faults -- [--grants N] [--kills N] [--seed S]`: a round of grants, from the first draft to the approved final report, lived by
 * people through a real web while worker, web and Temporal are killed with -9 at random moments. Counts what was lost, doubled or late.
 */
import { parseArgs } from 'node:util';
import { spoilings } from './spoiled.js';
import { wholeLife } from './suite.js';

const { values } = parseArgs({
  options: {
    grants: { type: 'string', default: '50' },
    kills: { type: 'string', default: '45' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [grants, kills, seed] = [values.grants, values.kills, values.seed].map(Number) as [number, number, number];
const whole = (n: number, most: number): boolean => Number.isInteger(n) && n >= 0 && n <= most;
if (!whole(grants, 200) || grants === 0 || !whole(kills, 500) || !whole(seed, 2 ** 31)) {
  console.error('--grants is a whole number from 1 to 200, --kills up to 500, --seed any whole number.');
  process.exit(1);
}

console.error(`seed ${seed}`);
const result = await wholeLife({ grants, kills, seed, tell: (line) => console.error(line) });
const { lost, doubled, late, again, unseen } = result;
const seconds = (result.slowestMs / 1000).toFixed(1);
console.log(`| grants | receipts | e-mails | kills -9: worker, web, Temporal | lost | doubled | late | minutes |
|---|---|---|---|---|---|---|---|
| ${grants} | ${result.receipts} | ${result.emails} | ${result.kills.worker}, ${result.kills.web}, ${result.kills.temporal} | ${lost.length} | ${doubled.length} | ${late.length} | ${result.minutes.toFixed(1)} |
Delivered again in the crash window, with the same Message-ID: ${again}. The slowest duty: ${seconds} s after its instant, outages taken out.
The count sees ${spoilings.length - unseen.length} of ${spoilings.length} spoilings of this round’s rows.`);
for (const [name, list] of Object.entries({ lost, doubled, late, unseen }))
  for (const what of list) console.log(`${name}: ${what}`);
process.exit([lost, doubled, late, unseen].some((list) => list.length > 0) ? 1 : 0);
