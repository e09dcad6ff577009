import fc from 'fast-check';
import { can, rules, visible, type Action, type Subject } from './authorisation.js';
import { governorRoles, municipalRoles, nationalRoles, type Grant } from './roles.js';

const municipalities = ['1804', '3103'];
const offices = ['FMNO', 'FMOV'];
const grant: fc.Arbitrary<Grant> = fc.oneof(
  fc.record({ role: fc.constantFrom(...municipalRoles), municipalityCode: fc.constantFrom(...municipalities), countyGovernorCode: fc.constant(null) }),
  fc.record({ role: fc.constantFrom(...governorRoles), municipalityCode: fc.constant(null), countyGovernorCode: fc.constantFrom(...offices) }),
  fc.record({ role: fc.constantFrom(...nationalRoles), municipalityCode: fc.constant(null), countyGovernorCode: fc.constant(null) }),
); // prettier-ignore
const actor = fc.record({
  id: fc.constantFrom('a', 'b'),
  grants: fc.array(grant, { maxLength: 3 }),
  pendingMunicipalities: fc.subarray(municipalities),
});
const states = [
  ...new Set(
    Object.values(rules).flatMap((list) => list.flatMap((rule) => ('states' in rule ? [...rule.states] : []))),
  ),
];
const subject: fc.Arbitrary<Subject> = fc.record({
  municipalityCode: fc.constantFrom(...municipalities, null),
  countyGovernorCode: fc.constantFrom(...offices, null),
  state: fc.constantFrom(...states, 'draft', 'open'),
  conflicted: fc.subarray(['a', 'b']),
  partnerCodes: fc.subarray(municipalities),
  personId: fc.constantFrom('a', 'b', null),
  createdById: fc.constantFrom('a', 'b', null),
});
const action = fc.constantFrom(...(Object.keys(rules) as Action[]));

test('a row is visible exactly when it may be seen', () => {
  fc.assert(
    fc.property(actor, action, subject, (who, what, row) => {
      const seen = visible(who, what).some(
        (one) =>
          (one.states === null || one.states.includes(row.state ?? '')) &&
          (one.exceptConflictsOf === null || !row.conflicted?.includes(one.exceptConflictsOf)) &&
          (one.madeBy === null || row.createdById === one.madeBy) &&
          (one.everywhere ||
            (one.self && row.personId === who.id) ||
            (one.anyOffice && row.countyGovernorCode != null) ||
            (row.partnerCodes ?? []).some((code) => one.partners.includes(code)) ||
            (row.municipalityCode != null && one.municipalities.includes(row.municipalityCode)) ||
            (row.countyGovernorCode != null && one.offices.includes(row.countyGovernorCode))),
      );
      expect(seen).toBe(can(who, what, row));
    }),
    { numRuns: 2000 },
  );
});

test('no draft is a case; another office’s case is nobody’s; a system administrator sees no content', () => {
  const officer = { id: 'a', grants: [{ role: 'caseOfficer' as const, countyGovernorCode: 'FMNO', municipalityCode: null }], pendingMunicipalities: [] };
  expect(can(officer, 'case.read', { countyGovernorCode: 'FMNO', state: 'draft' })).toBe(false);
  expect(can(officer, 'case.read', { countyGovernorCode: 'FMNO', state: 'submitted' })).toBe(true);
  expect(can(officer, 'case.read', { countyGovernorCode: 'FMOV', state: 'submitted' })).toBe(false);
  expect(can(officer, 'case.content', { countyGovernorCode: 'FMNO', state: 'submitted', conflicted: ['a'] })).toBe(false);
  const operator = { id: 'b', grants: [{ role: 'systemAdmin' as const, countyGovernorCode: null, municipalityCode: null }], pendingMunicipalities: [] };
  const own = ['person.own', 'role.read', 'access.read'];
  expect((Object.keys(rules) as Action[]).filter((what) => visible(operator, what).length > 0 && !own.includes(what))).toEqual(['log.read', 'operations.read', 'operations.settle']);
}); // prettier-ignore

test('the ministry reads who asks to be let in, and lets nobody in: the lifecycle has no such row', () => {
  const grants = [{ role: 'ministryOfficer' as const, countyGovernorCode: null, municipalityCode: null }];
  const officer = { id: 'a', grants, pendingMunicipalities: [] };
  const request = { countyGovernorCode: 'FMNO', municipalityCode: '1804', state: 'submitted' };
  expect([can(officer, 'access.read', request), can(officer, 'access.decide', request)]).toEqual([true, false]);
});

test('who waits for an answer reads and writes drafts they began, and no other’s', () => {
  const who = { id: 'a', grants: [], pendingMunicipalities: ['1804'] };
  const draft = (createdById: string | null, state = 'draft') => ({ municipalityCode: '1804', state, createdById });
  for (const what of ['application.read', 'application.write'] as const) {
    expect([draft('a'), draft('b'), draft(null), draft('a', 'submitted')].map((row) => can(who, what, row))).toEqual([true, false, false, false]);
    expect(can({ ...who, pendingMunicipalities: [] }, what, draft('a'))).toBe(false);
  }
}); // prettier-ignore
