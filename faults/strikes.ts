/** Kills parts with -9 at random moments and starts them again. */
import { setTimeout as sleep } from 'node:timers/promises';

export const parts = ['worker', 'web', 'temporal'] as const;
export type Part = (typeof parts)[number];

/** From the kill until it served again; in wall time and in the product’s shown time, epoch ms. */
export type Outage = { part: Part; wall: [number, number]; shown: [number, number] };

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Striking = {
  kills: number;
  seed: number;
  /** Kills a part, waits `awayMs` and answers when it serves again. */
  kill: (part: Part, awayMs: number) => Promise<void>;
  now: () => Promise<number>;
};
export type Strikes = { outages: Outage[]; stop(): Promise<void> };

/** Every part as often as the others, in an order and at moments that the seed gives; one at a time. */
export function strike({ kills, seed, kill, now }: Striking): Strikes {
  const random = randomFrom(seed);
  const outages: Outage[] = [];
  const stopping = new AbortController();
  let bag: Part[] = [];

  async function run(): Promise<void> {
    while (outages.length < kills) {
      // About twice as long up as away, also on a busy machine: under nothing but outages no life goes on.
      const last = outages.at(-1)?.wall ?? [0, 0];
      await sleep(300 + random() * Math.max(2_700, 4 * (last[1] - last[0])), undefined, {
        signal: stopping.signal,
      }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      if (bag.length === 0) bag = [...parts];
      const [part] = bag.splice(Math.floor(random() * bag.length), 1) as [Part];
      const from = [Date.now(), await now()] as const;
      await kill(part, random() * 1_500);
      outages.push({ part, wall: [from[0], Date.now()], shown: [from[1], await now()] });
    }
  }
  const running = run();
  return {
    outages,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
