import fc from 'fast-check';
import { deadlineAtEndOf } from './calendar/index.js';
import { byDue, dueStep, nextDue, planLadder, type Step } from './ladder.js';
import type { StepType } from './steps.js';

const at = (text: string) => Date.parse(text);
const plan = (ladder: string, facts: object, kind: 'grant' | 'report' = 'grant') =>
  planLadder({ processId: `${kind}/x`, kind, ladder, facts: { at: 0, ...facts } });
const shown = (steps: readonly Step[]) =>
  steps.map((step) => `${step.name} ${new Date(step.due).toISOString().slice(0, 16)}`);

test('reminders fire at 08.00 in Oslo, also across the change to summer time; the deadline is the midnight after its last day', () => {
  const { steps } = plan('deadline', {
    at: at('2027-03-01T12:00:00Z'),
    due: deadlineAtEndOf('2027-03-31'),
    days: [14, 7, 3, 1],
  });
  expect(shown(steps)).toEqual([
    'before-14 2027-03-17T07:00',
    'before-7 2027-03-24T07:00',
    'before-3 2027-03-28T06:00',
    'before-1 2027-03-30T06:00',
    'deadline 2027-03-31T22:00',
  ]);
});

test('steps up to the cause’s instant are skipped, never sent late', () => {
  const { steps, skipped } = plan('deadline', { at: at('2027-03-24T07:00:00Z'), due: deadlineAtEndOf('2027-03-31') });
  expect(skipped.map((step) => step.name)).toEqual(['before-14', 'before-7']);
  expect(steps.map((step) => step.name)).toEqual(['before-3', 'before-1', 'deadline']);
});

test('a deadline already passed fires at the cause’s instant', () => {
  const cause = at('2028-02-01T12:00:00Z');
  const { steps } = plan('opening', { at: cause, due: at('2028-01-09T07:00:00Z') }, 'report');
  expect(steps).toMatchObject([{ name: 'open', due: cause }]);
});

test('the overdue ladder climbs 1, 7, 21 and 42 days after the last day', () => {
  const { steps } = plan(
    'overdue',
    { due: deadlineAtEndOf('2028-02-20'), at: deadlineAtEndOf('2028-02-20') },
    'report',
  );
  expect(shown(steps)).toEqual([
    'overdue-1 2028-02-21T07:00',
    'overdue-7 2028-02-27T07:00',
    'overdue-21 2028-03-12T07:00',
    'overdue-42 2028-04-02T06:00',
  ]);
});

test('keys tell process, ladder, round, version and name', () => {
  const { steps } = plan('deadline', { due: deadlineAtEndOf('2027-03-31'), version: 2 });
  expect(steps[0]!.key).toBe('grant/x/deadline/1/v2/before-14');
});

const types: StepType[] = ['reminder', 'escalation', 'deadline'];
const ladder = fc.array(fc.record({ due: fc.integer({ min: 0, max: 50 }), type: fc.constantFrom(...types) }), {
  maxLength: 8,
});
const running = fc
  .tuple(ladder, ladder)
  .map((two) => Object.fromEntries(two.map((steps, l) => [`l${l}`, steps.map((step, n) => ({ ...step, ladder: `l${l}`, name: `${n}`, key: `l${l}/${n}` }))]))); // prettier-ignore

test('whatever is running: escalations and deadlines all fire, at most one reminder a ladder, in order', () => {
  fc.assert(
    fc.property(running, fc.integer({ min: 0, max: 60 }), (all, now) => {
      const left = structuredClone(all);
      const fired: Step[] = [];
      for (let due = dueStep(left, now); due; due = dueStep(left, now)) {
        fired.push(due.step);
        const gone = [due.step, ...due.superseded].map((step) => step.key);
        for (const name of Object.keys(left)) left[name] = left[name]!.filter((step) => !gone.includes(step.key));
      }
      expect(fired).toEqual([...fired].sort(byDue));
      const mustFire = Object.values(all)
        .flat()
        .filter((step) => step.due <= now && step.type !== 'reminder');
      expect(fired.filter((step) => step.type !== 'reminder')).toHaveLength(mustFire.length);
      for (const name of Object.keys(all)) {
        expect(fired.filter((step) => step.ladder === name && step.type === 'reminder').length).toBeLessThanOrEqual(1);
      }
      const next = nextDue(left);
      expect(next === undefined || next > now).toBe(true);
    }),
  );
});
