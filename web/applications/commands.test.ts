import { randomUUID } from 'node:crypto';
import { aCall, anApplication, aPerson } from '../../testing/builders.js';
import { hiddenFields, post, testWeb, type TestWeb } from '../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const applicant = (language = 'nb') => aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { language });
const ticked = ['true', 'ownShare', 'public'];
const commandsOf = (id: string) => web.prisma.command.findMany({ where: { processId: `grant/${id}` } });

async function anOwn(options: Parameters<typeof anApplication>[1] = {}, language = 'nb') {
  const person = await applicant(language);
  const application = await anApplication(web.prisma, { contactId: person, ...options });
  return { ...application, person, agent: await web.as(person), base: `/soknader/${application.id}` };
}

describe('sending in', () => {
  const open = async (own: Awaited<ReturnType<typeof anOwn>>) =>
    hiddenFields((await own.agent.get(`${own.base}/innsending`)).text, `${own.base}/innsending`);

  test('freezes what the page showed, and gives a receipt with the reference', async () => {
    const own = await anOwn();
    const answer = await post(own.agent, `${own.base}/innsending`, { ...(await open(own)), declarations: ticked });
    expect(answer.status).toBe(303);
    const [command] = await commandsOf(own.id);
    expect(command).toMatchObject({ name: 'submit', actorRole: 'applicant', status: 'pending' });
    expect(command!.content).toMatchObject({
      title: 'Trygg skolestart',
      declarations: ticked,
      costs: [{ kind: 'salary', amounts: [200_000] }],
    });
    const receipt = await own.agent.get(answer.headers['location']!.split('#')[0]!);
    expect(receipt.text).toContain('blir behandlet');
    const { text } = await own.agent.get(own.base);
    expect(text).toContain('«Send inn søknaden» er mottatt');
    expect(text).not.toContain('Venter på dere');
    expect((await own.agent.get(`${own.base}/soknaden`)).text).not.toContain('<textarea');
    await web.prisma.command.update({ where: { id: command!.id }, data: { status: 'applied' } });
    expect((await own.agent.get(answer.headers['location']!.split('#')[0]!)).text).toContain(
      `Referanse ${own.reference}.`,
    );
  });

  test('the same form twice is one command and one receipt', async () => {
    const own = await anOwn();
    const fields = { ...(await open(own)), declarations: ticked };
    const [first, second] = [
      await post(own.agent, `${own.base}/innsending`, fields),
      await post(own.agent, `${own.base}/innsending`, fields),
    ];
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await commandsOf(own.id)).toHaveLength(1);
  });

  test('what is missing is listed with a link to its field, and nothing is sent', async () => {
    const own = await anOwn({ title: '', sectors: [] }, 'nn');
    const answer = await post(own.agent, `${own.base}/innsending`, { ...(await open(own)), declarations: ['true'] });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Søknaden er ikkje send. 4 ting må rettast.');
    expect(answer.text).toContain(`href="${own.base}/soknaden?mangler#title">Skriv ein prosjekttittel.`);
    expect(answer.text).toContain(`href="${own.base}/innhold?mangler#sectors">Vel minst éin sektor.`);
    expect(answer.text).toContain('href="#declaration-public"');
    expect(answer.text).toMatch(/value="true" checked/);
    expect((await own.agent.get(`${own.base}/soknaden?mangler`)).text).toContain('Skriv ein prosjekttittel.');
    expect(await commandsOf(own.id)).toHaveLength(0);
  });

  test('a budget that does not add up, or is under the least amount, is refused with its figure', async () => {
    const call = await aCall(web.prisma, { minAmount: 150_000n, ownSharePercent: 60 });
    const own = await anOwn({ callId: call.id });
    const answer = await post(own.agent, `${own.base}/innsending`, { ...(await open(own)), declarations: ticked });
    expect(answer.text).toContain('Dere søker om 100\u00a0000\u00a0kr. Det minste er 150\u00a0000\u00a0kr.');
    expect(answer.text).toContain('Egenfinansieringen er 50 %, og kravet er 60 %. Legg til 20\u00a0000\u00a0kr.');
  });

  test('a draft a colleague has saved meanwhile must be looked over again', async () => {
    const own = await anOwn();
    const fields = await open(own);
    await web.prisma.application.update({
      where: { id: own.id },
      data: { version: { increment: 1 }, title: 'En annen tittel' },
    });
    const answer = await post(own.agent, `${own.base}/innsending`, { ...fields, declarations: ticked });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('En kollega har endret søknaden');
    expect(await commandsOf(own.id)).toHaveLength(0);
  });

  test('after the deadline it is told in clear words, and the draft is kept', async () => {
    const call = await aCall(web.prisma);
    const own = await anOwn({ callId: call.id });
    const fields = await open(own);
    await web.prisma.call.update({ where: { id: call.id }, data: { deadline: new Date('2026-03-31T22:00:00Z') } });
    const answer = await post(own.agent, `${own.base}/innsending`, { ...fields, declarations: ticked });
    expect(answer.text).toContain('Fristen gikk ut 31. mars 2026 kl. 23.59. Utkastet er lagret.');
    expect(answer.text).not.toContain('Send inn søknaden</button>');
    expect(await commandsOf(own.id)).toHaveLength(0);
  });

  test('who waits for access may write, but not send in', async () => {
    const own = await anOwn();
    const person = await aPerson(web.prisma);
    const id = randomUUID();
    await web.prisma.accessRequest.create({
      data: { id, personId: person, municipalityCode: '1804', role: 'applicant', firstName: 'Ny', lastName: 'Person', email: 'ny@demo.example', phone: '', createdAt: new Date(), submittedAt: new Date() },
    }); // prettier-ignore
    await web.prisma.process.create({
      data: { id: `access-request/${id}`, kind: 'accessRequest', subjectId: id, state: 'submitted', waitsFor: 'governor', municipalityCode: '1804', countyGovernorCode: 'FMNO', createdAt: new Date() },
    }); // prettier-ignore
    const agent = await web.as(person);
    // Nobody else’s draft, only one begun by them.
    expect((await agent.get(`${own.base}/innhold`)).status).toBe(404);
    await web.prisma.application.update({ where: { id: own.id }, data: { createdById: person } });
    expect((await agent.get(`${own.base}/innhold`)).text).toContain('<textarea');
    const { text } = await agent.get(`${own.base}/innsending`);
    expect(text).toContain('Tilgangen din er ikke godkjent ennå.');
    expect(text).not.toContain('name="declarations"');
    const stolen = await post(agent, `${own.base}/innsending`, {
      ...hiddenFields((await agent.get(`${own.base}/innhold`)).text),
      ...(await open(own)),
      declarations: ticked,
    });
    expect(stolen.status).not.toBe(303);
    expect(await commandsOf(own.id)).toHaveLength(0);
    expect((await agent.get('/kommune/1804')).text).toContain('Du kan skrive utkast');
  });

  test('a form from another person’s session is not taken in, and the ticks are kept', async () => {
    const own = await anOwn();
    const fields = await open(own);
    const colleague = await web.as(await applicant());
    const theirs = hiddenFields((await colleague.get(`${own.base}/innsending`)).text, `${own.base}/innsending`);
    const answer = await post(own.agent, `${own.base}/innsending`, {
      ...fields,
      token: theirs['token']!,
      declarations: ticked,
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Skjemaet var for gammelt');
    expect(answer.text.match(/name="declarations"[^>]* checked/g)).toHaveLength(3);
    expect(await commandsOf(own.id)).toHaveLength(0);
  });
});

describe('answering, withdrawing, opening again', () => {
  const asked = async (language = 'nb') => {
    const own = await anOwn({ state: 'informationRequested' }, language);
    await web.prisma.clarification.create({
      data: { applicationId: own.id, round: 1, question: 'Hvem <i>eier</i> løsningen?', askedById: randomUUID(), askedAt: new Date(), dueAt: new Date(Date.now() + 10 * 86_400_000) },
    }); // prettier-ignore
    return own;
  };

  test('the question and its due date are shown, and the answer is received', async () => {
    const own = await asked();
    const address = `${own.base}/gjor/svar`;
    const { text } = await own.agent.get(address);
    expect(text).toContain('Hvem &lt;i&gt;eier&lt;/i&gt; løsningen?');
    expect(text).toMatch(/Frist .* \(om 10 dager\)/);
    const empty = await post(own.agent, address, { ...hiddenFields(text, address), answer: ' ' });
    expect([empty.status, /Skriv et svar\./.test(empty.text)]).toEqual([422, true]);
    const sent = await post(own.agent, address, { ...hiddenFields(text, address), answer: '=Kommunen' });
    expect(sent.status).toBe(303);
    expect((await commandsOf(own.id))[0]).toMatchObject({ name: 'answer', content: { answer: '=Kommunen' } });
  });

  test('an answer that is too long says by how much and is kept', async () => {
    const own = await asked('nn');
    const address = `${own.base}/gjor/svar`;
    const fields = hiddenFields((await own.agent.get(address)).text, address);
    const answer = await post(own.agent, address, { ...fields, answer: 'å'.repeat(6012) });
    expect(answer.text).toContain('Teksten er 12 teikn for lang. Kort han ned.');
    expect(answer.text).toContain('å'.repeat(6012));
  });

  test('an answer written while the case moved on is shown, not lost', async () => {
    const own = await asked();
    const address = `${own.base}/gjor/svar`;
    const fields = hiddenFields((await own.agent.get(address)).text, address);
    await web.prisma.process.update({
      where: { id: own.processId },
      data: { state: 'underAssessment', waitsFor: 'governor' },
    });
    const answer = await post(own.agent, address, { ...fields, answer: 'Kommunen eier den.' });
    expect(answer.text).toContain('Ingen spørsmål venter på svar nå.');
    expect(answer.text).toContain('Kommunen eier den.');
    expect(await commandsOf(own.id)).toHaveLength(0);
  });

  test('withdrawing says the consequence first, and only where it is possible', async () => {
    const own = await anOwn({ state: 'submitted' });
    expect((await own.agent.get(own.base)).text).toContain(`${own.base}/gjor/trekk`);
    const address = `${own.base}/gjor/trekk`;
    const { text } = await own.agent.get(address);
    expect(text).toContain('Dette kan ikke angres.');
    expect((await post(own.agent, address, { ...hiddenFields(text, address), reason: '' })).status).toBe(303);
    expect((await commandsOf(own.id))[0]).toMatchObject({ name: 'withdraw' });
    const granted = await anOwn({ state: 'granted' });
    expect((await granted.agent.get(`${granted.base}/gjor/trekk`)).text).toContain('Søknaden kan ikke trekkes nå.');
    for (const strange of ['constructor', 'submit', '__proto__'])
      expect((await own.agent.get(`${own.base}/gjor/${strange}`)).status).toBe(404);
  });

  test('it is opened again only before the deadline', async () => {
    const own = await anOwn({ state: 'submitted' });
    const address = `${own.base}/gjor/rett`;
    const { text } = await own.agent.get(address);
    expect((await post(own.agent, address, hiddenFields(text, address))).status).toBe(303);
    const late = await anOwn({
      state: 'submitted',
      callId: (await aCall(web.prisma, { deadline: new Date('2026-03-31T22:00:00Z') })).id,
    });
    expect((await late.agent.get(`${late.base}/gjor/rett`)).text).toContain('Søknaden kan ikke lenger rettes.');
  });
});
