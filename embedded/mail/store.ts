import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type ReceivedMail = {
  messageId: string;
  from: string;
  /** The addresses it was delivered to, whatever its headers say. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** The product's instant, epoch ms; null when the mail does not say. */
  at: number | null;
  /** Wall time, epoch ms. */
  receivedAt: number;
};

/** `delivery` counts the deliveries of one Message-ID: 1 is the first, 2 says that it came twice. */
export type StoredMail = ReceivedMail & { id: string; delivery: number };

export type ListOptions = { limit: number; to?: string; before?: string; after?: string };

export type MailStore = {
  save(mail: ReceivedMail): Promise<StoredMail>;
  /**
   * The newest first; with `to` only those to an address that holds it. `before` and `after` are ids: only older or newer ones, those
   * nearest to it.
   */
  list(options: ListOptions): Promise<StoredMail[]>;
  get(id: string): Promise<StoredMail | undefined>;
};

const idPattern = /^\d{15}-[0-9a-f-]{36}$/;

/** One file per mail in a folder, named so that the names sort by time. Only one process may save. */
export function fileMailStore(folder: string): MailStore {
  let counting: Promise<Map<string, number>> | undefined;
  let last = 0;

  async function ids(): Promise<string[]> {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names
      .map((name) => path.parse(name))
      .filter(({ name, ext }) => ext === '.json' && idPattern.test(name))
      .map(({ name }) => name)
      .sort()
      .reverse();
  }

  const read = async (id: string) => JSON.parse(await readFile(path.join(folder, `${id}.json`), 'utf8')) as StoredMail;

  async function countDeliveries(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const id of await ids()) {
      const { messageId } = await read(id);
      counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    }
    return counts;
  }

  return {
    async save(mail) {
      const deliveries = await (counting ??= countDeliveries());
      const delivery = (deliveries.get(mail.messageId) ?? 0) + 1;
      deliveries.set(mail.messageId, delivery);
      // Two in the same millisecond keep their order.
      last = Math.max(last + 1, mail.receivedAt);
      const stored = { id: `${String(last).padStart(15, '0')}-${randomUUID()}`, delivery, ...mail };
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, `${stored.id}.json`);
      await writeFile(`${file}.new`, JSON.stringify(stored));
      await rename(`${file}.new`, file);
      return stored;
    },

    async list({ limit, to, before, after }) {
      const found: StoredMail[] = [];
      const newest = (await ids()).filter((id) => (!before || id < before) && (!after || id > after));
      for (const id of after ? newest.reverse() : newest) {
        if (found.length >= limit) break;
        const mail = await read(id);
        if (to === undefined || mail.to.some((address) => address.includes(to.toLowerCase()))) found.push(mail);
      }
      return after ? found.reverse() : found;
    },

    async get(id) {
      if (!idPattern.test(id)) return undefined;
      return read(id).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    },
  };
}
