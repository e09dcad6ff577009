/** The kinds of file that are taken in. */
import path from 'node:path';

export type FileType = 'pdf' | 'docx' | 'xlsx' | 'odt' | 'ods' | 'png' | 'jpg';

/** Why a file is not taken in; the words are `attachments.fault.<code>`. */
export type FileFault = 'empty' | 'unknownType' | 'oldOffice' | 'passwordProtected' | 'macros' | 'damaged' | 'bomb';

type Known = {
  contentType: string;
  endings: readonly string[];
  /** What people call it. */
  name: string;
  /** A browser can show it without running anything of it. */
  shown: boolean;
};

export const fileTypes: Readonly<Record<FileType, Known>> = {
  pdf: { contentType: 'application/pdf', endings: ['.pdf'], name: 'PDF', shown: true },
  docx: {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['.docx'],
    name: 'Word',
    shown: false,
  },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['.xlsx'],
    name: 'Excel',
    shown: false,
  },
  odt: { contentType: 'application/vnd.oasis.opendocument.text', endings: ['.odt'], name: 'ODT', shown: false },
  ods: { contentType: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['.ods'], name: 'ODS', shown: false },
  png: { contentType: 'image/png', endings: ['.png'], name: 'PNG', shown: true },
  jpg: { contentType: 'image/jpeg', endings: ['.jpg', '.jpeg'], name: 'JPG', shown: true },
};

const all = Object.values(fileTypes);

/** For the file field of a form: what a browser offers to choose. */
export const acceptedEndings = all.flatMap(({ endings }) => endings).join(',');

/** What a file with this name says it is. */
export const typeNamed = (name: string): { ending: string; name: string } | undefined => {
  const ending = path.extname(name).toLowerCase();
  const known = all.find(({ endings }) => endings.includes(ending));
  return known && { ending, name: known.name };
};

export const knownType = (contentType: string): Known | undefined => all.find((one) => one.contentType === contentType);
