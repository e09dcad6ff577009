/** One PDF of several applications is as readable aloud as each of them is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PDFDocument from 'pdfkit';
import { createLetterRenderer } from '../../../../activities/letters/renderer.js';
import type { SubmittedFacts, WrittenForm } from '../../../../domain/notices.js';
import { missingForVeraPdf, validatePdfs } from '../../../../testing/verapdf/validate.js';
import { frontPages } from './front.js';
import { joined } from './join.js';

const application = (title: string, language: WrittenForm): SubmittedFacts => ({
  kind: 'application',
  language,
  office: { name: 'Blåvik kommune', organisationNumber: '974761319', writtenForm: language },
  recipient: { name: 'Statsforvalteren i Prøvefylket', ownReference: null },
  caseNumber: '2027/118',
  date: '2027-03-20',
  title,
  callTitle: 'Prosjektskjønn 2027',
  caseOfficer: { name: 'Kari Eksempel', email: 'kari@demo.example' },
  reference: '2027-118',
  version: 1,
  receivedAt: Date.parse('2027-03-20T10:00:00Z'),
  sender: 'Berit Demo',
  sections: [
    {
      heading: 'Innhold',
      answers: [
        { label: 'Utfordringer', lines: ['Kommunene er små.', 'De vil ha felles løsninger.'] },
        { label: 'Mål', lines: ['Enklere tjenester.'] },
      ],
      tables: [
        {
          kind: 'table',
          columns: [{ label: 'Kostnad', align: 'left' }, { label: '2027', align: 'right' }],
          rows: Array.from({ length: 60 }, (_, i) => [`Lønn ${i}`, '830 000']),
          total: ['Sum', '49 800 000'],
        },
      ],
    },
  ],
  declarations: ['Opplysningene er riktige.'],
  sha256: 'a'.repeat(64),
}); // prettier-ignore

/** More cases than one page has room for, and some that are left out. */
const front = (begins: readonly number[]): Promise<Buffer> =>
  frontPages({
    language: 'nb',
    title: 'Søknader & vedlegg <2027>',
    lines: ['Statsforvalteren i Prøvefylket', 'Laget 20. mars 2027'],
    columns: [
      { text: 'Nr.', width: 5, right: true },
      { text: 'Tittel', width: 40 },
      { text: 'Side', width: 7, right: true },
    ],
    rows: Array.from({ length: 80 }, (_, i) => [String(i + 1), `Sak ${i + 1}`, String((begins[i] ?? 0) + 1)]),
    total: ['', 'Sum, 80 saker', ''],
    left: { heading: 'Ikke med', lines: ['2027/119 Cruise: dokumentet er ikke laget ennå'] },
    footer: (page) => `Side ${page}`,
  });

const renderer = createLetterRenderer();
const partOf = async (title: string, language: WrittenForm) => {
  const { reader } = await renderer.render(application(title, language));
  return { title, reader, bytes: () => Promise.resolve(reader) };
};
const joinAll = (parts: readonly { title: string; bytes: () => Promise<Uint8Array> }[]) =>
  joined({ title: 'Søknader & vedlegg <2027>', language: 'nb', parts, front });

type Node = { role?: string; id?: string; children?: Node[]; lang?: string };
/** The roles of a page’s structure, without the ids of its content. */
const shapeOf = ({ role, children = [] }: Node): unknown => [role ?? 'content', ...children.map(shapeOf)];
const contentIds = (node: Node): string[] => [...(node.id ? [node.id] : []), ...(node.children ?? []).flatMap(contentIds)]; // prettier-ignore

async function pagesOf(bytes: Uint8Array) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, i) => {
      const page = await document.getPage(i + 1);
      const tree = (await page.getStructTree()) as Node | null;
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const marked = items.flatMap((item) => ('type' in item && item.type === 'beginMarkedContentProps' && item.id ? [item.id] : [])); // prettier-ignore
      return { tree, marked };
    }),
  );
}

let parts: Awaited<ReturnType<typeof partOf>>[];
let whole: Awaited<ReturnType<typeof pagesOf>>;
let file: Uint8Array;
beforeAll(async () => {
  parts = [await partOf('Et smartere Salten', 'nb'), await partOf('Trygg skulestart', 'nn')];
  file = await joinAll(parts);
  whole = await pagesOf(file);
}, 60_000);

test('each application keeps its headings, lists and tables, page by page, and every piece of text has its place in them', async () => {
  const alone = (await Promise.all(parts.map(({ reader }) => pagesOf(reader)))).flat();
  const after = whole.slice(whole.length - alone.length);
  expect(after.map(({ tree }) => shapeOf(tree!))).toEqual(alone.map(({ tree }) => shapeOf(tree!)));
  expect(JSON.stringify(after.map(({ tree }) => shapeOf(tree!)))).toMatch(/"Table".*"TH"/);
  for (const { tree, marked } of whole) {
    expect(marked.length).toBeGreaterThan(0);
    const placed = new Set(contentIds(tree!));
    expect(marked.filter((id) => !placed.has(id))).toEqual([]);
  }
});

test('the list in front is tagged too: a heading, and a table with its headings', () => {
  const shape = JSON.stringify(shapeOf(whole[0]!.tree!));
  expect(shape).toMatch(/"H1".*"P".*"Table".*"TR".*"TH".*"TD"/);
  // Its second page goes on with rows, and the repeated headings are only for the eye.
  const second = JSON.stringify(shapeOf(whole[1]!.tree!));
  expect(second).toContain('["TD",["content"]]');
  expect(second).not.toContain('["TH",["content"]]');
});

test('a file says that it follows PDF/UA only when all of it does', async () => {
  const says = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('pdfuaid:part');
  const untagged = new PDFDocument();
  untagged.text('Uten merking').end();
  const chunks: Buffer[] = [];
  for await (const chunk of untagged) chunks.push(chunk as Buffer);
  expect(says(file)).toBe(true);
  expect(says(await joinAll([...parts, { title: 'Gammel', bytes: () => Promise.resolve(Buffer.concat(chunks)) }]))).toBe(false); // prettier-ignore
});

(missingForVeraPdf.length > 0 ? test.skip : test)(
  'veraPDF finds no fault in it by PDF/UA-1',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'samlet-'));
    try {
      const name = path.join(folder, 'saker.pdf');
      writeFileSync(name, file);
      const [found] = await validatePdfs([name], 'ua1');
      expect(found!.faults).toEqual([]);
      expect(found!.checks).toBeGreaterThan(1000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  300_000,
);
