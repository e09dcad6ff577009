/** Rows of a form without a new page: the button is sent as it would be, and the part of the form it belongs to is drawn anew. */

const verbs = /^(add|below|remove|up|down|sum):(\w+)/;

const change = async (form, button) => {
  const [, , kind] = verbs.exec(button.value);
  const body = new URLSearchParams(new FormData(form));
  // Nothing is written in what is about to be drawn anew.
  const section = document.getElementById(`rader-${kind}`);
  section.inert = true;
  body.set('action', button.value);
  const response = await fetch(form.getAttribute('action').replace(/#.*/, ''), {
    method: 'POST',
    body,
    headers: { Accept: 'text/html' },
  });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const drawn = page.getElementById(`rader-${kind}`);
  if (!response.ok || !drawn) throw new Error('no rows in the answer');
  section.replaceWith(drawn);
  form.querySelector('[role="status"]').textContent = drawn.dataset.said;
  const touched = drawn.querySelector('[autofocus]') ?? drawn.querySelector('.form-rows-end');
  // A new row is there to be written in.
  const added = button.value.startsWith('add:') || button.value.startsWith('below:');
  const field = added && touched.closest('fieldset')?.querySelector('input:not([type="hidden"]), select');
  const there = field || touched;
  there.focus();
  there.scrollIntoView({ block: 'nearest' });
};

for (const form of document.querySelectorAll('form[data-call-rows]')) {
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (button?.name !== 'action' || !verbs.test(button.value)) return;
    event.preventDefault();
    // What cannot be fetched is sent as without script.
    change(form, button).catch(() => {
      const field = Object.assign(document.createElement('input'), {
        type: 'hidden',
        name: 'action',
        value: button.value,
      });
      form.append(field);
      form.submit();
    });
  });
}
