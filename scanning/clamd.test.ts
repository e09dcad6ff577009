import { fakeScanner, virus, type FakeScanner } from '../testing/clamd.js';
import { freePort } from '../embedded/ports.js';
import { clamd, scannerAt } from './clamd.js';

let scanner: FakeScanner;
beforeEach(async () => {
  scanner = await fakeScanner();
});
afterEach(() => scanner.close());

const clean = Buffer.alloc(300_000, 'a');

test('a file is given whole, in pieces, and found clean', async () => {
  expect(await clamd(scanner.address)(clean)).toEqual({ kind: 'clean' });
  expect(scanner.seen).toHaveLength(1);
  expect(scanner.seen[0]!.equals(clean)).toBe(true);
});

test('an infected file is told with its signature, also when the answer comes in pieces', async () => {
  scanner.mood = 'inPieces';
  const found = await clamd(scanner.address)(Buffer.concat([clean, virus, clean]));
  expect(found).toEqual({ kind: 'infected', signature: 'Test-Signature' });
});

test.each(['error', 'hangsUp', 'full'] as const)('a scanner that %s has given no verdict', async (mood) => {
  scanner.mood = mood;
  await expect(clamd(scanner.address)(Buffer.alloc(5_000_000))).rejects.toThrow();
});

test('a scanner that says nothing is not waited for longer than agreed', async () => {
  scanner.mood = 'silent';
  const began = Date.now();
  await expect(clamd(scanner.address, { timeoutMs: 150 })(clean)).rejects.toThrow('no answer in time');
  expect(Date.now() - began).toBeLessThan(5000);
});

test('a scanner that is not there', async () => {
  await expect(clamd(`127.0.0.1:${await freePort()}`)(clean)).rejects.toThrow('ECONNREFUSED');
});

test('where it is, is a host with a port or the path of a socket', () => {
  expect(scannerAt('clamav:3310')).toEqual({ host: 'clamav', port: 3310 });
  expect(scannerAt('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(scannerAt('/run/clamav/clamd.sock')).toEqual({ path: '/run/clamav/clamd.sock' });
});
