/** Live sums on the budget form. The server counts the same when the form is posted; this only shows it sooner. */

const noBreakSpace = '\u00a0';
const amountText = (amount) =>
  `${amount < 0 ? '\u2212' : ''}${String(Math.abs(amount)).replace(/\B(?=(?:\d{3})+$)/g, noBreakSpace)}`;

/** What is typed, in kroner; what cannot be read counts as 0 until the server says what is wrong. */
const kroner = (text) => {
  const digits = text.replace(/\s|kr\.?|,-$|,00$/gi, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
};
const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0);
const show = (output, text) => {
  if (output && output.textContent !== text) output.textContent = text;
};

const form = document.querySelector('[data-budget]');
const columns = [...new Set([...form.querySelectorAll('input[data-year]')].map((input) => input.dataset.year))];

/** Sums of one side, by year. */
const sideSums = (side) =>
  columns.map((year) =>
    sum(
      [...form.querySelectorAll(`input[data-side="${side}"][data-year="${year}"]`)].map((input) => kroner(input.value)),
    ),
  );

/** Own work: hours × kroner an hour stand in the amounts, as the server counts them. */
function countOwnWork() {
  for (const rate of form.querySelectorAll('[data-rate]')) {
    const perHour = kroner(rate.value);
    for (const cell of rate.closest('tr').querySelectorAll('td')) {
      const [hours, amount] = [cell.querySelector('[data-hours]'), cell.querySelector('[data-year]')];
      if (!hours) continue;
      amount.readOnly = perHour > 0;
      if (perHour > 0) amount.value = amountText(kroner(hours.value) * perHour);
    }
  }
}

/** A table copied from a spreadsheet is spread over the cells from where it is pasted. */
function paste(event) {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!event.target.matches?.('[data-year]') || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const side = [...event.target.closest('table').querySelectorAll('tbody tr')].filter((row) =>
    row.querySelector('[data-year]'),
  );
  const from = side.indexOf(event.target.closest('tr'));
  const column = columns.indexOf(event.target.dataset.year);
  text
    .trim()
    .split(/\r?\n/)
    .forEach((line, i) => {
      const inputs = [...(side[from + i]?.querySelectorAll('[data-year]') ?? [])];
      line.split('\t').forEach((cell, j) => {
        if (inputs[column + j]) inputs[column + j].value = cell.trim();
      });
    });
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

function recalculate() {
  countOwnWork();
  for (const row of form.querySelectorAll('tr')) {
    const inputs = [...row.querySelectorAll('input[data-year]')];
    if (inputs.length > 0)
      show(row.querySelector('[data-row-sum]'), amountText(sum(inputs.map((input) => kroner(input.value)))));
  }
  const sums = Object.fromEntries(['costs', 'applied', 'own', 'other'].map((side) => [side, sideSums(side)]));
  for (const [side, amounts] of Object.entries(sums)) {
    amounts.forEach((amount, column) =>
      show(form.querySelector(`[data-sum="${side}"][data-column="${column}"]`), amountText(amount)),
    );
    show(form.querySelector(`[data-total="${side}"]`), amountText(sum(amounts)));
  }
  columns.forEach((_year, column) => {
    const difference = sums.applied[column] + sums.own[column] + sums.other[column] - sums.costs[column];
    const output = form.querySelector(`[data-difference="${column}"]`);
    const state = difference === 0 ? 'ok' : difference < 0 ? 'missing' : 'over';
    show(output, `${amountText(difference)} ${form.dataset[state]}`);
    output.dataset.state = state;
  });
  const costs = sum(sums.costs);
  const share = costs === 0 ? 0 : Math.floor((sum(sums.own) * 1000) / costs) / 10;
  const template = Number(form.dataset.required) > 0 ? form.dataset.shareRequired : form.dataset.share;
  show(
    form.querySelector('[data-share-now]'),
    template.replace('#', String(share).replace('.', ',')).replace('@', form.dataset.required),
  );
}

form.addEventListener('input', recalculate);
form.addEventListener('paste', paste);
countOwnWork();
