import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { choosePorts, freePort, isTaken, portHolder } from './ports.js';
import { StartError } from './start-error.js';

let file: string;
const servers: net.Server[] = [];

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(os.tmpdir(), 'ports-')), 'ports.json');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  rmSync(path.dirname(file), { recursive: true });
});

async function listen(host: string, port = 0): Promise<number> {
  const server = net.createServer().listen({ host, port, ipv6Only: host === '::1' });
  await once(server, 'listening');
  servers.push(server);
  return (server.address() as net.AddressInfo).port;
}

test.each(['127.0.0.1', '0.0.0.0', '::1'])('a port where someone listens on %s is taken', async (host) => {
  expect(await isTaken(await listen(host))).toBe(true);
});

test('a free port is not taken', async () => {
  expect(await isTaken(await freePort())).toBe(false);
});

test('the holder of a port is named by number, command and folder', async () => {
  const holder = portHolder(await listen('127.0.0.1'));
  expect(holder).toContain(`process ${String(process.pid)}`);
  expect(holder).toContain(`in ${process.cwd()}`);
});

test('a movable port that is taken moves, and is the same at the next start', async () => {
  const wanted = [{ name: 'mail', port: await listen('127.0.0.1') }];
  const first = await choosePorts(wanted, file);

  expect(first.mail).not.toBe(wanted[0]?.port);
  expect(await choosePorts(wanted, file)).toEqual(first);
});

test('a fixed port that is taken is an error that names the holder and another port', async () => {
  const port = await listen('127.0.0.1');
  const choice = choosePorts([{ name: 'web', port, fixed: true }], file);

  await expect(choice).rejects.toThrow(StartError);
  await expect(choice).rejects.toThrow(
    new RegExp(`Port ${String(port)} \\(web\\) is taken by process ${String(process.pid)}`),
  );
  await expect(choice).rejects.toThrow(`PORT=${String(port + 100)} npm start`);
});
