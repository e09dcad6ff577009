/** What a ZIP container is, told from its directory and its own description. It is never unpacked: two small entries are read. */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { FileFault, FileType } from './types.js';

/** Beyond these no office document of 15 MiB goes. Sizes in bytes. */
export const containerLimits = {
  entries: 5000,
  unpacked: 300 * 1024 * 1024,
  ratio: 200,
  small: 10 * 1024 * 1024,
} as const;
/** The longest description that is read. */
const DESCRIPTION = 1024 * 1024;

export class ContainerFault extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault) {
    super(fault);
    this.fault = fault;
  }
}

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) =>
      zip ? resolve(zip) : reject(error ?? new Error('no ZIP')),
    );
  });

/** The directory, entry by entry; stops at the first that is out of bounds. */
async function entriesOf(zip: ZipFile, packed: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > containerLimits.entries) throw new ContainerFault('bomb');
  let [compressed, unpacked] = [0, 0];
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      compressed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      const steep = entry.uncompressedSize > containerLimits.small && entry.uncompressedSize > containerLimits.ratio * entry.compressedSize; // prettier-ignore
      // Entries that overlap are together larger than the file they lie in.
      if (steep || unpacked > containerLimits.unpacked || compressed > packed)
        return reject(new ContainerFault('bomb'));
      if (entry.isEncrypted()) return reject(new ContainerFault('passwordProtected'));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

/** The text of one small entry; '' when it is not there. */
async function read(zip: ZipFile, entry: Entry | undefined, most = DESCRIPTION): Promise<string> {
  if (!entry) return '';
  if (entry.uncompressedSize > most) throw new ContainerFault('bomb');
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    // The stream fails when the entry is larger than the directory says.
    zip.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error ?? new Error('no entry'));
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(pieces)));
    });
  });
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

const withMacros = /(^|\/)vbaproject\.bin$|(^|\/)vbadata\.xml$|^(basic|scripts)\/./i;

const opened: readonly [FileType, string][] = [
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
];
const openDocument: readonly [FileType, string][] = [
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
];

/** Throws `ContainerFault` for what is not taken in, and any Error for what cannot be read. */
export async function officeType(bytes: Buffer): Promise<FileType> {
  const zip = await open(bytes);
  const entries = await entriesOf(zip, bytes.length);
  if ([...entries.keys()].some((name) => withMacros.test(name))) throw new ContainerFault('macros');

  const contents = await read(zip, entries.get('[Content_Types].xml'));
  if (/macroEnabled|vbaProject/i.test(contents)) throw new ContainerFault('macros');
  const office = opened.find(([, main]) => contents.includes(`"${main}"`) || contents.includes(`'${main}'`));
  const folder = { docx: 'word/', xlsx: 'xl/' } as Partial<Record<FileType, string>>;
  if (office && [...entries.keys()].some((name) => name.startsWith(folder[office[0]]!))) return office[0];

  const type = (await read(zip, entries.get('mimetype'), 200)).trim();
  const document = openDocument.find(([, mime]) => mime === type);
  if (!document || !entries.has('content.xml')) throw new ContainerFault('unknownType');
  if ((await read(zip, entries.get('META-INF/manifest.xml'))).includes('encryption-data'))
    throw new ContainerFault('passwordProtected');
  return document[0];
}
