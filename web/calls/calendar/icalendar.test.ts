import fc from 'fast-check';
import ICAL from 'ical.js';
import { fold, iCalendar, type CalendarEvent } from './icalendar.js';

const event: CalendarEvent = {
  uid: 'deadline.1',
  sequence: 2,
  at: Date.UTC(2027, 3, 30, 21, 59),
  changedAt: Date.UTC(2027, 2, 1, 8),
  summary: 'Frist',
  description: 'Tekst',
  url: 'https://skjonn.example/utlysninger/1',
  cancelled: false,
};
const read = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);

test('every line is at most 75 octets, and unfolded it is the line that was folded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (line) => {
      const folded = fold(line).split('\r\n');
      for (const part of folded) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
      if (!line.includes('\r\n')) expect(folded.map((part, i) => (i === 0 ? part : part.slice(1))).join('')).toBe(line);
    }),
  );
});

test('another reader finds in the file what was put in it, whatever the texts hold', () => {
  const prose = fc
    .string({ unit: fc.constantFrom(...'aå;,\\n\n:"— \u{1f600}áŋ'), minLength: 1, maxLength: 300 })
    .map((text) => `x${text}`);
  fc.assert(
    fc.property(prose, prose, (summary, description) => {
      const file = read(iCalendar('Utlysninger', [{ ...event, summary, description }]));
      const found = new ICAL.Event(file.getFirstSubcomponent('vevent')!);
      expect(found.summary).toBe(summary);
      expect(found.description).toBe(description);
    }),
  );
});

test('an event has its instant in UTC, its number and its standing', () => {
  const file = read(iCalendar('Utlysninger', [event, { ...event, uid: 'opening.1', cancelled: true }]));
  const [first, second] = file.getAllSubcomponents('vevent');
  const value = (name: string) => first!.getFirstPropertyValue(name)!.toString();
  expect(value('dtstart')).toBe('2027-04-30T21:59:00Z');
  expect(value('dtstamp')).toBe('2027-03-01T08:00:00Z');
  expect(value('last-modified')).toBe('2027-03-01T08:00:00Z');
  expect(value('sequence')).toBe('2');
  expect(value('url')).toBe(event.url);
  expect(value('status')).toBe('CONFIRMED');
  expect(second!.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(file.getFirstPropertyValue('version')).toBe('2.0');
});
