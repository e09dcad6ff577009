import { allHandlersFinished, condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

/** A life with nothing in it: timers at these instants (epoch ms), this many Updates, and so many activities at each of them. */
export type BareLife = { dues: number[]; updates: number; activities: number[] };

export const step = defineUpdate<void>('step');
const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '5s' });

/** Like a process of the product an Update wakes it, so that it sets its timer anew. */
export async function bareLife({ dues, updates, activities }: BareLife): Promise<void> {
  let version = 0;
  let begun = 0;
  let ended = 0;
  let outside = 0;

  async function beside(times: number): Promise<void> {
    outside++;
    for (let n = 0; n < times; n++) await nothing();
    outside--;
  }
  async function act(): Promise<void> {
    const times = activities[begun++] ?? 0;
    if (times > 0) await nothing();
    if (times > 1) void beside(times - 1);
    version++;
    ended++;
  }

  setHandler(step, act);
  for (const due of dues) {
    for (;;) {
      const seen = version;
      const wait = due - Date.now();
      if (wait <= 0 || !(await condition(() => version !== seen, wait))) break;
    }
    await act();
  }
  await condition(() => ended === updates + dues.length && outside === 0 && allHandlersFinished());
}
