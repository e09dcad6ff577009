/** Files as people attach them, and as they should not: small, whole, and made here. */
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { ZipFile } from 'yazl';

/** A ZIP of these entries, packed. */
export async function aZip(entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

const main = {
  docx: ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
} as const;

type Entries = Readonly<Record<string, string | Buffer>>;

/** A Word or Excel file; `more` is put beside what it must have. */
export function anOfficeFile(type: 'docx' | 'xlsx', more: Entries = {}, contentType: string = main[type][1]): Promise<Buffer> {
  const [part] = main[type];
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${contentType}"/></Types>`;
  return aZip({ '[Content_Types].xml': types, '_rels/.rels': '<Relationships/>', [part]: '<w:document/>', ...more });
} // prettier-ignore

export const anOpenDocument = (type: 'odt' | 'ods', more: Entries = {}): Promise<Buffer> =>
  aZip({
    mimetype: `application/vnd.oasis.opendocument.${type === 'odt' ? 'text' : 'spreadsheet'}`,
    'content.xml': '<office:document-content/>',
    'META-INF/manifest.xml': '<manifest:manifest/>',
    ...more,
  });

type Locks = { userPassword?: string; ownerPassword?: string; pdfVersion?: '1.4' | '1.7' | '1.7ext3' };

/** A PDF of one page that says `text`. */
export function aPdf(text = 'Prosjektplan', locks: Locks = {}): Promise<Buffer> {
  const document = new PDFDocument(locks);
  document.text(text);
  document.end();
  return buffer(document);
}

/** The smallest picture: one pixel. */
export const aPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const aJpg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]),
  Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'),
  Buffer.from([0xff, 0xd9]),
]);

/** A PDF of exactly so many bytes, with nothing much in it. */
export function aPdfOf(size: number, mark = ''): Buffer {
  const [head, tail] = [`%PDF-1.7\n%${mark}`, '\nstartxref\n0\n%%EOF\n'];
  return Buffer.concat([Buffer.from(head), Buffer.alloc(size - head.length - tail.length, 0x20), Buffer.from(tail)]);
}

/** What Office writes when a document is locked with a password, or before 2007. */
export const aCompoundFile = (entry: 'EncryptedPackage' | 'WordDocument' | 'Workbook'): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(entry, 'utf16le'),
    Buffer.alloc(512),
  ]);
