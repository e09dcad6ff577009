import { ladders } from './ladder.js';
import { allowedCommands, judge, separationFault, transitionOf, type Kind } from './lifecycle.js';
import { lifecycles } from './lifecycles.js';

const kinds = Object.keys(lifecycles) as Kind[];
const someFacts = { at: 0, due: 86_400_000 * 100, round: 1, version: 1, days: [14, 7, 3, 1] };

describe.each(kinds)('the table of %s', (kind) => {
  const lifecycle = lifecycles[kind];
  const targets = (to: string | readonly string[], from: readonly string[]) =>
    to === 'same' ? from : typeof to === 'string' ? [to] : to;

  test('names only its own states, says for each who is waited for, and leaves none unreachable', () => {
    const reached = new Set(['new']);
    for (const transition of lifecycle.transitions) {
      for (const state of [...transition.from, ...targets(transition.to, transition.from)])
        expect(lifecycle.states).toContain(state);
      targets(transition.to, []).forEach((state) => reached.add(state));
    }
    expect([...reached].sort()).toEqual([...lifecycle.states].sort());
    expect(Object.keys(lifecycle.waitsFor).sort()).toEqual([...lifecycle.states].sort());
    expect(lifecycle.phases.flatMap((phase) => phase.states).sort()).toEqual([...lifecycle.states].sort());
  });

  test('gives at most one row for a command in a state', () => {
    for (const state of lifecycle.states) {
      const commands = lifecycle.transitions
        .filter((transition) => transition.from.includes(state))
        .map((transition) => transition.on);
      expect(new Set(commands).size).toBe(commands.length);
    }
  });

  test('starts and stops only ladders that are there, and every deadline of a ladder has its row', () => {
    for (const transition of lifecycle.transitions) {
      const stops = transition.stops === 'all' ? [] : (transition.stops ?? []);
      for (const ladder of [...stops, ...(transition.starts ?? [])])
        expect(Object.keys(ladders[kind])).toContain(ladder);
      for (const ladder of transition.starts ?? []) {
        const entered = targets(transition.to, transition.from);
        for (const step of ladders[kind][ladder]!.plan(someFacts).filter((planned) => planned.type === 'deadline')) {
          expect(entered.some((state) => transitionOf(lifecycle, `due:${step.name}`, state))).toBe(true);
        }
      }
    }
  });

  test('settles every task it gives', () => {
    const given = new Set<string>();
    const settled = new Set<string>();
    for (const transition of lifecycle.transitions) {
      transition.tasks?.forEach((order) => given.add(order.task));
      transition.settles?.forEach((task) => settled.add(task));
    }
    for (const ladder of Object.values(ladders[kind])) {
      for (const step of ladder.plan(someFacts))
        ladder.notices(step.name).tasks?.forEach((order) => given.add(order.task));
    }
    expect([...given].filter((task) => !settled.has(task))).toEqual([]);
  });

  test('ends: a final row leads to a state nothing leaves but by the process itself', () => {
    const finals = lifecycle.transitions.filter((transition) => transition.final);
    expect(finals.length).toBeGreaterThan(0);
  });
});

test('a refused command names what is allowed now', () => {
  const asked = { on: 'decide', state: 'draft', actorId: 'a', actorRole: 'approver' as const, people: {} };
  expect(judge(lifecycles.grant, asked)).toEqual({
    refusal: 'notAllowedNow',
    allowed: ['sendForLocalApproval', 'submit', 'handOver'],
  });
  expect(allowedCommands(lifecycles.report, 'submitted', ['caseOfficer'])).toEqual(['return', 'approve']);
});

test('four eyes: neither officer, recommender nor assessor approves; a conflict stops everything', () => {
  const people = { caseOfficer: 'o', recommenders: ['r'], assessors: ['s'], declared: ['o', 'c'], conflicted: ['c'] };
  expect(['o', 'r', 's', 'x'].map((id) => separationFault('fourEyes', id, people))).toEqual([
    'fourEyes',
    'fourEyes',
    'fourEyes',
    undefined,
  ]);
  expect(['o', 'c', 'x'].map((id) => separationFault('declaredImpartial', id, people))).toEqual([
    undefined,
    'conflict',
    'notDeclared',
  ]);
  expect(separationFault('noConflict', 'c', people)).toBe('conflict');
  expect(separationFault('notAuthor', 'a', { authors: ['a'] })).toBe('fourEyes');
});
