import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MailStore, ReceivedMail } from './store.js';

export type MailSinkOptions = {
  port: number;
  store: Pick<MailStore, 'save'>;
  /**
   * Asked for each mail, the first is number 1: true refuses it for now (451), a number refuses it with that code
   * (550: for good). A refused mail is not stored.
   */
  refuse?: (n: number, mail: ReceivedMail) => boolean | number;
};

export type MailSink = {
  url: string;
  /** Stops listening and cuts every connection. */
  down: () => Promise<void>;
  /** Listens again, on the same port. */
  up: () => Promise<void>;
  stop: () => Promise<void>;
};

/** An SMTP server on 127.0.0.1 that keeps what it is given and sends nothing on. */
export async function startMailSink({ port, store, refuse = () => false }: MailSinkOptions): Promise<MailSink> {
  let server: SMTPServer | undefined;
  let received = 0;

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const mail = await parse(await buffer(stream), session);
    const verdict = refuse(++received, mail);
    if (verdict !== false) {
      const responseCode = verdict === true ? 451 : verdict;
      throw Object.assign(new Error('Refused, as this test wants'), { responseCode });
    }
    await store.save(mail);
  }

  async function up(): Promise<void> {
    if (server) return;
    const listening = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 1,
      onData: (stream, session, done) => void take(stream, session).then(() => done(), done),
    });
    listening.listen(port, '127.0.0.1');
    await once(listening.server, 'listening');
    // A client that vanishes in the middle is its own matter.
    listening.on('error', () => {});
    server = listening;
  }

  async function down(): Promise<void> {
    const closing = server;
    server = undefined;
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
  }

  await up();
  return { url: `smtp://127.0.0.1:${String(port)}`, down, up, stop: down };
}

async function parse(raw: Buffer, { envelope }: SMTPServerSession): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw);
  const instant = Date.parse(mail.headers.find(({ key }) => key === 'x-prosjektskjonn-at')?.value ?? '');
  return {
    messageId: mail.messageId ?? '',
    from: mail.from?.address ?? (envelope.mailFrom ? envelope.mailFrom.address : ''),
    to: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    at: Number.isNaN(instant) ? null : instant,
    receivedAt: Date.now(),
  };
}
