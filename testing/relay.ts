import { startMailSink } from '../embedded/mail/smtp-sink.js';
import type { ReceivedMail } from '../embedded/mail/store.js';
import { freePort } from '../embedded/ports.js';

export type CountingRelay = {
  url: string;
  mails: ReceivedMail[];
  /** How many different Message-IDs came through. */
  distinct(): number;
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
};

/** A real SMTP server that counts what it takes. */
export async function aCountingRelay(refuse: (n: number) => boolean | number = () => false): Promise<CountingRelay> {
  const mails: ReceivedMail[] = [];
  const store = { save: (mail: ReceivedMail) => Promise.resolve(void mails.push(mail)) };
  const sink = await startMailSink({ port: await freePort(), store: store as never, refuse });
  return {
    url: sink.url,
    mails,
    distinct: () => new Set(mails.map((mail) => mail.messageId)).size,
    down: sink.down,
    up: sink.up,
    close: sink.stop,
  };
}
