import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createMailer, messageIdOf, type Mailer, type OutgoingEmail } from './sender.js';

const secret = 'a word of the relay that must not travel';
const from = 'Prosjektskjønn <ikke-svar@prosjektskjonn.example>';
const email: OutgoingEmail = {
  messageId: messageIdOf('grant/1/deadline/1/v1/before-7/person'),
  to: 'kari@blabaer.example',
  subject: 'Prosjektskjønn: Nytt brev om «Blåbær på Ærøya, Šŋ»',
  text: 'Dere har fått et brev om «Blåbær på Ærøya».\n',
  html: '<p lang="nb">Dere har fått et brev om «Blåbær på Ærøya».</p>',
  at: Date.UTC(2027, 2, 31, 12, 2, 37),
};

const refusal = (responseCode: number): Error => Object.assign(new Error(secret), { responseCode });

describe('the mailer, against a real SMTP socket', () => {
  let server: SMTPServer;
  let mailer: Mailer;
  let received: Email[];
  let recipients: string[];

  async function relay(options: Partial<SMTPServerOptions> = {}, port = 0): Promise<number> {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        recipients.push(address);
        done();
      },
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((parsed) => {
            received.push(parsed);
            done();
          });
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.server.address() as AddressInfo).port;
  }

  async function mailerFor(options: Partial<SMTPServerOptions> = {}): Promise<number> {
    const port = await relay(options);
    mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from });
    return port;
  }

  const shut = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

  beforeEach(() => {
    received = [];
    recipients = [];
  });
  afterEach(async () => {
    mailer.close();
    await shut();
  });

  it('sends text and HTML, with the Message-ID of the key and the instant of the cause', async () => {
    await mailerFor();
    await mailer.verify();
    await expect(mailer.send(email)).resolves.toBe('sent');
    const [mail] = received;
    expect(mail!.messageId).toBe(email.messageId);
    expect(mail!.subject).toBe(email.subject);
    expect(mail!.from).toMatchObject({ name: 'Prosjektskjønn', address: 'ikke-svar@prosjektskjonn.example' });
    expect(mail!.to).toMatchObject([{ address: email.to }]);
    expect(mail!.text?.trim()).toBe(email.text.trim());
    expect(mail!.html?.trim()).toBe(email.html);
    const header = (key: string) => mail!.headers.find((h) => h.key === key)?.value;
    expect(header('x-prosjektskjonn-at')).toBe('2027-03-31T12:02:37.000Z');
    expect(header('auto-submitted')).toBe('auto-generated');
  });

  it('gives one key one Message-ID, without telling the key', () => {
    expect(messageIdOf('a/b')).toBe(messageIdOf('a/b'));
    expect(messageIdOf('a/b')).not.toBe(messageIdOf('a/c'));
    expect(messageIdOf('a/b')).toMatch(/^<[0-9a-f]{64}@prosjektskjonn\.example>$/);
  });

  it('reaches an address with æøå in the domain', async () => {
    await mailerFor();
    await expect(mailer.send({ ...email, to: 'post@blåbær.example' })).resolves.toBe('sent');
    expect(recipients).toEqual(['post@blåbær.example']);
  });

  it('says that domain to the relay in ASCII, so that no relay need know more than that', async () => {
    await mailerFor();
    const said: string[] = [];
    const wire = createServer((socket) => {
      socket.write('220 relay.example\r\n');
      socket.on('data', (chunk: Buffer) => {
        said.push(chunk.toString('utf8').trim());
        socket.write(`${said.at(-1) === 'DATA' ? 354 : 250} yes\r\n`);
      });
    });
    await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
    const plain = createMailer({ smtpUrl: `smtp://127.0.0.1:${(wire.address() as AddressInfo).port}`, from });
    await plain.send({ ...email, to: 'post@blåbær.example' });
    plain.close();
    wire.close();
    expect(said.filter((line) => line.startsWith('RCPT TO'))).toEqual(['RCPT TO:<post@xn--blbr-roah.example>']);
  });

  it('takes an address for one address, whatever is written in it', async () => {
    await mailerFor();
    await mailer.send({ ...email, to: 'kari@a.example, ola@b.example' }).catch(() => undefined);
    expect(recipients).not.toContain('ola@b.example');
  });

  it('is a bounce, without the relay’s words, when the recipient is refused for good', async () => {
    await mailerFor({ onRcptTo: (_address, _session, done) => done(refusal(550)) });
    await expect(mailer.send(email)).resolves.toEqual({ bounced: '550' });
  });

  it('is a bounce when the message is refused for good', async () => {
    await mailerFor({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(refusal(554)));
      },
    });
    await expect(mailer.send(email)).resolves.toEqual({ bounced: '554' });
  });

  it.each([450, 421])('throws a short code on %d, to be tried again', async (code) => {
    await mailerFor({ onRcptTo: (_address, _session, done) => done(refusal(code)) });
    await expect(mailer.send(email)).rejects.toThrow(/^mail:E[A-Z]+(:\d{3})?$/);
  });

  it('does not blame the recipient when the sender is refused', async () => {
    await mailerFor({ onMailFrom: (_address, _session, done) => done(refusal(553)) });
    await expect(mailer.send(email)).rejects.toThrow(/^mail:EENVELOPE:553$/);
  });

  it('throws a short code when nobody listens, and sends again when the relay is back', async () => {
    const port = await mailerFor();
    await expect(mailer.send(email)).resolves.toBe('sent');
    await shut();
    await expect(mailer.send(email)).rejects.toThrow(/^mail:E[A-Z]+$/);
    await expect(mailer.verify()).rejects.toThrow(/^mail:E[A-Z]+$/);
    await relay({}, port);
    await expect(mailer.send(email)).resolves.toBe('sent');
  });
});
