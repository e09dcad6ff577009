import { randomUUID } from 'node:crypto';
import { addDays, deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { aPerson, anApplication } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

type Options = {
  state?: string;
  declared?: boolean;
  role?: 'caseOfficer' | 'assessor' | 'leader';
  municipalityCode?: string;
  language?: string;
};

/** A case with its officer, who is logged in. */
async function aCase({
  state = 'underAssessment',
  declared = true,
  role = 'caseOfficer',
  municipalityCode = '1804',
  language = 'nb',
}: Options = {}) {
  const person = await aPerson(web.prisma, [{ role, at: 'FMNO' }], { language });
  const { id, processId } = await anApplication(web.prisma, {
    state,
    municipalityCode,
    caseOfficerId: role === 'caseOfficer' ? person : null,
  });
  if (declared)
    await web.prisma.impartialityDeclaration.create({
      data: { applicationId: id, personId: person, outcome: 'none', declaredAt: new Date() },
    });
  return { id, processId, person, agent: await web.as(person), at: (h: string) => `/saker/${id}/gjor/${h}` };
}
const commandOf = (processId: string) =>
  web.prisma.command.findFirstOrThrow({ where: { processId }, orderBy: { seq: 'desc' } });
const longReason = 'Prosjektet er nytt i fylket, er godt forankret og kan brukes av andre kommuner. '.repeat(3).trim();

test('a declaration is received with its receipt, and says that it is being processed', async () => {
  const { processId, person, agent, at, id } = await aCase({ state: 'registered', declared: false });
  const sent = await fillIn(agent, at('habilitet'), { outcome: 'none', text: '' });
  const command = await commandOf(processId);
  expect(command).toMatchObject({
    name: 'declareImpartiality',
    actorId: person,
    actorRole: 'caseOfficer',
    content: { outcome: 'none', text: '' },
  });
  expect([sent.status, sent.headers['location']]).toEqual([303, `/saker/${id}?kvittering=${command.id}#svar`]);
  const receipt = (await agent.get(`/saker/${id}?kvittering=${command.id}`)).text;
  expect(receipt).toContain('blir behandlet');
  expect(receipt).not.toContain('/gjor/');
  expect((await agent.get(at('habilitet'))).status).toBe(409);
});

test('a conflict must be explained', async () => {
  const { agent, at } = await aCase({ state: 'registered', declared: false });
  const answer = await fillIn(agent, at('habilitet'), { outcome: 'conflict', text: ' ' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('<title>Feil: ');
  expect(answer.text).toContain('Skriv hva det gjelder.');
  expect(answer.text).toMatch(/value="conflict" checked/);
});

test('without a declaration the content’s forms are refused, and say what to do first', async () => {
  const { agent, at, processId } = await aCase({ declared: false });
  for (const h of ['avklaring', 'vurdering', 'innstilling']) {
    const answer = await agent.get(at(h));
    expect([answer.status, answer.text.includes('Erklær habilitet først.')]).toEqual([409, true]);
  }
  expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  expect((await agent.get(at('noe-annet'))).status).toBe(404);
});

test('a question keeps what was typed until it is right, and its due date is the end of the day', async () => {
  const { agent, at, processId } = await aCase();
  const today = localDate(await web.clock.now());
  const wrong = await fillIn(agent, at('avklaring'), { question: '<script>?', due: today });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Spørsmålet mangler 1 tegn.');
  expect(wrong.text).toContain('Svarfristen må være etter i dag.');
  expect(wrong.text).toContain('&lt;script&gt;?</textarea>');
  expect(wrong.text).toContain(`value="${today}"`);
  const due = addDays(today, 14);
  const right = await post(agent, at('avklaring'), {
    ...hiddenFields(wrong.text, at('avklaring')),
    question: '=HYPERLINK("x") Hvem leder det?',
    due,
  });
  expect(right.status).toBe(303);
  expect((await commandOf(processId)).content).toEqual({
    question: '=HYPERLINK("x") Hvem leder det?',
    dueAt: deadlineAtEndOf(due),
  });
});

test('an extension must be later than the due date that holds', async () => {
  const { agent, at, id, person, processId } = await aCase({ state: 'informationRequested' });
  const held = addDays(localDate(await web.clock.now()), 5);
  await web.prisma.clarification.create({
    data: {
      applicationId: id,
      round: 1,
      question: 'Hvem leder det?',
      askedById: person,
      askedAt: new Date(),
      dueAt: new Date(deadlineAtEndOf(held)),
    },
  });
  const wrong = await fillIn(agent, at('forleng-avklaring'), { due: held });
  expect([wrong.status, wrong.text.includes('Den nye fristen må være etter')]).toEqual([422, true]);
  const later = addDays(held, 1);
  expect(
    (await post(agent, at('forleng-avklaring'), { ...hiddenFields(wrong.text, at('forleng-avklaring')), due: later }))
      .status,
  ).toBe(303);
  expect((await commandOf(processId)).content).toEqual({ dueAt: deadlineAtEndOf(later) });
});

test('an assessment needs a score and a reason for every criterion; sent twice it is received once', async () => {
  const { agent, at, processId, id } = await aCase({ role: 'assessor' });
  const wrong = await fillIn(agent, at('vurdering'), {
    'score-innovationValue': '4',
    'reason-innovationValue': 'Nytt',
    'score-projectQuality': '9',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Gi poeng for «Prosjektkvalitet».');
  expect(wrong.text).toMatch(/href="#reason-relevanceAndBenefit"/);
  expect(wrong.text).toMatch(/value="4" checked/);
  const keys = ['innovationValue', 'relevanceAndBenefit', 'projectQuality'];
  const fields = {
    ...hiddenFields(wrong.text, at('vurdering')),
    ...Object.fromEntries(keys.flatMap((key) => [[`score-${key}`, '4'], [`reason-${key}`, 'Godt']])),
    comment: '',
  }; // prettier-ignore
  const first = await post(agent, at('vurdering'), fields);
  const second = await post(agent, at('vurdering'), fields);
  expect([first.status, second.headers['location']]).toEqual([303, first.headers['location']]);
  expect(await web.prisma.command.count({ where: { processId } })).toBe(1);
  expect((await commandOf(processId)).content).toEqual({
    scores: keys.map((criterion) => ({ criterion, score: 4, reason: 'Godt' })),
    comment: '',
  });
  const other = await post(agent, at('vurdering'), { ...fields, comment: 'Noe annet' });
  expect([other.status, other.text.includes('Skjemaet er allerede sendt')]).toEqual([422, true]);
  expect(other.text).toContain('Noe annet');
  expect(id).toBeTruthy();
});

test('a recommendation stays within what was applied for, and is written in the recipient’s form', async () => {
  const { agent, at, processId } = await aCase({ municipalityCode: '1804' });
  await web.prisma.municipality.update({ where: { code: '1804' }, data: { writtenForm: 'nn' } });
  expect((await agent.get(at('innstilling'))).text).toContain('får svar på nynorsk');
  const tooMuch = await fillIn(agent, at('innstilling'), {
    outcome: 'granted',
    'amount-2027': '100 001',
    reason: longReason,
    conditions: '',
  });
  expect([tooMuch.status, tooMuch.text.includes('høyere enn det søkte')]).toEqual([422, true]);
  expect(tooMuch.text).toContain('value="100 001"');
  const notWhole = await fillIn(agent, at('innstilling'), {
    outcome: 'granted',
    'amount-2027': '50 000',
    reason: 'For kort',
    conditions: '',
  });
  expect(notWhole.text).toContain('Velg delvis innvilget');
  expect(notWhole.text).toContain('Begrunnelsen mangler 92 tegn.');
  const right = await fillIn(agent, at('innstilling'), {
    outcome: 'partiallyGranted',
    'amount-2027': '50.000,-',
    reason: longReason,
    conditions: '',
  });
  expect(right.status).toBe(303);
  expect((await commandOf(processId)).content).toEqual({
    outcome: 'partiallyGranted',
    years: [{ year: 2027, amount: 50_000 }],
    reason: longReason,
    conditions: '',
  });
});

test('a recommendation nobody has scored for is warned about', async () => {
  const { agent, at, id } = await aCase();
  const warning = 'Ingen har gitt poeng til søknaden.';
  expect((await agent.get(at('innstilling'))).text).toContain(warning);
  const assessor = await aPerson(web.prisma, [{ role: 'assessor', at: 'FMNO' }]);
  await web.prisma.assessment.create({ data: { applicationId: id, assessorId: assessor, savedAt: new Date() } });
  expect((await agent.get(at('innstilling'))).text).not.toContain(warning);
});

test('a rejection gives nothing, whatever stands in the amounts', async () => {
  const { agent, at, processId } = await aCase();
  await fillIn(agent, at('innstilling'), {
    outcome: 'rejected',
    'amount-2027': '100 000',
    reason: longReason,
    conditions: '',
  });
  expect((await commandOf(processId)).content).toMatchObject({
    outcome: 'rejected',
    years: [{ year: 2027, amount: 0 }],
  });
});

test('a case is given to a case officer of the office who is not in conflict', async () => {
  const { agent, at, processId, id } = await aCase({ role: 'leader', declared: false, state: 'registered' });
  const [officer, conflicted, elsewhere] = await Promise.all([
    aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
    aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
    aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]),
  ]);
  await web.prisma.impartialityDeclaration.create({
    data: { applicationId: id, personId: conflicted, outcome: 'conflict', declaredAt: new Date() },
  });
  for (const wrong of [conflicted, elsewhere, '']) {
    const answer = await fillIn(agent, at('fordel'), { officer: wrong });
    expect([answer.status, answer.text.includes('Velg en saksbehandler fra lista.')]).toEqual([422, true]);
  }
  expect((await fillIn(agent, at('fordel'), { officer })).status).toBe(303);
  expect(await commandOf(processId)).toMatchObject({
    name: 'assign',
    actorRole: 'leader',
    content: { officerId: officer },
  });
});

test('someone more is asked to assess: not who has been asked, who has a conflict, or the officer', async () => {
  const { agent, at, processId, id, person } = await aCase();
  const [assessor, conflicted, asked] = await Promise.all(
    [0, 1, 2].map(() => aPerson(web.prisma, [{ role: 'assessor', at: 'FMNO' }])),
  );
  await web.prisma.impartialityDeclaration.create({
    data: { applicationId: id, personId: conflicted!, outcome: 'conflict', declaredAt: new Date() },
  });
  const task = { processId, kind: 'assess', audience: 'assessor', countyGovernorCode: 'FMNO', at: new Date() };
  await web.prisma.task.create({ data: { ...task, key: randomUUID(), assigneeId: asked! } });
  for (const wrong of [conflicted!, asked!, person, '']) {
    const answer = await fillIn(agent, at('vurderer'), { assessor: wrong });
    expect([answer.status, answer.text.includes('Velg en vurderer fra lista.')]).toEqual([422, true]);
  }
  expect((await fillIn(agent, at('vurderer'), { assessor: assessor! })).status).toBe(303);
  expect(await commandOf(processId)).toMatchObject({ name: 'assignAssessor', content: { assessorId: assessor } });
});

test('when the case has moved on meanwhile, what was typed stays and the reason is told', async () => {
  const { agent, at, processId } = await aCase();
  const opened = hiddenFields((await agent.get(at('innstilling'))).text, at('innstilling'));
  await web.prisma.process.update({ where: { id: processId }, data: { state: 'informationRequested' } });
  const answer = await post(agent, at('innstilling'), {
    ...opened,
    outcome: 'rejected',
    reason: longReason,
    conditions: '',
  });
  expect([answer.status, answer.text.includes('Dette kan ikke gjøres nå.')]).toEqual([422, true]);
  expect(answer.text).toContain(longReason);
  expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
});

test('a form of another case, another command or another person is not taken', async () => {
  const [mine, theirs] = [await aCase(), await aCase()];
  const stolen = hiddenFields(
    (await mine.agent.get(mine.at('avslutt-venting').replace('avslutt-venting', 'avklaring'))).text,
  );
  const answer = await post(mine.agent, theirs.at('innstilling'), {
    ...stolen,
    outcome: 'rejected',
    reason: longReason,
    conditions: '',
  });
  expect([answer.status, await web.prisma.command.count({ where: { processId: theirs.processId } })]).toEqual([409, 0]);
  const other = await post(mine.agent, mine.at('innstilling'), {
    ...stolen,
    outcome: 'rejected',
    reason: longReason,
    conditions: '',
  });
  expect([other.status, other.text.includes('Skjemaet var for gammelt')]).toEqual([422, true]);
});

test('the forms in nynorsk', async () => {
  const { agent, at } = await aCase({ language: 'nn' });
  for (const [h, words] of [['habilitet', 'Er du habil i denne saka?'], ['avklaring', 'Spørsmål til kommunen'], ['vurdering', 'Grunngjeving'], ['innstilling', 'Gje tilrådinga']] as const) {
    const { text } = await agent.get(at(h));
    expect(text).toContain(words);
    expect(text).not.toMatch(/\b(cases|common)\.[a-zA-Z]+\./);
  } // prettier-ignore
});
