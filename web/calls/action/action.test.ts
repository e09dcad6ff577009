import { addDays, deadlineAtEndOf, lastDayOf } from '../../../domain/calendar/index.js';
import { callLifecycle } from '../../../domain/call/lifecycle.js';
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type TestWeb } from '../../../testing/web.js';
import { actions } from './actions.js';

let web: TestWeb;
let officer: string;
let approver: string;
beforeAll(async () => {
  web = await testWeb();
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  approver = await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]);
}, 60_000);
afterAll(() => web.close());

const commandsOf = (processId: string) => web.prisma.command.findMany({ where: { processId } });
const management = (id: string): string => `/utlysninger/${id}/styring`;

test('who may do what in which state is the lifecycle’s table: form and button are there exactly then', async () => {
  const roles = { caseOfficer: await web.as(officer), approver: await web.as(approver) };
  for (const state of callLifecycle.states) {
    const { id } = await aCall(web.prisma, { state, authorId: officer });
    await anApplication(web.prisma, { callId: id, state: 'registered' });
    for (const [role, agent] of Object.entries(roles)) {
      const { text } = await agent.get(management(id));
      for (const { slug, command } of actions) {
        const allowed = callLifecycle.transitions.some(
          (row) => row.on === command && row.from.includes(state) && row.who.includes(role as never),
        );
        const { status } = await agent.get(`/utlysninger/${id}/gjor/${slug}`);
        expect([state, role, command, status]).toEqual([state, role, command, allowed ? 200 : 303]);
        // The allocation is sent from the board, when it is complete; a closed round is ended only when nobody applied.
        if (command !== 'allocate' && !(command === 'complete' && state === 'closed'))
          expect([state, role, command, text.includes(`/gjor/${slug}"`)]).toEqual([state, role, command, allowed]);
      }
    }
  }
}, 60_000);

test('a closed round that nobody applied in is offered to be ended, not to be assessed', async () => {
  const { id } = await aCall(web.prisma, { state: 'closed', authorId: officer });
  await anApplication(web.prisma, { callId: id, state: 'lapsed' });
  const { text } = await (await web.as(officer)).get(management(id));
  expect(text).toContain('/gjor/avslutt"');
  expect(text).not.toContain('/gjor/start-vurdering"');
});

test('an approver who wrote the call is told why another must approve it', async () => {
  const both = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'approver', at: 'FMNO' }]); // prettier-ignore
  const call = await aCall(web.prisma, { state: 'awaitingApproval', authorId: both });
  const agent = await web.as(both);
  const path = `/utlysninger/${call.id}/gjor/godkjenn`;
  for (const page of [management(call.id), path])
    expect((await agent.get(page)).text).toContain('En annen må godkjenne det.');
  expect((await agent.get(path)).text).not.toContain('<form method="post" action="/utlysninger');
  expect((await agent.get(management(call.id))).text).not.toContain('/gjor/godkjenn"');
});

test('an extension tells whom it concerns, and is received with the midnight after its last day', async () => {
  const call = await aCall(web.prisma, { deadline: new Date(deadlineAtEndOf('2027-03-31')) });
  for (const state of ['lapsed', 'submitted', 'late', 'dismissed'])
    await anApplication(web.prisma, { callId: call.id, state });
  const agent = await web.as(approver);
  const path = `/utlysninger/${call.id}/gjor/utsett`;
  const told = (await agent.get(path)).text;
  expect(told).toContain('1 søknad som ikke ble sendt inn, blir utkast igjen.');
  expect(told).toContain('1 søknad som er sendt inn, gjelder fortsatt.');
  expect(told).toContain('1 søknad kom etter fristen og venter på svar.');
  expect(told).toContain('1 søknad er avvist fordi den kom for sent. Den blir ikke tatt inn av seg selv');
  expect(told).toContain(
    '1 som ikke ble sendt inn, 1 sendt inn, 1 kom for sent, venter på svar, 1 avvist fordi den kom for sent',
  );
  const last = lastDayOf(call.deadline.getTime());
  for (const [deadline, reason, fault] of [
    [last, 'Mange er syke nå.', 'senere enn den som gjelder'],
    [addDays(last, 7), 'kort', 'minst 10 tegn'],
    ['31.13.2027', 'Mange er <b>syke</b>', 'Skriv siste dag'],
  ] as const) {
    const bad = await fillIn(agent, path, { deadline, reason });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain(fault);
    expect(bad.text).toContain(reason.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  }
  const good = await fillIn(agent, path, { deadline: addDays(last, 7), reason: 'Mange er syke nå.' });
  expect(good.headers['location']).toContain(`${management(call.id)}?kvittering=`);
  const [command] = await commandsOf(call.processId);
  expect(command).toMatchObject({
    name: 'extendDeadline',
    actorRole: 'approver',
    content: { deadline: deadlineAtEndOf(addDays(last, 7)), reason: 'Mange er syke nå.' },
  });
  expect((await agent.get(good.headers['location']!)).text).toContain('blir behandlet');
  // While it is pending nothing else is offered.
  expect((await agent.get(management(call.id))).text).not.toContain('/gjor/');
});

test('a form sent twice gets the first receipt, also when the call has moved on', async () => {
  const call = await aCall(web.prisma, { state: 'awaitingApproval', authorId: officer });
  const agent = await web.as(approver);
  const path = `/utlysninger/${call.id}/gjor/godkjenn`;
  const fields = hiddenFields((await agent.get(path)).text, path);
  const first = await post(agent, path, fields);
  await web.prisma.process.update({ where: { id: call.processId }, data: { state: 'scheduled' } });
  expect((await post(agent, path, fields)).headers['location']).toBe(first.headers['location']);
  expect(await commandsOf(call.processId)).toHaveLength(1);
});

test('a token of another command or person is not taken, and what was written is kept', async () => {
  const call = await aCall(web.prisma);
  const agent = await web.as(approver);
  const cancel = `/utlysninger/${call.id}/gjor/avlys`;
  const other = hiddenFields(
    (await agent.get(`/utlysninger/${call.id}/gjor/utsett`)).text,
    `/utlysninger/${call.id}/gjor/utsett`,
  );
  const answer = await post(agent, cancel, { ...other, reason: 'Rammen er trukket tilbake.' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Rammen er trukket tilbake.');
  const another = await web.as(await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]));
  const [mine, theirs] = await Promise.all(
    [agent, another].map(async (one) => hiddenFields((await one.get(cancel)).text, cancel)),
  );
  expect(
    (await post(another, cancel, { ...theirs!, token: mine!['token']!, reason: 'Rammen er trukket.' })).status,
  ).toBe(422);
  expect(await commandsOf(call.processId)).toHaveLength(0);
});

test('what was sent back is read by who must put it right', async () => {
  const call = await aCall(web.prisma, { state: 'draft', authorId: officer });
  await web.prisma.command.create({
    data: { id: call.id, processId: call.processId, seq: 1, name: 'sendBack', actorId: approver, actorRole: 'approver', content: { comment: 'Rammen er <b>feil</b>.' },
      contentHash: 'x', receivedAt: new Date(), deliverAfter: new Date(), status: 'applied' },
  }); // prettier-ignore
  const agent = await web.as(officer);
  for (const page of [management(call.id), `/utlysninger/${call.id}/rediger`])
    expect((await agent.get(page)).text).toContain('Rammen er &lt;b&gt;feil&lt;/b&gt;.');
});

test('the assessment does not start while a case has nobody who can take it: the page names it', async () => {
  const call = await aCall(web.prisma, { state: 'closed' });
  const { id, reference } = await anApplication(web.prisma, { callId: call.id, state: 'registered', title: 'Uten <b>noen</b>' });
  const agent = await web.as(officer);
  const start = `/utlysninger/${call.id}/gjor/start-vurdering`;
  const drawn = (await agent.get(start)).text;
  expect(drawn).toContain(`/saker/${id}/gjor/fordel`);
  expect(drawn).toContain(`${reference} Uten &lt;b&gt;noen&lt;/b&gt;`);
  const refused = await fillIn(agent, start, {});
  expect([refused.status, await commandsOf(call.processId)]).toEqual([422, []]);
  expect(refused.text).toContain('Noen søknader mangler en habil saksbehandler.');
  await web.prisma.application.update({ where: { id }, data: { caseOfficerId: officer } });
  expect((await fillIn(agent, start, {})).status).toBe(303);
}); // prettier-ignore

test('who sent the call for approval does not approve it, though another wrote it', async () => {
  const call = await aCall(web.prisma, { state: 'awaitingApproval', authorId: officer });
  await web.prisma.event.create({ data: { processId: call.processId, seq: 1, cause: call.id, name: 'sendForApproval', fromState: 'draft', toState: 'awaitingApproval', actorId: approver, actorRole: 'leader', at: new Date(), doneAt: new Date(), result: {} } });
  const { text } = await (await web.as(approver)).get(`/utlysninger/${call.id}/gjor/godkjenn`);
  expect(text).toContain('En annen må godkjenne det.');
  expect(text).not.toContain(`action="/utlysninger/${call.id}/gjor/godkjenn`);
}); // prettier-ignore

test('no action for strangers, and none that does not exist', async () => {
  const call = await aCall(web.prisma);
  const stranger = await web.as(await aPerson(web.prisma, [{ role: 'approver', at: 'FMRO' }]));
  expect((await stranger.get(`/utlysninger/${call.id}/gjor/utsett`)).status).toBe(404);
  expect((await (await web.as(approver)).get(`/utlysninger/${call.id}/gjor/slett`)).status).toBe(404);
});

test.each([
  ['draft', 'ingen får beskjed. Grunnen blir', 'Ingen utenfor embetet får vite om den'],
  ['open', 'får grunnen på e-post', 'Ingen har begynt på en søknad'],
])('who reads why a call is cancelled while it is %s is told as it is', async (state, help, consequence) => {
  const call = await aCall(web.prisma, { state });
  const { text } = await (await web.as(approver)).get(`/utlysninger/${call.id}/gjor/avlys`);
  expect(text).toContain(help);
  expect(text).toContain(consequence);
});

test('a call whose opening has passed while it waited opens at its approval, and the approver sees it', async () => {
  const call = await aCall(web.prisma, { state: 'awaitingApproval', opensAt: new Date('2026-01-05T07:00:00Z') });
  const agent = await web.as(approver);
  expect((await agent.get(management(call.id))).text).toContain('Utlysningen skulle åpne 5. januar 2026 kl. 08.00. Den åpner med en gang den er godkjent.'); // prettier-ignore
  expect((await agent.get(`/utlysninger/${call.id}/gjor/godkjenn`)).text).toContain('Den åpner med en gang du godkjenner den.'); // prettier-ignore
  const ahead = await aCall(web.prisma, { state: 'awaitingApproval', opensAt: new Date('2100-01-05T07:00:00Z') });
  expect((await agent.get(management(ahead.id))).text).not.toContain('Utlysningen skulle åpne');
});

test('a call whose deadline has passed is not approved; it is sent back', async () => {
  const call = await aCall(web.prisma, { state: 'awaitingApproval', deadline: new Date('2026-02-01T23:00:00Z') });
  const agent = await web.as(approver);
  const { text } = await agent.get(`/utlysninger/${call.id}/gjor/godkjenn`);
  expect(text).toContain('Søknadsfristen i utlysningen er passert.');
  expect(text).not.toContain(`action="/utlysninger/${call.id}/gjor/godkjenn`);
  expect((await agent.get(management(call.id))).text).toContain('/gjor/send-tilbake"');
});

test('who may not extend the deadline is told who does; the approver has the way to it', async () => {
  const call = await aCall(web.prisma, { state: 'open' });
  const office = await web.as(officer);
  const name = 'Ingrid Godkjenner';
  await web.prisma.person.update({ where: { id: approver }, data: { firstName: 'Ingrid', lastName: 'Godkjenner' } });
  expect((await office.get(management(call.id))).text).toMatch(new RegExp(`Det gjør godkjenneren: [^<]*${name}`));
  expect((await (await web.as(approver)).get(management(call.id))).text).not.toContain('Det gjør godkjenneren');
  const decided = await aCall(web.prisma, { state: 'decided' });
  expect((await office.get(management(decided.id))).text).not.toContain('Det gjør godkjenneren');
});

test('a call extended twice shows both extensions in order, each with its old and its new deadline', async () => {
  const call = await aCall(web.prisma, { deadline: new Date(deadlineAtEndOf('2027-03-31')) });
  const moved = [
    { version: 2, last: '2027-04-15', decidedAt: '2027-03-20T10:00:00Z', reason: 'Mange er syke nå.', promised: null },
    { version: 3, last: '2027-04-30', decidedAt: '2027-04-10T10:00:00Z', reason: 'Nettet er nede.', promised: '2027-07-01' },
  ];
  for (const { version, last, decidedAt, reason, promised } of moved)
    await web.prisma.callDeadline.create({ data: { callId: call.id, version, deadline: new Date(deadlineAtEndOf(last)), decidedAt: new Date(decidedAt), reason, expectedDecisionOn: promised && new Date(promised) } });
  const { text } = await (await web.as(officer)).get(management(call.id));
  const said = text.replaceAll('\u00a0', ' ');
  expect(said).toMatch(/<del>31\. mars 2027 kl\. 23\.59<\/del> <ins>15\. april 2027 kl\. 23\.59<\/ins>\. Mange er syke nå\.<\/li>.*<del>15\. april 2027 kl\. 23\.59<\/del> <ins>30\. april 2027 kl\. 23\.59<\/ins>\. Nettet er nede\. Svar er lovet 1\. juli 2027\./s);
}); // prettier-ignore
