import { callWarnings, type CallToThinkOver } from './warnings.js';

const today = '2027-01-04';
const call = (some: Partial<CallToThinkOver> = {}): CallToThinkOver => ({
  budgetYear: 2027,
  opensOn: '2027-01-18',
  deadline: '2027-04-14',
  expectedDecisionOn: '2027-06-15',
  frame: 10_000_000,
  minAmount: null,
  maxAmount: null,
  weights: [60, 40],
  areas: [],
  reports: ['2028-06-01'],
  texts: { titleNb: 'Prosjektskjønn 2027' },
  ...some,
});
const warned = (some: Partial<CallToThinkOver>) =>
  callWarnings(call(some), today).map(({ code, field }) => `${field}: ${code}`);

test('a call with nothing to think over has no advice', () => {
  expect(callWarnings(call(), today)).toEqual([]);
});

test.each<[string, Partial<CallToThinkOver>, string[]]>([
  ['on a Saturday', { deadline: '2027-04-17' }, ['deadline: saturday', 'deadline: offer']],
  ['on a Sunday', { deadline: '2027-04-18' }, ['deadline: sunday', 'deadline: offer']],
  // Source 000: 31 March 2018 was Easter Saturday.
  ['on Easter Monday', { deadline: '2027-03-29' }, ['deadline: holiday', 'deadline: easterWeek', 'deadline: offer']],
  ['within three weeks', { opensOn: '2027-01-12', deadline: '2027-01-20' }, ['deadline: within3weeks']],
  ['within six weeks', { deadline: '2027-02-10' }, ['deadline: within6weeks']],
  ['before it opens', { opensOn: '2027-04-15' }, ['opensAt: opensAfterDeadline']],
])('a deadline %s', (_name, some, expected) => {
  expect(warned(some)).toEqual(expected);
});

test('a day off is told with the next working day, over a whole Easter', () => {
  const offers = callWarnings(call({ deadline: '2027-03-25', reports: ['2028-05-17'] }), today);
  expect(offers).toContainEqual({ code: 'holiday', field: 'deadline', date: '2027-03-25', name: expect.objectContaining({ nb: 'skjærtorsdag' }) as unknown }); // prettier-ignore
  expect(offers).toContainEqual({ code: 'offer', field: 'deadline', date: '2027-03-30' });
  expect(offers).toContainEqual({ code: 'offer', field: 'reportPlans.dueOn', row: 0, date: '2028-05-18' });
});

test.each<[string, Partial<CallToThinkOver>, string[]]>([
  ['the answer is promised before the deadline', { expectedDecisionOn: '2027-04-01' }, ['expectedDecisionOn: decisionBeforeDeadline']],
  ['the answer is promised a week after it', { expectedDecisionOn: '2027-04-21' }, ['expectedDecisionOn: decisionSoon']],
  ['it was to open before it is written', { opensOn: '2027-01-04' }, ['opensAt: opensPassed']],
  ['it opens before the approver is reminded', { opensOn: '2027-01-07' }, ['opensAt: opensSoon']],
  ['a report is due on the day of the deadline', { reports: ['2027-04-14'] }, ['reportPlans.dueOn: reportBeforeDeadline']],
  ['it opens on 1 May', { opensOn: '2027-05-01', deadline: '2027-06-16', expectedDecisionOn: '2027-09-01' }, ['opensAt: holiday', 'opensAt: offer']],
  ['a report is due on a Sunday', { reports: ['2028-06-01', '2029-02-18'] }, ['reportPlans.dueOn: sunday', 'reportPlans.dueOn: offer']],
  ['weights are not 100', { weights: [60, 30] }, ['criteria.weight: weightsNot100']],
  ['the least amount is above the largest', { minAmount: 500, maxAmount: 100 }, ['minAmount: minAboveMax']],
  ['the least amount is above the frame', { minAmount: 10_000_001 }, ['minAmount: minAboveFrame']],
  ['less is set aside than the frame', { areas: [{ level: 1, earmarked: 9_000_000 }] }, ['priorityAreas: earmarkedNotFrame']],
  ['an area is not the sum below it', { areas: [{ level: 1, earmarked: 10_000_000 }, { level: 2, earmarked: 1 }] }, ['priorityAreas.earmarked: areaNotSumBelow']],
  ['a text names an earlier year', { texts: { purposeNb: 'Fristen var 31.03.2026, og før det 2025. Minst 2000 kr.' } }, ['purposeNb: earlierYear']],
  ['a text names this year and the next', { texts: { purposeNb: 'I 2027 og 2028.' } }, []],
])('%s', (_name, some, expected) => {
  expect(warned(some)).toEqual(expected);
}); // prettier-ignore

test('the years a text names are told once each, in order', () => {
  const [warning] = callWarnings(call({ texts: { purposeNn: '2026 og 2025, som i 2026. Sak 2017/5184.' } }), today);
  expect(warning).toEqual({ code: 'earlierYear', field: 'purposeNn', years: [2017, 2025, 2026] });
});

test('what cannot be read is not judged', () => {
  const nothing = { budgetYear: null, opensOn: null, deadline: null, expectedDecisionOn: null, frame: null, weights: [], reports: [null] }; // prettier-ignore
  expect(callWarnings(call(nothing), today)).toEqual([]);
});
