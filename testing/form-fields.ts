/** What a browser would send of a page’s form: every field with what stands in it, ticks only where they are on, no button. */
import { unescape } from './web.js';

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? unescape(found[1] ?? '') : undefined;
};

function valuesOf(tag: string): string[] {
  if (tag.startsWith('<textarea'))
    return [unescape(/>(?:\n)?([\s\S]*)<\/textarea>/.exec(tag)![1]!).replace(/\r?\n/g, '\r\n')];
  if (tag.startsWith('<select')) {
    const options = tag.match(/<option[^>]*>[^<]*/g) ?? [];
    const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
    return chosen ? [attribute(chosen, 'value') ?? ''] : [];
  }
  const type = attribute(tag, 'type');
  if (type === 'submit' || type === 'file') return [];
  if ((type === 'checkbox' || type === 'radio') && attribute(tag, 'checked') === undefined) return [];
  return [attribute(tag, 'value') ?? ''];
}

/** The fields of the first form in `<main>` that posts and has `field`. */
export function formFields(html: string, field = 'drawn'): URLSearchParams {
  const main = html.slice(html.indexOf('<main'));
  const forms = main.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => /method="post"/.test(one) && one.includes(`name="${field}"`));
  if (!form) throw new Error(`no form has the field ${field}`);
  const tags = form.match(/<input[^>]*>|<textarea[\s\S]*?<\/textarea>|<select[\s\S]*?<\/select>/g) ?? [];
  return new URLSearchParams(
    tags.flatMap((tag) => {
      const name = attribute(tag, 'name');
      return name === undefined ? [] : valuesOf(tag).map((value): [string, string] => [name, value]);
    }),
  );
}
