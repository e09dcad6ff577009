import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

/** The comparison: an Update with one activity that does nothing. */
export const ping = defineUpdate<number>('ping');
const { nothing } = proxyActivities<{ nothing(): Promise<number> }>({ startToCloseTimeout: '5s' });

export async function bare(): Promise<void> {
  setHandler(ping, () => nothing());
  await condition(() => false);
}
