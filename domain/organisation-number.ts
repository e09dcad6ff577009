const weights = [3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** Nine digits whose last is the modulus 11 check digit of Enhetsregisteret. No spaces. */
export function isOrganisationNumber(text: string): boolean {
  if (!/^[1-9]\d{8}$/.test(text)) return false;
  return weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0) % 11 === 0;
}

/** What a person writes, "974 760 673", as nine digits; undefined when it is no organisation number. */
export function parseOrganisationNumber(text: string): string | undefined {
  const digits = text.replace(/\s/g, '');
  return isOrganisationNumber(digits) ? digits : undefined;
}

/** "974 760 673" with no-break spaces. */
export const formatOrganisationNumber = (number: string): string => number.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');
