/** Moves a row of the list up or down, by button or by drag, and gives the numbers anew. Who types is left alone until they leave the list. What is sent is the numbers, as without it. */

const list = document.querySelector('[data-rank]');
const status = document.querySelector('[data-rank-status]');
const rows = () => [...list.children];
const numberOf = (row) => row.querySelector('input');

/** What a row is called and where it is now, for who does not see it. */
const speak = (row) => {
  status.textContent = list.dataset.spoken
    .replace('{title}', row.dataset.title)
    .replace('{number}', String(rows().indexOf(row) + 1))
    .replace('{count}', String(rows().length));
};

const renumber = () =>
  rows().forEach((row, i, all) => {
    numberOf(row).value = String(i + 1);
    row.querySelector('[data-by="-1"]').disabled = i === 0;
    row.querySelector('[data-by="1"]').disabled = i === all.length - 1;
  });

/** Puts the row there, and gives all their numbers. */
const moveTo = (row, place) => {
  const others = rows().filter((other) => other !== row);
  list.insertBefore(row, others[place] ?? null);
  renumber();
  speak(row);
};

/** The rows as their numbers say, where each number is there once; else they stay. */
const settle = () => {
  const all = rows();
  const numbers = all.map((row) => Number(numberOf(row).value));
  if (!all.every((_, i) => numbers.includes(i + 1))) return;
  all
    .sort((a, b) => Number(numberOf(a).value) - Number(numberOf(b).value))
    .forEach((row, i) => rows()[i] !== row && list.insertBefore(row, rows()[i]));
  renumber();
};

const step = (row, by) => {
  settle();
  moveTo(row, Math.max(0, rows().indexOf(row) + by));
  const same = row.querySelector(`[data-by="${by}"]`);
  (same.disabled ? row.querySelector(`[data-by="${-by}"]`) : same).focus();
};

let dragged;
for (const row of rows()) {
  row.querySelector('[data-move]').hidden = false;
  for (const button of row.querySelectorAll('[data-by]'))
    button.addEventListener('click', () => step(row, Number(button.dataset.by)));
  numberOf(row).addEventListener('focus', () => numberOf(row).select());
  row.draggable = true;
  row.addEventListener('dragstart', (event) => {
    // A text in the field is selected by dragging too.
    if (event.target !== row) return;
    dragged = row;
    row.dataset.dragged = '';
    event.dataTransfer.effectAllowed = 'move';
  });
  row.addEventListener('dragend', () => {
    delete row.dataset.dragged;
    dragged = undefined;
  });
  row.addEventListener('dragover', (event) => {
    if (!dragged || dragged === row) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    list.insertBefore(dragged, event.clientY < top + height / 2 ? row : row.nextElementSibling);
  });
  row.addEventListener('drop', (event) => {
    if (!dragged) return;
    event.preventDefault();
  });
}
// A click where nothing can be focused leaves nothing: rows do not move under the pointer.
list.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget && !list.contains(relatedTarget)) settle();
});
list.addEventListener('dragend', (event) => {
  renumber();
  speak(event.target);
});
/** A saved order is shown as it is; one that was never given stays empty until something is moved. */
settle();
const first = rows()[0].querySelector('[data-by="-1"]');
const last = rows().at(-1).querySelector('[data-by="1"]');
first.disabled = true;
last.disabled = true;
