/** The grant calendar on `/` and as a file for calendars. */
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { deadlineAtEndOf } from '../../../domain/calendar/index.js';
import { aCall } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
const call: Record<string, Awaited<ReturnType<typeof aCall>>> = {};
beforeAll(async () => {
  web = await testWeb();
  const { prisma } = web;
  const area = { position: 0, nameNb: 'Barn og unge', nameNn: 'Born og unge' };
  const deadline = new Date(deadlineAtEndOf('2027-04-30'));
  call['open'] = await aCall(prisma, { titleNb: 'Åpen; nå, ja', deadline, projectKinds: 'new' });
  await prisma.priorityArea.create({ data: { id: randomUUID(), callId: call['open'].id, ...area } });
  call['planned'] = await aCall(prisma, { titleNb: 'Planlagt', state: 'scheduled', budgetYear: 2028 });
  call['elsewhere'] = await aCall(prisma, { titleNb: 'Annet sted', countyGovernorCode: 'FMRO', countyCodes: ['11'], projectKinds: 'continuation' }); // prettier-ignore
  call['closed'] = await aCall(prisma, { titleNb: 'Gammel', state: 'decided', budgetYear: 2026 });
  call['draft'] = await aCall(prisma, { titleNb: 'Hemmelig', state: 'draft' });
}, 60_000);
afterAll(() => web.close());

const shownBy = async (query: string): Promise<string[]> => {
  const { text, status } = await (await web.as('anonymous')).get(`/${query}`);
  expect(status).toBe(200);
  return Object.keys(call).filter((name) => text.includes(`/utlysninger/${call[name]!.id}`));
};

async function fileOf(query = ''): Promise<ICAL.Component> {
  const answer = await (await web.as('anonymous')).get(`/utlysninger.ics${query}`).buffer(true);
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  return new ICAL.Component(ICAL.parse(answer.text) as unknown[]);
}
const eventOf = async (uid: string, query = '') =>
  (await fileOf(query)).getAllSubcomponents('vevent').find((one) => one.getFirstPropertyValue('uid') === uid)!;

test.each([
  ['', ['open', 'planned', 'elsewhere', 'closed']],
  ['?ar=2028', ['planned']],
  ['?embete=FMRO', ['elsewhere']],
  ['?fylke=18', ['open', 'planned', 'closed']],
  ['?prosjekt=nye', ['open', 'planned', 'closed']],
  ['?prosjekt=videreforinger', ['planned', 'elsewhere', 'closed']],
  ['?status=apne', ['open', 'elsewhere']],
  ['?status=kommer', ['planned']],
  ['?status=tidligere', ['closed']],
  ['?tema=BARN+unge', ['open']],
  ['?tema=born', ['open']],
  ['?tema=romfart', []],
  ['?ar=2027&embete=FMNO', ['open']],
  ['?ar=x&embete=%00&fylke=99&prosjekt=begge&status=alt', ['open', 'planned', 'elsewhere', 'closed']],
])('the calendar of /%s shows %j, and its file has an opening and a deadline of each', async (query, names) => {
  expect(await shownBy(query)).toEqual(names);
  const uids = (await fileOf(query)).getAllSubcomponents('vevent').map((one) => one.getFirstPropertyValue('uid'));
  expect(uids.sort()).toEqual(
    names.flatMap((name) => [`deadline.${call[name]!.id}`, `opening.${call[name]!.id}`]).sort(),
  );
});

test('what is chosen stands in the page’s fields, and the links to follow ask for the same', async () => {
  const { text } = await (await web.as('anonymous')).get('/?embete=FMNO&status=apne&tema=barn');
  expect(text).toContain('<option value="FMNO" selected>');
  expect(text).toContain('<option value="apne" selected>');
  expect(text).toContain('value="barn"');
  expect(text).toContain('<option value="Barn og unge">');
  expect(text).toContain('href="webcal://localhost:3000/utlysninger.ics?embete&#x3D;FMNO&amp;tema&#x3D;barn&amp;status&#x3D;apne&amp;sprak&#x3D;nb"'); // prettier-ignore
  expect(text).toContain('/feed.atom?embete&#x3D;FMNO&amp;tema&#x3D;barn&amp;status&#x3D;apne&amp;sprak&#x3D;nb');
  expect(text).toContain('1 utlysning: 1 åpen');
});

test('nothing that fits is said, with the way to all', async () => {
  const { text } = await (await web.as('anonymous')).get('/?tema=romfart');
  expect(text).toContain('Ingen åpne eller kommende utlysninger passer');
  expect(text).toContain('Ingen utlysninger');
});

test('a deadline stands in the calendar at 23.59 on its last day, with the text as it is', async () => {
  const found = await eventOf(`deadline.${call['open']!.id}`);
  expect(found.getFirstPropertyValue('dtstart')!.toString()).toBe('2027-04-30T21:59:00Z');
  expect(found.getFirstPropertyValue('summary')).toMatch(/^Søknadsfrist: Åpen; nå, ja \(Statsforvalteren i Nordland/);
  expect(found.getFirstPropertyValue('sequence')).toBe(1);
  expect(found.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(found.getFirstPropertyValue('url')).toBe(`http://localhost:3000/utlysninger/${call['open']!.id}`);
  const nynorsk = await eventOf(`opening.${call['open']!.id}`, '?sprak=nn');
  expect(nynorsk.getFirstPropertyValue('summary')).toMatch(/^Opnar: /);
});

test('a moved deadline keeps its event, with a higher number and the new instant; the page strikes the old one', async () => {
  const { id } = await aCall(web.prisma, { deadline: new Date(deadlineAtEndOf('2027-03-01')) });
  const moved = new Date(deadlineAtEndOf('2027-03-15'));
  const decidedAt = new Date('2027-02-20T10:00:00Z');
  await web.prisma.callDeadline.create({ data: { callId: id, version: 2, deadline: moved, decidedAt, reason: 'Sykdom' } }); // prettier-ignore
  await web.prisma.call.update({ where: { id }, data: { deadline: moved, deadlineVersion: 2 } });
  const found = await eventOf(`deadline.${id}`);
  expect(found.getFirstPropertyValue('dtstart')!.toString()).toBe('2027-03-15T22:59:00Z');
  expect(found.getFirstPropertyValue('sequence')).toBe(2);
  expect(found.getFirstPropertyValue('last-modified')!.toString()).toBe('2027-02-20T10:00:00Z');
  expect(found.getFirstPropertyValue('description')).toContain('Fristen er flyttet. Sykdom');
  const { text } = await (await web.as('anonymous')).get('/');
  expect(text).toContain('<del>1. mars 2027 kl. 23.59</del> <ins>15. mars 2027 kl. 23.59</ins>');
});

test('a call that is cancelled stays in calendars as cancelled, with a higher number', async () => {
  const { id, processId } = await aCall(web.prisma, { state: 'cancelled' });
  const event = { processId, actorRole: 'approver', at: new Date('2027-02-01T09:00:00Z'), doneAt: new Date(), result: {} };
  await web.prisma.event.create({ data: { ...event, seq: 1, cause: `${id}/1`, name: 'cancel', fromState: 'open', toState: 'cancelled' } });
  for (const uid of [`deadline.${id}`, `opening.${id}`])
    expect((await eventOf(uid)).getFirstPropertyValue('status')).toBe('CANCELLED');
  expect((await eventOf(`deadline.${id}`)).getFirstPropertyValue('sequence')).toBe(2);
}); // prettier-ignore

test('the calendar reads in nynorsk', async () => {
  const { text } = await (await web.as('anonymous')).get('/?sprak=nn&status=kommer');
  expect(text).toContain('1 utlysing: 1 planlagd');
  expect(text).toContain('Følg utlysingane');
});
