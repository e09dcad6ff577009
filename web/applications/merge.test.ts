import { contentOf, type DraftContent } from './draft.js';
import { drawnOf, merge, readDrawn } from './merge.js';

const base = { title: 'Et Smartere Salten', summary: 'Ti kommuner', sectors: ['health'] } as DraftContent;
const fields = ['title', 'summary', 'sectors'] as const;
const drawn = readDrawn(drawnOf(base, fields));

test('what only one of us changed is kept, whoever it was', () => {
  const theirs = { ...base, summary: 'Elleve kommuner' };
  expect(merge(theirs, { title: 'Et smartere Salten', summary: 'Ti kommuner', sectors: ['health'] }, drawn)).toEqual({
    accepted: { title: 'Et smartere Salten' },
    clashes: [],
  });
});

test('what both changed is asked about, unless both wrote the same', () => {
  const theirs = { ...base, title: 'A', sectors: ['care'] };
  expect(merge(theirs, { title: 'B', summary: 'Ti kommuner', sectors: ['care'] }, drawn)).toEqual({
    accepted: {},
    clashes: ['title'],
  });
});

test('a damaged hidden field asks about every difference instead of writing over a colleague', () => {
  for (const text of [undefined, '', '[1]', '{"title":1}', 'x'.repeat(10)]) {
    expect(merge(base, { title: 'B' }, readDrawn(text))).toEqual({ accepted: {}, clashes: ['title'] });
  }
});

test('a row of the database becomes a draft with an amount for each year', () => {
  const line = (year: number, amount: bigint) => ({
    applicationId: 'a',
    side: 'cost',
    position: 0,
    year,
    kind: 'salary',
    label: '',
    amount,
    hours: null,
    rate: null,
  });
  const row = {
    firstYear: 2027,
    yearCount: 3,
    partners: [],
    subGoals: [],
    risks: [],
    milestones: [],
    otherPartners: [],
    budget: [line(2027, 5n), line(2029, 7n)],
  };
  expect(contentOf(row as never).costs).toEqual([{ kind: 'salary', label: '', amounts: [5, 0, 7] }]);
});

test('rows read back in the form’s order of columns, whatever order the database keeps', () => {
  const row = {
    firstYear: 2027,
    yearCount: 1,
    partners: [],
    budget: [],
    subGoals: [],
    risks: [],
    otherPartners: [],
    milestones: [{ date: '2027-03-15', responsible: '', text: 'Kartlagt' }],
  };
  expect(Object.keys(contentOf(row as never).milestones[0]!)).toEqual(['text', 'date', 'responsible']);
});
