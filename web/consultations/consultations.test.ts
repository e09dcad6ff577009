import { jest } from '@jest/globals';
import { addDays, deadlineAtEndOf, formatShortDate, localDate } from '../../domain/calendar/index.js';
import { aCall, aConsultation, anAnswer, aPerson } from '../../testing/builders.js';
import { process } from '../../testing/processing.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';

jest.setTimeout(30_000);
let web: TestWeb;
let officerId: string;
let applicantId: string;
let officer: Agent;
let colleague: Agent;
let applicant: Agent;
let nobody: Agent;

beforeAll(async () => {
  web = await testWeb();
  const { prisma } = web;
  officerId = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Nora', lastName: 'Demo' });
  applicantId = await aPerson(prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Berit', lastName: 'Demo' });
  officer = await web.as(officerId);
  colleague = await web.as(await aPerson(prisma, [{ role: 'leader', at: 'FMNO' }]));
  applicant = await web.as(applicantId);
  nobody = await web.as('anonymous');
}, 60_000);
afterAll(() => web.close());

const list = '/embete/FMNO/horinger';
const main = (html: string): string =>
  html.slice(html.indexOf('<main'), html.indexOf('</main>')).replaceAll('\u00a0', ' ');
const read = async (agent: Agent, path: string): Promise<string> => main((await agent.get(path)).text);
const commandsOf = (id: string) => web.prisma.command.findMany({ where: { processId: `consultation/${id}` }, orderBy: { seq: 'asc' } }); // prettier-ignore
const idOf = (location: string | undefined): string => /\/horinger\/([0-9a-f-]{36})/.exec(location ?? '')![1]!;
const inDays = async (days: number): Promise<string> => addDays(localDate(await web.clock.now()), days);

const written = {
  titleNb: 'Kriterier for 2027',
  titleNn: 'Kriterium for 2027',
  textNb: 'Vi vil vite hva dere mener om <kriteriene>.',
  textNn: 'Vi vil vite kva de meiner om <kriteria>.',
  countyCodes: ['18'],
};
const questions = {
  questionKind: ['agree', 'text'],
  questionNb: ['Bør samarbeid telle mest?', 'Hva mangler?'],
  questionNn: ['Bør samarbeid telje mest?', 'Kva manglar?'],
};

describe('an officer writes a consultation', () => {
  it('begins with eight weeks to answer and all the office’s municipalities; the first save is a command and a draft', async () => {
    const form = await read(officer, `${list}/ny`);
    const usual = await inDays(56);
    expect(form).toMatch(/name="dueOn" value="\d{4}-\d\d-\d\d"/);
    expect(/name="dueOn" value="([\d-]+)"/.exec(form)![1]! >= usual).toBe(true);
    expect(form).toMatch(/id="county-18" name="countyCodes" value="18" checked/);
    const saved = await fillIn(officer, `${list}/ny`, {
      ...written,
      ...questions,
      dueOn: await inDays(60),
      action: 'save',
    });
    const id = idOf(saved.headers['location']);
    expect(saved.headers['location']).toMatch(/\/rediger\?kvittering=/);
    expect(await commandsOf(id)).toMatchObject([{ name: 'create', actorRole: 'caseOfficer', content: { titleNb: written.titleNb } }]); // prettier-ignore
    const row = await web.prisma.consultation.findUniqueOrThrow({ where: { id }, include: { questions: true } });
    expect(row).toMatchObject({ countyGovernorCode: 'FMNO', authorId: officerId, countyCodes: ['18'], openedAt: null });
    expect(row.dueAt.getTime()).toBe(deadlineAtEndOf(await inDays(60)));
    expect(row.questions).toHaveLength(2);
    expect(await read(officer, list)).toContain('Kriterier for 2027');
  });

  it('adds, moves and takes away questions without script, and nothing typed is lost', async () => {
    const typed = { ...written, ...questions, dueOn: await inDays(60) };
    const added = await fillIn(officer, `${list}/ny`, { ...typed, action: 'add' });
    expect(added.text).toContain('Spørsmål 3');
    expect(added.text).toContain('Vi vil vite hva dere mener om &lt;kriteriene&gt;.');
    const moved = main((await fillIn(officer, `${list}/ny`, { ...typed, action: 'up:1' })).text);
    expect(moved.indexOf('Hva mangler?')).toBeLessThan(moved.indexOf('Bør samarbeid telle mest?'));
    const removed = main((await fillIn(officer, `${list}/ny`, { ...typed, action: 'remove:0' })).text);
    expect(removed).not.toContain('Bør samarbeid telle mest?');
    const ten = Array.from({ length: 10 }, (_, i) => `Spørsmål om sak nummer ${i}`);
    const full = { ...typed, questionKind: ten.map(() => 'text'), questionNb: ten, questionNn: ten };
    expect((await fillIn(officer, `${list}/ny`, { ...full, action: 'add' })).text).toContain('høyst ti spørsmål');
  });

  it('may leave a draft half written, but sends out only what is whole; every fault says what to do', async () => {
    const half = await fillIn(officer, `${list}/ny`, { ...written, textNn: '', dueOn: await inDays(60), action: 'save' });
    expect(half.status).toBe(303);
    const bad = await fillIn(officer, `${list}/ny`, {
      titleNb: 'x'.repeat(153), titleNn: 'Nei', textNb: '', textNn: 'Kort', questionKind: 'agree', questionNb: 'Bør det endres?', questionNn: '',
      dueOn: '31.13.2027', action: 'review',
    }); // prettier-ignore
    expect(bad.status).toBe(422);
    for (const told of ['3 tegn for lang', 'tittel på nynorsk, minst 5', 'teksten på bokmål, minst 20', 'spørsmål 1 på nynorsk', 'Velg minst ett fylke', 'Skriv siste dag å svare'])
      expect(bad.text).toContain(told);
    expect(bad.text).toContain('value="31.13.2027"');
    const past = await fillIn(officer, `${list}/ny`, { ...written, ...questions, dueOn: await inDays(-1), action: 'review' });
    expect(past.text).toContain('må være i dag eller senere');
  }); // prettier-ignore

  it('is warned of holy days and short time, not stopped', async () => {
    const { id } = await aConsultation(web.prisma, {
      state: 'draft',
      dueAt: new Date(deadlineAtEndOf(await inDays(10))),
    });
    expect(await read(officer, `/horinger/${id}/rediger`)).toContain('Det er bare 10 dager til svarfristen.');
    const easter = await aConsultation(web.prisma, { state: 'draft', dueAt: new Date(deadlineAtEndOf('2027-03-25')) });
    const sending = await read(officer, `/horinger/${easter.id}/send`);
    expect(sending).toContain('fridag: skjærtorsdag');
    expect(sending).toContain('Første arbeidsdag etter er tirsdag 30. mars 2027');
    expect(sending).toContain('Send ut høringen');
  });

  it('sees it in both written forms before it is sent out, with what follows; a colleague’s change in between stops it', async () => {
    const { id } = await aConsultation(web.prisma, { state: 'draft' });
    const path = `/horinger/${id}/send`;
    const page = await read(officer, path);
    for (const text of [
      'Vi vil endre kriteriene',
      'Vi vil endre kriteria',
      '41 kommuner får høringen',
      'Bodø',
      'kan ikke endres etterpå',
    ])
      expect(page).toContain(text);
    const drawn = hiddenFields((await officer.get(path)).text, path);
    const edit = `/horinger/${id}/rediger`;
    const changed = await fillIn(colleague, edit, {
      ...written,
      ...questions,
      dueOn: await inDays(50),
      action: 'save',
    });
    expect(changed.headers['location']).toContain('lagret=2');
    const stopped = await post(officer, path, drawn);
    expect([stopped.status, (await commandsOf(id)).length]).toEqual([422, 0]);
    expect(stopped.text).toContain('En kollega endret høringen');

    const drawnEdit = hiddenFields((await colleague.get(edit)).text, edit);
    const again = hiddenFields((await officer.get(path)).text, path);
    const sent = await post(officer, path, again);
    expect(sent.headers['location']).toContain(`/horinger/${id}?kvittering=`);
    expect((await post(officer, path, again)).headers['location']).toBe(sent.headers['location']);
    expect(await commandsOf(id)).toMatchObject([{ name: 'sendOut', content: { titleNb: written.titleNb, questions: [{ kind: 'agree' }, { kind: 'text' }] } }]); // prettier-ignore
    // Received is frozen: a save that was drawn before is told so, and keeps what was typed.
    const late = await post(colleague, edit, {
      ...drawnEdit,
      ...written, ...questions, textNb: 'Skrevet for sent, men ikke borte.', dueOn: await inDays(50), action: 'save',  }); // prettier-ignore
    expect(late.status).toBe(422);
    expect(late.text).toContain('Skrevet for sent, men ikke borte.');
    expect(await web.prisma.consultation.findUnique({ where: { id } })).toMatchObject({ textNb: written.textNb });

    await process(web.prisma, `consultation/${id}`);
    expect(await web.prisma.task.count({ where: { kind: 'answerConsultation', processId: `consultation/${id}` } })).toBe(41); // prettier-ignore
    expect(await read(nobody, `/horinger/${id}`)).toContain('0 av 41 kommuner har svart');
  });

  it('of two who save, the second is told, and keeps what was typed', async () => {
    const { id } = await aConsultation(web.prisma, { state: 'draft' });
    const path = `/horinger/${id}/rediger`;
    const [mine, theirs] = [hiddenFields((await officer.get(path)).text, path), hiddenFields((await colleague.get(path)).text, path)]; // prettier-ignore
    const form = { ...written, ...questions, dueOn: await inDays(40), action: 'save' };
    expect((await post(colleague, path, { ...theirs, ...form })).status).toBe(303);
    const second = await post(officer, path, { ...mine, ...form, titleNb: 'Mitt forslag til tittel' });
    expect(second.status).toBe(422);
    expect(second.text).toContain('En kollega endret teksten');
    expect(second.text).toContain('Mitt forslag til tittel');
  });
});

describe('a municipality answers', () => {
  const open = async () => (await aConsultation(web.prisma)).id;
  const said = { 'valg-1': 'partly', 'svar-1': 'Til en viss grad.', 'svar-2': '=SUM(A1) er «æøå»; og\r\nto linjer' };

  it('finds it among its tasks, until it is answered; the answer is received with a receipt', async () => {
    const { id } = await aConsultation(web.prisma, { state: 'draft', titleNb: 'Høring om oppgaver' });
    const sent = await fillIn(officer, `/horinger/${id}/send`, {});
    expect(sent.status).toBe(303);
    await process(web.prisma, `consultation/${id}`);
    expect(await read(applicant, '/kommune/1804')).toContain(`href="/horinger/${id}/svar"`);
    const answered = await fillIn(applicant, `/horinger/${id}/svar`, said);
    expect(answered.headers['location']).toMatch(new RegExp(`^/horinger/${id}/svar\\?kvittering=`));
    expect((await commandsOf(id)).at(-1)).toMatchObject({
      name: 'answer',
      actorRole: 'applicant',
      content: { municipalityCode: '1804', replies: [{ position: 1, choice: 'partly', text: 'Til en viss grad.' }, { position: 2, choice: null, text: '=SUM(A1) er «æøå»; og\nto linjer' }] },
    }); // prettier-ignore
    await process(web.prisma, `consultation/${id}`);
    expect(await read(applicant, answered.headers['location'] as string)).toContain('Svaret er sendt.');
    expect(await read(applicant, '/kommune/1804')).not.toContain(`href="/horinger/${id}/svar"`);
    expect(await read(applicant, `/horinger/${id}`)).toContain('Se eller endre svaret');
  });

  it('is told what is wrong beside the field, and keeps what was typed', async () => {
    const id = await open();
    const path = `/horinger/${id}/svar`;
    const empty = await fillIn(applicant, path, { 'svar-1': ' ' });
    expect([empty.status, empty.text.includes('Svar på minst ett spørsmål.')]).toEqual([422, true]);
    const long = await fillIn(applicant, path, { 'valg-1': 'agree', 'svar-2': 'x'.repeat(5037) });
    expect(long.text).toContain('Svaret på spørsmål 2 er 37 tegn for langt.');
    expect(long.text).toContain('x'.repeat(5037));
    expect(long.text).toMatch(/id="valg-1-agree"[^>]*checked/);
    expect(await commandsOf(id)).toEqual([]);
  });

  it('learns that a colleague answered meanwhile, and may send its own after all', async () => {
    const id = await open();
    const path = `/horinger/${id}/svar`;
    const drawn = hiddenFields((await applicant.get(path)).text, path);
    const other = await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1804' }], { firstName: 'Kari', lastName: 'Kollega' });
    await anAnswer(web.prisma, { consultationId: id, authorId: other });
    const stopped = await post(applicant, path, { ...drawn, ...said });
    expect([stopped.status, (await commandsOf(id)).length]).toEqual([422, 0]);
    expect(stopped.text).toContain('Kari Kollega svarte for kommunen');
    expect(stopped.text).toContain('Til en viss grad.');
    expect(stopped.text).toContain('Små kommuner bør nevnes.');
    const sent = await post(applicant, path, { ...hiddenFields(stopped.text, path), ...said });
    expect(sent.status).toBe(303);
    await process(web.prisma, `consultation/${id}`);
    expect((await read(applicant, path)).match(/<summary>[^<]*/g)).toEqual([expect.stringContaining('Berit Demo (gjelder)'), expect.stringContaining('Kari Kollega')]); // prettier-ignore
  }); // prettier-ignore

  it('too late gets a clear answer with all that was typed, and so does one whose consultation is cancelled', async () => {
    const id = await open();
    const path = `/horinger/${id}/svar`;
    const drawn = hiddenFields((await applicant.get(path)).text, path);
    await web.prisma.consultation.update({ where: { id }, data: { closedAt: new Date() } });
    await web.prisma.process.update({ where: { id: `consultation/${id}` }, data: { state: 'closed' } });
    const late = await post(applicant, path, { ...drawn, ...said });
    expect(late.status).toBe(422);
    for (const text of ['Svarfristen er gått ut. Svaret er ikke sendt', 'Delvis enig: Til en viss grad.', '«æøå»'])
      expect(late.text).toContain(text);
    expect(late.text).not.toContain('<textarea');
    expect(await commandsOf(id)).toEqual([]);
    const stopped = await aConsultation(web.prisma, { state: 'cancelled' });
    expect(await read(applicant, `/horinger/${stopped.id}/svar`)).toContain('tar ikke lenger imot svar');
  });

  it('is not another’s: who is not asked, only approves or only waits for access does not answer', async () => {
    const { id } = await aConsultation(web.prisma, { asked: ['1804'] });
    const strangers = [[{ role: 'applicant', at: '1839' }], [{ role: 'localApprover', at: '1804' }], [{ role: 'caseOfficer', at: 'FMNO' }], []] as const; // prettier-ignore
    for (const roles of strangers)
      expect((await (await web.as(await aPerson(web.prisma, roles))).get(`/horinger/${id}/svar`)).status).toBe(404);
    expect((await applicant.get(`/horinger/${id}/svar`)).status).toBe(200);
    const both = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }, { role: 'applicant', at: '1839' }])); // prettier-ignore
    const everywhere = (await aConsultation(web.prisma)).id;
    const path = `/horinger/${everywhere}/svar`;
    await post(both, path, { ...hiddenFields((await both.get(path)).text, path), kommune: '1839', ...said });
    await post(both, path, { ...hiddenFields((await both.get(path)).text, path), kommune: '1103', ...said });
    const codes = (await commandsOf(everywhere)).map(({ content }) => (content as { municipalityCode: string }).municipalityCode); // prettier-ignore
    expect(codes).toEqual(['1839', '1804']);
  });
});

describe('everybody reads', () => {
  const secret = 'Små kommuner bør nevnes.';
  it('who has answered while it is open, and what they said only when it has closed; the office reads at once', async () => {
    const { id } = await aConsultation(web.prisma);
    await anAnswer(web.prisma, { consultationId: id, authorId: applicantId });
    const path = `/horinger/${id}`;
    const page = await read(nobody, path);
    for (const text of ['1 av 2 kommuner har svart', 'Bodø', 'Beiarn', 'Bør samarbeid telle mest?', 'Svar på høringen']) expect(page).toContain(text); // prettier-ignore
    for (const agent of [nobody, applicant]) {
      expect(await read(agent, path)).not.toContain(secret);
      for (const kind of ['csv', 'xlsx', 'json']) expect((await agent.get(`${path}/svar.${kind}`)).status).toBe(404);
    }
    const office = await read(officer, path);
    expect(office).toContain(secret);
    expect(office).toContain('Bare embetet ser svarene nå.');
    expect((await officer.get(`${path}/svar.csv`)).status).toBe(200);
    expect(await read(officer, `${path}/logg`)).toContain('Berit Demo');

    const closed = await aConsultation(web.prisma, { state: 'closed' });
    await anAnswer(web.prisma, { consultationId: closed.id, authorId: applicantId });
    const byQuestion = await read(nobody, `/horinger/${closed.id}`);
    expect(byQuestion).toContain('Enig: 1, delvis enig: 0, uenig: 0');
    expect(byQuestion).toContain(secret);
    expect(byQuestion).not.toContain('Berit Demo');
    expect(await read(nobody, `/horinger/${closed.id}?vis=kommune`)).toMatch(/<h3[^>]*>Bodø<\/h3>/);
  });

  it('no draft, and nothing of a draft’s call', async () => {
    const call = await aCall(web.prisma, { state: 'draft', titleNb: 'Hemmelig utlysning' });
    const draft = await aConsultation(web.prisma, { state: 'draft', titleNb: 'Hemmelig utkast', callId: call.id });
    const open = await aConsultation(web.prisma, { callId: call.id });
    for (const agent of [
      nobody,
      applicant,
      await web.as(await aPerson(web.prisma, [{ role: 'leader', at: 'FMRO' }])),
    ]) {
      expect((await agent.get(`/horinger/${draft.id}`)).status).toBe(404);
      expect(await read(agent, `/horinger/${open.id}`)).not.toContain('Hemmelig utlysning');
      expect(await read(agent, '/horinger')).not.toContain('Hemmelig utkast');
    }
    expect((await officer.get(`/horinger/${draft.id}`)).headers['location']).toBe(`/horinger/${draft.id}/rediger`);
    expect(await read(officer, `/horinger/${open.id}`)).toContain('Hemmelig utlysning');
  });

  it('a list by Governor and year, and on the front page what is open', async () => {
    const old = { state: 'summarised', titleNb: 'Fra Rogaland i 2019', titleNn: 'Frå Rogaland i 2019' };
    const dueAt = new Date(deadlineAtEndOf('2019-08-20'));
    await aConsultation(web.prisma, {
      ...old,
      countyGovernorCode: 'FMRO',
      dueAt,
      openedAt: new Date('2019-06-20T10:00:00Z'),
    });
    const filtered = await read(nobody, '/horinger?embete=FMRO&ar=2019');
    expect(filtered).toContain('1 høring');
    expect(filtered).toContain('Fra Rogaland i 2019');
    expect(await read(nobody, '/horinger?embete=FMNO&ar=2019')).toContain('passer til det du har valgt');
    const front = await read(nobody, '/');
    expect(front).toContain('Kriterier for prosjektskjønn');
    expect(front).not.toContain('Fra Rogaland i 2019');
  });

  it('in nynorsk, without a word that is missing', async () => {
    const reader = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'applicant', at: '1804' }], { language: 'nn' })); // prettier-ignore
    for (const state of ['draft', 'open', 'closed', 'summarised', 'cancelled']) {
      const { id } = await aConsultation(web.prisma, { state });
      for (const page of ['', '/send', '/svar', '/logg', '/oppsummering', '/gjor/utsett', '/gjor/avlys', '/rediger']) {
        const { text, status } = await reader.get(`/horinger/${id}${page}`);
        expect(status).toBeLessThan(500);
        expect(text).not.toMatch(/\bconsultations\.[a-zA-Z]+|høringen\b|kommunene\b/);
      }
    }
  });
});

describe('the office afterwards', () => {
  it('gives more time, never less, with a reason everybody reads', async () => {
    const dueAt = new Date(deadlineAtEndOf(await inDays(20)));
    const { id } = await aConsultation(web.prisma, { dueAt });
    const path = `/horinger/${id}/gjor/utsett`;
    const reason = 'Mange har bedt om lengre tid.';
    for (const [dueOn, why, told] of [[await inDays(20), reason, 'må være senere'], [await inDays(15), reason, 'må være senere'], ['i morgen', reason, 'Skriv siste dag'], [await inDays(30), 'kort', 'minst 10 tegn']] as const) {
      const bad = await fillIn(officer, path, { dueOn, reason: why });
      expect([bad.status, bad.text.includes(told), bad.text.includes(why)]).toEqual([422, true, true]);
    }
    const moved = await fillIn(officer, path, { dueOn: formatShortDate(await inDays(30)), reason });
    expect(moved.headers['location']).toContain(`/horinger/${id}?kvittering=`);
    await process(web.prisma, `consultation/${id}`);
    expect((await web.prisma.consultation.findUniqueOrThrow({ where: { id } })).dueAt.getTime()).toBe(deadlineAtEndOf(await inDays(30))); // prettier-ignore
    expect(await read(nobody, `/horinger/${id}`)).toContain(reason);
  }); // prettier-ignore

  it('writes the summary at leisure and publishes it once', async () => {
    const { id } = await aConsultation(web.prisma, { state: 'closed' });
    const path = `/horinger/${id}/oppsummering`;
    const short = await fillIn(officer, path, { summaryNb: 'Kort.', summaryNn: '', action: 'publish' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('Skriv oppsummeringen på nynorsk, minst 20 tegn.');
    const saved = await fillIn(officer, path, { summaryNb: 'Ikke ferdig ennå.', summaryNn: '', action: 'save' });
    expect(saved.headers['location']).toContain('lagret=2');
    expect(await read(colleague, path)).toContain('Ikke ferdig ennå.');
    expect(await read(nobody, `/horinger/${id}`)).not.toContain('Ikke ferdig ennå.');
    const text = {
      summaryNb: 'Kommunene vil at samarbeid teller mest.',
      summaryNn: 'Kommunane vil at samarbeid tel mest.',
    };
    expect((await fillIn(officer, path, { ...text, action: 'publish' })).status).toBe(303);
    await process(web.prisma, `consultation/${id}`);
    const page = await read(nobody, `/horinger/${id}`);
    expect(page).toContain(text.summaryNb);
    expect(page).toContain('Oppsummert');
    expect((await officer.get(path)).headers['location']).toBe(`/horinger/${id}`);
  });

  it('cancels with a reason; one main button on every page', async () => {
    const { id } = await aConsultation(web.prisma);
    for (const page of ['', '/logg', '/gjor/utsett', '/gjor/avlys']) {
      const buttons = (await read(officer, `/horinger/${id}${page}`)).match(/<(a|button) class="ds-button"(?![^>]*data-variant)/g) ?? []; // prettier-ignore
      expect([page, buttons.length <= 1]).toEqual([page, true]);
    }
    const cancelled = await fillIn(officer, `/horinger/${id}/gjor/avlys`, {
      reason: 'Departementet har endret reglene.',
    });
    expect(cancelled.status).toBe(303);
    await process(web.prisma, `consultation/${id}`);
    expect(await read(nobody, `/horinger/${id}`)).toContain('Departementet har endret reglene.');
  });
});
