/** Plain text as paragraphs, with what is an address of the web recognised as a link. */

export type Piece = { text: string; href: string | null };

const address = /https?:\/\/[^\s<>"«»]+/gi;

/** An address without the punctuation of the sentence it ends; a closing bracket stays where the address opened it. */
function withoutSentence(found: string): string {
  const cut = found.replace(/[.,;:!?'’”]+$/, '');
  const unopened = cut.endsWith(')') && cut.split(')').length > cut.split('(').length;
  return unopened ? withoutSentence(cut.slice(0, -1)) : cut;
}

/** The address to go to, or null: no other scheme than the web’s, and no name before an @ that hides where it leads. */
function hrefOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const safe = ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
  return safe ? url.href : null;
}

function piecesOf(paragraph: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of paragraph.matchAll(address)) {
    const text = withoutSentence(found);
    const href = hrefOf(text);
    if (!href) continue;
    if (index > end) pieces.push({ text: paragraph.slice(end, index), href: null });
    pieces.push({ text, href });
    end = index + text.length;
  }
  return end < paragraph.length ? [...pieces, { text: paragraph.slice(end), href: null }] : pieces;
}

/** Paragraphs are parted by blank lines; joined together the pieces are the text. */
export const paragraphsOf = (text: string): Piece[][] =>
  text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => piecesOf(paragraph.trim()));
