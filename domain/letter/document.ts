/** What the template sets: only text, never markup. `below`: numbers of the rows that belong to the one above them. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  /** What the paragraph below it answers. */
  | { kind: 'label'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; columns: { label: string; align: 'left' | 'right' }[]; rows: string[][]; total: string[] | null; below?: number[] }; // prettier-ignore

export type Signature = { name: string; role: string };

export type LetterDocument = {
  language: 'nb' | 'nn';
  /** "YYYY-MM-DD", in the file’s properties too. */
  date: string;
  title: string;
  office: string;
  officeLine: string;
  markAlt: string;
  recipient: string;
  references: { label: string; value: string }[];
  blocks: Block[];
  greeting: string;
  signatures: Signature[];
  approved: string;
  copies: { label: string; names: string } | null;
  pageLabel: string;
  ofLabel: string;
};

/** What a letter of one kind says between its head and its foot, and who signs it with the case officer. */
export type Body = Pick<LetterDocument, 'title' | 'blocks'> & {
  approver: { name: string; role: string } | null;
  copiesTo: readonly string[];
};

export const heading = (text: string): Block => ({ kind: 'heading', text });

export const list = (items: string[]): Block => ({ kind: 'list', items });

/** Prose somebody wrote: each line is a paragraph, blank lines fall away. */
export const paragraphs = (...texts: string[]): Block[] =>
  texts
    .flatMap((text) => text.split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((text) => ({ kind: 'paragraph', text }));
