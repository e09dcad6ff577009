/** A small CSV as Norwegian spreadsheets read it: BOM, semicolon, CRLF (RFC 4180 quoting). */

/** What a spreadsheet would run as a formula; the wide signs are those of East Asian keyboards. */

const formula = /^[=+\-@\t\r\n\u0000＝＋－＠]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Texts that begin like a formula get an apostrophe in front; numbers are written as they are. */
export const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
