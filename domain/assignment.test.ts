import { chooseOfficer, type Officer, type ToAssign } from './assignment.js';

const officer = (id: string, open = 0, away = false): Officer => ({ id, open, away });
const asked = (given: Partial<ToAssign>): ToAssign => ({
  rules: [],
  officers: [officer('anne', 2), officer('berit', 1), officer('carl', 3)],
  conflicted: [],
  application: { sectors: ['health', 'care'], municipalityCode: '1804' },
  ...given,
});
const sector = (name: string, officerId: string) => ({ sector: name, municipalityCode: null, officerId });
const municipality = (code: string, officerId: string) => ({ sector: null, municipalityCode: code, officerId });

test('without a rule that fits, who has the fewest open cases gets it', () => {
  expect(chooseOfficer(asked({}))).toBe('berit');
  expect(chooseOfficer(asked({ rules: [sector('climate', 'carl'), municipality('1806', 'carl')] }))).toBe('berit');
});

test('the first rule that fits decides, however many cases its officer has', () => {
  const rules = [sector('climate', 'anne'), sector('care', 'carl'), municipality('1804', 'anne')];
  expect(chooseOfficer(asked({ rules }))).toBe('carl');
  expect(chooseOfficer(asked({ rules: [...rules].reverse() }))).toBe('anne');
});

test('who is away, in conflict or without the role any more is passed over', () => {
  const rules = [sector('care', 'carl'), municipality('1804', 'anne')];
  const away = [officer('anne', 2), officer('berit', 1), officer('carl', 0, true)];
  expect(chooseOfficer(asked({ rules, officers: away }))).toBe('anne');
  expect(chooseOfficer(asked({ rules, conflicted: ['carl'] }))).toBe('anne');
  expect(chooseOfficer(asked({ rules, officers: away, conflicted: ['anne'] }))).toBe('berit');
  expect(chooseOfficer(asked({ rules: [sector('care', 'suspended')] }))).toBe('berit');
});

test('where nobody can take it, nobody gets it', () => {
  expect(chooseOfficer(asked({ officers: [officer('anne', 0, true)] }))).toBeNull();
  expect(chooseOfficer(asked({ officers: [officer('anne')], conflicted: ['anne'] }))).toBeNull();
});
