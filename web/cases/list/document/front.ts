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

/** A4. */
export function frontPages(front: Front): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: front.language,
    info: { Title: front.title },
  });
  document.registerFont('text', font('400Regular')).registerFont('bold', font('700Bold'));
  const width = document.page.width - 2 * margin;
  const bottom = document.page.height - margin - 20;
  const whole = front.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = front.columns.map((column) => (width * column.width) / whole);

  const row = (cells: readonly string[], bold: boolean): void => {
    document.font(bold ? 'bold' : 'text').fontSize(size);
    const height = Math.max(...cells.map((cell, i) => document.heightOfString(cell, { width: widths[i]! - gap })));
    if (document.y + height > bottom) {
      document.addPage();
      if (!bold) row(front.columns.map(({ text }) => text), true); // prettier-ignore
      document.font(bold ? 'bold' : 'text').fontSize(size);
    }
    const { y } = document;
    let x = margin;
    for (const [i, cell] of cells.entries()) {
      document.text(cell, x, y, { width: widths[i]! - gap, align: front.columns[i]!.right ? 'right' : 'left' });
      x += widths[i]!;
    }
    document
      .moveTo(margin, y + height + 3)
      .lineTo(margin + width, y + height + 3)
      .lineWidth(0.5)
      .strokeColor('#bbbbbb')
      .stroke();
    document.x = margin;
    document.y = y + height + 6;
  };

  document.font('bold').fontSize(18).text(front.title).moveDown(0.5);
  document.font('text').fontSize(10);
  for (const line of front.lines) document.text(line);
  document.moveDown();
  row(front.columns.map(({ text }) => text), true); // prettier-ignore
  for (const cells of front.rows) row(cells, false);
  row(front.total, true);
  if (front.left) {
    document.moveDown().font('bold').fontSize(11).text(front.left.heading, margin).moveDown(0.3);
    document.font('text').fontSize(size).list([...front.left.lines], margin, document.y, { width, bulletRadius: 1.5 });
  }
  const { count } = document.bufferedPageRange();
  for (let n = 0; n < count; n++) {
    document.switchToPage(n);
    document.page.margins.bottom = 0;
    document.font('text').fontSize(8).text(front.footer(n + 1), margin, document.page.height - 35, { width, align: 'right' });
  }
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => done(Buffer.concat(chunks)));
    document.on('error', failed);
    document.end();
  });
} // prettier-ignore
