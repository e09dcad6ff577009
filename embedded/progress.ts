import type { BuildProgress } from './temporal-build.js';

/** Shows what goes on, on one line where there is a terminal; elsewhere a line every five seconds and at each new phase. */
export function createProgress(out: NodeJS.WriteStream): {
  show: (text: string, phase?: string) => void;
  clear: () => void;
} {
  let lastPhase = '';
  let lastAt = 0;
  return {
    show(text, phase = text) {
      if (out.isTTY) {
        out.write(`\r\u001b[K${text.slice(0, out.columns - 1)}`);
        return;
      }
      if (phase === lastPhase && Date.now() - lastAt < 5_000) return;
      [lastPhase, lastAt] = [phase, Date.now()];
      out.write(`${text}\n`);
    },
    clear() {
      if (out.isTTY) out.write('\r\u001b[K');
    },
  };
}

export function describeBuild(progress: BuildProgress): string {
  const what = 'Building the Temporal server, once on this machine (about 5 minutes):';
  switch (progress.phase) {
    case 'waiting':
      return `Waiting for process ${String(progress.pid)}, which is building the Temporal server`;
    case 'modules':
      return `${what} ${String(progress.done)} modules fetched`;
    case 'packages':
      return `${what} ${String(progress.done)} of ${String(progress.total)} packages`;
    case 'linking':
      return `${what} linking, 10–20 seconds`;
  }
}
