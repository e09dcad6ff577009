import { deadlineAtEndOf, eightOClock, startOfDay } from '../calendar/index.js';
import { callFaults, draftOf, type CallDraft } from './rules.js';

const now = eightOClock('2027-01-04');
const deadline = deadlineAtEndOf('2027-04-14');
const call = (some: Partial<CallDraft> = {}): CallDraft => ({
  titleNb: 'Tittel', titleNn: 'Tittel', purposeNb: 'Formål', purposeNn: 'Føremål', requirementsNb: 'Krav', requirementsNn: 'Krav',
  schemeNameNb: '', schemeNameNn: '', otherSchemesNb: '', otherSchemesNn: '',
  frame: 10_000_000n,
  opensAt: eightOClock('2027-01-18'),
  deadline,
  expectedDecisionOn: '2027-06-15',
  criteria: [{ weight: 100, nameNb: 'Nytte', nameNn: 'Nytte' }],
  priorityAreas: [],
  reportPlans: [{ dueAt: deadlineAtEndOf('2028-06-01') }],
  ...some,
}); // prettier-ignore
const area = (level: 1 | 2, earmarked: number | null) => ({ level, earmarked, nameNb: 'Område', nameNn: 'Område' });

test('a whole call may be sent for approval', () => {
  expect(callFaults(call(), now)).toEqual([]);
});

test.each<[string, Partial<CallDraft>, string[]]>([
  ['an answer promised on the last day to apply', { expectedDecisionOn: '2027-04-14' }, ['decisionBeforeDeadline']],
  ['an answer promised the day after', { expectedDecisionOn: '2027-04-15' }, []],
  ['a report due with the deadline', { reportPlans: [{ dueAt: deadlineAtEndOf('2028-06-01') }, { dueAt: deadline }] }, ['reportBeforeDeadline']],
  ['a report due the day after', { reportPlans: [{ dueAt: deadlineAtEndOf('2027-04-15') }] }, []],
  ['a krone more set aside than the frame', { priorityAreas: [area(1, 9_000_000), area(1, 1_000_001)] }, ['earmarkedOverFrame']],
  ['all of the frame set aside', { priorityAreas: [area(1, 10_000_000)] }, []],
  ['a krone more set aside below an area without an amount', { priorityAreas: [area(1, null), area(2, 10_000_001)] }, ['earmarkedOverFrame']],
  ['less set aside than the frame', { priorityAreas: [area(1, 1)] }, []],
])('%s', (_name, some, expected) => {
  expect(callFaults(call(some), now)).toEqual(expected);
}); // prettier-ignore

test('the rows are judged as they stand: the last days of Oslo, the tree in its order', () => {
  const rows = {
    ...call(),
    opensAt: new Date(call().opensAt),
    deadline: new Date(deadline),
    expectedDecisionOn: new Date('2027-04-14T00:00:00Z'),
    priorityAreas: [
      { parentId: null, earmarked: null, nameNb: 'Over', nameNn: 'Over' },
      { parentId: 'over', earmarked: 10_000_001n, nameNb: 'Under', nameNn: 'Under' },
    ],
    reportPlans: [{ dueAt: new Date(startOfDay('2028-06-02')) }],
  };
  expect(callFaults(draftOf(rows), now)).toEqual(['decisionBeforeDeadline', 'earmarkedOverFrame']);
});
