import { randomUUID } from 'node:crypto';
import { anApplication, aPerson, filledIn, aProcess, aProject, aReport } from '../../testing/builders.js';
import { aRequest } from '../../testing/access.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { saveDraft } from './save.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const steps = ['', '/soknaden', '/samarbeid', '/innhold', '/framdrift', '/budsjett', '/vedlegg', '/innsending'];
const applicant = (language = 'nb') => aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { language });

async function aDraft(language = 'nb') {
  const person = await applicant(language);
  const { id } = await anApplication(web.prisma, { contactId: person });
  return { id, person, agent: await web.as(person), base: `/soknader/${id}` };
}

describe('who may see a draft', () => {
  test('its own municipality, in both written forms and without a missing word', async () => {
    for (const language of ['nb', 'nn']) {
      const { agent, base } = await aDraft(language);
      for (const step of steps) {
        const { status, text } = await agent.get(base + step);
        expect({ step, status }).toEqual({ step, status: 200 });
        expect(text).toContain(`<html lang="${language}"`);
        expect(text).not.toMatch(/>[^<]*\b(applications|common|municipality)\.[a-zA-Z]+\.[a-zA-Z]/);
        expect(
          text.match(/<button(?![^>]*data-variant)(?![^>]*ds-sr-only)[^>]*class="ds-button"/g)?.length ?? 0,
        ).toBeLessThanOrEqual(1);
      }
    }
  });

  test('another municipality, another county, an officer and nobody else get the answer of what does not exist', async () => {
    const { base } = await aDraft();
    const others = [
      await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]),
      await aPerson(web.prisma, [{ role: 'applicant', at: '1103' }]),
      await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
      await aPerson(web.prisma, [{ role: 'ministryReader' }]),
    ];
    for (const other of others) {
      const agent = await web.as(other);
      for (const step of [...steps, '/gjor/trekk']) expect((await agent.get(base + step)).status).toBe(404);
    }
    for (const strange of [randomUUID(), 'x', '%00', "1'--"])
      expect((await (await web.as(others[0]!)).get(`/soknader/${strange}`)).status).toBe(404);
    expect((await (await web.as('anonymous')).get(base)).status).toBe(303);
  });

  test('who waits for an answer writes their own draft, and learns nothing of others’ or of who is there', async () => {
    const colleague = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], {
      email: 'colleague@demo.example',
    });
    const theirs = await anApplication(web.prisma, { contactId: colleague, title: 'Kollegaens utkast' });
    const { personId } = await aRequest(web, { municipalityCode: '1804' });
    const own = await anApplication(web.prisma, { contactId: personId!, title: 'Eget utkast' });
    const agent = await web.as(personId!);
    for (const step of steps) expect((await agent.get(`/soknader/${theirs.id}${step}`)).status).toBe(404);
    for (const step of steps) expect((await agent.get(`/soknader/${own.id}${step}`)).status).toBe(200);
    const home = (await agent.get('/kommune/1804')).text;
    expect([home.includes('Eget utkast'), home.includes('Kollegaens utkast')]).toEqual([true, false]);

    expect((await agent.get(`/soknader/${own.id}/soknaden`)).text).not.toContain('colleague@demo.example');
    const typed = {
      title: 'Skrevet mens jeg venter',
      summary: '',
      kind: 'new',
      language: 'nb',
      contactId: colleague,
      do: 'stay',
    };
    await fillIn(agent, `/soknader/${own.id}/soknaden`, typed);
    const saved = await web.prisma.application.findUniqueOrThrow({ where: { id: own.id } });
    expect(saved).toMatchObject({ title: 'Skrevet mens jeg venter', contactId: personId });
    const fields = hiddenFields((await agent.get(`/soknader/${own.id}/soknaden`)).text);
    expect((await post(agent, `/soknader/${theirs.id}/soknaden`, { ...fields, ...typed })).status).toBe(404);
  });

  test('when it is sent in, the officer is sent to the case', async () => {
    const { id } = await anApplication(web.prisma, { state: 'underAssessment' });
    const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
    const answer = await officer.get(`/soknader/${id}`);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/saker/${id}`]);
  });

  test('a local approver reads the steps as text', async () => {
    const { id } = await anApplication(web.prisma);
    const agent = await web.as(await aPerson(web.prisma, [{ role: 'localApprover', at: '1804' }]));
    const { text } = await agent.get(`/soknader/${id}/innhold`);
    expect(text).toContain('Du kan lese, ikke endre');
    expect(text).not.toContain('<textarea');
  });
});

describe('saving a step', () => {
  const details = { title: 'Et Smartere Salten', summary: 'Ti kommuner skal dele på det de får til.', kind: 'network', language: 'nn', ownReference: '24/118', projectOwnerName: '', projectOwnerNumber: '' }; // prettier-ignore

  test('keeps what was typed, and goes on to the next step', async () => {
    const { id, agent, base } = await aDraft();
    const answer = await fillIn(agent, `${base}/soknaden`, {
      ...details,
      projectOwnerNumber: '972 418 013',
      do: 'next',
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${base}/samarbeid`]);
    expect(await web.prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      title: 'Et Smartere Salten', kind: 'network', language: 'nn', ownReference: '24/118', projectOwnerName: null, projectOwnerNumber: '972418013', version: 2,
    }); // prettier-ignore
  });

  test('on whose behalf the municipality applies is kept, and is a fault where the call does not take it', async () => {
    const { id, agent, base } = await aDraft();
    const council = {
      ...details,
      projectOwnerKind: 'regionalCouncil',
      projectOwnerName: 'Salten Regionråd',
      do: 'next',
    };
    expect((await fillIn(agent, `${base}/soknaden`, council)).status).toBe(303);
    const row = await web.prisma.application.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ projectOwnerKind: 'regionalCouncil', projectOwnerName: 'Salten Regionråd' });
    const refused = (await agent.get(`${base}/soknaden?mangler`)).text;
    expect(refused).toContain('I denne utlysningen kan disse søke: kommuner.');
    expect(refused).toContain('I denne utlysningen kan bare kommuner søke.');
    await web.prisma.call.update({ where: { id: row.callId }, data: { applicants: ['municipality', 'regionalCouncil'] } }); // prettier-ignore
    expect((await agent.get(`${base}/soknaden?mangler`)).text).not.toContain('kan bare kommuner søke');
    expect((await agent.get(`${base}/innsending`)).text).toContain('Et regionråd eller annet interkommunalt råd');
  });

  test('HTML and formulas stay text', async () => {
    const { id, agent, base } = await aDraft();
    const title = '=HYPERLINK("http://x.example") <script>alert(1)</script>';
    await fillIn(agent, `${base}/soknaden`, { ...details, title, do: 'stay' });
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).title).toBe(title);
    for (const step of steps) {
      const { text } = await agent.get(base + step);
      expect(text).not.toContain('<script>alert');
    }
  });

  test('a text that is too long is saved, and says by how much', async () => {
    const { id, agent, base } = await aDraft();
    const answer = await fillIn(agent, `${base}/soknaden`, { ...details, summary: 'a'.repeat(537), do: 'next' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Feil: ');
    expect(answer.text).toContain('Sammendraget er 37 tegn for langt. Kort det ned.');
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).summary).toHaveLength(537);
    expect((await agent.get(`${base}/innsending`)).text).toContain('Sammendraget er 37 tegn for langt');
  });

  test('a stranger cannot be made the contact', async () => {
    const { id, person, agent, base } = await aDraft();
    const stranger = await aPerson(web.prisma, [{ role: 'applicant', at: '1103' }], { email: 'stranger@demo.example' });
    const answer = await fillIn(agent, `${base}/soknaden`, { ...details, contactId: stranger, do: 'stay' });
    expect(answer.text).not.toContain('stranger@demo.example');
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).contactId).toBe(person);
  });

  test('too many sectors is said beside the field, and nothing typed is lost', async () => {
    const { agent, base } = await aDraft('nn');
    const sectors = [
      'administration',
      'work',
      'kindergarten',
      'health',
      'communityHealth',
      'care',
      'culture',
      'upbringing',
      'primarySchool',
    ];
    const answer = await fillIn(agent, `${base}/innhold`, {
      challenges: 'Eit nytt problem',
      goalsAndMethod: 'Eit mål',
      sectors,
      do: 'next',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('De har valt 1 for mange sektorar. Vel høgst 8.');
    expect(answer.text).toContain('Eit nytt problem');
    expect(answer.text.match(/name="sectors"[^>]* checked/g)).toHaveLength(9);
  });
});

describe('two people in one draft', () => {
  async function two() {
    const draft = await aDraft();
    const colleague = await web.as(await applicant());
    const address = `${draft.base}/soknaden`;
    const [mine, theirs] = [
      hiddenFields((await draft.agent.get(address)).text, address),
      hiddenFields((await colleague.get(address)).text, address),
    ];
    const row = await web.prisma.application.findUniqueOrThrow({ where: { id: draft.id } });
    const form = { title: row.title, summary: row.summary, kind: row.kind, language: row.language, contactId: row.contactId, ownReference: '', projectOwnerName: '', projectOwnerNumber: '' }; // prettier-ignore
    return { ...draft, colleague, address, mine: { ...form, ...mine }, theirs: { ...form, ...theirs } };
  }

  test('changes in different fields are both kept', async () => {
    const { id, agent, colleague, address, mine, theirs } = await two();
    await post(colleague, address, { ...theirs, summary: 'Kollegaens sammendrag.', do: 'stay' });
    expect((await post(agent, address, { ...mine, title: 'Min tittel', do: 'stay' })).status).toBe(303);
    expect(await web.prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      title: 'Min tittel',
      summary: 'Kollegaens sammendrag.',
    });
  });

  test('the same field is shown twice, and the chosen one stays', async () => {
    const { id, agent, colleague, address, base, mine, theirs } = await two();
    await post(colleague, address, { ...theirs, title: 'Kollegaens tittel', do: 'stay' });
    const asked = await post(agent, address, { ...mine, title: 'Min <b>tittel</b>', ownReference: '24/7', do: 'next' });
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('Kollegaens tittel');
    expect(asked.text).toContain('Min &lt;b&gt;tittel&lt;/b&gt;');
    expect(await web.prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      title: 'Kollegaens tittel',
      ownReference: '24/7',
    });
    const hidden = hiddenFields(asked.text, `${base}/endringer`);
    await post(agent, `${base}/endringer`, { ...hidden, 'choice-title': 'mine' });
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).title).toBe('Min <b>tittel</b>');
  });

  test('while a command is pending the draft is locked, and what was typed is shown', async () => {
    const { id, agent, address, mine, person } = await two();
    await web.prisma.command.create({
      data: { id: randomUUID(), processId: `grant/${id}`, seq: 1, name: 'submit', actorId: person, actorRole: 'applicant', content: {}, contentHash: '', receivedAt: new Date(), deliverAfter: new Date() },
    }); // prettier-ignore
    const answer = await post(agent, address, { ...mine, title: 'For sent skrevet', do: 'next' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('For sent skrevet');
    expect(answer.text).toContain('blir behandlet');
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).title).not.toBe('For sent skrevet');
  });
});

describe('the budget', () => {
  test('is saved though it does not add up, and says what is missing in words and figures', async () => {
    const { id, agent, base } = await aDraft();
    const answer = await fillIn(agent, `${base}/budsjett`, {
      'costs-0-kind': 'salary',
      'costs-0-2027': '830 000',
      'applied-0-2027': 'kr 780 000,-',
      'own-0-2027': '',
      do: 'stay',
    });
    expect(answer.status).toBe(303);
    const lines = await web.prisma.budgetLine.findMany({
      where: { applicationId: id, amount: { gt: 0 } },
      orderBy: { side: 'asc' },
    });
    expect(lines.map(({ side, kind, amount }) => [side, kind, amount])).toEqual([['applied', 'applied', 780_000n], ['cost', 'salary', 830_000n]]); // prettier-ignore
    const { text } = await agent.get(`${base}/budsjett`);
    expect(text).toContain('−50\u00a0000 mangler');
    expect(text).toContain('Finansieringen for 2027 er 50\u00a0000\u00a0kr for lav. Den må være lik kostnadene.');
  });

  test('an amount that cannot be read is kept as typed with its message, and its side of the budget is not saved', async () => {
    const { id, agent, base } = await aDraft('nn');
    const answer = await fillIn(agent, `${base}/budsjett`, {
      'costs-0-2027': '"><b>mykje',
      'applied-0-2027': '12,50',
      do: 'next',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="&quot;&gt;&lt;b&gt;mykje"');
    expect(answer.text).toContain('Beløpet kan ikkje lesast.');
    expect(answer.text).toContain('href="#applied-0-2027"');
    const lines = await web.prisma.budgetLine.findMany({
      where: { applicationId: id, side: { in: ['applied', 'cost'] } },
    });
    expect(lines.map(({ side, amount }) => [side, amount]).sort()).toEqual([
      ['applied', 100_000n],
      ['cost', 200_000n],
    ]);
  });

  test('rows and years are added and taken away without script, keeping what is typed', async () => {
    const { agent, base } = await aDraft();
    const address = `${base}/budsjett`;
    const first = await fillIn(agent, address, {
      'costs-0-2027': '5',
      'other-0-label': 'Husbanken',
      'other-0-2027': '7',
      do: 'addYear',
    });
    expect(first.text).toContain('name="costs-0-2028"');
    const second = await post(agent, address, { ...hiddenFields(first.text, address), 'costs-0-2027': '5', 'costs-0-2028': '6', 'other-0-label': 'Husbanken', 'other-0-2027': '7', do: 'add:other' }); // prettier-ignore
    expect(second.text).toContain('name="other-1-label"');
    expect(second.text).toContain('value="Husbanken"');
    const third = await post(agent, address, {
      ...hiddenFields(second.text, address),
      'costs-0-2028': '6',
      do: 'removeYear',
    });
    expect(third.text).not.toContain('name="costs-0-2028"');
  });
});

describe('rows', () => {
  test('are added, moved and taken away without script, and what was typed is kept; blank ones are not saved', async () => {
    const { id, agent, base } = await aDraft();
    const address = `${base}/framdrift`;
    const two = { 'milestones-0-text': 'A', 'milestones-0-date': '2027-03-01', 'milestones-1-text': 'B', 'milestones-1-date': '1.9.2027' }; // prettier-ignore
    const dates = { startDate: '2027-02-01', endDate: '2027-12-31', afterProject: 'Oppvekst overtar.' };
    const first = await fillIn(agent, address, { ...dates, ...two, do: 'add:milestones' });
    expect(first.text).toContain('name="milestones-2-text"');
    const typed = { ...hiddenFields(first.text, address), ...dates, ...two };
    const moved = await post(agent, address, { ...typed, do: 'up:milestones:1' });
    expect(moved.text).toMatch(/name="milestones-0-text" value="B"/);
    expect(moved.text).toContain('value="1.9.2027"');
    const saved = await post(agent, address, { ...typed, do: 'stay' });
    expect(saved.headers['location']).toBe(`${address}?lagret#svar`);
    const { milestones } = await web.prisma.application.findUniqueOrThrow({ where: { id } });
    expect(milestones).toEqual([
      { text: 'A', date: '2027-03-01', responsible: '' },
      { text: 'B', date: '2027-09-01', responsible: '' },
    ]);
  });

  test('a milestone outside the project is told beside its date, with the project’s dates in words; it is saved all the same', async () => {
    const { id, agent, base } = await aDraft();
    const answer = await fillIn(agent, `${base}/framdrift`, {
      startDate: '2027-02-01',
      endDate: '2027-12-31',
      'milestones-0-text': 'De ansatte er valgt',
      'milestones-0-date': '2027-03-01',
      'milestones-1-text': 'Første gruppe er fulgt over',
      'milestones-1-date': '2028-03-01',
      do: 'next',
    });
    expect(answer.status).toBe(422);
    const fault = 'Milepæl 2 er 1. mars 2028. Prosjektet varer fra 1. februar 2027 til 31. desember 2027.';
    expect(answer.text).toContain(`href="#milestones-1-date">${fault}`);
    expect(answer.text).toMatch(new RegExp(`id="milestones-1-date-error"[^>]*>${fault}`));
    const { milestones } = await web.prisma.application.findUniqueOrThrow({ where: { id } });
    expect(milestones).toMatchObject([{ date: '2027-03-01' }, { date: '2028-03-01' }]);
    expect((await agent.get(`${base}/innsending`)).text).toContain(
      `href="${base}/framdrift?mangler#milestones-1-date"`,
    );
  });

  test('a date that is none is said beside it, and everything else is saved', async () => {
    const { id, agent, base } = await aDraft('nn');
    const answer = await fillIn(agent, `${base}/framdrift`, {
      startDate: '31.02.2027',
      endDate: '2027-12-31',
      afterProject: 'Oppvekst tek over.',
      'milestones-0-text': '',
      'milestones-1-text': '',
      do: 'next',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#startDate">Datoen kan ikkje lesast.');
    expect(answer.text).toContain('value="31.02.2027"');
    const saved = await web.prisma.application.findUniqueOrThrow({ where: { id } });
    expect(saved.afterProject).toBe('Oppvekst tek over.');
    expect(saved.startDate?.toISOString()).toMatch(/^2027-02-01/);
  });
});

describe('saving while one writes', () => {
  const address = (base: string) => `${base}/soknaden`;
  const quietly = async (base: string, agent: Agent, fields: Record<string, string>, drawn?: string) => {
    const form = hiddenFields((await agent.get(address(base))).text, address(base));
    return post(agent, address(base), { ...form, kind: 'new', language: 'nb', ...fields, ...(drawn ? { drawn } : {}), do: 'autosave' }); // prettier-ignore
  };
  const texts = { title: 'Trygg skolestart', summary: filledIn.summary };

  test('each field is saved, and the form goes on from what it has', async () => {
    const { id, agent, base } = await aDraft();
    const first = await quietly(base, agent, { ...texts, title: 'Ny tittel' });
    expect(first.body).toMatchObject({
      saved: expect.stringMatching(/^Lagret kl\. \d\d\.\d\d$/) as string,
      clashes: [],
    });
    expect(first.body).toMatchObject({ heading: expect.stringMatching(/^Lagret \d.* kl\. \d\d\.\d\d$/) as string });
    const drawn = (first.body as { drawn: string }).drawn;
    await quietly(base, agent, { ...texts, title: 'Nyere tittel' }, drawn);
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).title).toBe('Nyere tittel');
  });

  test('the marks of the steps come with the answer, as the page would draw them', async () => {
    const { agent, base } = await aDraft();
    const stepsOf = async (fields: Record<string, string>) => ((await quietly(base, agent, fields)).body as { steps: object[] }).steps; // prettier-ignore
    const lacking = await stepsOf({ ...texts, title: '', summary: 'For kort.' });
    expect(lacking[0]).toEqual({ step: 'soknaden', phase: 'now', status: 'mangler 2 ting' });
    expect(lacking.slice(1)).toContainEqual({ step: 'innhold', phase: 'done', status: 'ferdig' });
    const { text } = await agent.get(address(base));
    expect(text).toMatch(/data-step="soknaden"[^]*?timeline-phase">mangler 2 ting</);
    expect((await stepsOf(texts))[0]).toEqual({ step: 'soknaden', phase: 'now', status: 'ferdig' });
  });

  test('two colleagues: different fields merge, the same field asks, and nothing of either is overwritten', async () => {
    const { id, agent, base } = await aDraft();
    const other = await web.as(await applicant());
    const drawn = hiddenFields((await agent.get(address(base))).text, address(base))['drawn']!;
    await quietly(base, other, { ...texts, summary: 'Kollegaens sammendrag' });
    const mine = await quietly(base, agent, { ...texts, title: 'Min tittel' }, drawn);
    expect(mine.body).toMatchObject({ clashes: [] });
    const merged = { title: 'Min tittel', summary: 'Kollegaens sammendrag' };
    expect(await web.prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject(merged);
    // What the page showed of the colleague’s field is not mistaken for an edit.
    const still = await quietly(
      base,
      agent,
      { ...texts, title: 'Min nye tittel' },
      (mine.body as { drawn: string }).drawn,
    );
    expect(still.body).toMatchObject({ clashes: [] });
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).summary).toBe('Kollegaens sammendrag');

    const clash = await quietly(base, agent, { ...texts, summary: 'Mitt sammendrag' }, drawn);
    expect(clash.body).toMatchObject({ clashes: ['Kort sammendrag'] });
    const asked = await fillIn(agent, address(base), {
      ...texts,
      summary: 'Mitt sammendrag',
      kind: 'new',
      language: 'nb',
      drawn,
      do: 'stay',
    });
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('Kollegaens sammendrag');
    expect(asked.text).toContain('Mitt sammendrag');
  });

  test('a session that has ended saves nothing and says so; a draft that is locked says why', async () => {
    const { agent, base, id } = await aDraft();
    const form = hiddenFields((await agent.get(address(base))).text, address(base));
    const out = await post(agent, address(base), { ...form, ...texts, _csrf: 'x', do: 'autosave' });
    expect([out.status, (await web.prisma.application.findUniqueOrThrow({ where: { id } })).version]).toEqual([401, 1]);
    await web.prisma.process.update({ where: { id: `grant/${id}` }, data: { state: 'submitted' } });
    const locked = await post(agent, address(base), { ...form, ...texts, do: 'autosave' });
    expect([locked.status, (locked.body as { reason: string }).reason]).toEqual([
      409,
      'Søknaden er sendt inn. Du kan lese, ikke endre.',
    ]);
  });

  test('the history tells who changed what, and fetches back what was there', async () => {
    const { id, agent, base } = await aDraft();
    const other = await web.as(
      await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Kollega' }),
    );
    await quietly(base, agent, { ...texts, title: 'Første' });
    await quietly(base, agent, { ...texts, title: 'Andre' });
    await quietly(base, other, { ...texts, title: 'Tredje', summary: 'Et helt annet sammendrag' });
    const page = (await agent.get(`${base}/historikk`)).text;
    expect(page.match(/\?for(?:=|&#x3D;)/g)).toHaveLength(2);
    const version = Number(/\?for(?:=|&#x3D;)(\d+)/.exec(page)![1]);
    const compared = (await agent.get(`${base}/historikk?for=${version}`)).text;
    expect(compared).toContain('Slik var det før Kollega');
    for (const text of ['Andre', 'Tredje', 'Et helt annet sammendrag']) expect(compared).toContain(text);
    expect(page).toMatch(/<td class="when">\d\d\.\d\d\.\d{4} kl\. \d\d\.\d\d<\/td>/);
    const form = hiddenFields(compared, `${base}/historikk`);
    await post(agent, `${base}/historikk`, { ...form, fields: 'title' });
    expect(await web.prisma.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      title: 'Andre',
      summary: 'Et helt annet sammendrag',
    });
  });
});

test('a draft’s history is in the order of the newest change, also where a field was typed on', async () => {
  const { id, agent, base, person } = await aDraft();
  const minute = (n: number) => new Date(Date.parse('2026-03-02T10:00:00Z') + n * 60_000);
  const types = (n: number, changes: Record<string, string>) =>
    saveDraft(web.prisma, { applicationId: id, at: minute(n), actorId: person, changes: () => changes });
  await types(0, { title: 'Første' });
  await types(5, { summary: 'Sammendrag' });
  await types(8, { title: 'Andre' });
  const times = async () => [...(await agent.get(`${base}/historikk`)).text.matchAll(/class="when">[^<]*kl\. (\d\d\.\d\d)</g)].map(([, at]) => at).slice(0, 3); // prettier-ignore
  expect((await times()).slice(0, 2)).toEqual(['11.08', '11.05']);
  // Ten minutes from when it began it is another change.
  await types(11, { title: 'Tredje' });
  expect(await times()).toEqual(['11.11', '11.08', '11.05']);
});

test('of a draft’s history only the change that is looked at is ticked beforehand, not what another has changed since', async () => {
  const { id, agent, base, person } = await aDraft();
  const other = await applicant();
  const change = (version: number, field: string, before: string, actorId: string) => ({ applicationId: id, version, field, before, actorId, at: new Date() }); // prettier-ignore
  await web.prisma.draftChange.createMany({
    data: [
      change(1, 'title', 'Tittelen før', person),
      change(2, 'summary', 'Sammendraget før', other),
      change(2, 'ownReference', 'Referansen før', other),
    ],
  });
  const ticked = async (version: number) => [...(await agent.get(`${base}/historikk?for=${version}`)).text.matchAll(/name="fields" value="(\w+)"( checked)?/g)].map(([, field, checked]) => [field, checked !== undefined]); // prettier-ignore
  expect(await ticked(1)).toEqual([['title', true], ['summary', false], ['ownReference', false]]); // prettier-ignore
  expect(await ticked(2)).toEqual([['summary', true], ['ownReference', true]]); // prettier-ignore
});

describe('partners', () => {
  test('are found by today’s name, a Sámi name and a name that is no more; added and removed', async () => {
    const { id, agent, base } = await aDraft();
    const address = `${base}/samarbeid`;
    expect((await agent.get(`${address}?sok=beiarn`)).text).toContain('Beiarn, Nordland');
    expect((await agent.get(`${address}?sok=${encodeURIComponent('Guovdageaidnu')}`)).text).toContain('Kautokeino');
    expect((await agent.get(`${address}?sok=Rygge`)).text).toContain('tidligere Rygge');
    expect((await agent.get(`${address}?sok=${encodeURIComponent('%_<b>')}`)).text).toContain(
      'Ingen kommuner passer med «%_&lt;b&gt;»',
    );
    const fields = hiddenFields((await agent.get(address)).text, address);
    const searched = await post(agent, address, { ...fields, sok: 'Beiarn', do: 'search' });
    expect(searched.headers['location']).toBe(`${address}?sok=Beiarn#sok`);
    await post(agent, address, { ...fields, do: 'add:1839' });
    await post(agent, address, { ...fields, do: 'add:1103' });
    await post(agent, address, { ...fields, do: 'add:1804' });
    await post(agent, address, { ...fields, do: 'add:nowhere' });
    const codes = async () => (await web.prisma.applicationPartner.findMany({ where: { applicationId: id }, orderBy: { municipalityCode: 'asc' } })).map((row) => row.municipalityCode); // prettier-ignore
    expect(await codes()).toEqual(['1103', '1839']);
    await post(agent, address, { ...fields, payeeCode: '1839', do: 'next' });
    await post(agent, address, { ...fields, do: 'remove:1839' });
    expect(await codes()).toEqual(['1103']);
    expect((await web.prisma.application.findUniqueOrThrow({ where: { id } })).payeeMunicipalityCode).toBeNull();
  });
});

test('after the award the page shows the project and waits for its report; a taken-over project has the same address', async () => {
  const person = await applicant();
  const granted = await anApplication(web.prisma, { state: 'granted', contactId: person });
  const project = await aProject(web.prisma, { applicationId: granted.id });
  const agent = await web.as(person);
  expect((await agent.get(`/soknader/${granted.id}`)).text).toContain('Tildelt 100\u00a0000\u00a0kr');
  expect((await agent.get(`/soknader/${granted.id}/budsjett`)).text).toContain('Du kan lese, ikke endre');
  const report = await aReport(web.prisma, { projectId: project.id });
  const { text } = await agent.get(`/soknader/${granted.id}`);
  expect(text).toMatch(/Aktiv<\/span> <span>Venter på dere/);
  expect(text).toContain(`href="/rapporter/${report.id}">Skriv rapporten`);

  const id = randomUUID();
  await web.prisma.project.create({
    data: { id, countyGovernorCode: 'FMNO', municipalityCode: '1804', payeeMunicipalityCode: '1804', title: 'Fra før', summary: '', language: 'nb', appliedAmount: 5n, firstYear: 2019, createdAt: new Date() },
  }); // prettier-ignore
  await aProcess(web.prisma, {
    kind: 'project',
    subjectId: id,
    state: 'completed',
    municipalityCode: '1804',
    countyGovernorCode: 'FMNO',
  });
  expect((await agent.get(`/soknader/${id}`)).text).toContain('Fra før');
  expect(
    (await (await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]))).get(`/soknader/${id}`))
      .status,
  ).toBe(404);
});

test('what stands in a text field is what was saved, without a blank added', async () => {
  const { agent, base } = await aDraft();
  expect((await agent.get(`${base}/soknaden`)).text).toMatch(/<textarea[^>]*>\nBarn som begynner/);
});
