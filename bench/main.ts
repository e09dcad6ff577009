/** `npm run bench [-- measure …]`: measures on real parts, as ratios within one run where it can, prints one table and keeps one per measure. */
import { countingRequests, logOutElsewhere } from './log-out.js';
import { decisionLatency, receiptLatency } from './latency.js';
import { keep, print, type Row } from './figures.js';
import { hourOfMemory } from './memory/hour.js';
import { pageTimes } from './pages/page-times.js';
import { wholeLives } from './life.js';
import { authorisationAdds } from './authorisation/added.js';
import { autosave } from './autosave.js';
import { eveningRows, fifthOfAnEvening } from './evening/row.js';
import { matrixOfRights } from './authorisation/matrix.js';
import { startUp } from './start-up.js';
import { threeYears } from './three-years.js';

const measures: Record<string, () => Promise<Row[]>> = {
  decision: () => decisionLatency(180),
  receipt: () => receiptLatency(60),
  autosave: () => autosave(100),
  evening: () => eveningRows(),
  'fifth-of-evening': () => fifthOfAnEvening(),
  years: () => threeYears(30),
  life: () => wholeLives(5, 10),
  pages: () => pageTimes(30),
  logout: async () => [...(await logOutElsewhere(200, 9)), ...(await countingRequests(200))],
  authorisation: () => authorisationAdds(30),
  matrix: () => matrixOfRights(),
  memory: () => hourOfMemory(),
  start: () => startUp(),
};

/** Only when asked for. */
const apart = ['fifth-of-evening'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in measures));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. Choose among ${Object.keys(measures).join(', ')}.`);
  process.exit(1);
}
const rows: Row[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(measures).filter((one) => !apart.includes(one))) {
  console.error(`measuring ${name} …`);
  const measured = await measures[name]!();
  keep(name, measured);
  rows.push(...measured);
}
print(rows);
process.exit(rows.some((row) => row.kept === false) ? 1 : 0);
