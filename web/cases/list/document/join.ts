/** Several PDFs as one, with a bookmark where each begins. */
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, type PDFRef } from '@cantoo/pdf-lib';

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

async function add(target: PDFDocument, bytes: Uint8Array, at?: number): Promise<number> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false });
  const pages = await target.copyPages(source, source.getPageIndices());
  for (const [i, page] of pages.entries())
    if (at === undefined) target.addPage(page);
    else target.insertPage(at + i, page);
  return pages.length;
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
  const begins: number[] = [];
  let count = 0;
  for (const { bytes } of parts) {
    begins.push(count);
    count += await add(document, await bytes());
  }
  const length = (await PDFDocument.load(await front(begins))).getPageCount();
  const moved = begins.map((page) => page + length);
  await add(document, await front(moved), 0);
  outline(document, parts.map((part, i) => ({ title: part.title, page: moved[i]! }))); // prettier-ignore
  return document.save();
}
