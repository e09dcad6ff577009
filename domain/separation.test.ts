/** Who is in conflict can do nothing with a case, and nobody approves what they have handled (lifecycles.md C.4). Read from the tables, so that a new command is asked too. */
import { judge, type Kind, type Transition } from './lifecycle.js';
import { lifecycles } from './lifecycles.js';
import { can, rules, visible, type Action } from './authorisation.js';
import {
  governorRoles,
  isGovernorRole,
  isMunicipalRole,
  municipalRoles,
  nationalRoles,
  type Actor,
  type ActorRole,
  type Role,
} from './roles.js';

const ofCases = ['grant', 'project', 'report', 'thread'] as const satisfies readonly Kind[];
type Given = { kind: Kind; transition: Transition; role: ActorRole; state: string };
/** Every command the office’s people can give in a case, by role and state. */
const given: Given[] = ofCases.flatMap((kind) =>
  lifecycles[kind].transitions.flatMap((transition) =>
    transition.who
      .filter((role) => isGovernorRole(role))
      .flatMap((role) => transition.from.map((state) => ({ kind, transition, role, state }))),
  ),
);

test('there is something to ask', () => {
  expect(new Set(given.map(({ kind }) => kind))).toEqual(new Set(ofCases));
  expect(given.length).toBeGreaterThan(40);
});

test.each(given.map((one) => [`${one.kind} ${one.transition.on}`, one.role, one.state, one] as const))(
  'in conflict nobody does %s as %s in %s',
  (_command, _role, _state, { kind, transition, role, state }) => {
    const asked = { on: transition.on, state, actorId: 'me', actorRole: role };
    const people = { declared: ['me'], conflicted: ['me'] };
    expect(judge(lifecycles[kind], { ...asked, people })).toMatchObject({ refusal: 'conflict' });
    expect(judge(lifecycles[kind], { ...asked, people: { declared: ['me'] } })).toHaveProperty('transition');
  },
);

describe('four eyes', () => {
  const decide = { on: 'decide', state: 'recommended', actorRole: 'approver' as const };
  const hands = [
    ['is its case officer', { caseOfficer: 'one' }],
    ['has assessed it', { assessors: ['one'] }],
    ['has recommended it', { recommenders: ['two', 'one'] }],
    ['was represented by who assessed or recommended it', { represented: ['one'] }],
  ] as const;
  test.each(hands)('who %s does not decide, nor does their deputy', (_how, people) => {
    expect(judge(lifecycles.grant, { ...decide, actorId: 'one', people })).toMatchObject({ refusal: 'fourEyes' });
    const deputy = { ...decide, actorId: 'three', deputyForId: 'one', people };
    expect(judge(lifecycles.grant, deputy)).toMatchObject({ refusal: 'fourEyes' });
    expect(judge(lifecycles.grant, { ...decide, actorId: 'three', people })).toHaveProperty('transition');
  });

  test('who wrote the call does not approve it, nor does their deputy', () => {
    const approve = { on: 'approve', state: 'awaitingApproval', actorRole: 'approver' as const, people: { authors: ['one'] } };
    expect(judge(lifecycles.call, { ...approve, actorId: 'one' })).toMatchObject({ refusal: 'fourEyes' });
    expect(judge(lifecycles.call, { ...approve, actorId: 'two', deputyForId: 'one' })).toMatchObject({ refusal: 'fourEyes' });
    expect(judge(lifecycles.call, { ...approve, actorId: 'two' })).toHaveProperty('transition');
  }); // prettier-ignore
});

describe('what is seen in conflict', () => {
  const person = (role: Role): Actor => ({
    id: 'me',
    grants: [{ role, municipalityCode: null, countyGovernorCode: isGovernorRole(role) ? 'FMNO' : null }],
    pendingMunicipalities: [],
  });
  const content = ['case.content', 'case.assessment', 'letter.read', 'letter.preview', 'report.read', 'report.act', 'thread.read', 'thread.write', 'thread.start', 'task.settle'] as const satisfies readonly Action[]; // prettier-ignore
  const states = ['new', ...lifecycles.grant.states, ...lifecycles.project.states, ...lifecycles.report.states];

  test.each(content)('no role of an office or the nation gives %s', (action) => {
    for (const role of [...governorRoles, ...nationalRoles]) {
      for (const state of states) {
        for (const countyGovernorCode of ['FMNO', 'FMRO']) {
          const subject = { countyGovernorCode, municipalityCode: '1804', state, conflicted: ['me'] };
          expect(can(person(role), action, subject)).toBe(false);
        }
      }
    }
  });

  test('no draft is seen by an office, the ministry or the auditor', () => {
    // An office’s rules for who gets a case are about no case of their own.
    const ofCase = (Object.keys(rules) as Action[]).filter(
      (action) => action.startsWith('case.') && action !== 'case.rules',
    );
    for (const role of [...governorRoles, ...nationalRoles])
      for (const action of ofCase)
        for (const state of ['new', 'draft', 'lapsed'])
          expect(can(person(role), action, { countyGovernorCode: 'FMNO', municipalityCode: '1804', state })).toBe(
            false,
          );
  });

  test('municipal roles see no case from the office’s side', () => {
    for (const role of municipalRoles) expect(isMunicipalRole(role) && visible(person(role), 'case.list')).toEqual([]);
  });
});
