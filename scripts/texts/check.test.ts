import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkTexts } from './check.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'texts-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: string | object): void {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}
const writeBoth = (nb: object, nn: object) => {
  write('locales/nb/calls.json', nb);
  write('locales/nn/calls.json', nn);
};

test('texts in both written forms, asked for by pages, are in order', () => {
  writeBoth(
    { title: 'Utlysninger', list: { count_one: '{{count}} søknad', count_other: '{{count}} søknader' } },
    { title: 'Utlysingar', list: { count_one: '{{count}} søknad', count_other: '{{count}} søknader' } },
  );
  write('locales/en/calls.json', { title: 'Calls' });
  write('web/calls/list.hbs', `<h1 title="{{t 'calls.title'}}">{{#if x}}{{t "calls.list.count" count=2}}{{/if}}</h1>`);
  write(
    'web/calls/page.ts',
    `/** t('calls.example') */\n// t('calls.example')\nconst title = t('calls.title', {}); t(\`calls.\${name}\`);`,
  );
  expect(checkTexts(root)).toEqual({ count: 3, faults: [] });
});

test('a text that one written form lacks is found, in either direction and in a file of its own', () => {
  writeBoth({ title: 'Utlysninger', old: 'Eldre' }, { title: 'Utlysingar', new: 'Nye' });
  write('locales/nn/grants.json', { title: 'Søknader' });
  expect(checkTexts(root).faults).toEqual(['nb lacks calls.new', 'nn lacks calls.old', 'nb lacks grants.title']);
});

test('written forms that take different parameters are found', () => {
  writeBoth({ due: 'Svar innen {{date}}, {{ time }}' }, { due: 'Svar innan {{dato}}' });
  expect(checkTexts(root).faults).toEqual(['calls.due takes (date, time) in nb, (dato) in nn']);
});

test.each([
  ['Vennligst fyll ut feltet', 'Vennligst'],
  ['Ugyldig beløp', 'Ugyldig'],
  ['Ugyldige beløp', 'Ugyldig'],
  ['Søknaden avslås herved', 'herved'],
  ['I henhold til reglene', 'I henhold til'],
  ['Trykk OK', 'OK'],
  ['Klikk her', 'Klikk her'],
  ['Bekreft', 'Bekreft'],
  ['A11', 'A11'],
])('“%s” has words that are not used', (text, word) => {
  writeBoth({ text }, { text: 'Skriv eit beløp' });
  expect(checkTexts(root).faults).toEqual([expect.stringContaining(`nb calls.text: “${word}”`)]);
});

test('words that only look like those are left alone', () => {
  const text = 'Bekreftelsen for bok 11 står i loka. Gyldig til 31. mars.';
  writeBoth({ text }, { text });
  expect(checkTexts(root).faults).toEqual([]);
});

test('an empty text, and one that a page asks for in vain, are found', () => {
  writeBoth({ title: ' ' }, { title: 'Utlysingar' });
  write('web/calls/list.hbs', `{{t 'calls.titel'}}{{> field label=(t "calls.label")}}`);
  write('web/calls/page.ts', `t('calls.gone'); t('calls.gone')`);
  expect(checkTexts(root).faults).toEqual([
    'nb calls.title: empty',
    'web/calls/list.hbs asks for calls.titel, which no text has',
    'web/calls/list.hbs asks for calls.label, which no text has',
    'web/calls/page.ts asks for calls.gone, which no text has',
  ]);
});
