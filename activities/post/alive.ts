import { heartbeat } from '@temporalio/activity';

/** Tells the engine every second and a half that the work goes on, so that a worker that died is missed within seconds. */
export async function alive<T>(work: () => Promise<T>): Promise<T> {
  const telling = setInterval(() => heartbeat(), 1_500);
  try {
    return await work();
  } finally {
    clearInterval(telling);
  }
}
