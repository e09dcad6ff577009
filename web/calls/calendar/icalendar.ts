/** iCalendar (RFC 5545) as text: events without attendees, in UTC. */

export type CalendarEvent = {
  /** The same for as long as the event is. */
  uid: string;
  /** Rises with each change. */
  sequence: number;
  /** Epoch ms; the event lasts no time. */
  at: number;
  changedAt: number;
  summary: string;
  description: string;
  url: string;
  cancelled: boolean;
};

/** 20270430T215900Z */
const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

/** A value of the type TEXT (3.3.11); what cannot be seen has no place in it. */
const text = (value: string): string =>
  value.replace(/\r\n?/g, '\n').replace(/\p{Cc}/gu, (c) => (c === '\n' ? c : ' '))
    .replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n'); // prettier-ignore

const LONGEST = 75;

/** Lines of at most 75 octets, never parted inside a character (3.1). */
export function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** Without METHOD, so DTSTAMP is when the event was last changed (3.8.7.2): the same rows give the same bytes. */
const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `DTSTART:${utc(event.at)}`,
  `SUMMARY:${text(event.summary)}`,
  `DESCRIPTION:${text(event.description)}`,
  `URL:${event.url}`,
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** The name, and how often it is worth asking again, by RFC 7986 and in the older words that calendars still read. */
export function iCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Prosjektskjønn//Utlysninger//NO',
    'CALSCALE:GREGORIAN',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}
