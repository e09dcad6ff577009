import { changedRows, type Row } from './rows.js';

const areas = (...rows: [level: '1' | '2', name: string][]): Row<'priorityAreas'>[] =>
  rows.map(([level, nameNb]) => ({ level, nameNb, nameNn: '', earmarked: '' }));
const tree = areas(['1', 'A'], ['2', 'A1'], ['2', 'A2'], ['1', 'B'], ['2', 'B1'], ['1', 'C']);
const press = (button: string, priorityAreas = tree) => {
  const changed = changedRows({ criteria: [], priorityAreas, reportPlans: [] }, button);
  return changed && { rows: changed.values.priorityAreas.map(({ level, nameNb }) => `${level}${nameNb}`).join(' '), at: changed.touched.index }; // prettier-ignore
};

test.each([
  ['add:priorityAreas', '1A 2A1 2A2 1B 2B1 1C 1', 6],
  ['below:priorityAreas:0', '1A 2A1 2A2 2 1B 2B1 1C', 3],
  ['below:priorityAreas:5', '1A 2A1 2A2 1B 2B1 1C 2', 6],
  // An area goes with those below it.
  ['remove:priorityAreas:0', '1B 2B1 1C', 0],
  ['remove:priorityAreas:1', '1A 2A2 1B 2B1 1C', 0],
  ['up:priorityAreas:3', '1B 2B1 1A 2A1 2A2 1C', 0],
  ['down:priorityAreas:0', '1B 2B1 1A 2A1 2A2 1C', 2],
  ['down:priorityAreas:3', '1A 2A1 2A2 1C 1B 2B1', 4],
  ['up:priorityAreas:2', '1A 2A2 2A1 1B 2B1 1C', 1],
  // One below moves on to the next area, and back.
  ['down:priorityAreas:2', '1A 2A1 1B 2A2 2B1 1C', 3],
  ['up:priorityAreas:4', '1A 2A1 2A2 2B1 1B 1C', 3],
  // At the ends nothing moves, and the first of the list is never below another.
  ['up:priorityAreas:0', '1A 2A1 2A2 1B 2B1 1C', 0],
  ['up:priorityAreas:1', '1A 2A1 2A2 1B 2B1 1C', 1],
  ['down:priorityAreas:5', '1A 2A1 2A2 1B 2B1 1C', 5],
  ['sum:priorityAreas', '1A 2A1 2A2 1B 2B1 1C', -1],
])('%s', (button, rows, at) => {
  expect(press(button)).toEqual({ rows, at });
});

test.each(['save', '', undefined, 'add:counties', 'add:__proto__', 'move:criteria:0'])('%s is no button for rows', (button) => {
  expect(changedRows({ criteria: [], priorityAreas: tree, reportPlans: [] }, button)).toBeUndefined();
}); // prettier-ignore

test.each(['remove:priorityAreas:9', 'up:priorityAreas:-1', 'below:priorityAreas:x', 'down:priorityAreas'])('%s changes nothing', (button) => {
  expect(press(button)).toEqual({ rows: '1A 2A1 2A2 1B 2B1 1C', at: -1 });
}); // prettier-ignore

test('there is an end to how many there can be', () => {
  const many = areas(...Array.from({ length: 60 }, (): ['1', string] => ['1', 'x']));
  expect(changedRows({ criteria: [], priorityAreas: many, reportPlans: [] }, 'add:priorityAreas')!.values.priorityAreas).toHaveLength(60); // prettier-ignore
});
