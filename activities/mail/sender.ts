import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

export type MailerSettings = {
  /** `smtp://host:port` or `smtps://user:password@host:port`. */
  smtpUrl: string;
  /** "Prosjektskjønn <ikke-svar@prosjektskjonn.example>" */
  from: string;
};

/** `at` is the instant of the e-mail’s cause, epoch ms. */
export type OutgoingEmail = { messageId: string; to: string; subject: string; text: string; html: string; at: number };

export type SendResult = 'sent' | { bounced: string };

export type Mailer = {
  /** A permanent refusal of the recipient or the message is a value; what may pass throws an Error with a short code. */
  send(email: OutgoingEmail): Promise<SendResult>;
  /** Throws when the relay cannot be reached or does not let us in. */
  verify(): Promise<void>;
  close(): void;
};

/** The same key gives the same Message-ID, so that an e-mail sent twice can be recognised (DESIGN rule 6). */
export const messageIdOf = (key: string): string =>
  `<${createHash('sha256').update(key).digest('hex')}@prosjektskjonn.example>`;

/** What nodemailer says of a failure; its message may hold the relay’s own words and is never passed on. */
type RelayError = { code?: string; responseCode?: number; command?: string };

const aboutThisEmail: readonly (string | undefined)[] = ['RCPT TO', 'DATA'];

/**
 * Final for this e-mail: a 5xx to its recipient or its content, or an address that cannot be written. A 5xx to log-in or sender is
 * about us, and is tried again.
 */
function bounceOf({ code, responseCode, command }: RelayError): string | undefined {
  if (responseCode === undefined) return code === 'EENVELOPE' ? code : undefined;
  return responseCode >= 500 && aboutThisEmail.includes(command) ? String(responseCode) : undefined;
}

function transient({ code, responseCode }: RelayError): Error {
  return new Error(`mail:${[code ?? 'unknown', responseCode].filter((part) => part !== undefined).join(':')}`);
}

/** Sends by a few kept connections to one relay. */
export function createMailer({ smtpUrl, from }: MailerSettings): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ messageId, to, subject, text, html, at }) {
      const headers = { 'X-Prosjektskjonn-At': new Date(at).toISOString(), 'Auto-Submitted': 'auto-generated' };
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, html, messageId, headers });
        return 'sent';
      } catch (error) {
        const bounced = bounceOf(error as RelayError);
        if (bounced === undefined) throw transient(error as RelayError);
        return { bounced };
      }
    },
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        throw transient(error as RelayError);
      }
    },
    close() {
      transport.close();
    },
  };
}
