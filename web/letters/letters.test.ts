import { createHash, randomUUID } from 'node:crypto';
import { letterDocument } from '../../domain/letter/content.js';
import type { DecisionFacts, InterimReplyFacts, LetterFacts } from '../../domain/notices.js';
import { anApplication, aPerson } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { pages } from './index.js';

let web: TestWeb;
let applicant: Agent;
let officer: Agent;

beforeAll(async () => {
  web = await testWeb({ pages });
  applicant = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
  officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
}, 60_000);
afterAll(() => web.close());

const facts = (some: Partial<DecisionFacts> = {}): DecisionFacts => ({
  kind: 'L4',
  language: 'nb',
  office: { name: 'Statsforvalteren i Nordland', organisationNumber: '974764687', writtenForm: 'nb' },
  recipient: { name: 'Bodø kommune', ownReference: 'B-17' },
  caseNumber: '2027/NO-1',
  date: '2027-06-15',
  title: 'Trygg skolestart',
  callTitle: 'Prosjektskjønn 2027',
  budgetYear: 2027,
  years: [
    { year: 2027, applied: 700_000, awarded: 700_000, commitment: 'committed' },
    { year: 2028, applied: 400_000, awarded: 300_000, commitment: 'conditional' },
  ],
  payee: 'Bodø kommune',
  participants: ['Beiarn'],
  reason: 'Prosjektet er <b>godt</b> begrunnet.',
  conditions: 'Del erfaringene.',
  ownSharePercent: 50,
  reports: [{ kind: 'final', opensAt: Date.parse('2028-04-20T06:00:00Z'), dueAt: Date.parse('2028-06-01T22:00:00Z') }],
  regime: 'notIndividualDecision',
  round: { applications: 29, applied: 30_000_000, awards: 18, awarded: 10_000_000, frame: 10_000_000 },
  approver: 'Prøve Godkjenner',
  caseOfficer: { name: 'Prøve Saksbehandler', email: 'saksbehandler@demo.example' },
  ...some,
});

/** The page says what the file says: every paragraph, item and cell of the letter’s document. */
function expectWordsOf(html: string, of: LetterFacts): void {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const words = letterDocument(of).blocks.flatMap((block) => {
    switch (block.kind) {
      case 'list':
        return block.items;
      case 'table':
        return [...block.rows, block.total ?? []].flat();
      default:
        return [block.text];
    }
  });
  expect(words.length).toBeGreaterThan(5);
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  for (const text of words) expect(plain(html)).toContain(plain(escaped(text)));
}

type LetterOptions = {
  facts?: Partial<DecisionFacts>;
  of?: LetterFacts;
  partners?: string[];
  ready?: boolean;
  final?: boolean;
};

async function aLetter({ facts: some, of, partners = [], ready = false, final = false }: LetterOptions = {}): Promise<{
  id: string;
  path: string;
  processId: string;
}> {
  const { prisma } = web;
  const { id: applicationId, processId, municipalityCode } = await anApplication(prisma, { state: of?.kind === 'L2' ? 'registered' : 'granted' }); // prettier-ignore
  await prisma.applicationPartner.createMany({ data: partners.map((code) => ({ applicationId, municipalityCode: code })) }); // prettier-ignore
  if (final) await prisma.process.update({ where: { id: processId }, data: { final } });
  const [id, archiveFileId, readerFileId] = [randomUUID(), randomUUID(), randomUUID()];
  const file = (fileId: string, text: string) => {
    const bytes = Buffer.from(text);
    return {
      id: fileId,
      name: `${text}.pdf`,
      contentType: 'application/pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
    };
  };
  if (ready) await prisma.file.createMany({ data: [file(archiveFileId, 'arkiv'), file(readerFileId, 'leser')] });
  const content = of ?? facts(some);
  await prisma.letter.create({
    data: {
      id,
      key: id,
      processId,
      kind: content.kind,
      language: content.language,
      municipalityCode,
      facts: content,
      at: new Date('2027-06-15T10:00:00Z'),
      ...(ready ? { status: 'ready', archiveFileId, readerFileId } : {}),
    },
  });
  return { id, path: `/brev/${id}`, processId };
}

const textOf = async (agent: Agent, path: string): Promise<string> =>
  (await agent.get(path)).text.replaceAll('\u00a0', ' ');

describe('a letter, for its recipient', () => {
  it('says first that opening counts as read, and gives nothing of it away', async () => {
    const { path } = await aLetter({ ready: true });
    const html = await textOf(applicant, path);
    expect(html).toContain('regnes det som lest av kommunen');
    for (const hidden of ['Tildelingsbrev', '700 000', 'begrunnet', `${path}/fil/leser`])
      expect(html).not.toContain(hidden);
    expect((await applicant.get(`${path}/fil/leser`)).status).toBe(404);
  });

  it('is shown as soon as the opening is received, with the receipt', async () => {
    const { id, path, processId } = await aLetter({ ready: true });
    const answer = await fillIn(applicant, path, {});
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/brev\/.+\?kvittering=.+#svar$/),
    ]);
    const command = await web.prisma.command.findFirstOrThrow({ where: { processId } });
    expect([command.name, command.actorRole, command.content]).toEqual(['letterOpened', 'applicant', { letterId: id }]);
    const html = await textOf(applicant, answer.headers['location']!);
    for (const shown of ['Vi har mottatt det du sendte.', 'Tildelingsbrev', '&lt;b&gt;godt&lt;/b&gt;']) {
      expect(html).toContain(shown);
    }
    expectWordsOf(html, facts());
    expect(html).not.toContain('SHA-256');
  });

  it('is opened once, however often the button is pressed', async () => {
    const { path, processId } = await aLetter();
    const fields = hiddenFields((await applicant.get(path)).text);
    const [first, second] = [await post(applicant, path, fields), await post(applicant, path, fields)];
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await web.prisma.command.count({ where: { processId } })).toBe(1);
  });

  it('keeps to the form of this person and session', async () => {
    const { path, processId } = await aLetter();
    const fields = hiddenFields((await applicant.get(path)).text);
    const colleague = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
    const own = hiddenFields((await colleague.get(path)).text);
    const answer = await post(colleague, path, { ...own, token: fields['token']! });
    expect(answer.status).toBe(422);
    expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  });

  it('can be read without opening when the case has ended', async () => {
    const { path } = await aLetter({ final: true });
    expectWordsOf(await textOf(applicant, path), facts());
  });

  it('is written in the letter’s nynorsk to a reader of bokmål, and says so to a screen reader', async () => {
    const rejection: Partial<DecisionFacts> = {
      language: 'nn',
      kind: 'L6',
      years: [{ year: 2027, applied: 200_000, awarded: 0, commitment: 'committed' }],
    };
    const { path } = await aLetter({ final: true, facts: rejection });
    const html = await textOf(applicant, path);
    expect(html).toContain('<article class="letter-preview" lang="nn"');
    expectWordsOf(html, facts(rejection));
    expect(html).toContain('29 søknader');
    expect(html).not.toMatch(/\bletters\.\w/);
  });
});

describe('a letter, for the office', () => {
  it('is read without opening, and says whether the municipality has', async () => {
    const { path, processId } = await aLetter();
    const html = await textOf(officer, path);
    expectWordsOf(html, facts());
    expect(html).toContain('Kommunen har ikke åpnet brevet ennå.');
    expect(html).toContain('PDF-en av brevet lages nå');
    expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  });

  it('has both files with their SHA-256', async () => {
    const { path } = await aLetter({ ready: true });
    const html = await textOf(officer, path);
    for (const text of ['arkiv', 'leser']) {
      expect(html).toContain(createHash('sha256').update(text).digest('hex'));
      const { headers, body } = await officer.get(`${path}/fil/${text}`).buffer(true);
      expect((body as Buffer).toString()).toBe(text);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="?(arkiv|leser)\.pdf/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-type']).toBe('application/pdf');
    }
  });

  it('has no form that opens it', async () => {
    const { path } = await aLetter({ ready: true });
    const html = (await officer.get(path)).text;
    expect(() => hiddenFields(html, path)).toThrow('no form that posts');
  });
});

describe('an interim reply', () => {
  const head = facts();
  const interim: InterimReplyFacts = {
    language: head.language,
    office: head.office,
    recipient: head.recipient,
    caseNumber: head.caseNumber,
    date: '2027-04-12',
    title: head.title,
    callTitle: head.callTitle,
    caseOfficer: head.caseOfficer,
    kind: 'L2',
    registered: true,
    receivedAt: Date.parse('2027-03-31T08:00:00Z'),
    deadline: Date.parse('2027-03-31T22:00:00Z'),
    expectedOn: '2027-06-15',
  };

  it('is read at once, by both sides, with its file: there is nothing to open', async () => {
    const { path, processId } = await aLetter({ of: interim, ready: true });
    for (const agent of [applicant, officer]) {
      const html = await textOf(agent, path);
      expectWordsOf(html, interim);
      expect(html).toContain('Foreløpig svar');
      expect(html).not.toMatch(/åpnet brevet|regnes det som lest|Du har fått et brev/);
      expect(() => hiddenFields(html, path)).toThrow('no form that posts');
      expect((await agent.get(`${path}/fil/leser`)).status).toBe(200);
    }
    expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  });
});

describe('a partner’s copy', () => {
  it('of an award is read without opening it for the recipient', async () => {
    const partner = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]));
    const { id, path } = await aLetter({ ready: true, partners: ['1839', '1841'] });
    const html = await textOf(partner, path);
    expectWordsOf(html, facts());
    expect(html).not.toContain('/soknader/');
    expect(() => hiddenFields(html, path)).toThrow('no form that posts');
    expect((await partner.get(`${path}/fil/leser`)).status).toBe(200);
    expect((await partner.get(`${path}/fil/arkiv`)).status).toBe(404);
    expect((await web.prisma.letter.findUniqueOrThrow({ where: { id } })).openedAt).toBeNull();
    expect(await textOf(applicant, path)).toContain('regnes det som lest av kommunen');
  });

  it('of a rejection does not exist', async () => {
    const partner = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]));
    const { path } = await aLetter({ ready: true, facts: { kind: 'L6' }, partners: ['1839'] });
    expect((await partner.get(path)).status).toBe(404);
  });
});

describe('who may see a letter', () => {
  it('answers others as if there were none', async () => {
    const { path } = await aLetter({ ready: true });
    const others = [
      await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }])),
      await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMVT' }])),
      await web.as(await aPerson(web.prisma)),
    ];
    for (const agent of others)
      for (const one of [path, `${path}/fil/leser`, `${path}/fil/arkiv`])
        expect((await agent.get(one)).status).toBe(404);
    expect((await (await web.as('anonymous')).get(path)).status).not.toBe(200);
  });

  it('gives the archive’s file to the office only, and no file of another name', async () => {
    const { path } = await aLetter({ ready: true, final: true });
    expect((await applicant.get(`${path}/fil/leser`)).status).toBe(200);
    for (const kind of ['arkiv', 'constructor', '..%2F..'])
      expect((await applicant.get(`${path}/fil/${kind}`)).status).toBe(404);
    expect((await officer.get(`/brev/${randomUUID()}`)).status).toBe(404);
    expect((await officer.get('/brev/ikke-et-brev')).status).toBe(404);
  });
});

test('the letter names whose place the approver signed in, in its own written form', () => {
  const signed = (some: Partial<DecisionFacts>) => letterDocument(facts(some)).signatures[0];
  expect(signed({})).toEqual({ name: 'Prøve Godkjenner', role: 'godkjenner' });
  expect(signed({ approverFor: 'Njål Prøve' })!.role).toBe('godkjenner, stedfortreder for Njål Prøve');
  expect(signed({ approverFor: 'Njål Prøve', language: 'nn' })!.role).toBe('godkjennar, stadfortredar for Njål Prøve');
});
