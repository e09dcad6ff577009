import { createRoom } from './room.js';

const settled = async <T>(promise: Promise<T>): Promise<T | 'waits'> => Promise.race([promise, new Promise<'waits'>((go) => setImmediate(() => go('waits')))]); // prettier-ignore

test('who finds it full waits until somebody gives back, in turn', async () => {
  const room = createRoom({ most: 10, patienceMs: 60_000 });
  const first = (await room.take(6))!;
  const second = room.take(6);
  const small = room.take(1);
  expect([await settled(second), await settled(small)]).toEqual(['waits', 'waits']);
  first();
  const [giveBack, giveSmallBack] = await Promise.all([second, small]);
  giveBack!();
  giveSmallBack!();
  expect(await settled(room.take(10))).toBeInstanceOf(Function);
});

test('what is given back twice counts once', async () => {
  const room = createRoom({ most: 10, patienceMs: 60_000 });
  const first = (await room.take(10))!;
  first();
  first();
  const all = (await room.take(10))!;
  const next = room.take(1);
  expect(await settled(next)).toBe('waits');
  all();
  (await next)!();
});

test('nobody waits for ever, and who gave up leaves the turn to the next', async () => {
  const room = createRoom({ most: 10, patienceMs: 30 });
  const first = (await room.take(8))!;
  const large = room.take(9);
  expect(await large).toBeNull();
  const small = (await room.take(2))!;
  small();
  first();
});

test('one that is larger than all there is takes all there is', async () => {
  const room = createRoom({ most: 10, patienceMs: 60_000 });
  const all = (await room.take(50))!;
  const next = room.take(1);
  expect(await settled(next)).toBe('waits');
  all();
  (await next)!();
});
