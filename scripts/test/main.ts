/**
 * `npm test [step …]`: runs the steps, all of them also when one fails, and counts. Its last line is
 * "N passed, N failed, N skipped".
 */
import { StartError } from '../../embedded/start-error.js';
import { projectRoot } from '../migration-files.js';
import { prepare } from '../prepare.mjs';
import { runCheck } from './check.js';
import { runJest } from './jest.js';
import { createParts, type Parts } from './parts.js';
import { add, countLine, nothing, type Result } from './result.js';
import { findTestFiles, isIn, type Step, steps, unclaimed } from './steps.js';

/** Addresses of real systems: no test sees them. */
const production = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'SMTP_URL'];

/** @returns the exit code: 1 when something failed or a step is unknown */
export async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step “${unknown.join('”, “')}”. Steps: ${steps.map(({ name }) => name).join(', ')}`);
    return 1;
  }
  const parts = createParts((line) => console.log(line));
  const interrupted = () => void parts.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);

  let total = names.length === 0 ? leftOut() : nothing;
  total = add(total, prepared());
  for (const step of steps) {
    if (names.length > 0 && !names.includes(step.name)) continue;
    total = add(total, await run(step, parts));
  }
  await parts.stop();

  for (const name of total.failed) console.log(`failed: ${name}`);
  for (const name of total.skipped) console.log(`skipped: ${name}`);
  console.log(countLine(total));
  return total.failed.length > 0 ? 1 : 0;
}

function leftOut(): Result {
  const files = unclaimed(findTestFiles(projectRoot));
  return { ...nothing, failed: files.map((file) => `${file}: in no step’s folders`) };
}

function prepared(): Result {
  try {
    prepare();
    return nothing;
  } catch (error) {
    console.log(String(error));
    return { ...nothing, failed: ['prisma generate'] };
  }
}

async function run(step: Step, parts: Parts): Promise<Result> {
  const files = step.kind === 'jest' ? findTestFiles(projectRoot).filter((file) => isIn(step.folders, file)) : [];
  if (step.kind === 'jest' && files.length === 0) return nothing;
  console.log(`▶ ${step.name}`);
  const began = performance.now();
  let environment: NodeJS.ProcessEnv;
  try {
    environment = { ...process.env, ...(await parts.environment(step.needs)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`  ${step.name} could not run: ${reason}`);
    const named = files.length > 0 ? files : [step.name];
    // Only what the machine lacks is skipped; a part of ours that does not start is a failure.
    return error instanceof StartError ? { ...nothing, skipped: named } : { ...nothing, failed: named };
  }
  for (const name of production) delete environment[name];

  const result =
    step.kind === 'check'
      ? await runCheck(step, projectRoot, environment)
      : await runJest(files, { root: projectRoot, environment });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${result.failed.length === 0 ? '✓' : '✗'} ${step.name}: ${countLine(result)} (${seconds} s)`);
  return result;
}
