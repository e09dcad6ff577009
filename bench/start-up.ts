/** Cold and warm start of `npm start`, and the resident memory of each part once it is up. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../embedded/ports.js';
import { quantile, type Row } from './figures.js';

const root = path.resolve(import.meta.dirname, '..');

type Started = { ms: number; memory: Map<string, number>; stop: () => Promise<number> };

/** Starts everything on a data folder and waits for the web to answer. */
async function start(folder: string, port: number): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'embedded/start.ts'], {
    cwd: root,
    env: { ...process.env, DATA_FOLDER: folder, PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let dead = false;
  void ended.then(() => (dead = true));
  for (;;) {
    if (dead) throw new Error('npm start ended before it was ready');
    if (await fetch(`http://127.0.0.1:${port}/health`).then((answer) => answer.ok, () => false)) break; // prettier-ignore
    await sleep(25);
  }
  const ms = performance.now() - begun;
  await sleep(3_000);
  const memory = residentByPart(child.pid!, folder);
  return {
    ms,
    memory,
    async stop() {
      const from = performance.now();
      child.kill('SIGINT');
      await ended;
      return performance.now() - from;
    },
  };
}

/** MiB of resident memory by part, of everything below a process (Linux). Postgres is many processes; shared pages count in each. */
function residentByPart(parent: number, folder: string): Map<string, number> {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const number = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return [{ pid: Number(pid), parent: number('PPid'), mib: number('VmRSS') / 1024, args }];
      } catch {
        return [];
      }
    });
  const ours = new Set([parent]);
  for (let grew = true; grew;) {
    const before = ours.size;
    for (const one of processes) if (ours.has(one.parent)) ours.add(one.pid);
    grew = ours.size > before;
  }
  const memory = new Map<string, number>();
  for (const { pid, mib, args } of processes.filter((one) => ours.has(one.pid))) {
    const part = partOf(args, pid === parent, folder);
    memory.set(part, (memory.get(part) ?? 0) + mib);
  }
  return memory;
}

function partOf(args: string, isStart: boolean, folder: string): string {
  if (isStart) return 'start, mail';
  if (args.includes('worker/main')) return 'worker';
  if (args.includes('embedded/web')) return 'web';
  if (args.includes('id-porten')) return 'ID-porten stand-in';
  if (args.includes('postgres')) return 'Postgres';
  return args.includes(folder) || args.includes('server') ? 'Temporal' : 'other';
}

/** A fresh data folder first, then three starts on it. The Temporal server is built before, once: it is not part of the figure. */
export async function startUp(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-bench-'));
  const port = await freePort();
  const cold = await start(folder, port);
  await cold.stop();
  const warm: number[] = [];
  const stops: number[] = [];
  let memory = new Map<string, number>();
  for (let n = 0; n < 3; n++) {
    const started = await start(folder, port);
    warm.push(started.ms);
    memory = started.memory;
    stops.push(await started.stop());
  }
  rmSync(folder, { recursive: true, force: true });
  const parts = [...memory].sort(([, a], [, b]) => b - a).map(([part, mib]) => `${part} ${Math.round(mib)}`);
  return [
    {
      what: 'cold start: empty data folder, to the first page',
      figure: `${(cold.ms / 1000).toFixed(1)} s`,
      goal: '–',
      kept: null,
    },
    {
      what: 'warm start: with the data of the first (median of 3)',
      figure: `${(quantile(warm, 0.5) / 1000).toFixed(1)} s`,
      goal: 'seconds',
      kept: quantile(warm, 0.5) < 10_000,
    },
    { what: 'stop (median of 3)', figure: `${(quantile(stops, 0.5) / 1000).toFixed(1)} s`, goal: '–', kept: null },
    { what: 'resident memory, MiB', figure: parts.join(', '), goal: '–', kept: null },
  ];
}
