/**
 * Saves a step’s form while it is written, and keeps what could not be saved in this tab until it can: through a lost connection, a
 * restart, or a session that ran out. The server merges field by field, as it does when the button is pressed.
 */
const form = document.querySelector('form[data-autosave]');
const status = form.querySelector('[data-autosave-status]');
const words = status.dataset;
const place = `utkast:${location.pathname}`;
/** Whose text it is: a colleague who logs in in the same tab neither sees it nor saves it as their own. */
const { who } = document.body.dataset;
const PAUSE_MS = 1500;
const RETRY_MS = 10_000;
/** A sentence is read out at most this often. */
const QUIET_MS = 30_000;

let timer;
let saving = false;
let dirty = false;
let told = 0;

const fields = () =>
  [...form.elements].filter((field) => field.name && !['hidden', 'submit', 'file'].includes(field.type));

/** What stands in the form: also the ticks that are off. */
const typed = () => fields().map((field) => [field.name, field.value, field.checked ?? null]);

function keep() {
  sessionStorage.setItem(place, JSON.stringify({ who, drawn: form.elements['drawn'].value, typed: typed() }));
}
const forget = () => sessionStorage.removeItem(place);

/** Puts back what this tab had and the server has not. True when anything differs from what was drawn. */
function restore() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null');
  if (!kept) return false;
  if (kept.who !== who) {
    forget();
    return false;
  }
  let differs = false;
  for (const [name, value, checked] of kept.typed) {
    const field = fields().find(
      (one) => one.name === name && (checked === null || one.type === 'text' || one.value === value),
    );
    if (!field) continue;
    if (['checkbox', 'radio'].includes(field.type)) {
      differs ||= field.checked !== checked;
      field.checked = checked;
    } else {
      differs ||= field.value !== value;
      field.value = value;
    }
  }
  if (differs) form.elements['drawn'].value = kept.drawn;
  return differs;
}

function tell(text, { now = false, alert = false, link = null } = {}) {
  if (!now && Date.now() - told < QUIET_MS) return;
  told = Date.now();
  status.setAttribute('role', alert ? 'alert' : 'status');
  status.textContent = text;
  if (!link) return;
  const anchor = document.createElement('a');
  anchor.className = 'ds-link';
  anchor.href = link;
  anchor.textContent = words.login;
  status.append(' ', anchor);
}

const show = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

/** The heading and the marks of the steps follow what is saved. */
function follow({ heading, steps }) {
  show(document.querySelector('[data-saved-at]'), heading);
  for (const { step, phase, status: lacks } of steps) {
    const item = document.querySelector(`[data-step="${step}"]`);
    item.dataset.phase = phase;
    show(item.querySelector('.timeline-phase'), lacks);
  }
}

function again(after) {
  clearTimeout(timer);
  timer = setTimeout(() => void save(), after);
}

async function save() {
  if (saving) return;
  saving = true;
  dirty = false;
  const body = new URLSearchParams(new FormData(form));
  body.set('do', 'autosave');
  try {
    const response = await fetch(form.action.split('#')[0], {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      redirect: 'manual',
    });
    const answer = response.headers.get('content-type')?.includes('json') ? await response.json() : null;
    if (answer?.saved) {
      form.elements['drawn'].value = answer.drawn;
      follow(answer);
      if (dirty || answer.unread.length > 0) keep();
      else forget();
      if (answer.clashes.length > 0)
        tell(`${words.clash} ${answer.clashes.join(', ')}. ${words.choose}`, { now: true, alert: true });
      else if (answer.unread.length > 0) tell(`${words.unread} ${answer.unread[0]}`, { now: true, alert: true });
      else tell(answer.saved);
      document.dispatchEvent(new CustomEvent('saved'));
    } else if (answer?.reason) tell(answer.reason, { now: true, alert: true });
    else if (response.type === 'opaqueredirect' || response.status === 403 || response.status === 401)
      tell(words.out, { now: true, alert: true, link: location.pathname });
    else throw new Error(String(response.status));
  } catch {
    tell(words.failed, { now: true, alert: true });
    again(RETRY_MS);
  } finally {
    saving = false;
    if (dirty) again(PAUSE_MS);
  }
}

form.addEventListener('input', (event) => {
  if (event.target.name === 'sok') return;
  dirty = true;
  keep();
  again(PAUSE_MS);
});
form.addEventListener('submit', () => {
  clearTimeout(timer);
  keep();
  sessionStorage.setItem('utkast:sendt', location.pathname);
});
// What the server has drawn after a saving or a sending is what it has, and so is a form it answers with.
const search = new URLSearchParams(location.search);
if (search.has('lagret') || search.has('kvittering') || form.dataset.autosave === 'answered') forget();
else if (restore()) {
  tell(words.restored, { now: true });
  dirty = true;
  again(0);
}

/** Enter in the field for searching searches. */
form.querySelector('[data-enter]')?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  form.querySelector(`button[name="do"][value="${event.target.dataset.enter}"]`).click();
});

/** Rows are added, moved and taken away by the server, without leaving the page. */
form.addEventListener('click', async (event) => {
  const button = event.target.closest('button[name="do"][formaction^="#"]');
  const part = button?.closest('[data-rows]');
  if (!part) return;
  event.preventDefault();
  const target = button.getAttribute('formaction').slice(1);
  const body = new URLSearchParams(new FormData(form));
  body.set('do', button.value);
  const response = await fetch(form.action.split('#')[0], {
    method: 'POST',
    body,
    headers: { Accept: 'text/html' },
  }).catch(() => undefined);
  const page = response && new DOMParser().parseFromString(await response.text(), 'text/html');
  const drawn = page?.querySelector(`[data-rows="${part.dataset.rows}"]`);
  if (!drawn) return void form.requestSubmit(button);
  part.replaceWith(drawn);
  document.dispatchEvent(new CustomEvent('redrawn'));
  document.getElementById(target)?.focus();
  dirty = true;
  again(PAUSE_MS);
});
