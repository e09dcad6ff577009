import { StartError } from './start-error.js';

/** Faults of the machine that a person can mend, by what the system says of them. */
const mendable: [said: RegExp, advice: (folder: string) => string][] = [
  [
    /ENOSPC|no space left/i,
    (folder) => `The disk that holds ${folder} is full. Free some space (1 GB is enough) and start again.`,
  ],
  [
    /EROFS|read-only file system/i,
    (folder) =>
      `${folder} lies on a read-only disk. Start from a folder that can be written, or set DATA_FOLDER to one.`,
  ],
  [
    /EACCES|EPERM|permission denied/i,
    (folder) =>
      `This user may not write in ${folder}. Start as the user who owns it, or set DATA_FOLDER to another folder.`,
  ],
  [
    /could not look up effective user ID/i,
    () => 'Postgres wants a user that /etc/passwd knows. Start as such a one, or as root.',
  ],
  [
    /could not bind|EADDRINUSE|address already in use/i,
    () => 'Another program took one of the ports at the same moment. Start again; a free one is then chosen.',
  ],
];

/** What to show the person who started: one message, no stack trace. */
export function explain(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StartError) return message;
  const known = mendable.find(([said]) => said.test(message));
  return known ? `${known[1](folder)}\n(${message})` : `${message}\nMore may stand in ${folder}/log/.`;
}
