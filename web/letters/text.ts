/** The letter as the page shows it: the very words of the file, from the same facts (DESIGN rule 11). */
import { letterDocument } from '../../domain/letter/content.js';
import type { Block } from '../../domain/letter/document.js';
import type { LetterFacts, WrittenForm } from '../../domain/notices.js';

export type LetterTable = {
  columns: { label: string; number: boolean }[];
  rows: { text: string; number: boolean }[][];
};
/** One of the four is set. */
export type LetterPart = {
  heading: string | null;
  paragraph: string | null;
  list: string[] | null;
  table: LetterTable | null;
};
export type LetterText = {
  language: WrittenForm;
  heading: string;
  office: string;
  recipient: string;
  references: { label: string; value: string }[];
  parts: LetterPart[];
  greeting: string;
  signatures: { name: string; role: string }[];
  approved: string;
  copies: string | null;
};

const nothing: LetterPart = { heading: null, paragraph: null, list: null, table: null };

function partOf(block: Block): LetterPart {
  switch (block.kind) {
    case 'heading':
    case 'label':
      return { ...nothing, heading: block.text };
    case 'paragraph':
      return { ...nothing, paragraph: block.text };
    case 'list':
      return { ...nothing, list: block.items };
    case 'table': {
      const columns = block.columns.map(({ label, align }) => ({ label, number: align === 'right' }));
      const rows = [...block.rows, ...(block.total ? [block.total] : [])];
      const cells = rows.map((row) => row.map((text, i) => ({ text, number: columns[i]?.number ?? false })));
      return { ...nothing, table: { columns, rows: cells } };
    }
  }
}

export function letterText(facts: LetterFacts): LetterText {
  const { language, title, office, recipient, references, blocks, greeting, signatures, approved, copies } =
    letterDocument(facts);
  return {
    language,
    heading: title,
    office,
    recipient,
    references,
    parts: blocks.map(partOf),
    greeting,
    signatures,
    approved,
    copies: copies ? `${copies.label} ${copies.names}` : null,
  };
}
