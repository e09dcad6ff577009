/** What an approver may sign of a call, and what follows from it. */
import { createHash } from 'node:crypto';
import { addWorkingDays, formatDate, localDate } from '../../../domain/calendar/index.js';
import { letterLanguage } from '../../../domain/letter/language.js';
import type { PageContext } from '../../page.js';
import { decisionHindrance, type BoardRow, type Signer } from '../allocation/board.js';
import { moneyText } from './amounts.js';

export type Hindered = { row: BoardRow; why: 'conflict' | 'fourEyes' };
export type Batch = { ready: BoardRow[]; hindered: Hindered[] };

/** The recommended ones that are not signed: those this person may decide, and the others with the reason. */
export function batchOf(rows: readonly BoardRow[], signer: Signer): Batch {
  const waiting = rows.filter((row) => row.state === 'recommended' && !row.signed);
  return {
    ready: waiting.filter((row) => !decisionHindrance(row, signer)),
    hindered: waiting.flatMap((row) => {
      const why = decisionHindrance(row, signer);
      return why ? [{ row, why }] : [];
    }),
  };
}

/** Tells one batch with its recommendations from another: what was seen is what is signed. */
export function sealOf(rows: readonly BoardRow[]): string {
  const seen = rows.map(({ id, round, outcome, years }) => [
    id,
    round,
    outcome,
    years.map(({ year, given }) => [year, given]),
  ]);
  return createHash('sha256').update(JSON.stringify(seen.sort())).digest('hex');
}

/** A19: at the latest, whether the letters are opened or not. */
const publicAfterWorkingDays = 3;

/** Step 2 of the page, as sentences. */
export function consequencesOf(context: PageContext, { ready, hindered }: Batch, budgetYear: number): string[] {
  const { t, now } = context;
  const say = (key: string, params: Record<string, unknown>): string => t(`calls.decision.consequence.${key}`, params);
  const nynorsk = ready.filter((row) => letterLanguage(row.writtenForm, row.language) === 'nn').length;
  return [
    `${say('decided', { count: ready.length })} ${moneyText(context, ready, budgetYear)}`,
    say('letters', { count: ready.length, nb: ready.length - nynorsk, nn: nynorsk }),
    ...(hindered.length > 0 ? [say('hindered', { count: hindered.length })] : []),
    say('public', { at: formatDate(addWorkingDays(localDate(now), publicAfterWorkingDays)) }),
    say('final', {}),
  ];
}
