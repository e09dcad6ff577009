import { addDays, formatDate, localDate } from '../../domain/calendar/index.js';
import { aCall, aPerson } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Fields, type TestWeb } from '../../testing/web.js';

let web: TestWeb;
let officer: string;
let today: string;
beforeAll(async () => {
  web = await testWeb();
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  today = localDate(await web.clock.now());
}, 60_000);
afterAll(() => web.close());

const complete = (): Fields => ({
  titleNb: 'Prosjektskjønn 2028', titleNn: 'Prosjektskjøn 2028', purposeNb: 'Formål', purposeNn: 'Føremål', requirementsNb: 'Krav', requirementsNn: 'Krav',
  budgetYear: '2028', countyCodes: ['18'], frame: '5 500 000', minAmount: '', maxAmount: '', ownSharePercent: '50', decisionRegime: 'notIndividualDecision',
  opensAt: addDays(today, 10), deadline: addDays(today, 80), expectedDecisionOn: addDays(today, 150), contactId: officer,
  'criteria.nameNb': ['Innovasjonsverdi', 'Overføringsverdi'], 'criteria.nameNn': ['Innovasjonsverdi', 'Overføringsverdi'], 'criteria.weight': ['60', '40'],
  'priorityAreas.level': ['1'], 'priorityAreas.nameNb': ['Klima'], 'priorityAreas.nameNn': ['Klima'], 'priorityAreas.earmarked': [''],
  applicants: ['municipality'], eligibleCostKinds: ['salary', 'travel'], reminderDays: '14, 7', clarificationDays: '10',
  'reportPlans.kind': ['final'], 'reportPlans.periodFrom': [addDays(today, 160)], 'reportPlans.periodTo': [addDays(today, 400)],
  'reportPlans.opensOn': [addDays(today, 410)], 'reportPlans.dueOn': [addDays(today, 450)],
  action: 'save',
}); // prettier-ignore
const include = {
  criteria: { orderBy: { position: 'asc' } },
  priorityAreas: true,
  reportPlans: true,
  deadlines: true,
} as const;
const latest = () =>
  web.prisma.call.findFirstOrThrow({ where: { countyGovernorCode: 'FMNO' }, orderBy: { createdAt: 'desc' }, include });

/** A call of this office as a draft with everything in it, written through the form. */
async function aDraft() {
  const agent = await web.as(officer);
  await fillIn(agent, '/utlysninger/ny', complete());
  const call = await latest();
  await web.prisma.command.updateMany({ where: { processId: `call/${call.id}` }, data: { status: 'applied' } });
  await web.prisma.process.update({ where: { id: `call/${call.id}` }, data: { state: 'draft', appliedSeq: 1 } });
  return { agent, call, path: `/utlysninger/${call.id}/rediger` };
}

test('a new call is its rows, its announced deadline and its first command, once however often it is sent', async () => {
  const agent = await web.as(officer);
  const page = await agent.get('/utlysninger/ny');
  const fields = { ...hiddenFields(page.text, '/utlysninger/ny'), ...complete() };
  const [first, second] = [await post(agent, '/utlysninger/ny', fields), await post(agent, '/utlysninger/ny', fields)];
  const call = await latest();
  expect(first.headers['location']).toBe(second.headers['location']);
  expect(first.headers['location']).toContain(`/utlysninger/${call.id}/rediger?kvittering=`);
  expect(call).toMatchObject({
    id: fields['callId'],
    frame: 5_500_000n,
    ownSharePercent: 50,
    authorId: officer,
    minAmount: null,
    countyCodes: ['18'],
  });
  expect(call.criteria.map(({ nameNb, weight }) => [nameNb, weight])).toEqual([['Innovasjonsverdi', 60], ['Overføringsverdi', 40]]); // prettier-ignore
  expect(localDate(call.deadline.getTime() - 1)).toBe(addDays(today, 80));
  expect(localDate(call.deadline.getTime())).toBe(addDays(today, 81));
  expect(call.deadlines).toMatchObject([{ version: 1, deadline: call.deadline }]);
  expect(await web.prisma.process.findUnique({ where: { id: `call/${call.id}` } })).toMatchObject({
    state: 'new',
    countyGovernorCode: 'FMNO',
  });
  expect(await web.prisma.command.findMany({ where: { processId: `call/${call.id}` } })).toMatchObject([
    { name: 'create', actorRole: 'caseOfficer' },
  ]);
  expect((await agent.get(first.headers['location']!)).text).toContain('Prosjektskjønn 2028');
});

test('only officers and leaders of the office write, and only while it is a draft', async () => {
  const { call, path } = await aDraft();
  for (const person of [
    await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]),
    await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]),
    await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]),
  ]) {
    const agent = await web.as(person);
    expect((await agent.get(path)).status).toBe(404);
  }
  expect(
    (await (await web.as(await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]))).get('/utlysninger/ny')).status,
  ).toBe(404);
  await web.prisma.process.update({ where: { id: `call/${call.id}` }, data: { state: 'open' } });
  const agent = await web.as(officer);
  expect((await agent.get(path)).headers['location']).toBe(`/utlysninger/${call.id}/styring`);
});

test('rows are added and removed without script, and nothing typed is lost', async () => {
  const { agent, path, call } = await aDraft();
  const added = await fillIn(agent, path, { ...complete(), titleNb: 'Ulagret <tittel>', action: 'add:criteria' });
  expect(added.status).toBe(200);
  expect(added.text).toContain('id="criteria-weight-2"');
  expect(added.text).toContain('value="Ulagret &lt;tittel&gt;"');
  const removed = await fillIn(agent, path, { ...complete(), action: 'remove:criteria:0' });
  expect(removed.text).not.toContain('value="Innovasjonsverdi"');
  expect(removed.text).toContain('value="Overføringsverdi"');
  expect(await web.prisma.criterion.count({ where: { callId: call.id } })).toBe(2);
});

test('what makes no sense is told at its field with everything kept; what is missing may be saved', async () => {
  const { agent, path, call } = await aDraft();
  const bad = await fillIn(agent, path, {
    ...complete(), purposeNn: 'Skrive på nytt', frame: 'mykje', minAmount: '500', maxAmount: '100', ownSharePercent: '101', opensAt: 'i morgen',
    countyCodes: ['11'], contactId: 'x', 'criteria.weight': ['60', '1e3'], 'reportPlans.dueOn': [addDays(today, 300)],
  }); // prettier-ignore
  expect(bad.status).toBe(422);
  expect(bad.text).toContain('<title>Feil: ');
  for (const id of [
    'frame',
    'maxAmount',
    'ownSharePercent',
    'opensAt',
    'countyCodes',
    'contactId',
    'criteria-weight-1',
    'reportPlans-dueOn-0',
  ]) {
    expect(bad.text).toContain(`href="#${id}"`);
    expect(bad.text).toContain(`id="${id}"`);
  }
  expect(bad.text).toContain('value="mykje"');
  expect(bad.text).toContain('Skrive på nytt');
  // What makes sense is stored; the rest stands as it was typed, with its fault, until it is put right.
  const kept = await web.prisma.call.findUniqueOrThrow({ where: { id: call.id } });
  expect(kept).toMatchObject({ purposeNn: 'Skrive på nytt', deadline: call.deadline, frame: 0n, version: 2 });
  const { text } = await agent.get(path);
  for (const typed of ['value="mykje"', 'value="i morgen"', 'value="101"', 'value="1e3"', 'Skriv beløpet med tall'])
    expect(text).toContain(typed);

  const lacking = await fillIn(agent, path, { ...complete(), titleNn: '', frame: '', 'criteria.weight': ['60', '30'] });
  expect(lacking.status).toBe(303);
  expect(await web.prisma.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
    titleNn: '',
    frame: 0n,
    typed: null,
    version: 3,
  });
});

test('two who write at once: the second is told and keeps what was typed', async () => {
  const { agent, path, call } = await aDraft();
  const drawn = { ...hiddenFields((await agent.get(path)).text, path), ...complete() };
  await post(agent, path, { ...drawn, titleNb: 'Først' });
  const second = await post(agent, path, { ...drawn, titleNb: 'Etterpå' });
  expect(second.status).toBe(422);
  expect(second.text).toContain('En kollega har lagret');
  expect(second.text).toContain('value="Etterpå"');
  expect(await web.prisma.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({ titleNb: 'Først' });
  const again = await post(agent, path, { ...complete(), ...hiddenFields(second.text, path), titleNb: 'Etterpå' });
  expect(again.status).toBe(303);
  expect(await web.prisma.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({ titleNb: 'Etterpå' });
});

test('what is missing for approval is listed with links, and the draft is saved all the same', async () => {
  const { agent, path, call } = await aDraft();
  const answer = await fillIn(agent, path, {
    ...complete(), titleNb: 'Ny tittel', requirementsNn: '', 'criteria.nameNn': ['Innovasjonsverdi', ''], 'criteria.weight': ['60', '30'],
    frame: '', deadline: addDays(today, 20), action: 'send',
  }); // prettier-ignore
  expect(answer.status).toBe(422);
  for (const id of ['requirementsNn', 'criteria-nameNn-1', 'criteria-weight-0', 'frame', 'deadline'])
    expect(answer.text).toContain(`href="#${id}"`);
  expect(answer.text).toContain('Vektene er til sammen 90.');
  expect(await web.prisma.call.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
    titleNb: 'Ny tittel',
    version: 2,
  });
  expect(await web.prisma.command.count({ where: { processId: `call/${call.id}`, name: 'sendForApproval' } })).toBe(0);
});

test('what cannot hold together is a fault at its field when the call is sent, with what and how much', async () => {
  const { agent, path, call } = await aDraft();
  const deadline = addDays(today, 80);
  const wrong = {
    ...complete(), expectedDecisionOn: deadline, 'priorityAreas.earmarked': ['5 500 001'],
    'reportPlans.periodFrom': [addDays(today, 1)], 'reportPlans.periodTo': [addDays(today, 60)], 'reportPlans.opensOn': [addDays(today, 70)], 'reportPlans.dueOn': [deadline],
  }; // prettier-ignore
  expect((await fillIn(agent, path, wrong)).status).toBe(303);
  const answer = await fillIn(agent, path, { ...wrong, action: 'send' });
  expect(answer.status).toBe(422);
  const said = answer.text.replaceAll('\u00a0', ' ');
  for (const id of ['expectedDecisionOn', 'priorityAreas', 'reportPlans-dueOn-0'])
    expect(said).toContain(`href="#${id}"`);
  expect(said).toContain('Det som er satt av, 5 500 001 kr, er 1 kr mer enn rammen på 5 500 000 kr.');
  expect(said).toContain(`Svaret er lovet ${formatDate(deadline)}, og søknadsfristen er ${formatDate(deadline)}.`);
  expect(await web.prisma.command.count({ where: { processId: `call/${call.id}`, name: 'sendForApproval' } })).toBe(0);
  // The day after the deadline, and all of the frame, will do.
  const right = { ...wrong, expectedDecisionOn: addDays(deadline, 1), 'priorityAreas.earmarked': ['5 500 000'], 'reportPlans.dueOn': [addDays(deadline, 1)] }; // prettier-ignore
  const first = await fillIn(agent, path, { ...right, action: 'send' });
  const sent =
    first.status === 303
      ? first
      : await post(agent, path, { ...hiddenFields(first.text, path), ...right, action: 'send' });
  expect(sent.headers['location']).toContain('/styring?kvittering=');
});

test('what makes no sense, what is missing and what cannot hold together are told at once when the call is sent', async () => {
  const { agent, path } = await aDraft();
  const wrong = {
    ...complete(), titleNn: '', frame: 'mye', expectedDecisionOn: addDays(today, 79), 'criteria.weight': ['60', '30'],
    'priorityAreas.earmarked': ['5 500 001'], action: 'send',
  }; // prettier-ignore
  const { status, text } = await fillIn(agent, path, wrong);
  expect(status).toBe(422);
  const summary = [...text.matchAll(/href="#([A-Za-z]+(?:-[A-Za-z]+-\d+)?)"/g)].map((match) => match[1]);
  for (const id of ['frame', 'titleNn', 'criteria-weight-0', 'expectedDecisionOn']) expect(summary).toContain(id);
  // Against a frame that is no amount nothing is measured.
  expect(summary).not.toContain('priorityAreas');
});

test('sending for approval saves and freezes what stands in the form, once', async () => {
  const { agent, path, call } = await aDraft();
  const fields = {
    ...hiddenFields((await agent.get(path)).text, path),
    ...complete(),
    titleNb: 'Ferdig',
    action: 'send',
  };
  const [first, second] = [await post(agent, path, fields), await post(agent, path, fields)];
  expect(first.headers['location']).toContain(`/utlysninger/${call.id}/styring?kvittering=`);
  expect(second.headers['location']).toBe(first.headers['location']);
  const [command] = await web.prisma.command.findMany({
    where: { processId: `call/${call.id}`, name: 'sendForApproval' },
  });
  expect(command!.content).toMatchObject({ titleNb: 'Ferdig', frame: 5_500_000 });
  expect((await web.prisma.call.findUniqueOrThrow({ where: { id: call.id }, include })).deadlines).toHaveLength(1);
  const locked = await fillIn(agent, path, complete());
  expect(locked.status).toBe(422);
  expect((await agent.get(first.headers['location']!)).text).toContain('blir behandlet');
});

test('advice on the dates is shown and stops nothing', async () => {
  const { agent, path } = await aDraft();
  const sunday = Array.from({ length: 7 }, (_, i) => addDays(today, 25 + i)).find(
    (date) => new Date(`${date}T12:00:00Z`).getUTCDay() === 0,
  )!;
  expect((await fillIn(agent, path, { ...complete(), deadline: sunday })).status).toBe(303);
  const { text } = await agent.get(path);
  expect(text).toContain(`Fristen ${formatDate(sunday)} er en søndag.`);
  expect(text).toContain('Seks uker eller mer er bedre.');
});

test('an old call is copied as many years ahead as it takes, and says which days are meant', async () => {
  const year = Number(today.slice(0, 4));
  const call = await aCall(web.prisma, {
    titleNb: `Prosjektskjønn ${year - 5}`,
    authorId: officer,
    budgetYear: year - 5,
    opensAt: new Date(`${year - 5}-01-18T07:00:00Z`),
    deadline: new Date(`${year - 5}-03-31T22:00:00Z`),
    expectedDecisionOn: new Date(`${year - 5}-06-15`),
  });
  const agent = await web.as(officer);
  const { text } = await agent.get(`/utlysninger/ny?fra=${call.id}`);
  const dates = [...text.matchAll(/id="(?:opensAt|deadline|expectedDecisionOn)"[^>]*value="([^"]*)"/g)].map((found) => found[1]!); // prettier-ignore
  expect(dates).toHaveLength(3);
  for (const date of dates) expect(date > today).toBe(true);
  const years = Number(dates[0]!.slice(0, 4)) - (year - 5);
  expect(text).toContain(`value="Prosjektskjønn ${year - 5 + years}"`);
});

test('an opening that has passed, or comes before the approver is reminded, is warned of', async () => {
  const { agent, path } = await aDraft();
  await fillIn(agent, path, { ...complete(), opensAt: today });
  expect((await agent.get(path)).text).toContain(`Åpningsdagen ${formatDate(today)} er passert.`);
  await fillIn(agent, path, { ...complete(), opensAt: addDays(today, 1) });
  expect((await agent.get(path)).text).toContain('Godkjenneren får en påminnelse først etter 3 arbeidsdager.');
});

test('last year’s call is copied a year ahead; another office’s is not', async () => {
  const call = await aCall(web.prisma, {
    titleNb: 'Prosjektskjønn 2027',
    authorId: officer,
    budgetYear: 2027,
    deadline: new Date('2027-03-31T22:00:00Z'),
  });
  const agent = await web.as(officer);
  const { text } = await agent.get(`/utlysninger/ny?fra=${call.id}`);
  expect(text).toContain('value="Prosjektskjønn 2028"');
  expect(text).toContain('value="2028-03-31"');
  const other = await aCall(web.prisma, { countyGovernorCode: 'FMRO', titleNb: 'En annens runde' });
  for (const strange of [other.id, 'x', '%00'])
    expect((await agent.get(`/utlysninger/ny?fra=${strange}`)).text).not.toContain('En annens runde');
});
