/** Atom (RFC 4287) as text. */
import { createHash } from 'node:crypto';

export type FeedEntry = {
  /** A UUID, the same for as long as the entry is. */
  id: string;
  title: string;
  /** Plain text. */
  summary: string;
  author: string;
  href: string;
  /** Epoch ms. */
  published: number;
  updated: number;
};
export type Feed = {
  id: string;
  title: string;
  language: string;
  /** The feed’s own address, and that of the page it follows. */
  self: string;
  page: string;
  /** Newest first. */
  entries: readonly FeedEntry[];
};

/** A UUID that follows from another and a name (RFC 9562, version 5). */
export function uuidOf(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text as XML, without the characters that XML has no place for. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character]!);

const entryXml = ({ id, title, summary, author, href, published, updated }: FeedEntry): string => `  <entry>
    <id>urn:uuid:${id}</id>
    <title>${xml(title)}</title>
    <link rel="alternate" type="text/html" href="${xml(href)}"/>
    <published>${new Date(published).toISOString()}</published>
    <updated>${new Date(updated).toISOString()}</updated>
    <author><name>${xml(author)}</name></author>
    <content type="text">${xml(summary)}</content>
  </entry>
`;

/** Updated when its newest entry is; one without entries never was, so it stands at the epoch. */
export function atom({ id, title, language, self, page, entries }: Feed): string {
  const updated = Math.max(0, ...entries.map((entry) => entry.updated));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${xml(id)}</id>
  <title>${xml(title)}</title>
  <updated>${new Date(updated).toISOString()}</updated>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(page)}"/>
${entries.map(entryXml).join('')}</feed>
`;
}
