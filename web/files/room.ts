/** How much may be received at once. */
import { attachmentLimits } from '../../domain/application/attachments.js';

export type Room = {
  /**
   * So many bytes, when it is this one’s turn; called once they are no longer in memory, what is answered gives them back. Null when the
   * turn did not come in time.
   */
  take(bytes: number): Promise<(() => void) | null>;
};

/** `most`: bytes at once; nobody takes more than that. `patienceMs`: how long one waits. */
export type RoomOptions = { most: number; patienceMs: number };

/** Of files, in one web process: four at their largest, or more that are smaller. More at once are not kept sooner (decision 0017). */
export const receivedAtOnce: RoomOptions = { most: 4 * attachmentLimits.bytes, patienceMs: 20_000 };

type Waiting = { bytes: number; go: () => void };

/** Room for so many bytes in this process. First come, first served. */
export function createRoom({ most, patienceMs }: RoomOptions): Room {
  let free = most;
  const queue: Waiting[] = [];

  function serve(): void {
    for (let first = queue[0]; first && first.bytes <= free; first = queue[0]) {
      queue.shift();
      free -= first.bytes;
      first.go();
    }
  }

  return {
    take: (wanted) =>
      new Promise((resolve) => {
        const bytes = Math.min(wanted, most);
        let held = true;
        const giveBack = (): void => {
          if (!held) return;
          held = false;
          free += bytes;
          serve();
        };
        const waiting: Waiting = {
          bytes,
          go() {
            clearTimeout(late);
            resolve(giveBack);
          },
        };
        const late = setTimeout(() => {
          queue.splice(queue.indexOf(waiting), 1);
          resolve(null);
          serve();
        }, patienceMs);
        queue.push(waiting);
        serve();
      }),
  };
}
