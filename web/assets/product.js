/** Enhancement only: everything works without it. */

/** The address names the receipt or the errors (`#svar`): put the reader there. */
const answer = () => {
  const there = document.getElementById('svar');
  if (there && (location.hash === '#svar' || there.getAttribute('role') === 'alert')) there.focus();
};

/** Characters left, in words, for fields with a limit. */
const count = (area) => {
  const line = document.getElementById(`${area.id}-max`);
  const left = Number(area.dataset.max) - area.value.length;
  line.textContent = `${Math.abs(left)} ${left < 0 ? line.dataset.over : line.dataset.left}`;
};
const counters = () => {
  for (const area of document.querySelectorAll('textarea[data-max]')) {
    count(area);
    area.oninput = () => count(area);
  }
};

/** What was received and is being processed, or what is on its way: look again, a little later each time, for a minute. */
const follow = async () => {
  const waiting = (root) => root.querySelector('.receipt[data-pending]');
  const moving = (root) => root.querySelector('[data-progress]');
  for (let wait = 1000; wait < 20_000 && (waiting(document) || moving(document)); wait *= 1.5) {
    await new Promise((done) => setTimeout(done, wait));
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => undefined);
    if (!response?.ok) continue;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (waiting(page)) continue;
    const before = waiting(document) ? null : moving(document);
    const after = before && page.getElementById(before.id);
    if (after) before.replaceWith(after);
    else {
      document.querySelector('main').replaceWith(page.querySelector('main'));
      counters();
    }
  }
};

/** A step that was sent and led on to another page of the application is saved: this tab need not keep what was typed there. */
const savedOnTheWay = () => {
  const sent = sessionStorage.getItem('utkast:sendt');
  if (!sent) return;
  sessionStorage.removeItem('utkast:sendt');
  const redirected = performance.getEntriesByType('navigation')[0]?.redirectCount > 0;
  const inside = location.pathname !== sent && location.pathname.startsWith(sent.slice(0, sent.lastIndexOf('/') + 1));
  if (redirected && inside) sessionStorage.removeItem(`utkast:${sent}`);
};

savedOnTheWay();
answer();
counters();
void follow();
document.addEventListener('redrawn', counters);
if (document.querySelector('[data-budget]')) void import('./budget.js');
if (document.querySelector('[data-upload]')) void import('./attachments.js');
if (document.querySelector('form[data-autosave]')) void import('./autosave.js');
if (document.querySelector('[data-call-rows]')) void import('./call-rows.js');
if (document.querySelector('[data-rank]')) void import('./rank.js');
