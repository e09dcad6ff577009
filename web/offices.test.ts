import { byPlace } from './offices.js';

test('the offices are in the order of their places, whatever their written form', () => {
  const names = ['Statsforvaltaren i Vestland', 'Statsforvalteren i Nordland', 'Statsforvaltaren i Rogaland', 'Statsforvalteren i Agder'];
  expect(names.sort(byPlace).map((name) => name.split(' i ')[1])).toEqual(['Agder', 'Nordland', 'Rogaland', 'Vestland']);
}); // prettier-ignore
