/** Several PDFs as one, with a bookmark where each begins; readable aloud when all of them are. */
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, PDFObjectCopier, PDFPage, type PDFPageLeaf, type PDFRef } from '@cantoo/pdf-lib'; // prettier-ignore
import { structuresOf, type Structures } from './structure.js';

export type Bookmark = { title: string; page: number };

/** The bookmarks of the file, one level. `page` counts from 0. */
function outline(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  if (bookmarks.length === 0) return;
  const { context } = document;
  const root = context.nextRef();
  const refs = bookmarks.map((): PDFRef => context.nextRef());
  const pages = document.getPages();
  for (const [i, { title, page }] of bookmarks.entries()) {
    const item = new Map<PDFName, PDFName | PDFRef | PDFHexString>();
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    item.set(PDFName.of('Parent'), root);
    if (i > 0) item.set(PDFName.of('Prev'), refs[i - 1]!);
    if (i < refs.length - 1) item.set(PDFName.of('Next'), refs[i + 1]!);
    const entry = PDFDict.fromMapWithContext(item, context);
    entry.set(PDFName.of('Dest'), context.obj([pages[page]!.ref, PDFName.of('XYZ'), PDFNull, PDFNull, PDFNull]));
    context.assign(refs[i]!, entry);
  }
  const top = context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)! });
  top.set(PDFName.of('Count'), PDFNumber.of(refs.length));
  context.assign(root, top);
  document.catalog.set(PDFName.of('Outlines'), root);
  document.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

type Adding = { bytes: Uint8Array; title: string; structures: Structures; at?: 'first' };

/** Puts a file’s pages last, or first, with what makes them readable aloud; answers how many. */
async function add(target: PDFDocument, { bytes, title, structures, at }: Adding): Promise<number> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const copier = PDFObjectCopier.for(document.context, target.context);
  // By reference: what points to a page from elsewhere in the file then finds its copy.
  const pages = document.getPages().map((page) => {
    const ref = copier.copy(page.ref);
    return PDFPage.of(target.context.lookup(ref) as PDFPageLeaf, ref, target);
  });
  for (const [i, page] of pages.entries()) target.insertPage(at === 'first' ? i : target.getPageCount(), page);
  structures.take({ document, copier, pages, title }, at ?? 'last');
  return pages.length;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The file says of itself that it follows PDF/UA-1, which every one of its parts does. */
function claim(document: PDFDocument, title: string): void {
  const xmp = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  const stream = document.context.stream(Buffer.from(xmp), { Type: 'Metadata', Subtype: 'XML' });
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
}

export type Part = { title: string; bytes: () => Promise<Uint8Array> };
export type Joining = {
  title: string;
  language: string;
  parts: readonly Part[];
  /** The pages before them, by where each part begins counted from them; made twice, since they are of a length. */
  front: (begins: readonly number[]) => Promise<Uint8Array>;
};

/** Read one at a time; the file is in memory as a whole. */
export async function joined({ title, language, parts, front }: Joining): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage(language);
  const structures = structuresOf(document);
  const begins: number[] = [];
  let count = 0;
  for (const part of parts) {
    begins.push(count);
    count += await add(document, { bytes: await part.bytes(), title: part.title, structures });
  }
  const length = (await PDFDocument.load(await front(begins))).getPageCount();
  const moved = begins.map((page) => page + length);
  await add(document, { bytes: await front(moved), title, structures, at: 'first' });
  if (structures.write()) claim(document, title);
  outline(document, parts.map((part, i) => ({ title: part.title, page: moved[i]! }))); // prettier-ignore
  return document.save();
}
