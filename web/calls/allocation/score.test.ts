import { points } from './score.js';

const criteria = [
  { key: 'c1', weight: 60 },
  { key: 'c2', weight: 40 },
];
const scores = (c1: number, c2: number) => [
  { criterionKey: 'c1', score: c1 },
  { criterionKey: 'c2', score: c2 },
];

test('a score counts by the weight of its criterion', () => {
  expect(points(criteria, [scores(5, 1)])).toBeCloseTo(3.4);
});

test('assessors count alike, however many criteria each has scored', () => {
  expect(points(criteria, [scores(5, 5), [{ criterionKey: 'c1', score: 2 }]])).toBeCloseTo(3.5);
});

test('no score is not nought', () => {
  expect(points(criteria, [])).toBeNull();
  expect(points(criteria, [[{ criterionKey: 'gone', score: 4 }]])).toBeNull();
});
