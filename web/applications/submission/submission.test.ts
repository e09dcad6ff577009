/** The municipality’s own approval, the cap and what comes late, as the pages show and take them (A2–A5, A14, D-6). */
import { randomUUID } from 'node:crypto';
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

type Municipal = 'applicant' | 'municipalCoordinator' | 'localApprover' | 'mayor';
const someone = (role: Municipal, person: { firstName?: string; language?: string } = {}, at = '1804') =>
  aPerson(web.prisma, [{ role, at }], person);
const ticked = ['true', 'ownShare', 'public'];
const commandsOf = (id: string) =>
  web.prisma.command.findMany({ where: { processId: `grant/${id}` }, orderBy: { seq: 'asc' } });
const past = new Date('2026-03-31T22:00:00Z');

async function anOwn(rules: Parameters<typeof aCall>[1] = {}, options: Parameters<typeof anApplication>[1] = {}) {
  const call = await aCall(web.prisma, { localApproval: 'chiefExecutive', ...rules });
  const person = await someone('applicant');
  const application = await anApplication(web.prisma, {
    callId: call.id,
    contactId: person,
    anchoring: 'Kommunestyret, sak 7/26.',
    ...options,
  });
  return { ...application, call, agent: await web.as(person), base: `/soknader/${application.id}` };
}
const mainButtons = (text: string): string[] =>
  (text.match(/<button(?![^>]*data-variant)[^>]*class="ds-button"[^>]*>[^<]*/g) ?? []).map((one) => one.split('>')[1]!);
const check = (agent: Agent, base: string, fields: Record<string, string | string[]> = {}) =>
  fillIn(agent, `${base}/innsending`, fields);

describe('where the chief executive approves', () => {
  test('the applicant sends it to them, by name; declarations are given, the whole application is frozen', async () => {
    const own = await anOwn();
    await someone('localApprover', { firstName: 'Kristin' });
    const { text } = await own.agent.get(`${own.base}/innsending`);
    expect(mainButtons(text)).toContain('Send til kommunedirektøren');
    expect(text).toContain('Kommunedirektøren godkjenner: Kristin');
    expect((await check(own.agent, own.base, { declarations: ['true'] })).status).toBe(422);
    expect((await check(own.agent, own.base, { declarations: ticked })).status).toBe(303);
    const [command] = await commandsOf(own.id);
    expect(command).toMatchObject({ name: 'sendForLocalApproval', actorRole: 'applicant' });
    expect(command!.content).toMatchObject({ title: 'Trygg skolestart', declarations: ticked });
  });

  test('where nobody can approve, the page says what to do about it', async () => {
    const call = await aCall(web.prisma, { localApproval: 'chiefExecutiveAndMayor' });
    const person = await someone('applicant', {}, '1839');
    const { id } = await anApplication(web.prisma, { callId: call.id, contactId: person, municipalityCode: '1839' });
    const { text } = await (await web.as(person)).get(`/soknader/${id}/innsending`);
    expect(text).toContain('ingen hos dere har rollen «Godkjenner i kommunen»');
    expect(text).toContain('ingen hos dere har rollen «Ordfører»');
    expect(text).toContain('href="/kommune/1839/personer"');
  });

  test('the overview of a draft says it from the beginning; where the call asks for no approval, nothing of it', async () => {
    const own = await anOwn();
    await someone('localApprover');
    const overview = async ({ agent, base }: { agent: Agent; base: string }) => (await agent.get(base)).text;
    expect(await overview(own)).toContain('Kommunedirektøren må godkjenne søknaden før den blir sendt inn. Send den til godkjenning i god tid før fristen.'); // prettier-ignore
    expect(await overview(await anOwn({ localApproval: 'none' }))).not.toContain('må godkjenne');
    await web.prisma.process.update({ where: { id: own.processId }, data: { state: 'submitted' } });
    expect(await overview(own)).not.toContain('må godkjenne');
  });

  test('the approver reads it, approves it or sends it back with a comment; the applicant may take it back', async () => {
    const own = await anOwn({}, { state: 'awaitingLocalApproval' });
    const chief = await web.as(await someone('localApprover'));
    const { text } = await chief.get(`${own.base}/innsending`);
    expect(mainButtons(text)).toEqual(expect.arrayContaining(['Godkjenn og send inn']));
    expect(text).not.toContain('name="declarations"');
    const back = `${own.base}/gjor/send-tilbake`;
    expect(text).toContain(`href="${back}"`);
    const short = await fillIn(chief, back, { comment: 'Nei' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('Skriv 7 tegn til');
    expect((await check(chief, own.base)).status).toBe(303);
    const [command] = await commandsOf(own.id);
    expect(command).toMatchObject({ name: 'approveLocally', actorRole: 'localApprover' });
    expect(command!.content).toMatchObject({ declarations: ticked, title: 'Trygg skolestart' });

    const other = await anOwn({}, { state: 'awaitingLocalApproval' });
    expect((await fillIn(chief, `${other.base}/gjor/send-tilbake`, { comment: 'Budsjettet må ned.' })).status).toBe(
      303,
    );
    expect((await commandsOf(other.id))[0]).toMatchObject({ name: 'sendBack', content: { comment: 'Budsjettet må ned.' } }); // prettier-ignore

    // Until it is sent again the comment stands where it is written and checked; who sent it back waits for the others.
    const [sentBack] = await commandsOf(other.id);
    await web.prisma.command.update({ where: { id: sentBack!.id }, data: { status: 'applied' } });
    await web.prisma.process.update({
      where: { id: other.processId },
      data: { state: 'draft', waitsFor: 'applicant' },
    });
    const happens = (seq: number, name: string, fromState: string, toState: string, cause: string) =>
      web.prisma.event.create({ data: { processId: other.processId, seq, cause, name, fromState, toState, actorId: sentBack!.actorId, actorRole: sentBack!.actorRole, at: past, doneAt: past, result: {} } }); // prettier-ignore
    await happens(1, 'sendBack', 'awaitingLocalApproval', 'draft', sentBack!.id);
    const told =
      /Sendt tilbake av Prøve Person \w+ 1\. april 2026 kl\. 00\.00:<\/p>\s*<blockquote><p>Budsjettet må ned\./;
    for (const address of [other.base, `${other.base}/innsending`])
      expect((await other.agent.get(address)).text).toMatch(told);
    const waiting = (await chief.get(other.base)).text;
    expect(waiting).toContain('Venter på dem som skriver søknaden');
    expect(waiting).not.toContain('Venter på dere');
    await happens(2, 'sendForLocalApproval', 'draft', 'awaitingLocalApproval', randomUUID());
    expect((await other.agent.get(other.base)).text).not.toContain('Sendt tilbake av');

    const third = await anOwn({}, { state: 'awaitingLocalApproval' });
    const page = (await third.agent.get(`${third.base}/innsending`)).text;
    expect(mainButtons(page).filter((button) => /send/i.test(button))).toEqual([]);
    expect(page).toContain('Søknaden venter på godkjenning i kommunen.');
    expect((await third.agent.get(third.base)).text).toContain('Venter på kommunedirektøren');
    expect((await fillIn(third.agent, `${third.base}/gjor/ta-tilbake`, {})).status).toBe(303);
    expect((await commandsOf(third.id))[0]).toMatchObject({ name: 'takeBack', actorRole: 'applicant' });
  });

  test('with the mayor after them the button says so, and the mayor’s page is the mayor’s', async () => {
    const own = await anOwn({ localApproval: 'chiefExecutiveAndMayor' }, { state: 'awaitingLocalApproval' });
    const [chief, mayor] = [await web.as(await someone('localApprover')), await web.as(await someone('mayor'))];
    expect(mainButtons((await chief.get(`${own.base}/innsending`)).text)).toContain('Godkjenn og send til ordføreren');
    expect(mainButtons((await mayor.get(`${own.base}/innsending`)).text)).not.toContain('Godkjenn og send inn');
    await web.prisma.process.update({ where: { id: own.processId }, data: { state: 'awaitingMayor', waitsFor: 'mayor' } }); // prettier-ignore
    expect(mainButtons((await mayor.get(`${own.base}/innsending`)).text)).toContain('Godkjenn og send inn');
  });

  test('it stands among the approver’s tasks at home, until it is done', async () => {
    const own = await anOwn({}, { state: 'awaitingLocalApproval', title: 'Oppgaven min' });
    await web.prisma.task.create({ data: { key: own.id, processId: own.processId, kind: 'approveLocally', audience: 'localApprovers', municipalityCode: '1804', at: new Date() } }); // prettier-ignore
    const [chief, applicant] = [await web.as(await someone('localApprover')), await web.as(await someone('applicant'))];
    expect((await chief.get('/kommune/1804')).text).toContain('Godkjenn søknaden · Oppgaven min');
    expect((await applicant.get('/kommune/1804')).text).not.toContain('Godkjenn søknaden · Oppgaven min');
  });

  test('a form of the applicant, posted when it is at the approver’s, is told so and sends nothing', async () => {
    const own = await anOwn();
    const fields = hiddenFields((await own.agent.get(`${own.base}/innsending`)).text, `${own.base}/innsending`);
    await web.prisma.process.update({ where: { id: own.processId }, data: { state: 'awaitingLocalApproval', waitsFor: 'localApprover' } }); // prettier-ignore
    const answer = await post(own.agent, `${own.base}/innsending`, { ...fields, declarations: ticked });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Søknaden venter på godkjenning i kommunen.');
    expect(await commandsOf(own.id)).toEqual([]);
  });
});

describe('the cap', () => {
  test('drafts beyond it are warned of, and at the cap there is no button', async () => {
    const call = await aCall(web.prisma, { maxApplications: 1 });
    const person = await someone('applicant');
    const first = await anApplication(web.prisma, { callId: call.id, contactId: person });
    const second = await anApplication(web.prisma, { callId: call.id, contactId: person });
    const agent = await web.as(person);
    expect((await agent.get(`/soknader/${second.id}`)).text).toContain('Bare én kan sendes inn.');
    expect(mainButtons((await agent.get(`/soknader/${second.id}/innsending`)).text)).toContain('Send inn søknaden');
    await web.prisma.process.update({ where: { id: first.processId }, data: { state: 'submitted' } });
    const { text } = await agent.get(`/soknader/${second.id}/innsending`);
    expect(mainButtons(text)).not.toContain('Send inn søknaden');
    expect(text).toContain('Utlysningen tillater én søknad fra hver kommune, og dere har sendt inn den.');
    await web.prisma.process.update({ where: { id: first.processId }, data: { state: 'withdrawn' } });
    expect(mainButtons((await agent.get(`/soknader/${second.id}/innsending`)).text)).toContain('Send inn søknaden');
  });
});

describe('after the deadline', () => {
  const lapsed = async (rules: Parameters<typeof aCall>[1] = {}, options: Parameters<typeof anApplication>[1] = {}) => {
    const own = await anOwn({ localApproval: 'none', ...rules }, { state: 'lapsed', ...options });
    await web.prisma.call.update({ where: { id: own.call.id }, data: { deadline: past } });
    return own;
  };

  test('an assessment is asked for with a reason and the declarations; what is typed is kept when one lacks', async () => {
    const own = await lapsed();
    expect((await own.agent.get(own.base)).text).toContain(`href="${own.base}/gjor/for-sent"`);
    const page = `${own.base}/gjor/for-sent`;
    const answer = await fillIn(own.agent, page, {
      reason: 'Strømmen var borte hele kvelden.',
      declarations: ['true'],
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#declaration-public"');
    expect(answer.text).toContain('Strømmen var borte hele kvelden.</textarea>');
    expect(answer.text).toMatch(/value="true" checked/);
    expect((await fillIn(own.agent, page, { reason: 'Strømmen var borte hele kvelden.', declarations: ticked })).status).toBe(303); // prettier-ignore
    const [command] = await commandsOf(own.id);
    expect(command).toMatchObject({ name: 'submitLate', actorRole: 'applicant' });
    expect(command!.content).toMatchObject({
      reason: 'Strømmen var borte hele kvelden.',
      application: { title: 'Trygg skolestart', declarations: ticked },
    });
  });

  const reason = 'Strømmen var borte hele kvelden.';
  const stepFields = { kind: 'new', language: 'nb', title: 'Trygg skolestart', do: 'next' };

  test('what was not complete is made so first: every page says that the deadline has passed and what can be asked for', async () => {
    const own = await lapsed({}, { title: '' });
    const ask = `${own.base}/gjor/for-sent`;
    const refused = (await own.agent.get(ask)).text;
    expect(refused).toContain('Søknaden må være ferdig før dere kan be om vurdering. Én ting mangler.');
    expect(refused).toContain(`href="${own.base}/soknaden?mangler#title">Skriv en prosjekttittel.`);
    expect(refused).not.toContain('<textarea');
    for (const page of ['', '/soknaden', '/innhold', '/budsjett', '/vedlegg', '/innsending']) {
      const { text } = await own.agent.get(own.base + page);
      expect(text).toMatch(/Fristen gikk ut tirsdag 31\. mars 2026 kl\. 23\.59, og søknaden er ikke sendt inn\./);
      expect(text).toContain('Dere kan gjøre den ferdig nå og be Statsforvalteren vurdere den likevel.');
      expect(text.includes(`href="${ask}"`)).toBe(page !== '');
      if (page !== '' && page !== '/innsending') expect(text).toMatch(/<button[^>]*class="ds-button"/);
    }
    expect((await own.agent.get(own.base)).text).toContain(`href="${own.base}/soknaden?mangler"`);
    expect(mainButtons((await own.agent.get(`${own.base}/innsending`)).text)).toEqual([]);

    const quiet = await fillIn(own.agent, `${own.base}/soknaden`, { ...stepFields, do: 'autosave' });
    expect(quiet.body).toMatchObject({ clashes: [], saved: expect.stringContaining('Lagret') as string });
    expect((await own.agent.get(own.base)).text).toContain(`href="${ask}"`);
    expect((await fillIn(own.agent, ask, { reason, declarations: ticked })).status).toBe(303);
    expect((await commandsOf(own.id))[0]).toMatchObject({ name: 'submitLate', content: { reason, application: { title: 'Trygg skolestart' } } }); // prettier-ignore
    // Received is received: it is not written on while it waits for its process.
    const locked = await fillIn(own.agent, `${own.base}/soknaden`, stepFields).catch((error: Error) => error.message);
    expect(JSON.stringify(locked)).not.toContain('303');
    expect((await own.agent.get(`${own.base}/soknaden`)).text).not.toContain('<textarea');
  });

  type Path = readonly [name: string, fromState: string, toState: string, actorId: string | null][];
  const happened = (processId: string, path: Path) =>
    web.prisma.event.createMany({
      data: path.map(([name, fromState, toState, actorId], i) => {
        const at = new Date(past.getTime() + (i - path.length) * 60_000);
        return { processId, seq: i + 1, cause: randomUUID(), name, fromState, toState, actorId, actorRole: actorId ? 'localApprover' : 'system', at, doneAt: at, result: {} }; // prettier-ignore
      }),
    });

  test('what had not been approved by the chief executive is asked for by them, not by the mayor, who is told so', async () => {
    const own = await lapsed({ localApproval: 'chiefExecutiveAndMayor' }, { title: 'Ikke godkjent' });
    await happened(own.processId, [['due:deadline', 'awaitingLocalApproval', 'lapsed', null]]);
    const ask = `${own.base}/gjor/for-sent`;
    const [chief, mayor] = [await web.as(await someone('localApprover')), await web.as(await someone('mayor'))];
    const refused = (await mayor.get(ask)).text;
    expect(refused).toContain('Det er kommunedirektøren som kan be Statsforvalteren vurdere denne søknaden');
    expect(refused).not.toContain('<textarea');
    expect((await chief.get(ask)).text).toContain('<textarea');
    const task = 'Fristen gikk ut før godkjenning · Ikke godkjent';
    expect((await chief.get('/kommune/1804')).text).toContain(task);
    expect((await mayor.get('/kommune/1804')).text).not.toContain(task);
  });

  test('what waited for the mayor is asked for by them and stands at home; the Governor reads who has approved', async () => {
    const own = await lapsed({ localApproval: 'chiefExecutiveAndMayor' }, { title: 'Hos ordføreren' });
    const chiefId = await someone('localApprover', { firstName: 'Kristin' });
    await happened(own.processId, [
      ['approveLocally', 'awaitingLocalApproval', 'awaitingMayor', chiefId],
      ['due:deadline', 'awaitingMayor', 'lapsed', null],
    ]);
    const ask = `${own.base}/gjor/for-sent`;
    const mayorId = await someone('mayor', { firstName: 'Odd' });
    const [chief, mayor] = [await web.as(chiefId), await web.as(mayorId)];
    expect((await chief.get(ask)).text).toContain('Det er ordføreren som kan be Statsforvalteren vurdere denne');
    expect((await mayor.get('/kommune/1804')).text).toMatch(new RegExp(`Fristen gikk ut før godkjenning · Hos ordføreren[^]*href="${ask}"`)); // prettier-ignore
    expect((await fillIn(mayor, ask, { reason, declarations: ticked })).status).toBe(303);
    expect((await mayor.get('/kommune/1804')).text).not.toContain('Fristen gikk ut før godkjenning · Hos ordføreren');
    expect((await commandsOf(own.id))[0]).toMatchObject({ name: 'submitLate', actorRole: 'mayor' });
    await web.prisma.command.updateMany({ where: { processId: own.processId }, data: { status: 'applied' } });
    await web.prisma.process.update({ where: { id: own.processId }, data: { state: 'late', waitsFor: 'approver' } });
    const approver = await web.as(await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]));
    const lead = async () => (await approver.get(`/saker/${own.id}/gjor/for-sent`)).text;
    expect(await lead()).toMatch(/Kommunedirektøren, Kristin Person \w+, godkjente søknaden 31\. mars 2026/);
    expect(await lead()).toMatch(/Ordføreren, Odd Person \w+, sendte søknaden inn/);
    const at = new Date();
    await web.prisma.event.create({ data: { processId: own.processId, seq: 3, cause: randomUUID(), name: 'deadlineMoved', fromState: 'lapsed', toState: 'draft', actorRole: 'system', at, doneAt: at, result: {} } }); // prettier-ignore
    expect(await lead()).toContain('Utlysningen krever at kommunedirektøren godkjenner søknaden. Den godkjenningen mangler.'); // prettier-ignore
  });

  test('where the municipality approves, the applicant completes it too, and is told who asks', async () => {
    const own = await lapsed({ localApproval: 'chiefExecutiveAndMayor' }, { title: '' });
    const page = `${own.base}/soknaden`;
    expect((await own.agent.get(page)).text).toContain('Så kan kommunedirektøren be Statsforvalteren vurdere den likevel.'); // prettier-ignore
    await happened(own.processId, [['approveLocally', 'awaitingLocalApproval', 'awaitingMayor', await someone('localApprover')]]); // prettier-ignore
    expect((await own.agent.get(page)).text).toContain('Så kan ordføreren be Statsforvalteren vurdere den likevel.');
    expect((await fillIn(own.agent, page, stepFields)).status).toBe(303);
    expect((await own.agent.get(own.base)).text).not.toContain('gjor/for-sent');
    const [chief, mayor] = [await web.as(await someone('localApprover')), await web.as(await someone('mayor'))];
    expect((await chief.get(page)).text).not.toContain('<textarea');
    expect((await mayor.get(page)).text).toContain('<textarea');
    expect((await fillIn(mayor, page, { ...stepFields, title: 'Tryggere skolestart' })).status).toBe(303);
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id: own.id } })).title).toBe('Tryggere skolestart'); // prettier-ignore
  });

  test('who may only read, and everyone once the round is decided, reads what lapsed', async () => {
    const own = await lapsed();
    const reads = async (agent: Agent) => {
      const { text } = await agent.get(`${own.base}/soknaden`);
      expect(text).toContain('du kan lese det, ikke endre det');
      expect(text).not.toContain('<textarea');
    };
    await reads(await web.as(await someone('mayor')));
    expect((await own.agent.get(`${own.base}/soknaden`)).text).toContain('<textarea');
    const fields = hiddenFields((await own.agent.get(`${own.base}/soknaden`)).text, `${own.base}/soknaden`);
    await web.prisma.process.update({ where: { id: own.processId }, data: { final: true } });
    await reads(own.agent);
    expect((await post(own.agent, `${own.base}/soknaden`, { ...fields, ...stepFields, title: 'For sent' })).status).toBe(409); // prettier-ignore
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id: own.id } })).title).toBe('Trygg skolestart');
  });

  test('what a colleague has changed since the form was drawn is not sent unseen', async () => {
    const own = await lapsed();
    const ask = `${own.base}/gjor/for-sent`;
    const fields = hiddenFields((await own.agent.get(ask)).text, ask);
    const colleague = await web.as(await someone('applicant'));
    await fillIn(colleague, `${own.base}/soknaden`, { ...stepFields, title: 'Noe annet' });
    const answer = await post(own.agent, ask, { ...fields, reason, declarations: ticked });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('En kollega har endret søknaden');
    expect(answer.text).toContain(`${reason}</textarea>`);
    expect(await commandsOf(own.id)).toEqual([]);
  });

  test('where the municipality approves, the approver asks, and the applicant is not offered it', async () => {
    const own = await lapsed({ localApproval: 'chiefExecutive' });
    expect((await own.agent.get(own.base)).text).not.toContain('gjor/for-sent');
    const chief = await web.as(await someone('localApprover'));
    expect((await chief.get(own.base)).text).toContain(`href="${own.base}/gjor/for-sent"`);
    expect((await fillIn(chief, `${own.base}/gjor/for-sent`, { reason: 'Kommunedirektøren var syk.', declarations: ticked })).status).toBe(303); // prettier-ignore
    expect((await commandsOf(own.id))[0]).toMatchObject({ name: 'submitLate', actorRole: 'localApprover' });
  });

  test('the office’s approver takes it in or dismisses it with a reason; others of the office see only that it came', async () => {
    const own = await lapsed({}, { state: 'late' });
    const content = { reason: 'Strømmen var borte hele kvelden.', application: {} };
    await web.prisma.command.create({ data: { id: own.id, processId: own.processId, seq: 1, name: 'submitLate', actorRole: 'applicant', content, contentHash: 'x', receivedAt: new Date('2026-04-01T08:00:00Z'), deliverAfter: new Date(), status: 'applied' } }); // prettier-ignore
    await web.prisma.process.update({ where: { id: own.processId }, data: { lastSeq: 1, appliedSeq: 1 } });
    const approver = await web.as(await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]));
    const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
    const lead = async () => (await approver.get(`/saker/${own.id}/gjor/for-sent`)).text;
    await web.prisma.application.update({ where: { id: own.id }, data: { savedAt: new Date('2026-03-30T10:00:00Z') } });
    expect(await lead()).toContain('Søknaden er ikke endret etter fristen.');
    await web.prisma.application.update({ where: { id: own.id }, data: { savedAt: new Date('2026-04-01T07:30:00Z') } });
    expect(await lead()).toContain('Søknaden ble endret etter fristen, sist 1. april 2026 kl. 09.30.00.');
    expect((await officer.get(`/saker/${own.id}`)).text).toContain('Søknaden kom etter fristen.');
    // Maundy Thursday to Easter Monday are no working days.
    await web.prisma.application.update({ where: { id: own.id }, data: { submittedAt: new Date('2026-04-01T08:00:00Z') } }); // prettier-ignore
    expect((await own.agent.get(own.base)).text).toContain('Statsforvalteren avgjør innen 13. april 2026 om den blir tatt inn.'); // prettier-ignore
    expect((await officer.get(`/saker/${own.id}/gjor/for-sent`)).status).toBe(409);
    const page = `/saker/${own.id}/gjor/for-sent`;
    expect((await approver.get(`/saker/${own.id}`)).text).toContain(`href="${page}"`);
    const empty = await fillIn(approver, page, { reason: 'For kort.' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Velg om søknaden skal tas inn eller avvises.');
    expect(empty.text).toContain('Begrunnelsen er 11 tegn for kort.');
    const decision = { outcome: 'dismissed', reason: 'Strømbruddet varte i en halvtime.' };
    expect((await fillIn(approver, page, decision)).status).toBe(303);
    expect((await commandsOf(own.id)).at(-1)).toMatchObject({ name: 'decideLate', actorRole: 'approver', content: decision }); // prettier-ignore
  });
});
