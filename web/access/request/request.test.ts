import { randomUUID } from 'node:crypto';
import { aPerson } from '../../../testing/builders.js';
import { post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';
import { aCode, aRequest, formOf } from '../../../testing/access.js';

let web: TestWeb;
let officer: string;
beforeAll(async () => {
  web = await testWeb({ pages });
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
}, 60_000);
afterAll(() => web.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const read = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;
/** Opens the request and gives a command as its form does. */
const give = async (agent: Agent, path: string, command: string, fields: Record<string, string> = {}) =>
  post(agent, path, { ...formOf(await read(agent, path), command), ...fields });
const commandsOf = async (processId: string) =>
  (await web.prisma.command.findMany({ where: { processId }, orderBy: { seq: 'asc' } })).map(({ name, content }) => ({
    name,
    content,
  }));

describe('the code', () => {
  test('the newest one sends the request, also with spaces in it; an older one does not', async () => {
    const { path, personId, processId } = await aRequest(web, { state: 'started' });
    const agent = await web.as(personId!);
    await aCode(web, processId, '111111');
    await aCode(web, processId, '222222');
    expect((await give(agent, path, 'submit', { code: '111111' })).text).toContain('Du har 4 forsøk igjen.');
    expect((await give(agent, path, 'submit', { code: ' 222 222 ' })).status).toBe(303);
    expect((await commandsOf(processId)).at(-1)).toEqual({ name: 'submit', content: {} });
  });

  test('after five wrong ones not even the right one counts, until there is a new one', async () => {
    const { path, personId, processId } = await aRequest(web, { state: 'started' });
    const agent = await web.as(personId!);
    await aCode(web, processId, '111111');
    for (let n = 0; n < 4; n++) await give(agent, path, 'submit', { code: '000000' });
    expect((await give(agent, path, 'submit', { code: '000000' })).text).toContain('Be om en ny kode.');
    const refused = await give(agent, path, 'submit', { code: '111111' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('gjelder ikke lenger');
    expect((await give(agent, path, 'newCode')).status).toBe(303);
    const sent = (await commandsOf(processId)).at(-1)!;
    expect(sent).toEqual({ name: 'newCode', content: { code: expect.stringMatching(/^\d{6}$/) } });
    const { code } = sent.content as { code: string };
    expect((await give(agent, path, 'submit', { code })).status).toBe(303);
  });

  test('many tries at the same instant are counted each; what is no code is not a try', async () => {
    const { path, personId, processId } = await aRequest(web, { state: 'started' });
    const agent = await web.as(personId!);
    await aCode(web, processId, '111111');
    expect((await give(agent, path, 'submit', { code: 'abc' })).text).toContain('Skriv de seks sifrene');
    const form = formOf(await read(agent, path), 'submit');
    await Promise.all(Array.from({ length: 12 }, () => post(agent, path, { ...form, code: '000000' })));
    const sent = await web.prisma.command.findFirstOrThrow({ where: { processId } });
    expect(await web.prisma.wrongCode.count({ where: { commandId: sent.id } })).toBe(5);
  });

  test('an hour after it was sent it is too old, as every code is', async () => {
    const { path, personId, processId } = await aRequest(web, { state: 'started' });
    const agent = await web.as(personId!);
    await aCode(web, processId, '111111');
    await web.clock.turnTo((await web.clock.now()) + 61 * 60_000);
    expect(main(await read(agent, path))).toContain('over en time gammel');
    expect((await give(agent, path, 'submit', { code: '111111' })).text).toContain('gjelder ikke lenger');
    await aCode(web, processId, '222222');
    expect((await give(agent, path, 'submit', { code: '222222' })).status).toBe(303);
  });

  test('ten codes are sent, and no more', async () => {
    const { path, personId, processId } = await aRequest(web, { state: 'started' });
    for (let n = 0; n < 10; n++) await aCode(web, processId, '111111');
    expect((await give(await web.as(personId!), path, 'newCode')).text).toContain('Vi har sendt ti koder');
  });
});

test('many new codes asked for at once are ten in all', async () => {
  const { path, personId, processId } = await aRequest(web, { state: 'started' });
  for (let n = 0; n < 8; n++) await aCode(web, processId, '111111');
  const agent = await web.as(personId!);
  const forms = [];
  for (let n = 0; n < 5; n++) forms.push(formOf(await read(agent, path), 'newCode'));
  const sent = await Promise.all(forms.map((form) => post(agent, path, form)));
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 303, 422, 422, 422]);
  expect(await commandsOf(processId)).toHaveLength(10);
});

test('codes and tries are counted per person, whatever the request, and what is sent to an address whoever asks', async () => {
  const site = await testWeb({ pages, limits: { codeSent: 2, codeTry: 2, mailTo: 3 } });
  const email = 'offer@demo.example';
  const asking = async (personId: string) => {
    const made = await aRequest(site, { state: 'started', personId, email, municipalityCode: ['1151', '1149', '1106'][n++ % 3]! }); // prettier-ignore
    await aCode(site, made.processId, '111111');
    return made;
  };
  let n = 0;
  const [one, other] = [await aPerson(site.prisma), await aPerson(site.prisma)];
  const statuses = async (who: string, command: string) => {
    const agent = await site.as(who);
    const answers = [];
    for (let times = 0; times < 3; times++)
      answers.push((await give(agent, (await asking(who)).path, command, { code: '000000' })).status);
    return answers;
  };
  expect(await statuses(one, 'submit')).toEqual([422, 422, 429]);
  expect(await statuses(other, 'newCode')).toEqual([303, 303, 429]);
  // Two have gone to the address, one more may.
  const [third, fourth] = [await aPerson(site.prisma), await aPerson(site.prisma)];
  for (const [who, status] of [[third, 303], [fourth, 429]] as const)
    expect((await give(await site.as(who), (await asking(who)).path, 'newCode')).status).toBe(status); // prettier-ignore
  await site.close();
}, 30_000);

describe('while it waits', () => {
  test('its person sees what happens next, may write drafts and can withdraw', async () => {
    const { path, personId, processId } = await aRequest(web);
    const agent = await web.as(personId!);
    const html = main(await read(agent, path));
    expect(html).toContain('Du får svar på e-post');
    expect(html).toContain('href="/kommune/1151"');
    expect(html).not.toContain('value="approve"');
    await give(agent, path, 'withdraw');
    expect((await commandsOf(processId)).map(({ name }) => name)).toEqual(['withdraw']);
  });

  test('a question has its fourteen days on the page, and its history', async () => {
    const { id, path, personId, processId } = await aRequest(web, { state: 'needsClarification' });
    const now = await web.clock.now();
    const asked = { requestId: id, round: 1, question: 'Hvilken avdeling <arbeider> du i?', askedById: officer };
    await web.prisma.accessClarification.create({ data: { ...asked, askedAt: new Date(now) } });
    await web.prisma.duty.create({ data: { key: `${processId}/c`, processId, ladder: 'clarification', name: 'expiry', type: 'deadline', dueAt: new Date(now + 14 * 86_400_000) } }); // prettier-ignore
    const decides = main(await read(await web.as(officer), path));
    expect(decides).toContain('Venter på personen');
    expect(decides).not.toMatch(/spør om noe|Venter på kommunen/);
    const agent = await web.as(personId!);
    const html = main(await read(agent, path));
    expect(html).toContain('om 14 dager');
    expect(html).toContain('Hvilken avdeling &lt;arbeider&gt; du i?');
    expect((await give(agent, path, 'answer', { answer: ' ' })).text).toContain('Skriv et svar.');
    await give(agent, path, 'answer', { answer: 'Plan og næring' });
    expect((await commandsOf(processId)).at(-1)).toEqual({ name: 'answer', content: { answer: 'Plan og næring' } });
  }, 30_000);
});

describe('who decides', () => {
  test('approves an address of the municipality without a word', async () => {
    const { path, processId } = await aRequest(web);
    const agent = await web.as(officer);
    const html = main(await read(agent, path));
    expect(html).toContain('hører til kommunen');
    expect(html).toContain('blir også koordinator');
    expect(html.match(/class="ds-button" type="submit"/g)).toHaveLength(1);
    expect((await give(agent, path, 'approve')).status).toBe(303);
    expect(await commandsOf(processId)).toEqual([{ name: 'approve', content: { reason: '' } }]);
  });

  test('says why, where the address is another’s; the check informs and decides nothing', async () => {
    const { path, processId } = await aRequest(web, { email: 'unn@utsira.kommune.no.evil.example' });
    const agent = await web.as(officer);
    expect(main(await read(agent, path))).toContain('ser ikke ut til å høre til Utsira kommune');
    const short = await give(agent, path, 'approve', { why: 'fordi' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('Skriv hvorfor du gir tilgang');
    expect(short.text).toMatch(/>\s*fordi<\/textarea>/);
    const why = 'Ordføreren bekreftet på telefon.';
    expect((await give(agent, path, 'approve', { why })).status).toBe(303);
    expect(await commandsOf(processId)).toEqual([{ name: 'approve', content: { reason: why } }]);
  });

  test('asks or denies with at least a sentence, at most a thousand characters', async () => {
    const { path, processId } = await aRequest(web);
    const agent = await web.as(officer);
    expect((await give(agent, path, 'deny', { reason: 'nei' })).text).toContain('minst 10 tegn');
    expect((await give(agent, path, 'ask', { question: 'a'.repeat(1037) })).text).toContain('37 tegn for langt');
    await give(agent, path, 'ask', { question: 'Hvilken stilling har du?' });
    expect(await commandsOf(processId)).toEqual([{ name: 'ask', content: { question: 'Hvilken stilling har du?' } }]);
  });

  test('keeps the reason of an approval to those who decide; that of a denial is the person’s too', async () => {
    const [approved, denied] = [
      await aRequest(web, { state: 'approved', reason: 'Kjent fra før av oss.' }),
      await aRequest(web, { state: 'denied', reason: 'Ikke ansatt i kommunen.' }),
    ];
    expect(await read(await web.as(officer), approved.path)).toContain('Kjent fra før av oss.');
    expect(await read(await web.as(approved.personId!), approved.path)).not.toContain('Kjent fra før');
    expect(await read(await web.as(denied.personId!), denied.path)).toContain('Ikke ansatt i kommunen.');
  });

  test('nobody decides on their own request, whatever their role', async () => {
    const both = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
    const { path, processId } = await aRequest(web, { personId: both });
    const agent = await web.as(both);
    const html = await read(agent, path);
    expect(main(html)).not.toContain('value="approve"');
    await post(agent, path, { ...formOf(html, 'withdraw'), command: 'approve' });
    expect(await commandsOf(processId)).toEqual([]);
  });
});

describe('who sees it', () => {
  test('the office of the county and the coordinator; to all others it is not there', async () => {
    const { path } = await aRequest(web);
    const statusFor = async (role: string, at: string) =>
      (await (await web.as(await aPerson(web.prisma, [{ role: role as 'leader', at }]))).get(path)).status;
    expect(await statusFor('countyGovernorAdmin', 'FMRO')).toBe(200);
    expect(await statusFor('municipalCoordinator', '1151')).toBe(200);
    for (const [role, at] of [['caseOfficer', 'FMNO'], ['assessor', 'FMRO'], ['applicant', '1151'], ['municipalCoordinator', '1149']] as const)
      expect([role, await statusFor(role, at)]).toEqual([role, 404]); // prettier-ignore
    expect((await (await web.as(officer)).get(`/tilgang/${randomUUID()}`)).status).toBe(404);
    expect((await (await web.as('anonymous')).get(path)).status).toBe(303);
  });

  test('a coordinator decides until the Governor takes it back; then it is not there', async () => {
    const coordinator = await web.as(await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1149' }]));
    const { path, processId } = await aRequest(web, { municipalityCode: '1149', email: 'k@karmoy.kommune.no' });
    const form = formOf(await read(coordinator, path), 'approve');
    await web.prisma.municipality.update({ where: { code: '1149' }, data: { coordinatorApproves: false } });
    expect((await coordinator.get(path)).status).toBe(404);
    expect((await post(coordinator, path, form)).status).toBe(404);
    expect(await commandsOf(processId)).toEqual([]);
    await web.prisma.municipality.update({ where: { code: '1149' }, data: { coordinatorApproves: true } });
    expect((await post(coordinator, path, form)).status).toBe(303);
    expect(await web.prisma.command.findFirst({ where: { processId } })).toMatchObject({ actorRole: 'municipalCoordinator' }); // prettier-ignore
  });
});

test('who comes second is told who was first, what and when, and keeps what was typed', async () => {
  const { path, processId } = await aRequest(web);
  const [first, second] = [await web.as(officer), await web.as(await aPerson(web.prisma, [{ role: 'leader', at: 'FMRO' }]))]; // prettier-ignore
  const [approval, denial] = [formOf(await read(first, path), 'approve'), formOf(await read(second, path), 'deny')];
  await post(first, path, approval);
  // As the process leaves it.
  await web.prisma.command.updateMany({ where: { processId }, data: { status: 'applied' } });
  await web.prisma.process.update({ where: { id: processId }, data: { state: 'approved', waitsFor: 'nobody', final: true, appliedSeq: 1 } }); // prettier-ignore
  const told = await post(second, path, { ...denial, reason: 'Kommunen kjenner ikke navnet.' });
  expect(told.status).toBe(409);
  expect(main(told.text)).toMatch(/kom først: «Gi tilgang», .* kl\. \d\d\.\d\d\.\d\d/);
  expect(main(told.text)).toContain('Kommunen kjenner ikke navnet.');
  // The same form of the first again: its receipt.
  expect((await post(first, path, approval)).headers['location']).toContain('kvittering=');
});
