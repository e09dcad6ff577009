import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { aCall, anApplication, aPerson, aProcess, aThread } from '../../../testing/builders.js';
import { fillIn, testWeb, type TestWeb } from '../../../testing/web.js';

jest.setTimeout(60_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const at = new Date('2026-11-02T09:00:00Z');

/** Somebody who has been here for a while, and an officer who has looked. */
async function aLife() {
  const { prisma } = web;
  const giver = await aPerson(prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }], { firstName: 'Greta', lastName: 'Giver' });
  const officer = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Olav', lastName: 'Nysgjerrig' });
  const me = await aPerson(prisma, [], { firstName: 'Ánne', lastName: 'Gáldu', email: 'anne@kommune.example', phone: '75 00 00 00' });
  const request = { id: randomUUID(), personId: me, municipalityCode: '1804', role: 'applicant', firstName: 'Ánne', lastName: 'Gáldu', email: 'anne@kommune.example', phone: '75 00 00 00', createdAt: at, submittedAt: at, decidedAt: at, closedAt: at, decidedById: giver };
  await prisma.accessRequest.create({ data: { ...request, clarifications: { create: { round: 1, question: 'Hvor arbeider du?', askedById: giver, askedAt: at, answer: 'I oppvekst.', answeredAt: at } } } });
  await aProcess(prisma, { kind: 'accessRequest', subjectId: request.id, state: 'approved', municipalityCode: '1804' });
  await prisma.roleGrant.create({ data: { id: randomUUID(), personId: me, role: 'applicant', municipalityCode: '1804', fromAt: at, accessRequestId: request.id } });
  const call = await aCall(prisma);
  const application = await anApplication(prisma, { callId: call.id, contactId: me, state: 'registered', title: 'En tittel i saken' });
  await prisma.command.create({ data: { id: randomUUID(), processId: application.processId, seq: 1, name: 'submit', actorId: me, actorRole: 'applicant', content: { title: 'En tittel i saken' }, contentHash: 'x', receivedAt: at, deliverAfter: at, status: 'applied' } });
  await aThread(prisma, { caseId: application.id, messages: [{ side: 'municipality', authorId: me, text: 'Kan vi vente?' }, { side: 'governor', authorId: officer, text: 'Bare for saksbehandleren.' }] });
  await prisma.email.create({ data: { key: randomUUID(), processId: application.processId, kind: 'E25code', toAddress: 'anne@kommune.example', recipientId: me, language: 'nb', subject: 'Koden din', text: 'Koden er 482913.', html: '', at } });
  await prisma.accessLog.create({ data: { id: randomUUID(), actorId: officer, actorRole: 'caseOfficer', page: '/saker/:id', subject: application.processId, countyGovernorCode: 'FMNO', municipalityCode: '1804', personId: me, at } });
  return { me, officer, application };
} // prettier-ignore

const main = ({ text }: { text: string }) => text.slice(text.indexOf('<main'), text.indexOf('</main>'));

test('one sees all that is held about oneself, in plain words', async () => {
  const { me } = await aLife();
  const page = main(await (await web.as(me)).get('/meg/data').expect(200));
  for (const text of ['Ánne', 'Gáldu', 'anne@kommune.example', '75 00 00 00', 'Bodø kommune', 'Greta Giver', 'I oppvekst.', 'Søknaden er sendt inn.', 'Kan vi vente?', 'Koden din'])
    expect(page).toContain(text);
}); // prettier-ignore

test('a name that was changed stands there as it was; what was not changed does not', async () => {
  const me = await aPerson(web.prisma, [], { firstName: 'Åsta', lastName: 'Før' });
  const agent = await web.as(me);
  for (const [firstName, phone] of [
    ['Åsta', ''],
    ['Åsta', '12345678'],
    ['Torunn', '12345678'],
  ] as const)
    await fillIn(agent, '/meg', { firstName, lastName: 'Før', phone, language: 'nb' });
  const [change, ...more] = await web.prisma.personChange.findMany({ where: { personId: me } });
  expect(more).toEqual([]);
  expect(change).toMatchObject({ before: { firstName: 'Åsta', lastName: 'Før' }, after: { firstName: 'Torunn', lastName: 'Før' } }); // prettier-ignore
  expect(main(await agent.get('/meg/data'))).toMatch(/Åsta Før[\s\S]*Torunn Før/);
  await expect(web.prisma.personChange.deleteMany({ where: { personId: me } })).rejects.toThrow();
  await expect(web.prisma.personChange.updateMany({ where: { personId: me }, data: { before: {}, after: {} } })).rejects.toThrow(); // prettier-ignore
});

test('a log-in tells its browser, when it ends without use and when it ends all the same; the cases one is contact of are there', async () => {
  const { me, application } = await aLife();
  const agent = await web.as(me);
  await web.services.pool.query(`update session set sess = jsonb_set(sess::jsonb, '{login,browser}', '"Firefox på Windows"')::json where sess->'login'->>'personId' = $1`, [me]); // prettier-ignore
  const { body } = await agent.get('/meg/data.json').expect(200);
  const { sessions, contacts } = body as Record<string, { data: Record<string, string>[] }>;
  const [{ begun, idleEnds, ends, browser } = {}] = sessions!.data;
  expect(Date.parse(ends!) - Date.parse(begun!)).toBe(10 * 3_600_000);
  expect(Date.parse(idleEnds!)).toBeLessThan(Date.parse(ends!));
  expect(browser).toBe('Firefox på Windows');
  const { reference } = await web.prisma.application.findUniqueOrThrow({ where: { id: application.id } });
  expect(contacts!.data).toEqual([{ about: reference, municipality: 'Bodø', kind: 'grant' }]);
  const page = main(await agent.get('/meg/data'));
  for (const text of ['Saker du er kontaktperson for', 'Slutter uten bruk', 'Slutter senest', 'Firefox på Windows'])
    expect(page).toContain(text);
});

test('who looked is told by role and office, and not by name', async () => {
  const { me } = await aLife();
  const agent = await web.as(me);
  for (const text of [main(await agent.get('/meg/data')), (await agent.get('/meg/data.json').expect(200)).text]) {
    expect(text).toContain('Statsforvalteren i Nordland');
    expect(text).not.toContain('Nysgjerrig');
  }
  expect(main(await agent.get('/meg/data'))).toContain('Saksbehandler');
});

test('the file is the same for a machine: everything of one’s own, nothing that opens a door, nothing of others', async () => {
  const { me, application } = await aLife();
  const agent = await web.as(me);
  const answer = await agent.get('/meg/data.json').expect(200).expect('Content-Type', /application\/json/);
  expect(answer.headers['content-disposition']).toMatch(/attachment; filename=mine-opplysningar-/);
  const file = JSON.parse(answer.text) as Record<string, { data: unknown[] }>;
  expect(Object.keys(file)).toEqual([
    'at', 'details', 'names', 'roles', 'requests', 'invitations', 'deeds', 'messages', 'declarations', 'assessments', 'contacts', 'views', 'letters', 'emails', 'looks', 'sessions',
  ]);
  expect(file['details']!.data).toMatchObject({ firstName: 'Ánne', email: 'anne@kommune.example' });
  expect(file['deeds']!.data).toEqual([expect.objectContaining({ name: 'submit', about: application.reference })]);
  expect(file['sessions']!.data).toHaveLength(1);
  const { rows } = await web.services.pool.query<{ sid: string; sub: string }>(
    `select sid, sess->'login'->>'sub' as sub from session where sess->'login'->>'personId' = $1`, [me]);
  expect(answer.text).not.toContain(rows[0]!.sid);
  expect(answer.text).not.toContain(rows[0]!.sub);
  expect(answer.text).not.toContain('482913');
  const { subjectHash } = await web.prisma.person.findUniqueOrThrow({ where: { id: me } });
  expect(answer.text).not.toContain(subjectHash);
  expect(answer.text).not.toContain('Bare for saksbehandleren.');
  // Whoever has left may no longer see the case: its number, not its title.
  expect(answer.text).not.toContain('En tittel i saken');
}); // prettier-ignore

test('nobody else’s data comes by any address, and who is not logged in is asked to log in', async () => {
  const { officer } = await aLife();
  const other = await (await web.as(officer)).get('/meg/data.json').expect(200);
  expect(other.text).not.toContain('Gáldu');
  await (await web.as('anonymous')).get('/meg/data').expect(303);
});

test('the page with one’s details leads here', async () => {
  const { me } = await aLife();
  expect((await (await web.as(me)).get('/meg').expect(200)).text).toContain('href="/meg/data"');
});
