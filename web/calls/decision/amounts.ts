/** What is given year by year: the call’s budget year counts against its frame, later years are conditional (DESIGN section 7). Whole kroner. */
import { formatKroner } from '../../../domain/money.js';
import type { PageContext } from '../../page.js';
import type { BoardRow } from '../allocation/board.js';

type Row = Pick<BoardRow, 'years'>;
const givenIn = ({ years }: Row, year: number): number => years.find((one) => one.year === year)?.given ?? 0;
/** All years together. */
export const givenInAll = ({ years }: Row): number => years.reduce((sum, { given }) => sum + (given ?? 0), 0);
export const gives = (row: Row): boolean => givenInAll(row) > 0;

/** The budget year and those in which anything is given, in order. */
export const yearsOf = (rows: readonly Row[], budgetYear: number): number[] =>
  [
    ...new Set([
      budgetYear,
      ...rows.flatMap(({ years }) => years.filter(({ given }) => given).map(({ year }) => year)),
    ]),
  ].sort();

/** A row’s amounts by year and, with several years, their sum. */
export const cellsOf = (row: Row, years: readonly number[]): number[] => [
  ...years.map((year) => givenIn(row, year)),
  ...(years.length > 1 ? [givenInAll(row)] : []),
];

/** "700 000 kr i 2027 teller mot rammen. 1 400 000 kr i senere år er betinget. 2 100 000 kr i alt." */
export function moneyText({ t }: Pick<PageContext, 't'>, rows: readonly Row[], budgetYear: number): string {
  const sum = rows.reduce((total, row) => total + givenInAll(row), 0);
  const counted = rows.reduce((total, row) => total + givenIn(row, budgetYear), 0);
  const words = { year: budgetYear, counted: formatKroner(counted) };
  return sum === counted
    ? t('calls.decision.moneyOneYear', words)
    : t('calls.decision.money', { ...words, later: formatKroner(sum - counted), sum: formatKroner(sum) });
}
