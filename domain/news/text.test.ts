import fc from 'fast-check';
import { paragraphsOf } from './text.js';

const linksOf = (text: string) => paragraphsOf(text).flatMap((pieces) => pieces.filter(({ href }) => href !== null));

test('a blank line begins a paragraph; a single line break does not', () => {
  expect(paragraphsOf('En\nlinje\n\n  \nto').map((pieces) => pieces.map(({ text }) => text).join(''))).toEqual([
    'En\nlinje',
    'to',
  ]);
});

test('an address is a link, without the full stop or bracket of its sentence', () => {
  const text =
    'Les mer på https://kommune.example/a?b=1&c=2. (Se http://fylke.example/x), eller https://no.example/Skjønn_(midler).';
  expect(linksOf(text).map((link) => link.text)).toEqual([
    'https://kommune.example/a?b=1&c=2',
    'http://fylke.example/x',
    'https://no.example/Skjønn_(midler)',
  ]);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'https://kdd.example@ond.example/',
  'http://',
  'ftp://a.example',
])('%s is no link', (text) => expect(linksOf(`Se ${text} nå`)).toEqual([]));

test('nothing of a paragraph is lost, and every link leads to the web', () => {
  const word = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('https://', '(https://a.example)', '@', '.'));
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const paragraph = words.join(' ').replace(/\n/g, ' ').trim();
      const pieces = paragraphsOf(paragraph).flat();
      expect(pieces.map(({ text }) => text).join('')).toBe(paragraph);
      for (const { href } of pieces) if (href !== null) expect(href).toMatch(/^https?:\/\/[^@/]+(\/|$)/);
    }),
  );
});
