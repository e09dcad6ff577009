/** Uploading with script: one file at a time, each with its progress, so that a broken connection costs one file only. */

const form = document.querySelector('[data-upload]');
const field = form.querySelector('input[type="file"]');
const list = form.querySelector('[data-progress-list]');
const status = form.querySelector('[data-upload-status]');
const words = form.dataset;
const named = (text, name) => text.replaceAll('{name}', name);

const line = (name) => {
  const item = document.createElement('li');
  const text = document.createElement('span');
  text.textContent = named(words.sending, name);
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', name);
  item.append(text, bar);
  list.append(item);
  return { text, bar };
};

/** Sends one file; answers what went wrong with it, nothing when it is kept, and whether it may go better in a while. */
const send = (file, { text, bar }) =>
  new Promise((done) => {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) if (!(value instanceof File)) data.append(name, value);
    data.append(field.name, file);
    const request = new XMLHttpRequest();
    request.open('POST', form.action.replace(/#.*/, ''));
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => (bar.value = (100 * loaded) / total);
    request.onloadend = () => {
      const answer = request.status === 0 ? null : parse(request.responseText);
      const refused = answer ? answer.refused : [named(words.broken, file.name)];
      bar.remove();
      text.textContent = refused.length === 0 ? named(words.came, file.name) : refused.join(' ');
      text.toggleAttribute('data-refused', refused.length > 0);
      done({ refused, again: request.status === 503 || request.status === 0 });
    };
    request.send(data);
  });

const parse = (text) => {
  try {
    const answer = JSON.parse(text);
    return Array.isArray(answer.refused) ? answer : null;
  } catch {
    return null;
  }
};

/** What is kept now, drawn by the server. */
const redraw = async () => {
  const response = await fetch(location.pathname, { headers: { Accept: 'text/html' } }).catch(() => undefined);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of ['#vedleggene', '.timeline.steps', '#files-help']) {
    const now = page.querySelector(part);
    if (now) document.querySelector(part).replaceWith(now);
  }
};

const tell = (texts) => {
  status.replaceChildren();
  if (texts.length === 0) return;
  const alert = document.createElement('div');
  alert.className = 'ds-alert';
  alert.dataset.color = 'danger';
  for (const text of texts) {
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    alert.append(paragraph);
  }
  status.append(alert);
};

/** Said beside the question before anything is sent, once for all the files. True when it is answered. */
const opennessChosen = () => {
  const choices = [...form.querySelectorAll('input[name="openness"]')];
  const group = choices[0].closest('fieldset');
  const chosen = choices.some((choice) => choice.checked);
  group.querySelector('[data-field="validation"]')?.remove();
  for (const choice of choices) choice.setAttribute('aria-invalid', String(!chosen));
  if (chosen) {
    group.removeAttribute('aria-describedby');
    return true;
  }
  const fault = document.createElement('p');
  fault.className = 'ds-validation-message';
  fault.dataset.field = 'validation';
  fault.id = 'openness-error';
  fault.textContent = words.openness;
  group.append(fault);
  group.setAttribute('aria-describedby', fault.id);
  choices[0].focus();
  return false;
};

let sending = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (sending) return;
  const files = [...field.files];
  list.replaceChildren();
  tell([]);
  if (!opennessChosen()) return;
  if (files.length === 0) {
    tell([words.none]);
    field.focus();
    return;
  }
  sending = true;
  list.hidden = false;
  void (async () => {
    const lines = files.map((file) => line(file.name));
    const refused = [];
    const again = new DataTransfer();
    let kept = 0;
    for (const [i, file] of files.entries()) {
      const tooLarge = file.size > Number(words.max);
      const answer = tooLarge ? { refused: [named(words.tooLarge, file.name)] } : await send(file, lines[i]);
      const faults = answer.refused;
      if (answer.again) again.items.add(file);
      if (tooLarge) {
        lines[i].bar.remove();
        lines[i].text.textContent = faults[0];
      }
      if (faults.length === 0) kept++;
      refused.push(...faults);
    }
    sending = false;
    if (refused.length === 0) {
      location.assign(`${location.pathname}?lagt-til=${kept}#svar`);
      return;
    }
    // Those that may go better next time are still chosen.
    field.files = again.files;
    await redraw();
    list.hidden = true;
    tell(refused);
    field.focus();
  })();
});
