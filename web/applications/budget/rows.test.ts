import { change, parseTyped, readTyped, withBlankRows, type TypedBudget } from './rows.js';

const empty: TypedBudget = { costs: [], applied: [], own: [], other: [] };
const years = [2027, 2028];

test('an empty budget has one blank row of each kind, and blank rows are not saved', () => {
  const typed = withBlankRows(empty, 2);
  expect(typed.costs).toHaveLength(7);
  expect(typed.own.map((row) => row.kind)).toEqual(['cash', 'ownWork', 'partner']);
  expect(parseTyped(typed, years)).toEqual({ rows: { costs: [], applied: [], own: [], other: [] }, faults: [] });
});

test('what cannot be read is named by its field, and the rest is read', () => {
  const typed = readTyped(
    {
      'costs-count': '1',
      'costs-0-kind': 'salary',
      'costs-0-2027': '830 000',
      'costs-0-2028': 'mye',
      'applied-count': '1',
      'applied-0-2027': '-5',
    },
    years,
  );
  const { rows, faults } = parseTyped(typed, years);
  expect(rows.costs).toEqual([{ kind: 'salary', label: '', amounts: [830_000, 0] }]);
  expect(faults).toEqual([
    { fieldId: 'costs-0-2028', code: 'notANumber' },
    { fieldId: 'applied-0-2027', code: 'negative' },
  ]);
});

test('a kind nobody offered counts as the last of its side, and no more rows are read than the form can have', () => {
  const typed = readTyped(
    { 'costs-40-2027': '1', 'costs-0-kind': '<script>', 'other-count': '1', 'other-0-label': ' Husbanken ' },
    years,
  );
  expect(typed.costs).toHaveLength(30);
  expect(typed.costs[0]!.kind).toBe('other');
  expect(typed.other[0]!.label).toBe('Husbanken');
});

test('rows and years are added and taken away without touching the others', () => {
  const typed = readTyped({ 'other-count': '2', 'other-0-label': 'A', 'other-1-label': 'B' }, years);
  expect(change(typed, 2, 'remove:other:0').typed.other.map((row) => row.label)).toEqual(['B']);
  expect(change(typed, 2, 'add:costs').typed.costs).toHaveLength(1);
  expect(change(typed, 4, 'addYear').yearCount).toBe(4);
  expect(change(typed, 1, 'removeYear').yearCount).toBe(1);
  expect(change(typed, 2, 'add:nothing')).toEqual({ typed, yearCount: 2 });
});
