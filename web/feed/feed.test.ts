import { randomUUID } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { deadlineAtEndOf } from '../../domain/calendar/index.js';
import { aCall } from '../../testing/builders.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import { atom, uuidOf } from './atom.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

type Entry = { id: string; title: string; published: string; updated: string; content: { '#text': string }; author: { name: string } }; // prettier-ignore
type Parsed = { feed: { id: string; title: string; updated: string; '@_xml:lang': string; entry?: Entry[] } };
const read = (xml: string): Parsed => {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry', trimValues: false });
  return parser.parse(xml) as Parsed;
};

async function feed(query = '') {
  const answer = await (await web.as('anonymous')).get(`/feed.atom${query}`).buffer(true);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  const parsed = read(Buffer.isBuffer(answer.body) ? answer.body.toString() : answer.text);
  return { ...parsed.feed, entries: parsed.feed.entry ?? [] };
}

const news = (countyGovernorCode: string, more: object = {}) =>
  web.prisma.news.create({
    data: {
      id: randomUUID(), countyGovernorCode, state: 'published', titleNb: 'Ingen runde & <ingen> frist', titleNn: 'Inga runde',
      textNb: 'Vi lyser ikke ut midler i år.', textNn: 'Vi lyser ikkje ut midlar i år.',
      publishedAt: new Date('2027-01-10T08:00:00Z'), createdAt: new Date('2027-01-09T08:00:00Z'), ...more,
    },
  }); // prettier-ignore

test('an id follows from the call and what happened, and is a UUID of version 5', () => {
  expect(uuidOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
}); // prettier-ignore

test('texts that XML has no place for leave a file that can be read', () => {
  const entry = { id: '1', title: 'a\u0000\ud800<&>"', summary: '\u{1f600}\ufffe', author: 'Å', href: 'http://x.example/?a=1&b', published: 0, updated: 0 };
  const { feed: found } = read(atom({ id: 'a', title: 'b', language: 'nb', self: 's', page: 'p', entries: [entry] }));
  expect(found.entry![0]!.title).toBe('a<&>"');
  expect(found.entry![0]!.content['#text']).toBe('\u{1f600}');
}); // prettier-ignore

test('a call that opened, whose deadline moved and that was cancelled has an entry for each, at its own instant', async () => {
  const opensAt = new Date('2027-01-05T07:00:00Z');
  const { id, processId } = await aCall(web.prisma, {
    countyGovernorCode: 'FMRO', countyCodes: ['11'], titleNb: 'Runde', state: 'cancelled', opensAt,
    deadline: new Date(deadlineAtEndOf('2027-03-01')),
  }); // prettier-ignore
  const event = { processId, actorRole: 'approver', doneAt: new Date(), result: {} };
  await web.prisma.event.createMany({
    data: [
      { ...event, seq: 1, cause: `${id}/1`, name: 'opening', fromState: 'scheduled', toState: 'open', at: opensAt },
      { ...event, seq: 2, cause: `${id}/2`, name: 'extend', fromState: 'open', toState: 'open', at: new Date('2027-02-01T09:00:00Z') },
      { ...event, seq: 3, cause: `${id}/3`, name: 'cancel', fromState: 'open', toState: 'cancelled', at: new Date('2027-02-09T09:00:00Z') },
    ],
  }); // prettier-ignore
  const moved = { callId: id, version: 2, deadline: new Date(deadlineAtEndOf('2027-03-15')), decidedAt: new Date('2027-02-01T09:00:00Z'), reason: 'Sykdom' }; // prettier-ignore
  await web.prisma.callDeadline.create({ data: moved });
  const { entries, updated, ...found } = await feed('?embete=FMRO');
  expect(entries.map(({ title, updated: at }) => [title, at])).toEqual([
    ['Avlyst: Runde', '2027-02-09T09:00:00.000Z'],
    ['Ny frist: Runde', '2027-02-01T09:00:00.000Z'],
    ['Åpnet: Runde', '2027-01-05T07:00:00.000Z'],
  ]);
  expect(entries[1]!.content['#text']).toBe(
    'Ny frist er mandag 15. mars 2027 kl. 23.59. Den gamle fristen var mandag 1. mars 2027 kl. 23.59. Sykdom',
  );
  expect(updated).toBe('2027-02-09T09:00:00.000Z');
  expect(found['@_xml:lang']).toBe('nb');
  const again = await feed('?embete=FMRO');
  expect(again.entries.map((entry) => entry.id)).toEqual(entries.map((entry) => entry.id));
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(3);
});

test('a planned call and a draft are in no feed', async () => {
  for (const state of ['scheduled', 'draft']) await aCall(web.prisma, { countyGovernorCode: 'FMOV', countyCodes: ['31'], state }); // prettier-ignore
  expect((await feed('?embete=FMOV')).entries).toEqual([]);
});

test('news keep their id when they are corrected and when they are withdrawn, and say so', async () => {
  const { id } = await news('FMTL');
  await news('FMTL', { state: 'draft', publishedAt: null, titleNb: 'Hemmelig' });
  const first = await feed('?embete=FMTL');
  expect(first.entries).toHaveLength(1);
  expect(first.entries[0]).toMatchObject({ id: `urn:uuid:${id}`, title: 'Ingen runde & <ingen> frist', updated: '2027-01-10T08:00:00.000Z' }); // prettier-ignore
  await web.prisma.news.update({ where: { id }, data: { updatedAt: new Date('2027-01-11T08:00:00Z') } });
  expect((await feed('?embete=FMTL')).entries[0]).toMatchObject({ id: `urn:uuid:${id}`, published: '2027-01-10T08:00:00.000Z', updated: '2027-01-11T08:00:00.000Z' }); // prettier-ignore
  await web.prisma.news.update({ where: { id }, data: { state: 'withdrawn', withdrawnAt: new Date('2027-01-12T08:00:00Z'), withdrawalReason: 'Feil år' } }); // prettier-ignore
  const [last] = (await feed('?embete=FMTL')).entries;
  expect(last).toMatchObject({ id: `urn:uuid:${id}`, title: 'Nyheten er trukket', updated: '2027-01-12T08:00:00.000Z' }); // prettier-ignore
  expect(last!.content['#text']).toBe('Grunn: Feil år');
});

test('the feed is written in the form that is asked for', async () => {
  await news('FMIN');
  const found = await feed('?embete=FMIN&sprak=nn');
  expect(found['@_xml:lang']).toBe('nn');
  expect(found.entries[0]!.title).toBe('Inga runde');
  expect(found.id).toContain('sprak=nn');
});
