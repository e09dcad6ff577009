import fc from 'fast-check';
import { formatOrganisationNumber, isOrganisationNumber, parseOrganisationNumber } from './organisation-number.js';

test.each(['974760673', '889640782', '123456785'])('%s is one', (number) =>
  expect(isOrganisationNumber(number)).toBe(true),
);

test.each(['974760674', '97476067', '9747606730', '974 760 673', '000000000', '', 'abcdefghi'])(
  '“%s” is none',
  (text) => expect(isOrganisationNumber(text)).toBe(false),
);

test('spaces of any kind may be typed; shown in groups of three', () => {
  expect(parseOrganisationNumber(' 974\u00a0760 673 ')).toBe('974760673');
  expect(parseOrganisationNumber('974 760 674')).toBeUndefined();
  expect(formatOrganisationNumber('974760673')).toBe('974\u00a0760\u00a0673');
});

const numbers = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String).filter(isOrganisationNumber);

test('one wrong digit, or two neighbours swapped, is always seen', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const digits = [...number];
      const wrong = digits.with(at, String((Number(digits[at]) + by) % 10)).join('');
      expect(isOrganisationNumber(wrong)).toBe(false);
      if (at === 8 || digits[at] === digits[at + 1]) return;
      const swapped = digits
        .with(at, digits[at + 1]!)
        .with(at + 1, digits[at]!)
        .join('');
      expect(isOrganisationNumber(swapped)).toBe(false);
    }),
  );
});
