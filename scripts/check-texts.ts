/** Checks the texts of all pages: `node --import tsx scripts/check-texts.ts`. */
import { projectRoot } from './migration-files.js';
import { checkTexts } from './texts/check.js';

const { count, faults } = checkTexts(projectRoot);
for (const fault of faults) console.error(fault);
console.log(`${count} texts, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
