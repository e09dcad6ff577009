import { aPerson } from '../../../testing/builders.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
let leader: Agent;
let leaderId: string;
let siri: string;
let tor: string;
beforeAll(async () => {
  web = await testWeb({ pages });
  leaderId = await aPerson(web.prisma, [{ role: 'leader', at: 'FMNO' }], { firstName: 'Liv', lastName: 'Demo' });
  leader = await web.as(leaderId);
  siri = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Siri', lastName: 'Demo' });
  tor = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Tor', lastName: 'Demo' });
}, 60_000);
beforeEach(() => web.prisma.assignmentRule.deleteMany());
afterAll(() => web.close());

const path = '/embete/FMNO/fordelingsregler';
const drawn = async () => hiddenFields((await leader.get(path)).text, path);
const send = async (fields: Record<string, string>, form?: Record<string, string>) =>
  post(leader, path, { ...(form ?? (await drawn())), ...fields });
const add = (what: string, officer: string) => send({ do: 'add', what, officer });
const rules = () => web.prisma.assignmentRule.findMany({ orderBy: { position: 'asc' }, select: { position: true, sector: true, municipalityCode: true, officerId: true } }); // prettier-ignore

test('rules are added, moved and taken away, and every change says who made it and how they read from then on', async () => {
  await add('sektor:care', siri);
  await add('kommune:1804', tor);
  await add('sektor:climate', tor);
  await send({ do: 'up:2' });
  await send({ do: 'down:0' });
  expect((await rules()).map(({ position, sector, municipalityCode }) => [position, sector ?? municipalityCode])).toEqual([
    [1, 'climate'], [2, 'care'], [3, '1804'],
  ]);
  await send({ do: 'remove:1' });
  expect((await rules()).map(({ sector, municipalityCode }) => sector ?? municipalityCode)).toEqual(['climate', '1804']);
  const changes = await web.prisma.assignmentRuleChange.findMany({ orderBy: { version: 'asc' } });
  expect(changes.map(({ version, actorId, rules }) => [version, actorId, (rules as unknown[]).length])).toEqual(
    [1, 2, 3, 3, 3, 2].map((count, i) => [i + 1, leaderId, count]),
  );
  await expect(web.prisma.assignmentRuleChange.deleteMany()).rejects.toThrow();
  const { text } = await leader.get(path);
  expect(text).toContain('Sektor: Klima og miljø');
  expect(text).toContain('Kommune: Bodø');
  expect(text).toMatch(/Liv Demo<\/p>/);
}); // prettier-ignore

test('what is not chosen, is there already or belongs elsewhere is told at its field, and what was chosen stays', async () => {
  await add('sektor:care', siri);
  const stranger = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
  for (const [what, officer, text] of [
    ['', siri, 'Velg en sektor eller en kommune'],
    ['sektor:tull', siri, 'Velg en sektor eller en kommune'],
    ['kommune:1103', siri, 'Velg en sektor eller en kommune'],
    ['sektor:care', tor, 'Det er allerede en regel for dette'],
    ['sektor:health', stranger, 'Velg en saksbehandler fra lista'],
  ] as const) {
    const answer = await add(what, officer);
    expect([what, answer.status, answer.text.includes(text)]).toEqual([what, 422, true]);
  }
  const kept = await add('sektor:health', '');
  expect(kept.text).toContain('<option value="sektor:health" selected>');
  expect(await rules()).toHaveLength(1);
});

test('two who change them at once: the second is shown how they are now, and nothing of the first is lost', async () => {
  const form = await drawn();
  await send({ do: 'add', what: 'sektor:care', officer: siri }, form);
  const second = await send({ do: 'add', what: 'sektor:health', officer: tor }, form);
  expect([second.status, second.text.includes('Noen andre har endret reglene')]).toEqual([422, true]);
  expect((await rules()).map(({ sector }) => sector)).toEqual(['care']);
});

test('who is away or has no such role any more is marked in their rules', async () => {
  const gone = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  await add('sektor:care', gone);
  await web.prisma.roleGrant.updateMany({ where: { personId: gone }, data: { state: 'suspended' } });
  expect((await leader.get(path)).text).toContain('Har ikke rollen som saksbehandler nå');
});

test('for leaders and administrators of the office; to others the page is not there', async () => {
  const statusFor = async (role: 'leader' | 'countyGovernorAdmin' | 'caseOfficer' | 'approver', at: string) =>
    (await (await web.as(await aPerson(web.prisma, [{ role, at }]))).get(path)).status;
  expect(await statusFor('countyGovernorAdmin', 'FMNO')).toBe(200);
  expect(await statusFor('caseOfficer', 'FMNO')).toBe(404);
  expect(await statusFor('approver', 'FMNO')).toBe(404);
  expect(await statusFor('leader', 'FMRO')).toBe(404);
});
