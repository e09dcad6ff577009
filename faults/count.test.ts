/** The oracles of the fault suite can fail: each row taken away, doubled or delayed is counted; a sound round and a crash window are not. */
import { count, type Evidence } from './count.js';
import { ofProject, ofReport } from './expected.js';
import { spoilings, unseen } from './spoiled.js';
import { randomFrom } from './strikes.js';

const report = ofReport({ year: 2028, officer: 'officer@demo.example' });
const grant = { events: ['create', 'decide'], emails: ['E9 applicant@demo.example –'] };

const sound = (): Evidence => ({
  receipts: ['a'],
  commands: [{ id: 'a', status: 'applied' }],
  duties: [{ key: 'grant/1/deadline/1/v1/before-7', status: 'done', dueAt: 1_000, doneAt: 1_900 }],
  processes: [
    { id: 'grant/1', ended: true, mayLive: false, left: structuredClone(grant), expected: grant },
    { id: 'project/1', ended: true, mayLive: false, left: structuredClone(ofProject), expected: ofProject },
    { id: 'report/1', ended: true, mayLive: false, left: structuredClone(report), expected: report },
  ],
  letters: [{ key: 'a/L1', status: 'ready' }],
  emails: [{ messageId: '<m>', status: 'sent' }],
  delivered: [{ messageId: '<m>', receivedAt: 50_000 }],
  outages: [],
});

test('a sound round counts nothing, and says how long the slowest duty waited', () => {
  expect(count(sound())).toEqual({ lost: [], doubled: [], late: [], again: 0, slowestMs: 900 });
});

test.each(spoilings.map(({ what, sees }) => [what, sees]))('%s is counted as %s', (what) => {
  expect(unseen(sound(), count)).not.toContain(what);
});

test('delivered again after the sender was killed is told apart from a doubled delivery', () => {
  const evidence = sound();
  evidence.delivered.push({ messageId: '<m>', receivedAt: 58_000 });
  expect(count(evidence).doubled).toEqual(['delivery <m>']);
  const outage = { wall: [50_400, 55_000] as [number, number], shown: [0, 0] as [number, number] };
  expect(count({ ...evidence, outages: [{ part: 'web', ...outage }] }).doubled).toEqual(['delivery <m>']);
  expect(count({ ...evidence, outages: [{ part: 'worker', ...outage }] })).toMatchObject({ doubled: [], again: 1 });
});

test('a duty that waited for the worker or the engine is not late; one that waited for the web is', () => {
  const evidence = sound();
  evidence.duties[0]!.doneAt = 1_000 + 10 * 60_000;
  const outage = { wall: [0, 0] as [number, number], shown: [0, 9 * 60_000] as [number, number] };
  expect(count({ ...evidence, outages: [{ part: 'temporal', ...outage }] }).late).toEqual([]);
  expect(count({ ...evidence, outages: [{ part: 'web', ...outage }] }).late).toHaveLength(1);
});

test('the same seed strikes at the same moments', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, randomFrom(seed));
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
  expect(numbers(7).every((n) => n >= 0 && n < 1)).toBe(true);
});
