/** Forms with files on a raw socket: what a browser does when the line is bad, and what it never does. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { attachmentLimits } from '../../../domain/application/attachments.js';
import { anApplication, aPerson } from '../../../testing/builders.js';
import { aPdfOf } from '../../../testing/files.js';
import { hiddenFields, logIn, testWeb, type TestWeb } from '../../../testing/web.js';
import { createRoom, type Room } from '../../files/room.js';
import { pages } from '../index.js';

/** For one file at its largest, and a little more. */
const small = createRoom({ most: attachmentLimits.bytes + 1024 * 1024, patienceMs: 1500 });
const watched = { asked: 0, held: 0, mostHeld: 0 };
const room: Room = {
  async take(bytes) {
    watched.asked++;
    const giveBack = await small.take(bytes);
    if (!giveBack) return null;
    watched.held += bytes;
    watched.mostHeld = Math.max(watched.mostHeld, watched.held);
    return () => {
      watched.held -= bytes;
      giveBack();
    };
  },
};
let web: TestWeb;
let server: Server;
beforeAll(async () => {
  web = await testWeb({ pages, room });
  server = web.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await web.close();
});

const boundary = 'grense';
const field = (name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileHead = (name: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
const end = `\r\n--${boundary}--\r\n`;

type Line = { socket: Socket; answer: Promise<string>; closed: Promise<unknown> };

/** Opens a connection and sends the head of a form of `length` bytes. */
function line(path: string, cookie: string, { length, type }: { length: number; type?: string }): Line {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setMaxListeners(0);
  let received = '';
  // An answer is whole when its page is.
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (piece) => {
      received += piece.toString();
      if (/<\/html>|^HTTP\/1\.1 303|\r\n\r\n\{.*\}$/s.test(received)) resolve(received);
    });
    socket.on('close', () => resolve(received));
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      'Host: localhost:3000',
      `Cookie: ${cookie}`,
      'Sec-Fetch-Site: same-origin',
      `Content-Type: ${type ?? `multipart/form-data; boundary=${boundary}`}`,
      `Content-Length: ${length}`,
      '',
      '',
    ].join('\r\n'),
  );
  return { socket, answer, closed };
} // prettier-ignore

async function aDraft() {
  const person = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  const { id } = await anApplication(web.prisma, { contactId: person });
  const path = `/soknader/${id}/vedlegg`;
  const cookie = await logIn({ pool: web.services.pool, secret: web.services.config.SESSION_SECRET }, { who: person });
  const page = async () => (await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { cookie } })).text());
  const fields = (csrf: string) => field('_csrf', csrf) + field('kind', 'other') + field('openness', 'public');
  const form = fields(hiddenFields(await page(), path)['_csrf']!);
  const names = async () => (await web.prisma.attachment.findMany({ where: { applicationId: id } })).map(({ name }) => name);
  return { id, path, cookie, page, form, fields, names };
} // prettier-ignore

const until = async (happened: () => Promise<boolean>): Promise<void> => {
  while (!(await happened())) await new Promise((again) => setTimeout(again, 20));
};
const broken = (id: string) => web.prisma.attachmentChange.count({ where: { applicationId: id, name: 'interrupted' } });
const flood = async (socket: Socket, bytes: number): Promise<void> => {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  for (let sent = 0; sent < bytes && socket.writable; sent += piece.length)
    if (!socket.write(piece)) await new Promise((go) => socket.once('drain', go).once('close', go));
};

test('the line breaks in the second file: the first is kept, nothing is left of the second, and the page says so', async () => {
  const { id, path, cookie, form, page, names } = await aDraft();
  const filesBefore = await web.prisma.file.count();
  const { socket, closed } = line(path, cookie, { length: 5_000_000 });
  socket.write(form + fileHead('først.pdf'));
  socket.write(aPdfOf(200_000));
  socket.write(`\r\n${fileHead('halv.pdf')}`);
  socket.write(Buffer.alloc(300_000, 'x'));
  await until(async () => (await names()).length === 1);
  socket.destroy();
  await closed;
  await until(async () => (await broken(id)) === 1);
  expect(await names()).toEqual(['først.pdf']);
  expect(await web.prisma.file.count()).toBe(filesBefore + 1);
  const text = await page();
  expect(text).toContain('«halv.pdf» kom ikke fram. Forbindelsen ble brutt kl. ');
  expect(text).toContain('Det som står under Vedlegg, kom fram og er lagret.');

  // It comes whole the second time, and is told of no more.
  const body = form + fileHead('halv.pdf');
  const bytes = aPdfOf(300_000, 'hel');
  const again = line(path, cookie, { length: Buffer.byteLength(body) + bytes.length + end.length });
  again.socket.write(body);
  again.socket.write(bytes);
  again.socket.write(end);
  expect(await again.answer).toMatch(/^HTTP\/1\.1 303/);
  again.socket.destroy();
  expect(await page()).not.toContain('«halv.pdf» kom ikke fram');
});

test('the line breaks before the first file, in a field or in the token: nothing is kept and the web goes on', async () => {
  const { path, cookie, form, names, page } = await aDraft();
  for (const begun of ['', `--${boundary}\r\nContent-Disp`, form.slice(0, 90), form, form + fileHead('a.pdf')]) {
    const { socket, closed } = line(path, cookie, { length: 100_000 });
    socket.write(begun);
    await new Promise((resolve) => socket.write('', resolve));
    socket.destroy();
    await closed;
  }
  expect(await names()).toEqual([]);
  expect(await page()).toContain('Dere har ikke lagt ved noe ennå.');
});

test('a file far over the limit is answered with words, and the connection is not left hanging', async () => {
  const { path, cookie, form, names } = await aDraft();
  const size = attachmentLimits.bytes * 2;
  const body = form + fileHead('enorm.pdf');
  const { socket, answer } = line(path, cookie, { length: Buffer.byteLength(body) + size + end.length });
  socket.write(body);
  await flood(socket, size);
  socket.write(end);
  const text = await answer;
  socket.destroy();
  expect(text).toMatch(/^HTTP\/1\.1 413/);
  expect(text).toContain('«enorm.pdf» er større enn 15\u00a0MB.');
  expect(await names()).toEqual([]);
}, 60_000);

test('a form without end is answered when it is larger than all files may be, and then cut', async () => {
  const { path, cookie, form, names } = await aDraft();
  const { socket, answer, closed } = line(path, cookie, { length: 100_000_000_000 });
  socket.write(form + fileHead('god.pdf'));
  socket.write(aPdfOf(1000));
  socket.write(`\r\n${fileHead('uendelig.pdf')}`);
  const sending = flood(socket, 400 * 1024 * 1024);
  const text = await answer;
  expect(text).toMatch(/^HTTP\/1\.1 413/);
  expect(text).toContain('Dere sendte mer enn vi kan ta imot på en gang.');
  expect(text).toContain('1 fil er lagt til: «god.pdf».');
  expect(await names()).toEqual(['god.pdf']);
  await closed;
  await sending;
}, 90_000);

test('who may not, or whose token is not right, is answered before the files are read', async () => {
  const { path, cookie, form, fields, names } = await aDraft();
  const { id } = await anApplication(web.prisma, { municipalityCode: '1839' });
  for (const [at, sent, status] of [
    [path, fields('feil'), 200], // the form again, to be sent with the session’s token
    [`/soknader/${id}/vedlegg`, form, 404],
  ] as const) {
    const { socket, answer } = line(at, cookie, { length: 50_000_000 });
    socket.write(sent + fileHead('a.pdf'));
    socket.write(Buffer.alloc(10_000, 'x'));
    expect(await answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
    socket.destroy();
  }
  expect(await names()).toEqual([]);
  expect(await web.prisma.attachment.count({ where: { applicationId: id } })).toBe(0);
});

test.each([
  ['no boundary', 'multipart/form-data', 'x'],
  ['no part at all', `multipart/form-data; boundary=${boundary}`, end],
  ['a part without a name', `multipart/form-data; boundary=${boundary}`, `--${boundary}\r\nX: y\r\n\r\nz${end}`],
  ['noise', `multipart/form-data; boundary=${boundary}`, '\u0000\u0001\r\n\r\n--'],
])('%s is no form of ours, and nothing breaks', async (_name, type, body) => {
  const { path, cookie, page, names } = await aDraft();
  const { socket, answer } = line(path, cookie, { length: Buffer.byteLength(body), type });
  socket.write(body);
  expect(await answer).toMatch(/^HTTP\/1\.1 (400|403|200)/);
  socket.destroy();
  expect(await names()).toEqual([]);
  expect(await page()).toContain('data-upload');
});

describe('what is received at once has a limit', () => {
  /** A form of one file; `send` gives so many bytes of it, `end` the rest. */
  async function anUpload(size: number, name: string) {
    const { path, cookie, form, names, id } = await aDraft();
    const body = form + fileHead(name);
    const bytes = aPdfOf(size, name);
    const one = line(path, cookie, { length: Buffer.byteLength(body) + bytes.length + end.length });
    one.socket.write(body);
    let sent = 0;
    const send = (count: number): void => {
      one.socket.write(bytes.subarray(sent, sent + count));
      sent += count;
    };
    return { ...one, names, id, send, end: () => (send(bytes.length), one.socket.write(end)) };
  }
  const large = attachmentLimits.bytes - 2048;

  /** One that has begun, and holds its room. */
  async function begun(name: string) {
    const first = await anUpload(large, name);
    first.send(1024 * 1024);
    await until(() => Promise.resolve(watched.held > 0));
    return first;
  }

  test('who comes when it is full waits for a turn, and gets it when the file before is kept', async () => {
    const first = await begun('stor.pdf');
    const { asked } = watched;
    const second = await anUpload(large, 'nummer-to.pdf');
    second.end();
    await until(() => Promise.resolve(watched.asked > asked));
    first.end();
    expect(await first.answer).toMatch(/^HTTP\/1\.1 303/);
    expect(await second.answer).toMatch(/^HTTP\/1\.1 303/);
    expect([await first.names(), await second.names()]).toEqual([['stor.pdf'], ['nummer-to.pdf']]);
    for (const { socket } of [first, second]) socket.destroy();
  }, 60_000);

  test('who waits too long is told to try again, nothing is half kept, and the one who holds it up is not cut', async () => {
    const first = await begun('treg.pdf');
    const second = await anUpload(large, 'uten-plass.pdf');
    second.end();
    const told = await second.answer;
    expect(told).toMatch(/^HTTP\/1\.1 503/);
    expect(told).toMatch(/Retry-After: 10/i);
    expect(told).toContain('«uten-plass.pdf» er ikke lagret. Mange laster opp filer akkurat nå.');
    expect(await second.names()).toEqual([]);
    expect(await broken(second.id)).toBe(0);
    first.end();
    expect(await first.answer).toMatch(/^HTTP\/1\.1 303/);
    for (const { socket } of [first, second]) socket.destroy();
  }, 60_000);

  test('a line that breaks gives its room back', async () => {
    const first = await begun('brutt.pdf');
    first.socket.destroy();
    await first.closed;
    await until(() => Promise.resolve(watched.held === 0));
    const second = await anUpload(large, 'etterpå.pdf');
    second.end();
    expect(await second.answer).toMatch(/^HTTP\/1\.1 303/);
    second.socket.destroy();
  }, 60_000);

  test('however many come at once, no more is held than there is room for', async () => {
    watched.mostHeld = 0;
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => anUpload(4 * 1024 * 1024, `samtidig-${i}.pdf`)));
    for (const one of all) one.end();
    const answers = await Promise.all(all.map(({ answer }) => answer));
    expect(new Set(answers.map((text) => text.slice(9, 12)))).toEqual(new Set(['303']));
    expect(watched.mostHeld).toBeGreaterThan(4 * 1024 * 1024);
    expect(watched.mostHeld).toBeLessThanOrEqual(attachmentLimits.bytes + 1024 * 1024);
    for (const { socket } of all) socket.destroy();
  }, 60_000);
});
