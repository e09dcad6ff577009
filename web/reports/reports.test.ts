import { reportAssessment, reportExtension, reportSnapshot } from '../../domain/report/form.js';
import { aPerson, aProject, aReport } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type Fields, type TestWeb } from '../../testing/web.js';
import { pages } from './index.js';

let web: TestWeb;
let applicant: Agent;
let colleague: Agent;
let officer: Agent;
let officerId: string;

const a = (text: string, times: number): string => text.repeat(times).trim();
const summary = a('Prosjektet er gjennomført etter planen. ', 4);
const complete = {
  summary,
  results: a('Elevene møter en voksen de kjenner fra barnehagen. ', 6),
  experience: a('Det viktigste var å komme i gang tidlig. ', 4),
  benefitOthers: a('Metoden er beskrevet i et hefte for andre kommuner. ', 3),
  recommend: 'yes',
};

beforeAll(async () => {
  web = await testWeb({ pages });
  applicant = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
  colleague = await web.as(
    await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1804' }], { language: 'nn' }),
  );
  officerId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], {
    firstName: 'Prøve',
    lastName: 'Saksbehandler',
    email: 'sb@demo.example',
  });
  officer = await web.as(officerId);
}, 60_000);
afterAll(() => web.close());

type Options = Parameters<typeof aReport>[1];
/** A report of a project with 100 000 kr; answers its address. */
async function report(options: Options = {}) {
  const project = await aProject(web.prisma, { caseOfficerId: officerId });
  const made = await aReport(web.prisma, { projectId: project.id, ...options });
  return { ...made, path: `/rapporter/${made.id}`, project };
}
const row = (id: string) =>
  web.prisma.report.findUniqueOrThrow({
    where: { id },
    include: { accounts: { orderBy: [{ side: 'asc' }, { position: 'asc' }] } },
  });
const commands = (processId: string) => web.prisma.command.findMany({ where: { processId } });
const textOf = async (agent: Agent, path: string): Promise<string> =>
  (await agent.get(path)).text.replaceAll('\u00a0', ' ');

async function accounts(id: string, used = 100_000): Promise<void> {
  const line = (side: string, kind: string) => ({
    reportId: id,
    side,
    position: 0,
    kind,
    budget: 100_000n,
    used: BigInt(used),
  });
  await web.prisma.reportLine.createMany({ data: [line('cost', 'salary'), line('funding', 'projectFunds')] });
}
async function completeReport(options: Options = {}) {
  const made = await report({ ...complete, ...options });
  await accounts(made.id);
  return made;
}

describe('before it opens', () => {
  it('says when it opens, to both sides, and takes no answers', async () => {
    const { id, path } = await report({
      state: 'scheduled',
      opensAt: new Date('2027-04-20T06:00:00Z'),
      dueAt: new Date('2027-06-01T22:00:00Z'),
    });
    for (const agent of [applicant, officer])
      expect(await textOf(agent, path)).toContain('Rapporten åpner 20. april 2027.');
    const html = await textOf(applicant, `${path}/framdrift`);
    expect(html).toContain('Rapporten åpner 20. april 2027.');
    expect(html).not.toContain('<textarea');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    const answer = await post(applicant, `${path}/framdrift`, {
      _csrf: csrf,
      version: '1',
      summary: 'Skrevet for tidlig',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Skrevet for tidlig');
    expect((await row(id)).summary).toBe('');
  });
});

describe('the overview', () => {
  it('leads the municipality to the first step that lacks something', async () => {
    const { path } = await report({ summary });
    const html = await textOf(applicant, path);
    expect(html).toContain('Sluttrapport: Trygg skolestart');
    expect(html).toContain('Venter på dere');
    expect(html).toMatch(new RegExp(`<a class="ds-button" href="${path}/regnskap">Start rapporten</a>`));
    expect(html).toContain('Skriv til Prøve Saksbehandler, sb@demo.example');
    expect(html.match(/<(a|button) class="ds-button"(?! data-variant)/g)).toHaveLength(1);
  });

  it('says that an overdue report can still be sent in', async () => {
    const { path } = await report({
      state: 'overdue',
      dueAt: new Date('2026-06-01T22:00:00Z'),
      opensAt: new Date('2026-04-01T22:00:00Z'),
    });
    const html = await textOf(applicant, path);
    expect(html).toContain('Dere kan fortsatt levere rapporten.');
    expect(html.match(/Fristen gikk ut/g)).toHaveLength(1);
  });

  it('shows the comment on a returned report on top, in every step', async () => {
    const { path } = await report({ state: 'returned', returnComment: 'Forklar <i>regnskapet</i>.' });
    for (const page of [path, `${path}/framdrift`, `${path}/regnskap`, `${path}/innsending`]) {
      expect(await textOf(applicant, page)).toContain('Forklar &lt;i&gt;regnskapet&lt;/i&gt;.');
    }
  });

  it('keeps the draft from the officer until it is sent in', async () => {
    const { path, processId } = await completeReport();
    const draft = await textOf(officer, path);
    expect(draft).toContain('Kommunen skriver på rapporten.');
    expect(draft).not.toContain('Elevene møter');
    expect((await officer.get(`${path}/resultater`)).headers['location']).toBe(path);
    await web.prisma.process.update({ where: { id: processId }, data: { state: 'submitted' } });
    const sent = await textOf(officer, path);
    expect(sent).toContain('Elevene møter en voksen');
    expect(sent).toContain('Brukt av tildelt beløp: 100 000 av 100 000 kr. Ubrukt: 0 kr.');
    expect(sent).toContain(`${path}/gjor/godkjenn`);
  });

  it('is in nynorsk for who reads nynorsk', async () => {
    const { path } = await report({
      state: 'overdue',
      dueAt: new Date('2026-06-01T22:00:00Z'),
      opensAt: new Date('2026-04-01T22:00:00Z'),
    });
    for (const page of [path, `${path}/framdrift`, `${path}/regnskap`, `${path}/resultater`, `${path}/innsending`]) {
      const html = await textOf(colleague, page);
      expect(html).toContain('<html lang="nn"');
      expect(html).not.toMatch(/\b(reports|common)\.\w+\.?\w/);
    }
    expect(await textOf(colleague, path)).toContain('De kan framleis levere rapporten.');
  });
});

describe('a step', () => {
  it('is saved as typed, and leads on', async () => {
    const { id, path } = await report();
    const answer = await fillIn(applicant, `${path}/framdrift`, { summary: '<b>Halv</b> tekst', problems: '=1+1' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${path}/regnskap`]);
    const saved = await row(id);
    expect([saved.summary, saved.problems, saved.version]).toEqual(['<b>Halv</b> tekst', '=1+1', 2]);
    expect(await textOf(applicant, `${path}/framdrift`)).toContain('&lt;b&gt;Halv&lt;/b&gt; tekst');
  });

  it('keeps what was typed when it is too long, and saves nothing', async () => {
    const { id, path } = await report();
    const answer = await fillIn(applicant, `${path}/framdrift`, {
      summary: 'x'.repeat(1037),
      problems: 'Dette står også',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Feil: ');
    expect(answer.text).toContain('er 37 tegn for langt. Kort det ned.');
    expect(answer.text).toContain('x'.repeat(1037));
    expect(answer.text).toContain('Dette står også');
    expect((await row(id)).version).toBe(1);
  });

  it('never overwrites what a colleague saved unseen: both texts are shown', async () => {
    const { id, path } = await report();
    const drawn = hiddenFields((await applicant.get(`${path}/resultater`)).text, `${path}/resultater`);
    await fillIn(colleague, `${path}/resultater`, { results: 'Kollegaens resultater' });
    const answer = await post(applicant, `${path}/resultater`, { ...drawn, results: 'Mine resultater' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Kollegaens resultater');
    expect(answer.text).toMatch(/<textarea[^>]*id="results"[^>]*>\s*Mine resultater/);
    expect((await row(id)).results).toBe('Kollegaens resultater');
    const again = await post(applicant, `${path}/resultater`, {
      ...hiddenFields(answer.text, `${path}/resultater`),
      results: 'Sammen',
    });
    expect(again.status).toBe(303);
    expect((await row(id)).results).toBe('Sammen');
  });

  it.each(['', 'x', '-1', '99999999999999999999', '9007199254740991', '1e3'])(
    'does not save on the version %j',
    async (version) => {
      const { id, path } = await report();
      const drawn = hiddenFields((await applicant.get(`${path}/framdrift`)).text, `${path}/framdrift`);
      const answer = await post(applicant, `${path}/framdrift`, { ...drawn, version, summary: 'Noe' });
      expect([answer.status, (await row(id)).version]).toEqual([422, 1]);
    },
  );

  it('offers what the application said, and does not count it as an answer', async () => {
    const { path, project } = await report({ kind: 'interim' });
    const html = await textOf(applicant, `${path}/framdrift`);
    expect(html).toContain(`Fra søknaden: sammendraget</summary><p class="user-text" lang="nb">${project.summary}`);
    expect(html).toMatch(/<textarea[^>]*id="summary"[^>]*>\s*<\/textarea>/);
  });

  it('asks an interim report about progress and not about results', async () => {
    const { id, path } = await report({ kind: 'interim' });
    expect((await applicant.get(`${path}/resultater`)).status).toBe(404);
    expect(
      (await fillIn(applicant, `${path}/framdrift`, { progressStatus: 'delayed', progressText: 'Vi venter.' })).status,
    ).toBe(303);
    expect((await row(id)).progressStatus).toBe('delayed');
    await fillIn(applicant, `${path}/framdrift`, { progressStatus: 'finnes ikke' });
    expect((await row(id)).progressStatus).toBeNull();
  });

  it('can be read and not written by the local approver', async () => {
    const { path } = await report({ summary });
    const approver = await web.as(await aPerson(web.prisma, [{ role: 'localApprover', at: '1804' }]));
    const html = await textOf(approver, `${path}/framdrift`);
    expect(html).toContain('Du kan lese, ikke endre.');
    expect(html).toContain(summary);
    expect(html).not.toContain('<textarea');
  });
});

describe('the accounts', () => {
  it('begin with what the application budgeted, and take amounts as people write them', async () => {
    const { id, path } = await report();
    await web.prisma.reportLine.create({
      data: { reportId: id, side: 'cost', position: 0, kind: 'salary', budget: 200_000n, used: 0n },
    });
    const answer = await fillIn(applicant, `${path}/regnskap`, {
      'cost-0': '190 000',
      'cost-1': '10.000,-',
      'funding-0': '100000',
      'funding-1': '75 000 kr',
      'new-label': 'Husbanken',
      'new-used': '25 000',
      then: 'stay',
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${path}/regnskap?lagret=1#svar`]);
    const lines = (await row(id)).accounts
      .filter((line) => line.used > 0n)
      .map((line) => [line.side, line.kind, line.label, Number(line.budget), Number(line.used)]);
    expect(lines).toEqual([
      ['cost', 'salary', '', 200_000, 190_000],
      ['cost', 'services', '', 0, 10_000],
      ['funding', 'projectFunds', '', 100_000, 100_000],
      ['funding', 'own', '', 100_000, 75_000],
      ['funding', 'other', 'Husbanken', 0, 25_000],
    ]);
    const html = await textOf(applicant, answer.headers['location']!);
    expect(html).toContain('Forskjell 0 kr: finansiering og kostnader er like.');
    expect(html).toContain('Husbanken');
    // Salary is within a tenth; services were not budgeted.
    expect(html).toContain('Disse kostnadene er over 10 % fra budsjettet. Hvorfor?');
    expect(html.match(/Forklar: [^<]*/g)).toEqual(['Forklar: Innkjøp av tjenester']);
  });

  it.each([
    ['mange penger', 'Skriv beløpet med tall, for eksempel 150 000.'],
    ['-5', 'Beløpet kan ikke være under 0.'],
    ['10,5', 'Skriv beløpet i hele kroner.'],
    ['999 999 999 999', 'Beløpet er over 100 000 000 kr.'],
    ['<script>', 'Skriv beløpet med tall'],
  ])('keep %j in its field and say what to do', async (typed, told) => {
    const { id, path } = await report();
    const answer = await fillIn(applicant, `${path}/regnskap`, {
      'cost-0': typed,
      'funding-0': '5 000',
      unspentPlan: 'Vi betaler tilbake',
    });
    expect(answer.status).toBe(422);
    const html = answer.text.replaceAll('\u00a0', ' ');
    expect(html).toContain(`<a class="ds-link" href="#costs">${told}`);
    expect(html).toMatch(
      new RegExp(`id="costs" name="cost-0" value="${typed.replace('<', '&lt;').replace('>', '&gt;')}"`),
    );
    expect(html).toContain('value="5 000"');
    expect(html).toContain('Vi betaler tilbake');
    expect((await row(id)).accounts).toEqual([]);
  });

  it('ask where new money came from', async () => {
    const { path } = await report();
    expect((await fillIn(applicant, `${path}/regnskap`, { 'new-used': '5 000' })).text).toContain(
      'Skriv hvor pengene kom fra.',
    );
    expect((await fillIn(applicant, `${path}/regnskap`, { 'new-label': 'Husbanken' })).text).toContain(
      'Skriv beløpet fra denne kilden.',
    );
  });

  it('say nothing of what they lack before they are begun', async () => {
    const { path } = await report({ kind: 'interim' });
    const html = await textOf(applicant, `${path}/regnskap`);
    expect(html).toMatch(/Regnskap<\/a> <span class="timeline-phase">Ikke begynt/);
    expect(html).toMatch(/Framdrift<\/a> <span class="timeline-phase">Ikke begynt/);
    for (const said of ['Forskjell 0 kr', 'over 10 %', 'Forklar:']) expect(html).not.toContain(said);
  });

  it('of an interim report are measured against the budget of the years so far, and the whole stands beside it', async () => {
    const { id, path, project } = await report({ kind: 'interim', periodTo: new Date('2027-12-31') });
    const line = (side: string, kind: string, year: number, amount: number) => ({
      applicationId: project.applicationId!,
      side,
      position: 0,
      year,
      kind,
      amount: BigInt(amount),
    });
    await web.prisma.budgetLine.deleteMany({ where: { applicationId: project.applicationId! } });
    await web.prisma.budgetLine.createMany({
      data: [2027, 2028].flatMap((year) => [line('cost', 'salary', year, 50_000), line('own', 'cash', year, 10_000)]),
    });
    await accounts(id, 52_000);
    const html = await textOf(applicant, `${path}/regnskap`);
    const cells = /Lønn og sosiale kostnader<\/th>([\s\S]*?)<\/tr>/.exec(html)![1]!;
    expect(cells).toMatch(/Budsjett i alt">100 000<[\s\S]*Budsjett til og med 2027">50 000<[\s\S]*Avvik">\+2 000</);
    await web.prisma.reportLine.updateMany({ where: { reportId: id, side: 'cost' }, data: { used: 56_000n } });
    expect(await textOf(applicant, `${path}/regnskap`)).toMatch(/Avvik">\+6 000 \(over 10 %\)[\s\S]*Forklar: Lønn/);
  });

  it('are not begun by saving them empty', async () => {
    const { id, path } = await report({ kind: 'interim' });
    await fillIn(applicant, `${path}/regnskap`, { 'cost-0': '' });
    expect((await row(id)).accounts).toEqual([]);
    await fillIn(applicant, `${path}/regnskap`, { 'cost-0': '0' });
    expect((await row(id)).accounts.length).toBeGreaterThan(1);
  });

  it('come again to ask why, the first time a cost deviates, and keep the answer', async () => {
    const { id, path, processId } = await completeReport();
    const typed = { 'cost-0': '80 000', 'funding-0': '80 000', unspentPlan: 'Vi betaler tilbake resten.' };
    const first = await fillIn(applicant, `${path}/regnskap`, typed);
    expect(first.headers['location']).toBe(`${path}/regnskap?lagret=1#svar`);
    expect(await textOf(applicant, first.headers['location']!)).toContain('Forklar dem under tabellen.');
    const missing = await fillIn(applicant, `${path}/innsending`, {});
    expect(missing.text).toContain(`href="${path}/regnskap#explain-0"`);
    expect(await commands(processId)).toEqual([]);
    const second = await fillIn(applicant, `${path}/regnskap`, { ...typed, 'explain-0': 'x'.repeat(501) });
    expect([second.status, second.text.includes('href="#explain-0"')]).toEqual([422, true]);
    const third = await fillIn(applicant, `${path}/regnskap`, {
      ...typed,
      'explain-0': 'Stillingen sto tom i to måneder.',
    });
    expect(third.headers['location']).toBe(`${path}/resultater`);
    expect((await row(id)).accounts[0]).toMatchObject({ explanation: 'Stillingen sto tom i to måneder.' });
    expect((await fillIn(applicant, `${path}/innsending`, {})).status).toBe(303);
    expect((await commands(processId))[0]!.content).toMatchObject({
      costs: [
        { kind: 'salary', used: 80_000, explanation: 'Stillingen sto tom i to måneder.' },
        ...new Array(6).fill({}),
      ],
    });
  });

  it('that were opened and not written make no report ready', async () => {
    const { path, processId } = await report({ kind: 'interim', summary, progressStatus: 'onSchedule' });
    const answer = await fillIn(applicant, `${path}/innsending`, {});
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Regnskapet er ikke begynt.');
    expect(await commands(processId)).toEqual([]);
  });
});

describe('sending in', () => {
  it('names what is missing, each with its field, and sends nothing', async () => {
    const { path, processId } = await report();
    const answer = await fillIn(applicant, `${path}/innsending`, {});
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('7 ting må rettes før innsending');
    for (const field of [
      'framdrift#summary',
      'regnskap#costs',
      'regnskap#unspentPlan',
      'resultater#results',
      'resultater#recommend',
    ]) {
      expect(answer.text).toContain(`href="${path}/${field}"`);
    }
    expect(await commands(processId)).toEqual([]);
  });

  it('receives a snapshot once, with a receipt, and locks the draft', async () => {
    const { id, path, processId } = await completeReport();
    const fields = hiddenFields((await applicant.get(`${path}/innsending`)).text, `${path}/innsending`);
    const [first, second] = [
      await post(applicant, `${path}/innsending`, fields),
      await post(applicant, `${path}/innsending`, fields),
    ];
    expect(first.status).toBe(303);
    expect(second.headers['location']).toBe(first.headers['location']);
    const [command, ...more] = await commands(processId);
    expect(more).toEqual([]);
    expect(command).toMatchObject({ name: 'submit', actorRole: 'applicant', status: 'pending' });
    expect(command!.content).toMatchObject({
      ...complete,
      costs: [{ kind: 'salary', used: 100_000 }],
      funding: [{ kind: 'projectFunds', used: 100_000 }],
    });
    expect(reportSnapshot.parse(command!.content)).toEqual(command!.content);
    const receipt = await textOf(applicant, first.headers['location']!);
    expect(receipt).toContain('Vi har mottatt det du sendte.');
    expect(receipt).not.toMatch(/<a class="ds-button" href/);
    const html = await textOf(applicant, `${path}/framdrift`);
    expect(html).toContain('blir behandlet');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    expect(
      (await post(applicant, `${path}/framdrift`, { _csrf: csrf, version: '1', summary: 'Endret etterpå' })).status,
    ).toBe(422);
    expect((await row(id)).summary).toBe(complete.summary);
  });

  it('is not received when a colleague has changed the report since it was looked over', async () => {
    const { path, processId } = await completeReport();
    const fields = hiddenFields((await applicant.get(`${path}/innsending`)).text, `${path}/innsending`);
    await fillIn(colleague, `${path}/resultater`, {
      ...complete,
      results: a('Andre resultater enn de som ble sett over. ', 6),
    });
    const answer = await post(applicant, `${path}/innsending`, fields);
    expect([answer.status, (await commands(processId)).length]).toEqual([422, 0]);
    expect(answer.text).toContain('En kollega har endret rapporten.');
  });

  it('is not for the local approver, nor for a report that is sent in', async () => {
    const { path, processId } = await completeReport();
    const approver = await web.as(await aPerson(web.prisma, [{ role: 'localApprover', at: '1804' }]));
    const page = (await approver.get(`${path}/innsending`)).text;
    expect(() => hiddenFields(page, `${path}/innsending`)).toThrow('no form');
    const fields = hiddenFields((await applicant.get(`${path}/innsending`)).text, `${path}/innsending`);
    await web.prisma.process.update({ where: { id: processId }, data: { state: 'submitted' } });
    expect((await post(applicant, `${path}/innsending`, fields)).status).toBe(422);
    expect(await commands(processId)).toEqual([]);
  });
});

const assessment: Fields = {
  executedAsPlanned: 'yes',
  goalAchievement: '4',
  transferValue: 'high',
  recommendedToOthers: 'partly',
  star: 'yes',
  assessment: 'Et godt prosjekt som andre kommuner kan lære av, fordi metoden er enkel.',
};

describe('the officer', () => {
  it('approves with the assessment, and is told first that it becomes public', async () => {
    const { path, processId } = await completeReport({ state: 'submitted' });
    expect(await textOf(officer, `${path}/gjor/godkjenn`)).toContain('Rapporten og vurderingen din blir offentlige.');
    const answer = await fillIn(officer, `${path}/gjor/godkjenn`, assessment);
    expect(answer.status).toBe(303);
    const [command] = await commands(processId);
    expect(command).toMatchObject({ name: 'approve', actorRole: 'caseOfficer' });
    expect(reportAssessment.parse(command!.content)).toEqual(command!.content);
    expect(command!.content).toEqual({ ...assessment, goalAchievement: 4, star: true });
    expect(await textOf(officer, answer.headers['location']!)).not.toContain('/gjor/');
  });

  it('keeps every choice when one is missing', async () => {
    const { path, processId } = await completeReport({ state: 'submitted' });
    const answer = await fillIn(officer, `${path}/gjor/godkjenn`, {
      ...assessment,
      transferValue: '',
      assessment: 'For kort',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#transferValue"');
    expect(answer.text).toContain('href="#assessment"');
    expect(answer.text).toContain('For kort</textarea>');
    expect(answer.text).toMatch(/name="goalAchievement" value="4" checked/);
    expect(answer.text).toMatch(/name="star" value="yes" checked/);
    expect(await commands(processId)).toEqual([]);
  });

  it('returns with a comment', async () => {
    const { path, processId } = await completeReport({ state: 'submitted' });
    expect((await fillIn(officer, `${path}/gjor/returner`, { comment: 'Kort' })).status).toBe(422);
    expect((await fillIn(officer, `${path}/gjor/returner`, { comment: 'Forklar avviket i regnskapet.' })).status).toBe(
      303,
    );
    expect((await commands(processId)).map(({ name, content }) => [name, content])).toEqual([
      ['return', { comment: 'Forklar avviket i regnskapet.' }],
    ]);
  });

  it('extends the deadline to the end of a later day, with a reason', async () => {
    const dueAt = new Date('2027-06-01T22:00:00Z');
    const { path, processId } = await report({ dueAt });
    const reason = 'Kommunen venter på revisor.';
    for (const [date, told] of [
      ['2027-06-01', 'Velg en senere dag'],
      ['i morgen', 'Velg en ny frist.'],
      ['', 'Velg en ny frist.'],
      ['2027-02-30', 'Velg en ny frist.'],
    ]) {
      const answer = await fillIn(officer, `${path}/gjor/utsett`, { dueAt: date!, reason });
      expect([answer.status, answer.text.includes(told!), answer.text.includes(reason)]).toEqual([422, true, true]);
    }
    const first = await officer.get(`${path}/gjor/utsett`);
    const fields = { ...hiddenFields(first.text), dueAt: '2027-06-15', reason };
    const answers = [
      await post(officer, `${path}/gjor/utsett`, fields),
      await post(officer, `${path}/gjor/utsett`, fields),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    const sent = await commands(processId);
    expect(reportExtension.parse(sent[0]!.content)).toEqual(sent[0]!.content);
    expect(sent.map(({ name, content }) => [name, content])).toEqual([
      ['extendDeadline', { dueAt: Date.parse('2027-06-15T22:00:00Z'), reason }],
    ]);
  });

  it('does not exist for who is in conflict, and nothing is received', async () => {
    const { path, project, processId } = await completeReport({ state: 'submitted' });
    const personId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
    const agent = await web.as(personId);
    const fields = hiddenFields((await agent.get(`${path}/gjor/godkjenn`)).text, `${path}/gjor/godkjenn`);
    await web.prisma.impartialityDeclaration.create({
      data: { applicationId: project.id, personId, outcome: 'conflict', declaredAt: new Date() },
    });
    // What is in it is not seen, so there is no form to send either.
    const answer = await post(agent, `${path}/gjor/godkjenn`, { ...fields, ...assessment });
    expect([(await agent.get(path)).status, (await agent.get(`${path}/gjor/godkjenn`)).status]).toEqual([404, 404]);
    expect(answer.status).toBe(404);
    expect(await commands(processId)).toEqual([]);
  });

  it('does only what the state allows', async () => {
    const open = await report();
    expect(await textOf(officer, open.path)).toContain(`${open.path}/gjor/utsett`);
    expect(await textOf(officer, open.path)).not.toContain('gjor/godkjenn');
    expect(await textOf(officer, `${open.path}/gjor/godkjenn`)).toContain('Dette kan ikke gjøres nå.');
    const drawn = await completeReport({ state: 'submitted' });
    const fields = hiddenFields((await officer.get(`${drawn.path}/gjor/godkjenn`)).text, `${drawn.path}/gjor/godkjenn`);
    await web.prisma.process.update({ where: { id: drawn.processId }, data: { state: 'returned' } });
    const answer = await post(officer, `${drawn.path}/gjor/godkjenn`, { ...fields, ...assessment });
    expect([answer.status, (await commands(drawn.processId)).length]).toEqual([422, 0]);
    expect(answer.text).toContain('Et godt prosjekt som andre');
  });
});

describe('who may see a report', () => {
  it('shows the ministry what was sent in, and another office what was approved, with nothing to do', async () => {
    const { path, processId } = await report({ state: 'submitted' });
    const ministry = await web.as(await aPerson(web.prisma, [{ role: 'ministryReader' }]));
    const elsewhere = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMVT' }]));
    const statuses = async () => [(await ministry.get(path)).status, (await elsewhere.get(path)).status];
    expect(await textOf(ministry, path)).not.toContain('/gjor/');
    expect(await statuses()).toEqual([200, 404]);
    await web.prisma.process.update({ where: { id: processId }, data: { state: 'approved' } });
    expect(await statuses()).toEqual([200, 200]);
    await web.prisma.process.update({ where: { id: processId }, data: { state: 'open' } });
    expect(await statuses()).toEqual([404, 404]);
  });

  it('answers others as if there were none', async () => {
    const { path } = await report({ state: 'submitted' });
    const others = [
      await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }])),
      await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMVT' }])),
      await web.as(await aPerson(web.prisma, [{ role: 'systemAdmin' }])),
    ];
    for (const agent of others) {
      for (const page of ['', '/framdrift', '/regnskap', '/resultater', '/innsending', '/gjor/godkjenn']) {
        expect((await agent.get(path + page)).status).toBe(404);
      }
    }
  });

  it('keeps the officer’s actions from the municipality, and reading from assessors’ pens', async () => {
    const { path } = await report({ state: 'submitted' });
    const assessor = await web.as(await aPerson(web.prisma, [{ role: 'assessor', at: 'FMNO' }]));
    expect((await assessor.get(path)).status).toBe(200);
    for (const agent of [applicant, assessor]) {
      for (const h of ['godkjenn', 'returner', 'utsett'])
        expect((await agent.get(`${path}/gjor/${h}`)).status).toBe(404);
    }
  });

  it.each(['nei', '00000000-0000-0000-0000-000000000000', '%00', "'"])('has no report called %s', async (id) => {
    expect((await applicant.get(`/rapporter/${id}`)).status).toBe(404);
  });
});
