/** `npm stop`: stops the `npm start` of this folder. */
import { lockHolder } from './lock.js';
import { dataFolder, lockFile } from './folder.js';
import { untilGone } from './processes.js';

const holder = lockHolder(lockFile(dataFolder()));
if (!holder) {
  console.log('Nothing is running here.');
} else {
  process.kill(holder.pid, 'SIGTERM');
  if (await untilGone(holder.pid, 30_000)) {
    console.log(`Stopped process ${String(holder.pid)}.`);
  } else {
    console.error(
      `Process ${String(holder.pid)} did not stop within 30 seconds. End it with: kill -9 ${String(holder.pid)}`,
    );
    process.exitCode = 1;
  }
}
