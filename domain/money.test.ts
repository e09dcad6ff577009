import fc from 'fast-check';
import { formatAmount, formatKroner, fromBigInt, maxKroner, parseKroner, toBigInt } from './money.js';

const value = (text: string) => {
  const parsed = parseKroner(text);
  return parsed.ok ? parsed.value : parsed.code;
};

test.each([
  '1100000',
  '1 100 000',
  '1\u00a0100\u00a0000',
  '1\u202f100\u202f000',
  '1\u2009100\u2009000',
  '1\u00a0100 000',
  '1.100.000',
  "1'100'000",
  '1’100’000',
  '  1 100 000  ',
  '1 100 000 kr',
  '1 100 000 kr.',
  '1100000KR',
  '1 100 000 kroner',
  'kr 1 100 000',
  'kr. 1 100 000',
  'kr1100000',
  '1 100 000,-',
  'kr 1 100 000,–',
  '1100000,- kr',
  '1100000,00',
  '1.100.000,00 kr',
  '1100000.00',
])('“%s” is 1 100 000', (text) => expect(value(text)).toBe(1_100_000));

test.each(['', '   ', '\u00a0'])('“%s” is nothing given', (text) =>
  expect(parseKroner(text)).toEqual({ ok: true, value: undefined }),
);

test.each(['=1+1', '1+1', '+500', 'abc', 'kr', '12 kr kr', '1e5', '0x10', '1 10', '1 1000', '1.100 000', '1,100,000', '12a', 'NaN', '١٢٣', '--5', '1..000', ',50'])(
  '“%s” is not a number',
  (text) => expect(value(text)).toBe('notANumber'),
); // prettier-ignore

test.each(['-500', '−1 000 kr', '–500', 'kr -500', '- 500', '-0,50'])('“%s” is negative', (text) =>
  expect(value(text)).toBe('negative'),
);

test.each(['1,5', '1100,50', '1 100,50 kr', '0,01', '1.5', '1,000', '1100.000'])('“%s” is not whole', (text) =>
  expect(value(text)).toBe('notWhole'),
);

test('a single group after a full stop is thousands', () => {
  expect(parseKroner('780.000')).toEqual({ ok: true, value: 780_000 });
});

test('nought', () => expect([value('0'), value('0,00'), value('-0')]).toEqual([0, 0, 0]));

test('the limit itself is allowed', () => {
  expect(value('100 000 000')).toBe(maxKroner);
  expect(value('100 000 001')).toBe('tooLarge');
  expect(value('9'.repeat(400))).toBe('tooLarge');
});

test('amounts as text', () => {
  expect(formatKroner(1_100_000)).toBe('1\u00a0100\u00a0000\u00a0kr');
  expect(formatKroner(1_100_000n)).toBe('1\u00a0100\u00a0000\u00a0kr');
  expect(formatAmount(-50_000)).toBe('\u221250\u00a0000');
  expect([formatAmount(0), formatAmount(-0), formatAmount(999), formatAmount(1000)]).toEqual([
    '0',
    '0',
    '999',
    '1\u00a0000',
  ]);
});

const amounts = fc.integer({ min: 0, max: maxKroner });

test('what is shown can be typed back', () => {
  fc.assert(
    fc.property(
      amounts,
      fc.constantFrom(' ', '.', "'", '\u202f', '\u2009'),
      fc.constantFrom('', ' kr', ',-', ',00'),
      (amount, separator, end) => {
        expect(value(formatKroner(amount))).toBe(amount);
        expect(value(formatAmount(amount).replaceAll('\u00a0', separator) + end)).toBe(amount);
      },
    ),
  );
});

test('any text gives whole kroner within the limits, nothing, or a code', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789 .,-−’kr=\u00a0') }));
  fc.assert(
    fc.property(text, (typed) => {
      const parsed = parseKroner(typed);
      if (!parsed.ok || parsed.value === undefined) return;
      expect(Number.isSafeInteger(parsed.value)).toBe(true);
      expect(parsed.value >= 0 && parsed.value <= maxKroner).toBe(true);
      expect(
        typed
          .replace(/[.,]00?\D*$/, '')
          .replace(/\D/g, '')
          .replace(/^0+(?=\d)/, ''),
      ).toBe(String(parsed.value));
    }),
    { numRuns: 3000 },
  );
});

test('a long text is judged at once', () => {
  const started = performance.now();
  for (const text of ['1 '.repeat(50_000), ' '.repeat(50_000) + 'x', '1.000'.repeat(20_000), '1'.repeat(100_000) + '!'])
    parseKroner(text);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('the database’s edge', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (amount) => expect(fromBigInt(toBigInt(amount))).toBe(amount)));
  expect(() => toBigInt(1.5)).toThrow(RangeError);
  expect(() => toBigInt(2 ** 60)).toThrow(RangeError);
  expect(() => fromBigInt(2n ** 60n)).toThrow(RangeError);
});
