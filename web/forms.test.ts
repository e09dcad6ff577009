import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Fault, Receipt } from './components/models.js';
import { anApplication, aPerson } from '../testing/builders.js';
import { post, testWeb, type Agent, type TestWeb } from '../testing/web.js';
import { answerCommand, receiptOf, roleFor, tokens } from './forms.js';
import { userPage, type Page, type User, type UserContext } from './page.js';
import { subjectOf } from './where.js';

const processId = (context: UserContext) => `grant/${context.params['id']}`;
const subject = (context: UserContext) => subjectOf(context.services.prisma, 'grant', context.params['id']);

/** A page that withdraws an application, without its looks. */
const withdraw: Page = userPage({
  path: '/trekk/:id',
  access: { can: 'application.act', subject },
  get: async (context) => ({
    kind: 'json',
    body: { ...tokens(context, processId(context), 'withdraw'), receipt: await receiptOf(context) },
  }),
  post: async (context) => {
    const here = (await subject(context))!;
    const at = { municipalityCode: here.municipalityCode ?? null, countyGovernorCode: here.countyGovernorCode ?? null };
    return answerCommand(
      context,
      { processId: processId(context), name: 'withdraw', content: { reason: context.body['reason'] ?? '' }, actorRole: roleFor(context.user, 'grant', 'withdraw', here.state ?? '', at) },
      { receipt: `/trekk/${context.params['id']}`, again: (faults) => Promise.resolve({ kind: 'json', body: { faults, kept: context.body['reason'] }, status: 422 }) },
    );
  },
}); // prettier-ignore

let web: TestWeb;
let applicant: string;
let agent: Agent;
let id: string;
let other: string;
beforeAll(async () => {
  web = await testWeb({ pages: [withdraw] });
}, 60_000);
afterAll(() => web.close());
beforeEach(async () => {
  applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  agent = await web.as(applicant);
  const first = await anApplication(web.prisma, { state: 'submitted' });
  id = first.id;
  other = (await anApplication(web.prisma, { state: 'submitted', callId: first.callId })).id;
});

const formOf = async (who: Agent, application = id) => {
  const { token, csrf } = (await who.get(`/trekk/${application}`)).body as { token: string; csrf: string };
  return { token, _csrf: csrf };
};
const commands = () => web.prisma.command.findMany({ where: { processId: { in: [`grant/${id}`, `grant/${other}`] } } });

test('the same form five times at once is one command with five equal receipts', async () => {
  const form = { ...(await formOf(agent)), reason: 'Vi fikk ikke tid.' };
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(agent, `/trekk/${id}`, form)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
  expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
  const rows = await commands();
  expect(
    rows.map(({ seq, name, content, status, actorId, actorRole }) => ({
      seq,
      name,
      content,
      status,
      actorId,
      actorRole,
    })),
  ).toEqual([
    {
      seq: 1,
      name: 'withdraw',
      content: { reason: 'Vi fikk ikke tid.' },
      status: 'pending',
      actorId: applicant,
      actorRole: 'applicant',
    },
  ]);
  expect(answers[0]!.headers['location']).toBe(`/trekk/${id}?kvittering=${rows[0]!.id}#svar`);
});

test('the same form with other content says what was received then', async () => {
  const form = await formOf(agent);
  await post(agent, `/trekk/${id}`, { ...form, reason: 'Først' });
  const { status, body } = await post(agent, `/trekk/${id}`, { ...form, reason: 'Så noe annet' });
  expect(status).toBe(422);
  expect(body.kept).toBe('Så noe annet');
  expect(body.faults[0].text).toMatch(/^Skjemaet er allerede sendt: «Søknaden er trukket\.» .* kl\. \d\d\.\d\d\.\d\d/);
  expect((await commands()).map(({ content }) => content)).toEqual([{ reason: 'Først' }]);
});

test('a token counts for its session, person and process only', async () => {
  const form = { ...(await formOf(agent)), reason: 'x' };
  const sameInOtherSession = await web.as(applicant);
  const colleague = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
  const answers = [
    await post(sameInOtherSession, `/trekk/${id}`, { ...form, _csrf: (await formOf(sameInOtherSession))._csrf }),
    await post(colleague, `/trekk/${id}`, { ...form, _csrf: (await formOf(colleague))._csrf }),
    await post(agent, `/trekk/${other}`, form),
    await post(agent, `/trekk/${id}`, { ...form, token: `${crypto.randomUUID()}.${form.token.split('.')[1]}` }),
    await post(agent, `/trekk/${id}`, { ...form, token: '' }),
  ];
  expect(
    answers.map((answer) => {
      const { kept, faults } = answer.body as { kept: string; faults: Fault[] };
      return [answer.status, kept, faults[0]?.text.slice(0, 25)];
    }),
  ).toEqual(answers.map(() => [422, 'x', 'Skjemaet var for gammelt.']));
  expect(await commands()).toEqual([]);
});

test('a receipt is for its sender, and tells the outcome', async () => {
  const { headers } = await post(agent, `/trekk/${id}`, { ...(await formOf(agent)), reason: 'x' });
  const address = headers['location']!.replace('#svar', '');
  const receipt = async (who: Agent) => ((await who.get(address)).body as { receipt: Receipt | null }).receipt;
  expect((await receipt(agent))?.kind).toBe('pending');
  expect(await receipt(await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }])))).toBeNull();
  await web.prisma.command.updateMany({ where: { processId: `grant/${id}` }, data: { status: 'applied' } });
  expect(await receipt(agent)).toMatchObject({ kind: 'applied', what: 'Søknaden er trukket.' });
  await web.prisma.command.updateMany({
    where: { processId: `grant/${id}` },
    data: { status: 'refused', refusal: 'notAllowedNow' },
  });
  expect(await receipt(agent)).toMatchObject({
    kind: 'refused',
    refusal: 'Dette kan ikke gjøres nå. Saken har gått videre.',
    allowed: ['Rett søknaden', 'Trekk søknaden', 'Bytt kontaktperson'],
  });
});

test('an ended process takes in nothing, and what was written stands on the page that says so', async () => {
  const form = { ...(await formOf(agent)), reason: 'Vi fikk ikke tid <b>i år</b>.' };
  await web.prisma.process.update({ where: { id: `grant/${id}` }, data: { final: true } });
  const { status, text } = await post(agent, `/trekk/${id}`, form);
  expect(status).toBe(409);
  expect(text).toContain('Saken er avsluttet.');
  expect(text).toContain('Vi fikk ikke tid &lt;b&gt;i år&lt;/b&gt;.');
  expect(text).toContain(`href="/trekk/${id}"`);
  expect(await commands()).toEqual([]);
});

test('who has the role and comes when a colleague has moved the case on, is told who, what and when', async () => {
  const form = { ...(await formOf(agent)), reason: 'Vi fikk ikke tid.' };
  const colleague = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], {
    firstName: 'Bjarne',
    lastName: 'Demokollega',
  });
  const theirs = await web.as(colleague);
  await post(theirs, `/trekk/${id}`, { ...(await formOf(theirs)), reason: 'x' });
  await web.prisma.process.update({ where: { id: `grant/${id}` }, data: { state: 'granted' } });
  const { status, text } = await post(agent, `/trekk/${id}`, form);
  expect(status).toBe(409);
  expect(text).toMatch(
    /Saken har gått videre\. Bjarne Demokollega kom først: «Trekk søknaden», .* kl\. \d\d\.\d\d\.\d\d\./,
  );
  expect(text).toContain('Vi fikk ikke tid.');
  expect((await commands()).map(({ actorId }) => actorId)).toEqual([colleague]);
});

test('the role for a command is one held there', () => {
  const user = (grants: User['actor']['grants'], pendingMunicipalities: string[] = []): User =>
    ({ actor: { id: 'x', grants, pendingMunicipalities } }) as unknown as User;
  const bodo = { municipalityCode: '1804', countyGovernorCode: 'FMNO' };
  const applicantIn = (municipalityCode: string) =>
    user([{ role: 'applicant', municipalityCode, countyGovernorCode: null }]);
  const officer = user([{ role: 'caseOfficer', municipalityCode: null, countyGovernorCode: 'FMNO' }]);
  expect(roleFor(applicantIn('1804'), 'grant', 'submit', 'draft', bodo)).toBe('applicant');
  expect(roleFor(applicantIn('1806'), 'grant', 'submit', 'draft', bodo)).toBeNull();
  expect(roleFor(applicantIn('1804'), 'grant', 'submit', 'granted', bodo)).toBeNull();
  expect(roleFor(officer, 'grant', 'recommend', 'underAssessment', bodo)).toBe('caseOfficer');
  expect(roleFor(officer, 'grant', 'recommend', 'underAssessment', { ...bodo, countyGovernorCode: 'FMRO' })).toBeNull();
  expect(roleFor(user([], ['1804']), 'grant', 'create', 'new', bodo)).toBe('requester');
  expect(roleFor(user([]), 'grant', 'create', 'new', bodo)).toBeNull();
  expect(roleFor(officer, 'grant', 'deadlineMoved', 'draft', bodo)).toBeNull();
});
