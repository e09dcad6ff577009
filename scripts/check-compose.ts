/** Checks docker-compose.yml without Docker: `node --import tsx scripts/check-compose.ts`. */
import { readWebConfig } from '../web/config.js';
import { readWorkerConfig } from '../worker/config.js';
import { checkCompose } from './compose/check.js';
import { readInstallConfig } from './install.js';
import { projectRoot } from './migration-files.js';

const faults = checkCompose(projectRoot, {
  'web/main.ts': readWebConfig,
  'worker/main.ts': readWorkerConfig,
  'scripts/install.ts': readInstallConfig,
});
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults in docker-compose.yml`);
process.exitCode = faults.length === 0 ? 0 : 1;
