/** `/saker.csv` and `/saker.xlsx`: the whole list as the filter has it, for spreadsheets. */
import { formatShortDate, localDate } from '../../../domain/calendar/index.js';
import { userPage, type Answer, type Page, type UserContext } from '../../page.js';
import { csv } from '../../public/csv.js';
import { xlsx, xlsxType, type SheetCell } from '../../xlsx.js';
import { placeText } from '../place.js';
import { filterOf } from './filter.js';
import { missingText, sectorsText, waits } from './listed.js';
import { caseRows } from './reading.js';
import type { CaseRow } from './row.js';
import { shownList } from '../../log/shown.js';

type Column = { word: string; width: number; value: (context: UserContext, row: CaseRow) => SheetCell };

/** A day of the calendar here, as both kinds of file can have it. */
const day = (at: number | null): Date | null => (at === null ? null : new Date(`${localDate(at)}T00:00:00Z`));

const columns: readonly Column[] = [
  { word: 'cases.column.number', width: 14, value: (_, row) => row.number },
  { word: 'cases.column.title', width: 40, value: (_, row) => row.title },
  { word: 'cases.column.municipality', width: 20, value: (_, row) => row.municipality },
  { word: 'cases.column.rank', width: 18, value: ({ t }, row) => placeText(t, row.place) },
  { word: 'cases.column.office', width: 28, value: (_, row) => row.office },
  { word: 'cases.column.call', width: 28, value: (_, row) => row.call },
  { word: 'cases.column.state', width: 18, value: ({ t }, row) => t(`common.state.${row.kind}.${row.state}`) },
  { word: 'cases.column.officer', width: 22, value: (_, row) => row.officer },
  { word: 'cases.column.applied', width: 14, value: (_, row) => row.applied },
  { word: 'caseList.column.costs', width: 14, value: (_, row) => row.costs },
  { word: 'caseList.column.own', width: 18, value: (_, row) => row.own },
  { word: 'caseList.column.sharePercent', width: 10, value: (_, row) => row.share },
  { word: 'caseList.column.sectors', width: 28, value: ({ t }, row) => sectorsText(t, row.sectors) },
  { word: 'caseList.column.areas', width: 28, value: (_, row) => row.areas.join(', ') },
  { word: 'caseList.column.missing', width: 24, value: ({ t }, row) => row.missing.map((one) => missingText(t, one)).join(', ') },
  { word: 'caseList.column.received', width: 12, value: (_, row) => day(row.receivedAt) },
  { word: 'cases.column.waitsFor', width: 24, value: ({ t }, row) => waits(t, row) },
  { word: 'cases.column.deadline', width: 12, value: (_, row) => (row.deadline === null ? null : day(row.deadline - 1)) },
  { word: 'cases.column.address', width: 60, value: ({ services }, row) => new URL(`/saker/${row.id}`, services.config.BASE_URL).href },
]; // prettier-ignore

async function tableOf(context: UserContext): Promise<{ head: string[]; rows: SheetCell[][] }> {
  const rows = await caseRows(context, filterOf(context.query));
  return {
    head: columns.map(({ word }) => context.t(word)),
    rows: rows.map((row) => columns.map(({ value }) => value(context, row))),
  };
}

const inText = (cell: SheetCell): string | number | null =>
  cell instanceof Date ? formatShortDate(cell.toISOString().slice(0, 10)) : cell;

async function asCsv(context: UserContext): Promise<Answer> {
  const { head, rows } = await tableOf(context);
  const body = csv([head, ...rows.map((row) => row.map(inText))]);
  return { kind: 'file', name: `saker-${localDate(context.now)}.csv`, contentType: 'text/csv; charset=utf-8', body };
}

async function asXlsx(context: UserContext): Promise<Answer> {
  const { t, now } = context;
  const table = await tableOf(context);
  const body = await xlsx({ name: t('cases.list.title'), ...table, widths: columns.map(({ width }) => width) });
  return { kind: 'file', name: `saker-${localDate(now)}.xlsx`, contentType: xlsxType, body };
}

const exportPage = (path: string, get: (context: UserContext) => Promise<Answer>): Page =>
  userPage({ path, access: { list: 'case.list' }, personal: shownList(), get });

export const exportPages: readonly Page[] = [exportPage('/saker.csv', asCsv), exportPage('/saker.xlsx', asXlsx)];
