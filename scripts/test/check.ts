import { spawn } from 'node:child_process';
import type { CheckStep } from './steps.js';
import { nothing, passed, type Result } from './result.js';

/** Runs a program quietly; what it printed is shown when it fails. */
export async function runCheck(step: CheckStep, root: string, environment: NodeJS.ProcessEnv): Promise<Result> {
  const child = spawn(process.execPath, step.command, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null)).on('close', resolve);
  });
  if (code === 0) return passed;
  console.log(printed.trimEnd());
  return { ...nothing, failed: [step.name] };
}
