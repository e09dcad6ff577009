import fc from 'fast-check';
import { isIdentityNumber } from './identity-number.js';

/** Completes DDMMYY and three digits with the check digits; undefined for the combinations that have none. */
function complete(nine: string, firstRemainder = 0): string | undefined {
  const sum = (text: string, weights: readonly number[]): number =>
    weights.reduce((total, w, i) => total + w * Number(text[i]), 0);
  const first = (11 + firstRemainder - (sum(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  if (first === 10) return undefined;
  const second = (11 - (sum(nine + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return second === 10 ? undefined : `${nine}${first}${second}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
const nineDigits = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    individual: fc.integer({ min: 0, max: 999 }),
    dNumber: fc.constantFrom(0, 40),
    synthetic: fc.constantFrom(0, 40, 80),
  })
  .map(
    (p) => two(p.day + p.dNumber) + two(p.month + p.synthetic) + two(p.year) + String(p.individual).padStart(3, '0'),
  );

test('birth numbers, D-numbers and synthetic ones; also with the first check digit of 2032', () => {
  fc.assert(
    fc.property(nineDigits, fc.integer({ min: 0, max: 3 }), (nine, remainder) => {
      const number = complete(nine, remainder);
      fc.pre(number !== undefined);
      expect(isIdentityNumber(number)).toBe(true);
    }),
  );
});

test('another first check digit than those four is refused', () => {
  fc.assert(
    fc.property(nineDigits, fc.integer({ min: 4, max: 10 }), (nine, remainder) => {
      const number = complete(nine, remainder);
      fc.pre(number !== undefined);
      expect(isIdentityNumber(number)).toBe(false);
    }),
  );
});

test('a wrong last digit is always seen', () => {
  fc.assert(
    fc.property(nineDigits, fc.integer({ min: 1, max: 9 }), (nine, by) => {
      const number = complete(nine);
      fc.pre(number !== undefined);
      expect(isIdentityNumber(number.slice(0, 10) + ((Number(number[10]) + by) % 10))).toBe(false);
    }),
  );
});

/** The first number with these nine digits’ date that has check digits. */
const onDate = (date: string): string =>
  Array.from({ length: 1000 }, (_, i) => complete(date + String(i).padStart(3, '0'))).find(
    (number) => number !== undefined,
  )!;

test.each(['290200', '290296', '311299', '710199', '018101', '714180'])('%s is a date of birth', (date) =>
  expect(isIdentityNumber(onDate(date))).toBe(true),
);

test.each([
  '300200',
  '290201',
  '310499',
  '001299',
  '321299',
  '720199',
  '400199',
  '010099',
  '011399',
  '015399',
  '014099',
  '019399',
])('%s is none', (date) => expect(isIdentityNumber(onDate(date))).toBe(false));

test.each(['', '0101900000', '010190000000', '010190 0000', '０１０１９００００００'])(
  '“%s” is not eleven digits',
  (text) => expect(isIdentityNumber(text)).toBe(false),
);
