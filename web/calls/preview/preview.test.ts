import { createHash, randomUUID } from 'node:crypto';
import { addDays, deadlineAtEndOf, localDate, rollToWorkingDay } from '../../../domain/calendar/index.js';
import { callAudience } from '../../../prisma/call-audience.js';
import { aRequest } from '../../../testing/access.js';
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type Fields, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
let officer: string;
let approver: string;
let today: string;
beforeAll(async () => {
  web = await testWeb();
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  approver = await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]);
  today = localDate(await web.clock.now());
}, 60_000);
afterAll(() => web.close());

const textOf = async (agent: Agent, path: string): Promise<string> =>
  (await agent.get(path)).text.replaceAll('\u00a0', ' ');
/** A working day so many days from today. */
const from = (days: number): string => rollToWorkingDay(addDays(today, days));

const complete = (): Fields => ({
  titleNb: 'Fellesløft', titleNn: 'Fellesløft', purposeNb: 'Formål', purposeNn: 'Føremål', requirementsNb: 'Krav', requirementsNn: 'Krav',
  budgetYear: from(80).slice(0, 4), countyCodes: ['18'], frame: '5 500 000', applicants: ['municipality'], eligibleCostKinds: ['salary'], ownSharePercent: '50',
  opensAt: from(10), deadline: from(80), expectedDecisionOn: from(150), reminderDays: '14', clarificationDays: '10', contactId: officer,
  'criteria.nameNb': ['Innovasjon'], 'criteria.nameNn': ['Innovasjon'], 'criteria.weight': ['100'],
  'reportPlans.kind': ['final'], 'reportPlans.periodFrom': [from(160)], 'reportPlans.periodTo': [from(400)], 'reportPlans.opensOn': [from(410)], 'reportPlans.dueOn': [from(450)],
  action: 'save',
}); // prettier-ignore

async function asDraft(answer: { status: number; headers: Record<string, string> }): Promise<string> {
  expect(answer.status).toBe(303);
  const id = /utlysninger\/([0-9a-f-]+)/.exec(answer.headers['location']!)![1]!;
  await web.prisma.command.updateMany({ where: { processId: `call/${id}` }, data: { status: 'applied' } });
  await web.prisma.process.update({ where: { id: `call/${id}` }, data: { state: 'draft', appliedSeq: 1 } });
  return id;
}

test('a call is begun with hardly anything in it, and nothing that was typed is lost', async () => {
  const agent = await web.as(officer);
  const id = await asDraft(await fillIn(agent, '/utlysninger/ny', { titleNb: 'Bare <tittelen>', frame: 'seks mill', contactId: officer, countyCodes: ['18'], 'priorityAreas.level': ['1'], 'priorityAreas.nameNb': ['Klima'], 'priorityAreas.nameNn': [''], 'priorityAreas.earmarked': ['mye'], action: 'save' })); // prettier-ignore
  const page = await textOf(agent, `/utlysninger/${id}/rediger`);
  for (const kept of ['value="Bare &lt;tittelen&gt;"', 'value="seks mill"', 'value="mye"', 'Alt du skrev, er lagret.', 'Skriv siste dag for å søke.']) expect(page).toContain(kept); // prettier-ignore
  const preview = await textOf(agent, `/utlysninger/${id}/forhandsvisning`);
  expect(preview).toContain('Dette må rettes før utlysningen kan sendes til godkjenning');
  expect((await (await web.as(approver)).get(`/utlysninger/${id}/rediger`)).status).toBe(404);
});

test('advice is told at its field on saving, and once more before the call is sent; sent again it was meant so', async () => {
  const agent = await web.as(officer);
  const id = await asDraft(await fillIn(agent, '/utlysninger/ny', complete()));
  const path = `/utlysninger/${id}/rediger`;
  const odd = { ...complete(), minAmount: '6 000 000', purposeNb: 'Som i 2019.', 'priorityAreas.level': ['1'], 'priorityAreas.nameNb': ['Klima'], 'priorityAreas.nameNn': ['Klima'], 'priorityAreas.earmarked': ['1 000 000'] }; // prettier-ignore
  const first = await fillIn(agent, path, { ...odd, action: 'send' });
  expect(first.status).toBe(200);
  const said = first.text.replaceAll('\u00a0', ' ');
  expect(said).toContain('Tenk over dette før du sender');
  expect(said).toMatch(/id="purposeNb-note">Teksten nevner 2019\./);
  expect(said).toMatch(/id="minAmount-note">Det minste beløpet er høyere enn rammen\./);
  expect(said).toContain('Det som er satt av, 1 000 000 kr, er 4 500 000 kr mindre enn rammen.');
  expect(await web.prisma.command.count({ where: { processId: `call/${id}`, name: 'sendForApproval' } })).toBe(0);
  expect(await web.prisma.call.findUniqueOrThrow({ where: { id } })).toMatchObject({ purposeNb: 'Som i 2019.', version: 2 }); // prettier-ignore
  const second = await post(agent, path, { ...hiddenFields(first.text, path), ...odd, action: 'send' });
  expect(second.headers['location']).toContain('/styring?kvittering=');
});

test('who approves sees the call in both written forms, and what was changed since the one it is a copy of', async () => {
  const agent = await web.as(officer);
  const earlier = await aCall(web.prisma, { authorId: officer, state: 'completed', frame: 5_000_000n, titleNb: 'Prosjektskjønn 2026', titleNn: 'Prosjektskjønn 2026', budgetYear: 2026, opensAt: new Date('2026-01-12T07:00:00Z'), deadline: new Date(deadlineAtEndOf('2026-02-27')) }); // prettier-ignore
  const copy = `/utlysninger/ny?fra=${earlier.id}`;
  const drawn = await textOf(agent, copy);
  // 27 February 2027 is a Saturday.
  expect(drawn).toContain('value="2027-03-01"');
  const id = await asDraft(await post(agent, '/utlysninger/ny', { ...hiddenFields((await agent.get(copy)).text, '/utlysninger/ny'), ...complete(), titleNb: 'På bokmål', titleNn: 'På nynorsk' })); // prettier-ignore
  expect(await web.prisma.call.findUniqueOrThrow({ where: { id } })).toMatchObject({ copiedFromId: earlier.id });
  await web.prisma.process.update({ where: { id: `call/${id}` }, data: { state: 'awaitingApproval' } });
  const page = await textOf(await web.as(approver), `/utlysninger/${id}/gjor/godkjenn`);
  for (const shown of ['lang="nb"', 'lang="nn"', 'På bokmål', 'På nynorsk', 'Føremål', 'Kven kan søkje', '<del>5 000 000 kr</del>', '<ins>5 500 000 kr</ins>', '/gjor/send-tilbake"']) expect(page).toContain(shown); // prettier-ignore
  expect(page).not.toContain('<del>Krav');
  expect((await (await web.as(approver)).get(`/utlysninger/${id}/forhandsvisning`)).status).toBe(200);
  for (const other of [await aPerson(web.prisma, [{ role: 'approver', at: 'FMRO' }]), await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }])])
    expect((await (await web.as(other)).get(`/utlysninger/${id}/forhandsvisning`)).status).toBe(404); // prettier-ignore
});

test('an extension says how many of whom are told, what each municipality has and every reminder that moves, and asks again for a day off', async () => {
  const call = await aCall(web.prisma, { deadline: new Date(deadlineAtEndOf('2031-03-31')), expectedDecisionOn: new Date('2031-08-01'), reminderDays: [14, 3] });
  await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]);
  const waiting = await aPerson(web.prisma, []);
  await aRequest(web, { personId: waiting, municipalityCode: '1804' });
  for (const [state, municipalityCode] of [['draft', '1804'], ['lapsed', '1804'], ['submitted', '1839'], ['withdrawn', '1841']] as const) {
    const { processId } = await anApplication(web.prisma, { callId: call.id, state, municipalityCode, contactId: waiting });
    if (state === 'withdrawn') await web.prisma.process.update({ where: { id: processId }, data: { final: true } });
  } // prettier-ignore
  const agent = await web.as(approver);
  const path = `/utlysninger/${call.id}/gjor/utsett`;
  const page = await textOf(agent, path);
  expect(page).toMatch(/Bodø<\/th><td[^>]*>1 utkast, 1 som ikke ble sendt inn<\/td>/);
  expect(page).toMatch(/Beiarn<\/th><td[^>]*>1 sendt inn<\/td>/);
  expect(page).not.toContain('Fauske');
  // As many as the e-mail will go to: users, post receptions, and the contact who waits for access, once for all three applications.
  const { users, desks, others } = await callAudience(web.prisma, call.id, new Date(await web.clock.now()));
  expect(others).toMatchObject({ users: [{ id: waiting }], desks: [] });
  expect(users.length).toBeGreaterThan(0);
  expect(page).toContain(`${users.length + desks.length + 1} mottakere får den nye fristen og grunnen`);
  expect(page).toContain(`${desks.length} postmottak`);
  expect(page).toContain('1 til, som har utkast eller søknad');
  expect(page).toMatch(/3 dager før fristen til 2 utkast<\/th><td[^>]*>28\. mars 2031 kl\. 08\.00<\/td><td[^>]*>–/);

  const shown = await fillIn(agent, path, { deadline: '2031-04-30', reason: '', action: 'preview' });
  expect(shown.status).toBe(200);
  expect(shown.text.replaceAll('\u00a0', ' ')).toMatch(/28\. mars 2031 kl\. 08\.00<\/td><td[^>]*>27\. april 2031 kl\. 08\.00/);
  expect(await web.prisma.command.count({ where: { processId: call.processId } })).toBe(0);

  const sunday = await fillIn(agent, path, { deadline: '2031-05-04', reason: 'Mange er syke nå.' });
  expect(sunday.status).toBe(422);
  expect(sunday.text).toContain('Fristen 4. mai 2031 er en søndag. Neste arbeidsdag er mandag 5. mai 2031.');
  const meant = await post(agent, path, { ...hiddenFields(sunday.text, path), deadline: '2031-05-04', reason: 'Mange er syke nå.', anyway: 'yes' }); // prettier-ignore
  expect(meant.status).toBe(303);
}); // prettier-ignore

test.each(['2031-03-31', '2031-03-30', 'i morgen', ''])('the preview of an extension to «%s» says what is wrong beside the field', async (deadline) => {
  const call = await aCall(web.prisma, { deadline: new Date(deadlineAtEndOf('2031-03-31')) });
  const agent = await web.as(approver);
  const shown = await fillIn(agent, `/utlysninger/${call.id}/gjor/utsett`, { deadline, reason: 'Beholdes', action: 'preview' });
  expect(shown.status).toBe(422);
  expect(shown.text).toContain('href="#deadline"');
  expect(shown.text).toContain(deadline.startsWith('2031') ? 'senere enn den som gjelder' : 'Skriv siste dag');
  expect(shown.text).toContain('Beholdes');
  expect(shown.text).not.toMatch(/28\. mars 2031 kl\. 08\.00<\/td><td[^>]*>2/);
}); // prettier-ignore

test('an extension that comes too near what was promised after it asks for new days, and goes with them', async () => {
  const call = await aCall(web.prisma, { deadline: new Date(deadlineAtEndOf('2031-03-31')), expectedDecisionOn: new Date('2031-05-06') });
  await web.prisma.reportPlan.updateMany({ where: { callId: call.id, position: 0 }, data: { opensAt: new Date(deadlineAtEndOf('2031-04-30')), dueAt: new Date(deadlineAtEndOf('2031-05-15')) } });
  const agent = await web.as(approver);
  const path = `/utlysninger/${call.id}/gjor/utsett`;
  expect((await agent.get(path)).text).not.toContain('id="expectedDecisionOn"');
  const typed = { deadline: '2031-05-07', reason: 'Mange er syke nå.' };
  const asked = await fillIn(agent, path, typed);
  expect(asked.status).toBe(422);
  // 37 days on: 6 May becomes 12 June, a Thursday; 15 May a Saturday, so the Monday after.
  expect(asked.text).toMatch(/id="expectedDecisionOn"[^>]*value="2031-06-12"/);
  expect(asked.text).toMatch(/id="report-0"[^>]*value="2031-06-23"/);
  expect(asked.text).toContain('Svaret er lovet 6. mai 2031.');
  const early = await post(agent, path, { ...hiddenFields(asked.text, path), ...typed, expectedDecisionOn: '2031-05-07', 'report-0': '2031-06-23' });
  expect([early.status, early.text.includes('Svaret kan ikke loves før den nye fristen 7. mai 2031')]).toEqual([422, true]);
  const good = await post(agent, path, { ...hiddenFields(early.text, path), ...typed, expectedDecisionOn: '2031-06-13', 'report-0': '2031-06-23' });
  expect(good.status).toBe(303);
  const command = await web.prisma.command.findFirstOrThrow({ where: { processId: call.processId } });
  expect(command.content).toEqual({ deadline: deadlineAtEndOf('2031-05-07'), reason: typed.reason, expectedDecisionOn: '2031-06-13', reports: [{ position: 0, dueOn: '2031-06-23' }] });
}); // prettier-ignore

test('the announcement is read by everyone in both written forms once it is made, and the archive’s file by the office alone', async () => {
  const call = await aCall(web.prisma);
  const anonymous = await web.as('anonymous');
  const path = (form: string): string => `/utlysninger/${call.id}/kunngjoring/${form}`;
  expect((await anonymous.get(path('nb'))).status).toBe(404);
  expect((await anonymous.get(`/utlysninger/${call.id}`)).text).not.toContain('Last ned kunngjøringen');
  for (const language of ['nb', 'nn']) {
    const [reader, archive] = [randomUUID(), randomUUID()];
    await web.prisma.file.createMany({
      data: [reader, archive].map((id, i) => {
        const bytes = Buffer.from(`%PDF ${language} ${i === 0 ? 'leser' : 'arkiv'}`);
        return { id, name: `${language}.pdf`, contentType: 'application/pdf', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
      }),
    }); // prettier-ignore
    await web.prisma.letter.create({ data: { id: randomUUID(), key: randomUUID(), processId: call.processId, kind: 'L1', language, municipalityCode: null, facts: {}, at: new Date(), status: 'ready', readerFileId: reader, archiveFileId: archive } }); // prettier-ignore
  }
  const page = (await anonymous.get(`/utlysninger/${call.id}`)).text;
  for (const form of ['nb', 'nn']) {
    expect(page).toContain(`href="${path(form)}"`);
    const file = await anonymous.get(path(form)).buffer(true);
    expect([file.status, file.headers['content-type'], String(file.body)]).toEqual([200, 'application/pdf', `%PDF ${form} leser`]); // prettier-ignore
    const kept = await (await web.as(officer)).get(`${path(form)}/arkiv`).buffer(true);
    expect(String(kept.body)).toBe(`%PDF ${form} arkiv`);
  }
  expect((await (await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]))).get(`${path('nb')}/arkiv`)).status).toBe(404); // prettier-ignore
  for (const strange of ['en', '%00', 'nb/x']) expect((await anonymous.get(path(strange))).status).toBe(404);
  // Its letter has no other address.
  const { id } = await web.prisma.letter.findFirstOrThrow({ where: { processId: call.processId } });
  expect((await (await web.as(officer)).get(`/brev/${id}`)).status).toBe(404);
  await web.prisma.process.update({ where: { id: call.processId }, data: { state: 'draft' } });
  expect((await anonymous.get(path('nb'))).status).toBe(404);
});
