/** Forms with files on a raw socket: what a browser does when the line is bad, and what it never does. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { attachmentLimits } from '../../../domain/application/attachments.js';
import { anApplication, aPerson } from '../../../testing/builders.js';
import { aPdfOf } from '../../../testing/files.js';
import { hiddenFields, logIn, testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
let server: Server;
beforeAll(async () => {
  web = await testWeb({ pages });
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
