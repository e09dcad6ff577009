import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { completeSnapshot } from '../../testing/scene.js';
import { fieldKeys, fieldOf, type FieldKey } from './fields.js';
import { applicationSnapshot, type ApplicationSnapshot } from './form.js';
import { applicationFaults, formFaults, type ApplicationRules } from './rules.js';

const rules: ApplicationRules = {
  minAmount: null,
  maxAmount: null,
  ownSharePercent: 0,
  budgetYear: 2027,
  priorityAreaIds: [],
  projectKinds: 'both',
  localApproval: 'none',
  applicants: ['municipality'],
  costKinds: ['salary', 'travel'],
  requiredAttachments: [],
};
const complete = completeSnapshot() as ApplicationSnapshot;
const faultsOf = (changes: Partial<ApplicationSnapshot>, call: Partial<ApplicationRules> = {}) =>
  applicationFaults({ ...complete, ...changes }, { ...rules, ...call }).map(({ field, code }) => `${field} ${code}`);

test('a complete application has no faults, and is what may be frozen', () => {
  expect(faultsOf({})).toEqual([]);
  expect(applicationSnapshot.safeParse(complete).success).toBe(true);
});

const texts = fieldKeys.filter(
  (key) => ['line', 'text'].includes(fieldOf(key).type) && !['projectOwnerNumber', 'managerPhone'].includes(key),
);

test.each(texts)('%s: exactly its limit may be sent in, one character more says so, and is kept in a draft', (key) => {
  const field = fieldOf(key);
  const most = 'most' in field ? field.most : 0;
  const fill = key === 'managerEmail' ? `a@b.${'c'.repeat(most - 4)}` : 'a'.repeat(most);
  expect(faultsOf({ [key]: fill })).toEqual([]);
  expect(faultsOf({ [key]: `${fill}a` })).toEqual([`${key} tooLong.${key}`]);
  expect(formFaults({ ...complete, [key]: `${fill}a` })).toMatchObject([{ field: key, params: { over: 1 } }]);
  expect(field.draft.safeParse(`${fill}a`).success).toBe(true);
  expect(applicationSnapshot.safeParse({ ...complete, [key]: `${fill}a` }).success).toBe(false);
});

const needed = texts.filter((key) => fieldOf(key).least > 0);

test.each(needed)('%s: one character too few says how many are missing; none asks for it', (key) => {
  const { least } = fieldOf(key);
  expect(faultsOf({ [key]: 'a'.repeat(least) })).toEqual([]);
  expect(faultsOf({ [key]: 'a'.repeat(least - 1) })).toEqual([`${key} tooShort.${key}`]);
  expect(faultsOf({ [key]: '' })).toEqual([`${key} missing.${key}`]);
  expect(faultsOf({ [key]: ' '.repeat(least) })).toEqual([`${key} missing.${key}`]);
});

test('the project leader’s phone is a number as on one’s own page, or nothing', () => {
  for (const phone of ['', '75 53 15 00', '+4775531500']) expect(faultsOf({ managerPhone: phone })).toEqual([]);
  for (const phone of ['abc', '123']) expect(faultsOf({ managerPhone: phone })).toEqual(['managerPhone managerPhone']);
});

test('what forms.md D.1 asks for, and nothing else', () => {
  const asked = fieldKeys.filter((key) => fieldOf(key).least > 0);
  expect(asked.sort()).toEqual(
    [
      'kind', 'projectOwnerKind', 'title', 'summary', 'contactId', 'language', 'challenges', 'municipalRoles', 'goalsAndMethod', 'subGoals', 'sectors', 'measures',
      'measureRationale', 'innovation', 'transferValue', 'startDate', 'endDate', 'milestones', 'afterProject', 'yearCount', 'stateGrant',
    ].sort(),
  ); // prettier-ignore
});

describe('rows', () => {
  const milestone = (text: string, date: string) => ({ text, date, responsible: '' });

  test('two milestones at least, each with a text and a date', () => {
    expect(faultsOf({ milestones: [milestone('A', '2027-03-01')] })).toEqual(['milestones missing.milestones']);
    expect(faultsOf({ milestones: [milestone('', '2027-03-01'), milestone('B', '')] })).toEqual([
      'milestones-0-text cellMissing.milestones',
      'milestones-1-date cellMissing.milestones',
    ]);
  });

  test('what has a date happens while the project lasts: its first and last day count, and are not known before both are given', () => {
    const lasts = { startDate: '2027-02-01', endDate: '2028-06-30' };
    const on = (...dates: string[]) => ({ ...lasts, milestones: dates.map((date) => milestone('A', date)) });
    expect(faultsOf(on('2027-02-01', '2028-06-30'))).toEqual([]);
    expect(formFaults({ ...complete, ...on('2027-01-31', '2028-07-01') })).toMatchObject([
      { step: 'framdrift', field: 'milestones-0-date', code: 'outsideProject.milestones', params: { number: 1, date: '2027-01-31', start: '2027-02-01', end: '2028-06-30' } },
      { step: 'framdrift', field: 'milestones-1-date', params: { number: 2, date: '2028-07-01' } },
    ]);
    const goal = { goal: 'Alle er med', indicator: '', target: '', date: '2029-01-01' };
    expect(faultsOf({ ...lasts, subGoals: [goal] })).toEqual(['subGoals-0-date outsideProject.subGoals']);
    expect(faultsOf({ ...on('2026-01-01', '2026-02-01'), endDate: '' })).toEqual(['endDate missing.endDate']);
  }); // prettier-ignore

  test('a cell that is too long is named by its row', () => {
    const long = { goal: 'a'.repeat(301), indicator: '', target: '', date: '' };
    expect(formFaults({ ...complete, subGoals: [long] })).toMatchObject([
      { field: 'subGoals-0-goal', code: 'cellTooLong', params: { number: 1, over: 1 } },
    ]);
  });
});

describe('what another answer or the call asks for', () => {
  test('the kinds of attachments the call names, each until it is there', () => {
    const call = { requiredAttachments: ['budget', 'projectPlan'] };
    const plan = { id: randomUUID(), title: 'Plan', kind: 'projectPlan', name: 'plan.pdf', sha256: 'a'.repeat(64), size: 1, restricted: false } as const;
    expect(faultsOf({}, call)).toEqual(['kind-projectPlan attachmentMissing.projectPlan', 'kind-budget attachmentMissing.budget']);
    expect(faultsOf({ attachments: [plan] }, call)).toEqual(['kind-budget attachmentMissing.budget']);
    expect(faultsOf({ attachments: [plan, { ...plan, kind: 'budget' }] }, call)).toEqual([]);
  }); // prettier-ignore

  test('a continuation or an expansion names the project it goes on from', () => {
    for (const kind of ['continuation', 'expansion'] as const)
      expect(faultsOf({ kind })).toEqual(['previousProjectId missing.previousProjectId']);
    for (const kind of ['new', 'network', 'conference'] as const) expect(faultsOf({ kind })).toEqual([]);
  });

  test('the call says which kinds it takes', () => {
    const previousProjectId = '11111111-1111-4111-8111-111111111111';
    expect(faultsOf({ kind: 'continuation', previousProjectId }, { projectKinds: 'new' })).toEqual(['kind kindNotAllowed.new']); // prettier-ignore
    expect(faultsOf({}, { projectKinds: 'continuation' })).toEqual(['kind kindNotAllowed.continuation']);
  });

  test('the call says on whose behalf a municipality may apply; a regional council is named', () => {
    const council = { projectOwnerKind: 'regionalCouncil', projectOwnerName: 'Salten Regionråd' } as const;
    expect(faultsOf(council)).toEqual(['projectOwnerKind applicantNotAllowed.regionalCouncil']);
    expect(faultsOf(council, { applicants: ['municipality', 'regionalCouncil'] })).toEqual([]);
    expect(faultsOf({}, { applicants: ['regionalCouncil'] })).toEqual(['projectOwnerKind applicantNotAllowed.municipality']); // prettier-ignore
    const nameless = { ...council, projectOwnerName: ' ' };
    expect(faultsOf(nameless, { applicants: ['regionalCouncil'] })).toEqual(['projectOwnerName missing.projectOwnerName']); // prettier-ignore
  });

  test('what was sent in before the question was asked stands for the municipality itself', () => {
    const { projectOwnerKind: _asked, ...before } = complete;
    expect(applicationSnapshot.parse(before)).toMatchObject({ projectOwnerKind: 'municipality' });
  });

  test('priority areas where the call has any, a mandate where it asks for local approval', () => {
    expect(faultsOf({}, { priorityAreaIds: ['a'] })).toEqual(['priorityAreaIds missing.priorityAreaIds']);
    expect(faultsOf({ priorityAreaIds: ['b'] }, { priorityAreaIds: ['a'] })).toHaveLength(1);
    expect(faultsOf({}, { localApproval: 'chiefExecutive' })).toEqual(['anchoring missing.anchoring']);
  });

  test('a kind of cost the call does not cover holds no amount', () => {
    const row = (kind: string, amount: number) => ({ kind, label: '', amounts: [amount] });
    expect(faultsOf({ costs: [row('salary', 99_999), row('equipment', 1)] })).toEqual(['costs costKindNotAllowed']);
    expect(faultsOf({ costs: [row('salary', 100_000), row('equipment', 0)] })).toEqual([]);
  });

  test('a yes asks what', () => {
    expect(faultsOf({ stateGrant: 'yes' })).toEqual(['stateGrantText missing.stateGrantText']);
    expect(faultsOf({ personalData: 'yes' })).toEqual(['personalDataText missing.personalDataText']);
    expect(faultsOf({ stateGrant: '' })).toEqual(['stateGrant missing.stateGrant']);
  });

  test('every partner has confirmed', () => {
    const partner = { name: 'Salten Regionråd', address: '', contact: '', number: '', confirmed: false };
    const [fault] = applicationFaults({ ...complete, partnerCodes: ['1839', '1841'], confirmedCodes: ['1839'], partners: [partner] }, rules); // prettier-ignore
    expect(fault).toMatchObject({ field: 'confirmedCodes', params: { count: 2 } });
  });

  test('the schedule: after its start, four years at most, not before the year before the call’s', () => {
    expect(faultsOf({ endDate: complete.startDate })).toEqual(['endDate endBeforeStart']);
    expect(faultsOf({ startDate: '2027-01-01', endDate: '2030-12-31' })).toEqual([]);
    expect(faultsOf({ startDate: '2027-01-01', endDate: '2031-01-01' })).toEqual(['endDate projectTooLong']);
    expect(faultsOf({ startDate: '2026-01-01' })).toEqual([]);
    expect(faultsOf({ startDate: '2025-12-31' })).toEqual(['startDate startTooEarly']);
  });

  test('an organisation number has nine digits that add up, of the owner and of a partner', () => {
    const partner = { name: 'Salten Regionråd', address: '', contact: '', number: '123456789', confirmed: true };
    expect(faultsOf({ projectOwnerNumber: '123456789', partners: [partner] })).toEqual([
      'projectOwnerNumber organisationNumber',
      'partners-0-number organisationNumber',
    ]);
    expect(faultsOf({ projectOwnerNumber: '972418013' })).toEqual([]);
  });
});

test('whatever is typed, a draft is judged without a fault of ours, and only what can be frozen is complete', () => {
  const value = (key: FieldKey): fc.Arbitrary<unknown> => {
    const field = fieldOf(key);
    if (field.type === 'line' || field.type === 'text') return fc.string({ maxLength: 'most' in field ? field.most + 5 : 5 }); // prettier-ignore
    if (field.type === 'day') return fc.constantFrom('', '2027-02-28', '2031-01-01');
    if (field.type === 'choices') return fc.constantFrom([], (field.values ?? []).slice(0, 3));
    return fc.constant(complete[key]);
  };
  const any = fc.record(Object.fromEntries(fieldKeys.map((key) => [key, value(key)])));
  fc.assert(
    fc.property(any, (changes) => {
      const snapshot = { ...complete, ...changes } as ApplicationSnapshot;
      const faults = applicationFaults(snapshot, rules);
      if (faults.length === 0) expect(applicationSnapshot.safeParse(snapshot).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});
