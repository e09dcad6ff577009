import { randomUUID } from 'node:crypto';
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
let officer: string;
let approver: string;
beforeAll(async () => {
  web = await testWeb();
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  approver = await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }]);
}, 60_000);
afterAll(() => web.close());

type Recommended = {
  title: string;
  amount: number;
  outcome?: string;
  score?: number;
  officerId?: string;
  municipalityCode?: string;
  language?: string;
};

async function recommended(
  callId: string,
  { title, amount, outcome = 'granted', score = 3, officerId = officer, ...rest }: Recommended,
) {
  const application = await anApplication(web.prisma, {
    callId,
    title,
    state: 'recommended',
    applied: 100_000,
    ...rest,
  });
  await web.prisma.recommendation.create({
    data: {
      applicationId: application.id,
      round: 1,
      officerId,
      outcome,
      reason: 'Fordi.',
      at: new Date(),
      years: { create: { budgetYear: 2027, amount: BigInt(amount) } },
    },
  });
  await web.prisma.assessment.create({
    data: {
      applicationId: application.id,
      assessorId: officer,
      savedAt: new Date(),
      scores: { create: { criterionKey: 'innovationValue', score } },
    },
  });
  return application;
}

const allocated = (frame = 1_000_000n) => aCall(web.prisma, { state: 'allocated', frame });
const addressOf = (id: string): string => `/utlysninger/${id}/avgjorelse`;

test('the board orders by points, shows what is given and left, and where the frame ends', async () => {
  const call = await aCall(web.prisma, { state: 'underAssessment', frame: 150_000n });
  const low = await recommended(call.id, { title: 'Lavest', amount: 20_000, score: 2 });
  const high = await recommended(call.id, { title: 'Høyest', amount: 100_000, score: 5 });
  const middle = await recommended(call.id, { title: 'Midt imellom', amount: 80_000, score: 4 });
  const path = `/utlysninger/${call.id}/fordeling`;
  const { text } = await (await web.as(officer)).get(path);
  const places = [high, middle, low].map(({ id }) => text.indexOf(`/saker/${id}`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(text.slice(places[0], places[1])).toContain('Rammen rekker hit');
  expect(text).toContain('50\u00a0000\u00a0kr over rammen');
  expect(text).not.toContain('/gjor/send-fordeling');
  const byName = await (await web.as(officer)).get(`${path}?sorter=kommune`);
  expect(byName.text).not.toContain('Rammen rekker hit');
  await web.prisma.call.update({ where: { id: call.id }, data: { frame: 300_000n } });
  const within = await (await web.as(officer)).get(path);
  expect(within.text).toContain('Igjen 100\u00a0000\u00a0kr');
  expect(within.text).toContain('/gjor/send-fordeling');
});

test('points are hidden from who is in conflict, and from who has not saved their own', async () => {
  const call = await aCall(web.prisma, { state: 'underAssessment' });
  const done = await recommended(call.id, { title: 'Ferdig', amount: 1, score: 5 });
  const going = await recommended(call.id, { title: 'Underveis', amount: 1, score: 4 });
  await web.prisma.process.update({ where: { id: going.processId }, data: { state: 'underAssessment' } });
  await web.prisma.impartialityDeclaration.create({
    data: { applicationId: done.id, personId: approver, outcome: 'conflict', declaredAt: new Date() },
  });
  const path = `/utlysninger/${call.id}/fordeling`;
  const read = async (who: string): Promise<string> => (await (await web.as(who)).get(path)).text;
  const [own, other] = [await read(officer), await read(approver)];
  expect(own).toContain('>5,00<');
  expect(own).toContain('>4,00<');
  expect(other).not.toContain('>5,00<');
  expect(other).not.toContain('>4,00<');
  expect(other).toContain('du er inhabil');
});

test('the consequence is counted: decisions, letters by written form, and what another must decide', async () => {
  const call = await allocated();
  await recommended(call.id, { title: 'En', amount: 100_000, municipalityCode: '1804' });
  await recommended(call.id, { title: 'To', amount: 0, outcome: 'rejected', municipalityCode: '1839', language: 'nn' });
  await web.prisma.municipality.update({ where: { code: '1804' }, data: { writtenForm: 'nb' } });
  await web.prisma.municipality.update({ where: { code: '1839' }, data: { writtenForm: 'neutral' } });
  const own = await recommended(call.id, { title: 'Min egen', amount: 50_000, officerId: approver });
  const conflicted = await recommended(call.id, { title: 'Min søsters', amount: 50_000 });
  await web.prisma.impartialityDeclaration.create({
    data: { applicationId: conflicted.id, personId: approver, outcome: 'conflict', declaredAt: new Date() },
  });
  const agent = await web.as(approver);
  const first = (await agent.get(addressOf(call.id))).text;
  expect(first).toContain('2 søknader: 1 innvilget, 1 avslag.');
  expect(first).toContain('2 søknader kan du ikke avgjøre');
  expect(first).toMatch(/Min egen<\/a>[^<]*En annen må godkjenne/);
  expect(first).toMatch(/Min søsters<\/a>[^<]*Du er inhabil/);
  const second = (await agent.get(`${addressOf(call.id)}?steg=2`)).text;
  expect(second).toContain('2 brev går ut: 1 på bokmål, 1 på nynorsk.');
  expect(second).toContain('Godkjenn 2 avgjørelser');
  for (const { id } of [own, conflicted]) expect(second).not.toContain(id);
});

test('later years are shown beside the one that counts, as conditional, in each case and in sum', async () => {
  const call = await allocated();
  for (const title of ['En', 'To']) {
    const { id } = await recommended(call.id, { title, amount: 100_000 });
    await web.prisma.recommendationYear.create({
      data: { applicationId: id, round: 1, budgetYear: 2028, amount: 60_000n },
    });
  }
  const agent = await web.as(approver);
  const text = (await agent.get(addressOf(call.id))).text.replaceAll('\u00a0', ' ');
  expect(text).toContain('200 000 kr i 2027 teller mot rammen. 120 000 kr i senere år er betinget');
  expect(text).toContain('Tildelt i alt: 320 000 kr.');
  const [rows, sums] = [
    text.slice(text.indexOf('<tbody>'), text.indexOf('<tfoot>')),
    text.slice(text.indexOf('<tfoot>')),
  ];
  for (const amount of ['100 000 kr', '60 000 kr', '160 000 kr']) expect(rows.split(`>${amount}<`)).toHaveLength(3);
  for (const amount of ['200 000 kr', '120 000 kr', '320 000 kr']) expect(sums).toContain(amount);
  const second = (await agent.get(`${addressOf(call.id)}?steg=2`)).text.replaceAll('\u00a0', ' ');
  expect(second).toContain('2 søknader blir avgjort. 200 000 kr i 2027 teller mot rammen.');
});

test('signing needs the tick and what was seen; it is received once', async () => {
  const call = await allocated();
  const application = await recommended(call.id, { title: 'En', amount: 100_000 });
  const agent = await web.as(approver);
  const page = `${addressOf(call.id)}?steg=2`;
  const without = await fillIn(agent, page, {}, addressOf(call.id));
  expect(without.status).toBe(422);
  expect(without.text).toContain('href="#budgetAuthority"');

  const fields = { ...hiddenFields((await agent.get(page)).text, addressOf(call.id)), budgetAuthority: 'yes' };
  await web.prisma.recommendationYear.updateMany({
    where: { applicationId: application.id },
    data: { amount: 90_000n },
  });
  const changed = await post(agent, addressOf(call.id), fields);
  expect(changed.status).toBe(422);
  expect(changed.text).toContain('Innstillingene er endret');
  expect(changed.text).toContain('90\u00a0000\u00a0kr');
  expect(changed.text).not.toContain('budgetAuthority');
  expect(await web.prisma.command.count({ where: { processId: call.processId } })).toBe(0);

  const seen = { ...hiddenFields((await agent.get(page)).text, addressOf(call.id)), budgetAuthority: 'yes' };
  const [first, second] = [await post(agent, addressOf(call.id), seen), await post(agent, addressOf(call.id), seen)];
  expect(first.headers['location']).toContain('?kvittering=');
  expect(second.headers['location']).toBe(first.headers['location']);
  const commands = await web.prisma.command.findMany({ where: { processId: call.processId } });
  expect(commands).toMatchObject([
    { name: 'decide', actorRole: 'approver', content: { applicationIds: [application.id] } },
  ]);
});

test('an officer reads it and signs nothing; before it is sent there is nothing to sign', async () => {
  const call = await allocated();
  await recommended(call.id, { title: 'En', amount: 100_000 });
  const reader = (await (await web.as(officer)).get(`${addressOf(call.id)}?steg=2`)).text;
  expect(reader).not.toContain('budgetAuthority');
  const waiting = await aCall(web.prisma, { state: 'underAssessment' });
  expect((await (await web.as(approver)).get(addressOf(waiting.id))).text).toContain(
    'Fordelingen er ikke sendt til godkjenning.',
  );
  const stranger = await web.as(await aPerson(web.prisma, [{ role: 'approver', at: 'FMRO' }]));
  expect((await stranger.get(addressOf(call.id))).status).toBe(404);
  expect(
    (await (await web.as(await aPerson(web.prisma, [{ role: 'assessor', at: 'FMNO' }]))).get(addressOf(call.id)))
      .status,
  ).toBe(404);
});

test('the result counts letters and e-mails, and names what was refused or failed', async () => {
  const call = await aCall(web.prisma, { state: 'decided' });
  const good = await recommended(call.id, { title: 'Gikk bra', amount: 1 });
  const refused = await recommended(call.id, { title: 'Ble stoppet', amount: 1 });
  const sign = (applicationId: string, status: string) => ({
    id: randomUUID(),
    applicationId,
    callId: call.id,
    signedBy: call.id,
    approverId: approver,
    outcome: 'granted',
    status,
    at: new Date(),
  });
  await web.prisma.decision.createMany({ data: [sign(good.id, 'applied'), sign(refused.id, 'refused')] });
  await web.prisma.process.update({ where: { id: good.processId }, data: { state: 'granted' } });
  await web.prisma.letter.create({
    data: {
      id: randomUUID(),
      key: good.id,
      processId: good.processId,
      kind: 'L4',
      language: 'nb',
      municipalityCode: '1804',
      facts: {},
      at: new Date(),
      status: 'failed',
    },
  });
  await web.prisma.email.create({
    data: {
      key: good.id,
      processId: good.processId,
      kind: 'E14',
      toAddress: 'a@kommune.example',
      language: 'nb',
      subject: '',
      text: '',
      html: '',
      at: new Date(),
      status: 'sent',
    },
  });
  const { text } = await (await web.as(officer)).get(addressOf(call.id));
  expect(text).toContain('0 av 1 brev laget');
  expect(text).toContain('1 varslet');
  expect(text).toContain('1 brev feilet');
  const rows = [...text.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row);
  expect(rows.find((row) => row.includes('Ble stoppet'))).toContain('Ikke avgjort: en annen må godkjenne');
  expect(rows.find((row) => row.includes('Gikk bra'))).toContain('Brevet ble ikke laget');
});

test('nynorsk on board and decision', async () => {
  const reader = await aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }], { language: 'nn' });
  const call = await allocated();
  await recommended(call.id, { title: 'En', amount: 100_000 });
  const agent = await web.as(reader);
  expect((await agent.get(`/utlysninger/${call.id}/fordeling`)).text).toContain('Tilrådd');
  const { text } = await agent.get(`${addressOf(call.id)}?steg=2`);
  expect(text).toContain('Du godkjenner 1 avgjerd');
  expect(text).toContain('Dette kan ikkje angrast.');
});
