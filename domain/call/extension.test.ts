import { isWorkingDay } from '../calendar/index.js';
import { tooNear } from './extension.js';

const from = '2027-04-14';
const promised = (date: string) => [{ id: 'expectedDecisionOn', date }];

test.each([
  ['before it', '2027-05-10', '2027-06-04'],
  ['on it', '2027-05-19', '2027-06-13'],
  ['thirteen days after it', '2027-06-01', '2027-06-26'],
])('what was promised for a day %s is moved as far as the deadline, to a working day', (_when, date, moved) => {
  const [asked] = tooNear(promised(date), { from, to: '2027-05-19' });
  // 14 April to 19 May is 35 days.
  expect(asked!.suggested >= moved).toBe(true);
  expect(isWorkingDay(asked!.suggested)).toBe(true);
  expect(asked).toMatchObject({ id: 'expectedDecisionOn', date });
});

test('14 April to 19 May moves 10 May to 14 June, a Monday', () => {
  expect(tooNear(promised('2027-05-10'), { from, to: '2027-05-19' })).toEqual([
    { id: 'expectedDecisionOn', date: '2027-05-10', suggested: '2027-06-14' },
  ]);
});

test('what is two weeks after it or more stands', () => {
  expect(tooNear(promised('2027-06-02'), { from, to: '2027-05-19' })).toEqual([]);
});
