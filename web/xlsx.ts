/** A list as a spreadsheet: one sheet, its first row in bold and held. Texts stay texts, also those that look like formulas. */
import writeXlsxFile from 'write-excel-file/node';

/** A date is a day, at midnight UTC. */
export type SheetCell = string | number | Date | null;
export type Sheet = { name: string; head: readonly string[]; rows: readonly (readonly SheetCell[])[]; /** In characters, column by column. */ widths?: readonly number[] }; // prettier-ignore

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The name of a sheet has at most 31 characters, and none of []:*?/\. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

const cell = (value: SheetCell) => {
  if (value === null || value === '') return null;
  if (value instanceof Date) return { value, type: Date, format: 'dd.mm.yyyy' };
  return typeof value === 'number'
    ? { value, type: Number, format: '#,##0' }
    : { value, type: String, wrap: true, alignVertical: 'top' as const };
};

export function xlsx({ name, head, rows, widths }: Sheet): Promise<Buffer> {
  const data = [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ];
  const columns = head.map((_, i) => ({ width: widths?.[i] ?? 20 }));
  return writeXlsxFile(data, { sheet: sheetName(name), columns, stickyRowsCount: 1 }).toBuffer();
}
