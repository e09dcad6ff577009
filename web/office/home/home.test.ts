import { aCall, aPerson, anApplication, type RoleAt } from '../../../testing/builders.js';
import { aRequest } from '../../../testing/access.js';
import { hiddenFields, post, testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterEach(() => web.prisma.task.deleteMany());
afterAll(() => web.close());

const staff = (roles: RoleAt['role'][], person = {}) =>
  aPerson(
    web.prisma,
    roles.map((role) => ({ role, at: 'FMNO' })),
    person,
  );
const page = async (person: string, path = '/embete/FMNO') => (await web.as(person)).get(path);
const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const section = (html: string, id: string) =>
  new RegExp(`<section id="${id}">[\\s\\S]*?</section>`).exec(html)?.[0] ?? '';
let tasks = 0;
const task = (processId: string, kind: string, audience: string, assigneeId: string | null = null) =>
  web.prisma.task.create({
    data: { key: `task-${tasks++}`, processId, kind, audience, assigneeId, countyGovernorCode: 'FMNO', at: new Date() },
  });

test('only for those with a role at the office', async () => {
  const elsewhere = await aPerson(web.prisma, [{ role: 'leader', at: 'FMRO' }]);
  const applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  const statuses = [
    await page(elsewhere),
    await page(applicant),
    await page(await staff(['assessor'])),
    await page(elsewhere, '/embete/NOPE'),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([404, 404, 200, 404]);
  expect((await page('anonymous')).status).toBe(303);
});

test('mine, what nobody has, and what others have; the late one is on top, with the page’s one main button', async () => {
  const [me, colleague] = [await staff(['caseOfficer']), await staff(['caseOfficer'])];
  const now = await web.clock.now();
  const [late, soon] = [new Date(now - 86_400_000), new Date(now + 20 * 86_400_000)];
  const lateCall = await aCall(web.prisma, { expectedDecisionOn: late, state: 'underAssessment' });
  const call = await aCall(web.prisma, { expectedDecisionOn: soon, state: 'underAssessment' });
  const make = (callId: string, title: string) => anApplication(web.prisma, { callId, title, state: 'underAssessment' });
  const [first, second, free, theirs] = [await make(lateCall.id, 'Forsinket sak'), await make(call.id, 'Sak i rute'), await make(call.id, 'Fri sak'), await make(call.id, 'Annens sak')];
  await task(second.processId, 'assessApplication', 'caseOfficer', me);
  await task(first.processId, 'assessApplication', 'caseOfficer', me);
  await task(free.processId, 'openApplication', 'caseOfficer');
  await task(theirs.processId, 'assessApplication', 'caseOfficer', colleague);
  const html = main((await page(me)).text);
  const mine = section(html, 'mine');
  expect(mine.indexOf('Forsinket sak')).toBeLessThan(mine.indexOf('Sak i rute'));
  expect(section(html, 'ufordelte')).toContain('Fri sak');
  expect(section(html, 'andre')).toContain('Annens sak');
  expect(html).toContain('Du har 2 oppgaver. 1 er over fristen.');
  const buttons = [...html.matchAll(/<a class="ds-button" href="([^"]*)"/g)].map((match) => match[1]);
  expect(buttons).toEqual([`/saker/${first.id}`]);
}); // prettier-ignore

test('whether a late application is taken in has its last day, five working days after it came', async () => {
  const approver = await staff(['approver']);
  const late = await anApplication(web.prisma, { title: 'Kom etter fristen', state: 'late', submittedAt: new Date('2027-04-01T08:00:00Z') });
  await task(late.processId, 'decideLate', 'approvers');
  expect(section(main((await page(approver)).text), 'mine')).toMatch(/8\.4\.(?:2027)?|08\.04\.2027|8\. april/);
}); // prettier-ignore

test('the approver’s tasks are the approver’s; not of a call one wrote or sent for approval oneself', async () => {
  const approver = await staff(['approver']);
  const [own, other] = [await aCall(web.prisma, { authorId: approver, titleNb: 'Min egen', state: 'awaitingApproval' }), await aCall(web.prisma, { titleNb: 'En annens', state: 'awaitingApproval' })];
  await task(own.processId, 'approveCall', 'approvers');
  await task(other.processId, 'approveCall', 'approvers');
  const sentByMe = await aCall(web.prisma, { titleNb: 'Sendt av meg', state: 'awaitingApproval' });
  await web.prisma.event.create({ data: { processId: sentByMe.processId, seq: 1, cause: sentByMe.id, name: 'sendForApproval', fromState: 'draft', toState: 'awaitingApproval', actorId: approver, actorRole: 'leader', at: new Date(), doneAt: new Date(), result: {} } });
  await task(sentByMe.processId, 'approveCall', 'approvers');
  const html = main((await page(approver)).text);
  expect(section(html, 'mine')).toContain('En annens');
  expect(section(html, 'mine')).not.toContain('Min egen');
  expect(section(html, 'mine')).not.toContain('Sendt av meg');
  expect(section(html, 'mine')).toContain(`/utlysninger/${other.id}/styring`);
}); // prettier-ignore

test('the leader sees what went wrong; a draft’s title stays the municipality’s own', async () => {
  const [leader, officer] = [await staff(['leader']), await staff(['caseOfficer'])];
  const draft = await anApplication(web.prisma, { state: 'draft', title: 'Hemmelig utkast' });
  const sent = await anApplication(web.prisma, { state: 'recommended', title: 'Innstilt sak' });
  await task(draft.processId, 'submissionRefused', 'caseOfficer');
  await task(sent.processId, 'emailBounced', 'leaders');
  const failed = section(main((await page(leader)).text), 'feil');
  expect(failed).toContain('En e-post kom ikke fram');
  expect(failed).toContain(draft.reference);
  expect(failed).not.toContain('Hemmelig utkast');
  const others = main((await page(officer)).text);
  expect(others).not.toContain('id="feil"');
  expect(others).not.toContain('Hemmelig utkast');
});

test('a request for access that has become the leader’s is shown once', async () => {
  const leader = await staff(['leader']);
  const request = await aRequest(web, { municipalityCode: '1804', firstName: 'Venter', lastName: 'Demo' });
  await task(request.processId, 'decideAccess', 'officers');
  await task(request.processId, 'accessRequestWaiting', 'leaders');
  expect(main((await page(leader)).text).match(/Venter Demo/g)).toHaveLength(1);
});

test('the leader’s escalations come before own tasks, whatever their deadline', async () => {
  const leader = await staff(['leader', 'caseOfficer']);
  const call = await aCall(web.prisma, { state: 'underAssessment', expectedDecisionOn: new Date(0) });
  const [own, waiting] = [
    await anApplication(web.prisma, { callId: call.id, state: 'underAssessment', title: 'Min forsinkede sak' }),
    await anApplication(web.prisma, { callId: call.id, state: 'registered', title: 'Uåpnet sak' }),
  ];
  await task(own.processId, 'assessApplication', 'caseOfficer', leader);
  await task(waiting.processId, 'applicationNotOpened', 'leaders');
  const mine = section(main((await page(leader)).text), 'mine');
  expect(mine.indexOf('Uåpnet sak')).toBeGreaterThan(0);
  expect(mine.indexOf('Uåpnet sak')).toBeLessThan(mine.indexOf('Min forsinkede sak'));
});

test('an assessor sees what is left to score, without what is scored, not open or in conflict', async () => {
  const assessor = await staff(['assessor']);
  const make = (title: string, state = 'underAssessment') => anApplication(web.prisma, { title, state });
  const [open, scored, conflicted] = [
    await make('Til meg'),
    await make('Ferdig hos meg'),
    await make('Søskens søknad'),
  ];
  await make('Ikke begynt', 'registered');
  await web.prisma.assessment.create({
    data: { applicationId: scored.id, assessorId: assessor, savedAt: new Date() },
  });
  await web.prisma.impartialityDeclaration.create({
    data: { applicationId: conflicted.id, personId: assessor, outcome: 'conflict', declaredAt: new Date() },
  });
  const html = main((await page(assessor)).text);
  expect(section(html, 'vurdere')).toContain(`/saker/${open.id}`);
  for (const title of ['Ferdig hos meg', 'Søskens søknad', 'Ikke begynt'])
    expect(section(html, 'vurdere')).not.toContain(title);
  expect(section(main((await page(await staff(['approver']))).text), 'vurdere')).toBe('');
});

test('that nothing waits is said once', async () => {
  const html = main((await page(await staff(['approver']))).text);
  expect(html.match(/ingen oppgaver|ingenting å gjøre/g)).toEqual(['ingenting å gjøre']);
});

test('what did not arrive is named, marked as settled once, and told of with a receipt; also when the case has ended', async () => {
  const [leader, colleague] = [await staff(['leader']), await staff(['leader'])];
  const { processId } = await anApplication(web.prisma, { state: 'rejected', title: 'Avslått sak' });
  await web.prisma.process.update({ where: { id: processId }, data: { final: true } });
  const email = { processId, kind: 'E14', language: 'nb', subject: 's', text: 't', html: 'h', at: new Date(), status: 'bounced' };
  for (const to of ['a@kommune.example', 'b@kommune.example']) {
    await web.prisma.email.create({ data: { ...email, key: `mail-${to}`, toAddress: to } });
    await web.prisma.task.create({ data: { key: `mail-${to}/bounced`, processId, kind: 'emailBounced', audience: 'leaders', countyGovernorCode: 'FMNO', at: new Date() } });
  }
  const [agent, late] = [await web.as(leader), await web.as(colleague)];
  const drawn = (await agent.get('/embete/FMNO')).text;
  expect(section(drawn, 'feil')).toContain('a@kommune.example, b@kommune.example');
  const [mine, theirs] = [hiddenFields(drawn, '/embete/FMNO/lost'), hiddenFields((await late.get('/embete/FMNO')).text, '/embete/FMNO/lost')];
  const first = await post(agent, '/embete/FMNO/lost', mine);
  expect(first.status).toBe(303);
  const after = main((await agent.get(first.headers['location']!)).text);
  expect(after).toContain('Merket som løst: En e-post kom ikke fram.');
  expect(section(after, 'feil')).toBe('');
  const second = await post(late, '/embete/FMNO/lost', theirs);
  expect((await late.get(second.headers['location']!)).text).toContain('En annen var først.');
  const tasks = await web.prisma.task.findMany({ where: { processId } });
  expect(tasks.map(({ doneById }) => doneById)).toEqual([leader, leader]);
}); // prettier-ignore

test('nobody settles by hand what a command settles, nor another office’s tasks, nor in conflict', async () => {
  const [officer, elsewhere, conflicted] = [await staff(['caseOfficer']), await aPerson(web.prisma, [{ role: 'leader', at: 'FMRO' }]), await staff(['leader'])];
  const { id, processId } = await anApplication(web.prisma, { state: 'underAssessment' });
  await web.prisma.impartialityDeclaration.create({ data: { applicationId: id, personId: conflicted, outcome: 'conflict', declaredAt: new Date() } });
  await task(processId, 'assessApplication', 'caseOfficer');
  await task(processId, 'emailBounced', 'leaders');
  const keys = (await web.prisma.task.findMany({ where: { processId }, orderBy: { kind: 'asc' } })).map(({ key }) => key);
  const send = async (who: string, key: string, at = 'FMNO') => {
    const agent = await web.as(who);
    const csrf = /name="_csrf" value="([^"]*)"/.exec((await agent.get('/')).text)![1]!;
    return (await post(agent, `/embete/${at}/lost`, { _csrf: csrf, key })).status;
  };
  // Another office’s page does not exist; on one’s own nothing happens.
  expect([await send(elsewhere, keys[1]!), await send(elsewhere, keys[1]!, 'FMRO'), await send(conflicted, keys[1]!)]).toEqual([404, 303, 303]);
  expect(await web.prisma.task.count({ where: { processId, doneAt: null } })).toBe(2);
  const html = (await page(officer)).text;
  expect(section(html, 'ufordelte')).not.toContain('Merk som løst');
  expect(section(html, 'andre')).toContain('Merk som løst');
  const agent = await web.as(officer);
  const own = hiddenFields((await agent.get('/embete/FMNO')).text, '/embete/FMNO/lost');
  await post(agent, '/embete/FMNO/lost', { ...own, key: keys[0]! });
  expect(await web.prisma.task.count({ where: { processId, doneAt: null } })).toBe(2);
}); // prettier-ignore

test('calls with their counts and next date', async () => {
  const officer = await staff(['caseOfficer']);
  const call = await aCall(web.prisma, { titleNb: '<b>Runde</b> 2', deadline: new Date('2027-04-30T22:00:00Z') });
  await anApplication(web.prisma, { callId: call.id, state: 'draft' });
  await anApplication(web.prisma, { callId: call.id, state: 'submitted' });
  const html = main((await page(officer)).text);
  const row = html.slice(html.indexOf('&lt;b&gt;Runde&lt;/b&gt; 2'));
  expect(row).toContain('1 innsendt, 1 utkast');
  expect(row).toContain('Søknadsfrist');
  expect(row).toContain('30.04.2027');
});

test('in nynorsk', async () => {
  const leader = await staff(['leader'], { language: 'nn' });
  const { text } = await page(leader);
  for (const words of ['Oppgåvene mine', 'Utlysingar', 'Start ei ny utlysing']) expect(text).toContain(words);
  expect(text).not.toMatch(/\b(office|common)\.[a-zA-Z]+/);
});
