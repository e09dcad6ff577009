const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const;
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;
/** Numbers given from 2032 on may leave 1, 2 or 3 at the first check digit; older ones leave 0. */
const firstRemainders = [0, 1, 2, 3];

/**
 * Is this an identity number: eleven digits, a date of birth that exists, and both check digits? Takes birth numbers,
 * D-numbers (day + 40) and the synthetic numbers of test people (month + 40 or + 80). It is never stored (DESIGN section 5).
 * Source: folkeregisterforskriften kapittel 2; the rule of 2032 from Skatteetaten’s documentation of Folkeregisteret.
 */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const digits = [...text].map(Number);
  const remainder = (weights: readonly number[]): number =>
    weights.reduce((sum, weight, i) => sum + weight * digits[i]!, 0) % 11;
  return isBirthDate(text) && firstRemainders.includes(remainder(firstWeights)) && remainder(secondWeights) === 0;
}

/** DDMMYY. Numbers from 2032 on do not tell the century; every date of 19YY exists in 20YY too. */
function isBirthDate(text: string): boolean {
  const [day, month, year] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  const dayOfMonth = day > 40 ? day - 40 : day;
  const monthOfYear = month > 80 ? month - 80 : month > 40 ? month - 40 : month;
  if (monthOfYear < 1 || monthOfYear > 12 || dayOfMonth < 1) return false;
  return dayOfMonth <= new Date(Date.UTC(2000 + year, monthOfYear, 0)).getUTCDate();
}
