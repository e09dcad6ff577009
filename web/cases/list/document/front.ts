/** The pages before the documents: what was asked for, the cases with their sums, and where in the file each begins. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

export type FrontCell = { text: string; right?: boolean; bold?: boolean };
export type Front = {
  language: string;
  title: string;
  /** The call, the filter, when, and by whom. */
  lines: readonly string[];
  /** Widths are parts of the page’s. */
  columns: readonly { text: string; width: number; right?: boolean }[];
  rows: readonly (readonly string[])[];
  total: readonly string[];
  /** What is not in the file, and why. */
  left: { heading: string; lines: readonly string[] } | null;
  /** "Side 1" */
  footer: (page: number) => string;
};

const { resolve } = createRequire(import.meta.url);
const font = (weight: '400Regular' | '700Bold'): string =>
  resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`);

const margin = 50;
const size = 9;
const gap = 8;

/** A4, tagged as a document with a heading, paragraphs, a table and a list, so that it can be read aloud. */
export function frontPages(front: Front): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: front.language,
    info: { Title: front.title },
  });
  document.registerFont('text', font('400Regular')).registerFont('bold', font('700Bold'));
  const width = document.page.width - 2 * margin;
  const bottom = document.page.height - margin - 20;
  const whole = front.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = front.columns.map((column) => (width * column.width) / whole);
  const body = document.struct('Document', { title: front.title });
  document.addStructure(body);

  const tagged = (type: string, draw: () => void): void => void body.add(document.struct(type, {}, draw));
  /** What is there for the eye only. */
  const artifact = (draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void => {
    document.markContent('Artifact', { type });
    draw();
    document.endMarkedContent();
  };

  type Cells = { cells: readonly string[]; bold: boolean; draw: (column: number, text: () => void) => void };
  const drawn = ({ cells, bold, draw }: Cells): void => {
    document.font(bold ? 'bold' : 'text').fontSize(size);
    const height = Math.max(...cells.map((cell, i) => document.heightOfString(cell, { width: widths[i]! - gap })));
    if (document.y + height > bottom) {
      document.addPage();
      if (!bold) artifact(() => drawn({ cells: headings, bold: true, draw: (_i, text) => text() }), 'Pagination');
      document.font(bold ? 'bold' : 'text').fontSize(size);
    }
    const { y } = document;
    let x = margin;
    for (const [i, cell] of cells.entries()) {
      const [at, align] = [x, front.columns[i]!.right ? 'right' : 'left'] as const;
      draw(i, () => void document.text(cell, at, y, { width: widths[i]! - gap, align }));
      x += widths[i]!;
    }
    artifact(() => {
      const under = y + height + 3;
      document
        .moveTo(margin, under)
        .lineTo(margin + width, under)
        .lineWidth(0.5)
        .strokeColor('#bbbbbb')
        .stroke();
    });
    document.x = margin;
    document.y = y + height + 6;
  };
  const headings = front.columns.map(({ text }) => text);

  tagged('H1', () => void document.font('bold').fontSize(18).text(front.title).moveDown(0.5));
  document.font('text').fontSize(10);
  for (const line of front.lines) tagged('P', () => void document.text(line));
  document.moveDown();

  const table = document.struct('Table');
  body.add(table);
  const row = (cells: readonly string[], { bold, type }: { bold: boolean; type: 'TH' | 'TD' }): void => {
    const tr = document.struct('TR');
    table.add(tr);
    // Its types do not know it yet.
    const scope = (type === 'TH' ? { scope: 'Column' } : {}) as { title?: string };
    drawn({ cells, bold, draw: (_i, text) => void tr.add(document.struct(type, scope, text)) });
    tr.end();
  };
  row(headings, { bold: true, type: 'TH' });
  for (const cells of front.rows) row(cells, { bold: false, type: 'TD' });
  row(front.total, { bold: true, type: 'TD' });
  table.end();

  if (front.left) {
    const { heading, lines } = front.left;
    document.moveDown();
    tagged('H2', () => void document.font('bold').fontSize(11).text(heading, margin, document.y, { width }));
    document.moveDown(0.3).font('text').fontSize(size);
    const list = document.struct('L');
    body.add(list);
    for (const line of lines) {
      const item = document.struct('LI');
      list.add(item);
      item.add(document.struct('LBody', {}, () => void document.text(`• ${line}`, margin, document.y, { width })));
      item.end();
    }
    list.end();
  }
  body.end();

  const { count } = document.bufferedPageRange();
  for (let n = 0; n < count; n++) {
    document.switchToPage(n);
    document.page.margins.bottom = 0;
    const at = document.page.height - 35;
    artifact(() => void document.font('text').fontSize(8).text(front.footer(n + 1), margin, at, { width, align: 'right' }), 'Pagination'); // prettier-ignore
  }
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => done(Buffer.concat(chunks)));
    document.on('error', failed);
    document.end();
  });
}
