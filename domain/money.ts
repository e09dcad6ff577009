/**
 * Whole Norwegian kroner, a safe integer, in the domain and in forms. Only the database’s edge has bigint: `toBigInt` on
 * the way in, `fromBigInt` on the way out.
 */
export type Kroner = number;

/** The largest amount a form takes (forms.md D.1, step 5). */
export const maxKroner: Kroner = 100_000_000;

/** For a column of the database. Throws RangeError for what is not a safe integer. */
export function toBigInt(amount: Kroner): bigint {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole kroner: ${amount}`);
  return BigInt(amount);
}

/** From a column of the database. Throws RangeError when it is too large to be exact. */
export function fromBigInt(amount: bigint): Kroner {
  const kroner = Number(amount);
  if (!Number.isSafeInteger(kroner)) throw new RangeError(`too large to be exact: ${amount}`);
  return kroner;
}

export type KronerFault = 'notANumber' | 'negative' | 'notWhole' | 'tooLarge';
export type ParsedKroner = { ok: true; value: Kroner | undefined } | { ok: false; code: KronerFault };

const dash = '[-\u2010-\u2015\u2212]';
const currency = '(?:kr\\.? ?)?';
/** "1100000", or groups of three with the same separator throughout. */
const whole = "(?<whole>\\d{1,3}(?<separator>[ .'])\\d{3}(?:\\k<separator>\\d{3})*|\\d+)";
/** ",00", or the ",-" of price tags. */
const end = `(?:[.,](?:(?<decimals>\\d+)|${dash}))?(?: ?(?:kr\\.?|kroner))?`;
const amountPattern = new RegExp(`^${currency}(?<sign>${dash} ?)?${currency}${whole}${end}$`, 'i');

/**
 * What a person writes or pastes as an amount: "1 100 000", "1.100.000,00", "kr 700 000,-". Every kind of space, full stop
 * and apostrophe may separate thousands. Empty is `undefined`. "1,000" is refused as `notWhole`, never guessed at.
 */
export function parseKroner(text: string): ParsedKroner {
  // Two cells of a table are never one amount.
  if (/\S[\t\n\r\v]+\S/.test(text)) return { ok: false, code: 'notANumber' };
  const tidy = text.replace(/\s+/g, ' ').replace(/[’ʼ‘]/g, "'").trim();
  if (tidy === '') return { ok: true, value: undefined };
  const parts = amountPattern.exec(tidy)?.groups;
  if (!parts) return { ok: false, code: 'notANumber' };
  const value = Number(parts['whole']!.replace(/\D/g, ''));
  const decimals = parts['decimals'] ?? '';
  if (parts['sign'] && (value > 0 || /[1-9]/.test(decimals))) return { ok: false, code: 'negative' };
  if (!/^0{0,2}$/.test(decimals)) return { ok: false, code: 'notWhole' };
  return value > maxKroner ? { ok: false, code: 'tooLarge' } : { ok: true, value };
}

const noBreakSpace = '\u00a0';
const minus = '\u2212';

/** "1 100 000" with no-break spaces; a true minus before what is below zero. */
export function formatAmount(amount: Kroner | bigint): string {
  const digits = String(amount)
    .replace('-', '')
    .replace(/\B(?=(?:\d{3})+$)/g, noBreakSpace);
  return amount < 0 ? minus + digits : digits;
}

/** "1 100 000 kr" */
export const formatKroner = (amount: Kroner | bigint): string => `${formatAmount(amount)}${noBreakSpace}kr`;
