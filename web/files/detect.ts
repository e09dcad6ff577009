/** What a file is, by its content alone: neither its name nor what the browser calls it is asked. */
import { fileTypeFromBuffer } from 'file-type';
import { ContainerFault, officeType } from './office.js';
import { isWholePdf, needsPassword } from './pdf.js';
import type { FileFault, FileType } from './types.js';

export type Detected = { type: FileType } | { fault: FileFault };

const begins = (bytes: Buffer, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
const zip = [0x50, 0x4b, 0x03, 0x04];
/** The container of Word and Excel before 2007, and of what Office locks with a password today. */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const names = (bytes: Buffer, name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));

export async function detect(bytes: Buffer): Promise<Detected> {
  if (bytes.length === 0) return { fault: 'empty' };
  if (begins(bytes, zip)) return inside(() => officeType(bytes));
  if (begins(bytes, compound)) return { fault: compoundFault(bytes) };
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    return inside(async () => {
      if (!isWholePdf(bytes)) throw new ContainerFault('damaged');
      if (await needsPassword(bytes)) throw new ContainerFault('passwordProtected');
      return 'pdf';
    });
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.ext === 'png' || found?.ext === 'jpg' ? { type: found.ext } : { fault: 'unknownType' };
}

function compoundFault(bytes: Buffer): FileFault {
  if (names(bytes, 'EncryptedPackage')) return 'passwordProtected';
  return names(bytes, 'WordDocument') || names(bytes, 'Workbook') ? 'oldOffice' : 'unknownType';
}

/** What cannot be read to its end is damaged. */
async function inside(look: () => Promise<FileType>): Promise<Detected> {
  try {
    return { type: await look() };
  } catch (error) {
    return { fault: error instanceof ContainerFault ? error.fault : 'damaged' };
  }
}
