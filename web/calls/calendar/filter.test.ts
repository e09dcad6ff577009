import fc from 'fast-check';
import { calendarFilter, calendarQuery } from './filter.js';

test('an address keeps all that was chosen', () => {
  const address = '?ar=2027&embete=FMNO&tema=barn+og+unge&fylke=18&prosjekt=videreforinger&status=kommer';
  expect(calendarQuery(calendarFilter(new URLSearchParams(address)))).toBe(address);
});

test('whatever the address says, the filter it gives is one that gives itself', () => {
  const name = fc.constantFrom('ar', 'embete', 'tema', 'fylke', 'prosjekt', 'status', 'annet');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
      const filter = calendarFilter(new URLSearchParams(pairs));
      expect(calendarFilter(new URLSearchParams(calendarQuery(filter)))).toEqual(filter);
    }),
  );
});
