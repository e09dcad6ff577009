import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { freePort } from '../ports.js';
import { type MailSink, type MailSinkOptions, startMailSink } from './smtp-sink.js';
import { fileMailStore } from './store.js';

let folder: string;
let sink: MailSink;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'post æøå '));
  port = await freePort();
});
afterEach(async () => {
  await sink.stop();
  rmSync(folder, { recursive: true });
});

const start = async (refuse?: MailSinkOptions['refuse']) => {
  sink = await startMailSink({ port, store: fileMailStore(folder), ...(refuse ? { refuse } : {}) });
};

async function send(subject: string, messageId = `<${subject}@demo.example>`): Promise<void> {
  const transport = createTransport(sink.url);
  await transport.sendMail({
    messageId,
    from: 'Statsforvalteren <ikke-svar@demo.example>',
    to: 'Ærlig Åsen <Aerlig@Demo.example>',
    subject,
    text: 'Søknaden er mottatt.',
    html: '<p>Søknaden er <b>mottatt</b>.</p>',
    headers: { 'X-Prosjektskjonn-At': '2027-03-31T21:59:00.000Z' },
  });
  transport.close();
}

const subjects = async () => (await fileMailStore(folder).list({ limit: 10 })).map((mail) => mail.subject);

test('a mail is kept with its texts, the address it went to and the instant it tells of', async () => {
  await start();
  await send('Søknad på 700 000 kr');

  const [mail] = await fileMailStore(folder).list({ limit: 1, to: 'aerlig@demo.example' });
  expect(mail).toMatchObject({
    messageId: '<Søknad på 700 000 kr@demo.example>',
    from: 'ikke-svar@demo.example',
    to: ['aerlig@demo.example'],
    subject: 'Søknad på 700 000 kr',
    at: Date.parse('2027-03-31T21:59:00Z'),
    delivery: 1,
  });
  expect(mail?.text.trim()).toBe('Søknaden er mottatt.');
  expect(mail?.html).toContain('<b>mottatt</b>');
  expect(await fileMailStore(folder).get(mail?.id ?? '')).toEqual(mail);
});

test('the inbox of one address holds only what was delivered to it, the newest first', async () => {
  await start();
  for (const subject of ['en', 'to', 'tre']) await send(subject);

  expect(await subjects()).toEqual(['tre', 'to', 'en']);
  expect(await fileMailStore(folder).list({ limit: 10, to: 'andre@demo.example' })).toEqual([]);
  expect(await fileMailStore(folder).list({ limit: 2 })).toHaveLength(2);
});

test('the same Message-ID twice is two deliveries, also when the sink was restarted between them', async () => {
  await start();
  await send('purring', '<key-1@demo.example>');
  await sink.stop();
  await start();
  await send('purring', '<key-1@demo.example>');

  const mails = await fileMailStore(folder).list({ limit: 10 });
  expect(mails.map(({ delivery }) => delivery)).toEqual([2, 1]);
});

test('a refused mail is not kept: for now with 451, for good with 550', async () => {
  await start((n) => (n === 1 ? true : n === 2 && 550));

  await expect(send('først')).rejects.toMatchObject({ responseCode: 451 });
  await expect(send('så')).rejects.toMatchObject({ responseCode: 550 });
  await send('til slutt');
  expect(await subjects()).toEqual(['til slutt']);
});

test('down for a while: nobody answers, and afterwards mail comes through on the same address', async () => {
  await start();
  await sink.down();
  await expect(send('mens den er nede')).rejects.toMatchObject({ code: 'ESOCKET' });
  await sink.up();
  await send('igjen');
  expect(await subjects()).toEqual(['igjen']);
});

test('an id that is a path leads nowhere', async () => {
  await start();
  expect(await fileMailStore(folder).get('../secrets')).toBeUndefined();
});
