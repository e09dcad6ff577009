import { createHash, randomUUID } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PDFDocument from 'pdfkit';
import readXlsxFile from 'read-excel-file/node';
import { aCall, aPerson, anApplication } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
let officer: string;
beforeAll(async () => {
  web = await testWeb();
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Siri', lastName: 'Demo' });
}, 60_000);
afterAll(() => web.close());

const fetched = async (path: string, person = officer) =>
  (await web.as(person)).get(path).buffer(true).parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('end', () => done(null, Buffer.concat(chunks)));
  }); // prettier-ignore

/** A document of some pages that say whose it is. */
function pdfOf(text: string, pages: number): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  for (let n = 1; n <= pages; n++) {
    if (n > 1) document.addPage();
    document.text(`${text} ${n}`);
  }
  document.end();
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => done(Buffer.concat(chunks)));
  });
}

/** An application with its frozen document of some pages; without pages it is not made yet. */
async function withDocument(application: Parameters<typeof anApplication>[1], pages: number | null) {
  const made = await anApplication(web.prisma, { state: 'underAssessment', ...application });
  const bytes = pages === null ? null : await pdfOf(`Innhold i ${made.caseNumber ?? made.title}, side`, pages);
  const fileId = randomUUID();
  if (bytes)
    await web.prisma.file.create({ data: { id: fileId, name: 'soknad.pdf', contentType: 'application/pdf', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: new Uint8Array(bytes) } });
  await web.prisma.letter.create({
    data: { id: randomUUID(), key: randomUUID(), processId: `grant/${made.id}`, kind: 'application', language: 'nb', municipalityCode: '1804', facts: { version: 1 }, at: new Date(), ...(bytes ? { readerFileId: fileId } : {}) },
  });
  return made;
} // prettier-ignore

const declare = (applicationId: string, personId = officer, outcome = 'none') =>
  web.prisma.impartialityDeclaration.create({ data: { applicationId, personId, outcome, declaredAt: new Date() } });

async function readPdf(bytes: Buffer) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const bookmarks = [];
  for (const { title, dest } of await document.getOutline())
    bookmarks.push([title, (await document.getPageIndex((dest as { num: number; gen: number }[])[0]!)) + 1]);
  return { pages, bookmarks };
}

test('CSV and Excel have the same cases; amounts are numbers, days are days, and what begins like a formula stays text', async () => {
  const call = await aCall(web.prisma, { expectedDecisionOn: new Date('2027-06-15') });
  await anApplication(web.prisma, { callId: call.id, state: 'underAssessment', title: '=1+1', applied: 5000, caseNumber: '2027/NO-90001', sectors: ['care'], submittedAt: new Date('2027-03-31T21:58:00Z') });
  await anApplication(web.prisma, { callId: call.id, state: 'underAssessment', title: 'To', applied: 7000 });
  const answer = await fetched(`/saker.csv?utlysning=${call.id}&sok=1%2B1`);
  expect(answer.headers['content-disposition']).toContain('attachment');
  const [heading, row, rest] = (answer.body as Buffer).toString().split('\r\n');
  expect(heading).toBe('\uFEFFSaksnummer;Tittel;Kommune;Prioritet;Embete;Utlysning;Status;Saksbehandler;Søkt beløp;Kostnader;Egenfinansiering;Egen %;Sektorer;Satsingsområder;Mangler;Mottatt;Venter på;Frist;Adresse');
  expect(row).toMatch(/^2027\/NO-90001;'=1\+1;Bodø;Mangler prioritet|^2027\/NO-90001;'=1\+1;Bodø;/);
  expect(row).toContain(';5000;10000;5000;50;Omsorg;');
  expect(row).toContain(';31.03.2027;');
  expect(row).toContain(';15.06.2027;');
  expect(rest).toBe('');

  const file = await fetched(`/saker.xlsx?utlysning=${call.id}&sorter=applied`);
  expect(file.headers['content-type']).toContain('spreadsheetml');
  const [sheet] = await readXlsxFile(file.body as Buffer);
  expect(sheet!.sheet).toBe('Saker');
  const [head, first, second] = sheet!.data;
  const at = (name: string) => head!.indexOf(name);
  expect([first![at('Søkt beløp')], second![at('Søkt beløp')]]).toEqual([7000, 5000]);
  expect(second![at('Tittel')]).toBe('=1+1');
  expect(second![at('Mottatt')]).toEqual(new Date('2027-03-31T00:00:00Z'));
  expect(second![at('Frist')]).toEqual(new Date('2027-06-15T00:00:00Z'));
}); // prettier-ignore

test('one PDF has the documents in the order of the list, behind a list that says on which page each begins', async () => {
  const call = await aCall(web.prisma, { titleNb: 'Skjønn til én fil' });
  const two = await withDocument({ callId: call.id, title: 'Beite og skog', applied: 2000, caseNumber: '2027/NO-80002' }, 1);
  const one = await withDocument({ callId: call.id, title: 'Aktiv fritid for Čáhcesuolu', applied: 1000, caseNumber: '2027/NO-80001' }, 2);
  const late = await withDocument({ callId: call.id, title: 'Cruise', applied: 4000, caseNumber: '2027/NO-80003' }, null);
  for (const { id } of [one, two, late]) await declare(id);
  const answer = await fetched(`/saker.pdf?utlysning=${call.id}&sorter=title`);
  expect(answer.headers['content-type']).toContain('application/pdf');
  const { pages, bookmarks } = await readPdf(answer.body as Buffer);
  expect(pages).toHaveLength(4);
  expect(pages[0]).toContain('Skjønn til én fil');
  expect(pages[0]).toContain('Siri Demo');
  expect(pages[0]).toContain('Aktiv fritid for Čáhcesuolu');
  expect(pages[0]).toMatch(/Sum, 3 saker\s+7\s000/);
  expect(pages[0]).toMatch(/2027\/NO-80003 Cruise: dokumentet er ikke laget ennå/);
  expect(pages.slice(1).map((text) => text.replace(/\s+/g, ' '))).toEqual([expect.stringContaining('side 1'), expect.stringContaining('side 2'), expect.stringContaining('Innhold i 2027/NO-80002, side 1')]);
  expect(bookmarks).toEqual([['2027/NO-80001 Bodø: Aktiv fritid for Čáhcesuolu', 2], ['2027/NO-80002 Bodø: Beite og skog', 4]]);
}); // prettier-ignore

test('only what the reader may read whole is in the PDF: not before impartiality is declared, and never in conflict', async () => {
  const call = await aCall(web.prisma);
  const open = await withDocument({ callId: call.id, title: 'Lesbar' }, 1);
  const undeclared = await withDocument({ callId: call.id, title: 'Uerklært' }, 1);
  const conflicted = await withDocument({ callId: call.id, title: 'Inhabil', applied: 900_000 }, 1);
  const early = await withDocument({ callId: call.id, title: 'Tidlig', state: 'submitted' }, 1);
  const dismissed = await withDocument({ callId: call.id, title: 'Avvist', state: 'dismissed' }, 1);
  await declare(open.id);
  await declare(conflicted.id, officer, 'conflict');
  const { pages } = await readPdf((await fetched(`/saker.pdf?utlysning=${call.id}`)).body as Buffer);
  expect(pages).toHaveLength(2);
  expect(pages[1]).toContain('Innhold i Lesbar');
  for (const { title } of [undeclared, conflicted, early, dismissed])
    expect(pages[0]).toMatch(new RegExp(`${title}: du har ikke tilgang til innholdet nå`));
  expect(pages[0]).not.toContain('900');
});

test('of another office, and without a role there, there is nothing to fetch', async () => {
  const call = await aCall(web.prisma);
  await withDocument({ callId: call.id, title: 'Nordlands egen' }, 1);
  const other = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
  const answer = await fetched(`/saker.pdf?utlysning=${call.id}`, other);
  expect([answer.status, (answer.body as Buffer).toString().includes('Nordlands egen')]).toEqual([422, false]);
  const applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  for (const path of ['/saker.pdf', '/saker.xlsx', '/saker/visninger'])
    expect((await fetched(path, applicant)).status).toBe(404);
});

test('what is fetched is in the access log, with its filters', async () => {
  const call = await aCall(web.prisma);
  await fetched(`/saker.xlsx?utlysning=${call.id}&sok=Nordmann`);
  const [row] = await web.prisma.accessLog.findMany({ where: { page: '/saker.xlsx', subject: { contains: call.id } } });
  expect(row!.subject).toContain('sok=…');
});
