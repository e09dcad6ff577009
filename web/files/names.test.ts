import fc from 'fast-check';
import { attachmentLimits } from '../../domain/application/attachments.js';
import { nameFor, shownName, titleFrom, uniqueNames } from './names.js';

test.each([
  ['Prosjektplan Bodø.pdf', 'Prosjektplan Bodø.pdf'],
  ['Guovdageaidnu čoahkkin ŠŊĐŽ.pdf', 'Guovdageaidnu čoahkkin ŠŊĐŽ.pdf'],
  ['../../etc/plan.pdf', '_.._etc_plan.pdf'],
  ['C:\\mine\\plan.pdf', 'C__mine_plan.pdf'],
  ['plan\u0000\u0007\n.pdf', 'plan.pdf'],
  ['plan\u202efdp.pdf', 'planfdp.pdf'],
  ['A\u030asane.pdf', 'Åsane.pdf'],
  ['..', 'fil.pdf'],
  ['', 'fil.pdf'],
  ['plan.PDF', 'plan.PDF'],
  ['plan.exe', 'plan.exe.pdf'],
  ['plan', 'plan.pdf'],
])('%j of a PDF is called %j', (name, kept) => {
  expect(nameFor(name, 'pdf')).toBe(kept);
});

test('whatever it is called, the name is short, ends as the file is, and names no folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
      const kept = nameFor(name, 'jpg');
      expect(kept.length).toBeLessThanOrEqual(attachmentLimits.name);
      expect(kept).toMatch(/^[^/\\]*\.(jpe?g)$/i);
      expect(kept).toBe(kept.normalize('NFC'));
      expect(shownName(name).length).toBeLessThanOrEqual(attachmentLimits.name);
      const title = titleFrom(kept);
      expect(title.length).toBeGreaterThanOrEqual(attachmentLimits.title.min);
      expect(title.length).toBeLessThanOrEqual(attachmentLimits.title.max);
    }),
  );
});

test('a title is the name without its ending', () => {
  expect(titleFrom('Prosjektplan 2027.v2.pdf')).toBe('Prosjektplan 2027.v2');
  expect(titleFrom('a.pdf')).toBe('a.pdf');
});

test('names in one folder are told apart, also where capitals do not count', () => {
  expect(uniqueNames(['plan.pdf', 'Plan.pdf', 'plan (2).pdf', 'plan.pdf'])).toEqual([
    'plan.pdf',
    'Plan (2).pdf',
    'plan (2) (2).pdf',
    'plan (3).pdf',
  ]);
});
