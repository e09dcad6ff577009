import { jest } from '@jest/globals';
import { can } from '../../../domain/authorisation.js';
import { lifecycles } from '../../../domain/lifecycles.js';
import { aCall, aPerson, anApplication } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

jest.setTimeout(30_000);
let web: TestWeb;
let officer: string;
beforeAll(async () => {
  web = await testWeb({ pages });
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
}, 60_000);
afterAll(() => web.close());

const read = async (person: string, path: string) => (await web.as(person)).get(path);
const linked = (html: string) => [...html.matchAll(/href="\/saker\/([0-9a-f-]{36})"/g)].map((match) => match[1]);

test('a case is in the list exactly when it may be seen', async () => {
  const call = await aCall(web.prisma);
  const elsewhere = await aCall(web.prisma, { countyGovernorCode: 'FMRO' });
  const made: { id: string; state: string; office: string }[] = [];
  for (const state of lifecycles.grant.states) {
    for (const { id: callId, countyGovernorCode: office } of [call, elsewhere]) {
      made.push({ id: (await anApplication(web.prisma, { callId, state })).id, state, office });
    }
  }
  const grants = [{ role: 'caseOfficer' as const, countyGovernorCode: 'FMNO', municipalityCode: null }];
  const actor = { id: officer, grants, pendingMunicipalities: [] };
  const allowed = made.filter(({ state, office }) =>
    can(actor, 'case.list', { countyGovernorCode: office, municipalityCode: '1804', state }),
  );
  expect(allowed.length).toBeGreaterThan(5);
  const idsOf = (rows: typeof made) => rows.map(({ id }) => id).sort();
  const own = allowed.filter(({ office }) => office === 'FMNO');
  expect(own.length).toBeLessThan(allowed.length);
  expect(linked((await read(officer, '/saker')).text).sort()).toEqual(idsOf(own));
  expect(linked((await read(officer, '/saker?embete=alle')).text).sort()).toEqual(idsOf(allowed));
  const others = allowed.filter(({ office }) => office === 'FMRO');
  expect(others.map(({ state }) => state).sort()).toEqual(['granted', 'partiallyGranted']);
  expect(linked((await read(officer, '/saker?embete=FMRO')).text).sort()).toEqual(idsOf(others));
});

test('nobody without a role at an office comes here', async () => {
  const applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  expect([(await read(applicant, '/saker')).status, (await read(applicant, '/saker.csv')).status]).toEqual([404, 404]);
});

test('the filter stands in the address, and its parts can be taken away', async () => {
  const call = await aCall(web.prisma, { titleNb: 'En egen utlysning' });
  const one = await anApplication(web.prisma, {
    callId: call.id,
    state: 'underAssessment',
    title: 'Velferd i bygda',
    caseOfficerId: officer,
    applied: 1000,
  });
  const two = await anApplication(web.prisma, {
    callId: call.id,
    state: 'recommended',
    title: '<i>Skrå</i>',
    applied: 2000,
  });
  const of = async (query: string) => linked((await read(officer, `/saker?utlysning=${call.id}${query}`)).text);
  expect(await of('&sorter=applied')).toEqual([two.id, one.id]);
  expect(await of('&sorter=title')).toEqual([two.id, one.id]);
  expect(await of('&status=recommended')).toEqual([two.id]);
  expect(await of(`&saksbehandler=${officer}`)).toEqual([one.id]);
  expect(await of('&saksbehandler=ingen')).toEqual([two.id]);
  expect(await of('&sok=VELFERD')).toEqual([one.id]);
  expect(await of('&sok=%25')).toEqual([]);
  const { text } = await read(officer, `/saker?utlysning=${call.id}&status=recommended`);
  expect(text).toContain('1 sak');
  expect(text).toContain(`href="/saker?status&#x3D;recommended"`);
  expect(text).toContain('&lt;i&gt;Skrå&lt;/i&gt;');
  const bad = await read(officer, '/saker?utlysning=x&status=draft&saksbehandler=1&sorter=z&side=-4&sok=%00');
  expect(bad.status).toBe(200);
});

test('the download has the same cases; what begins like a formula stays text', async () => {
  const call = await aCall(web.prisma);
  await anApplication(web.prisma, { callId: call.id, state: 'underAssessment', title: '=1+1', applied: 5000 });
  const file = await read(officer, `/saker.csv?utlysning=${call.id}`);
  expect(file.headers['content-disposition']).toContain('attachment');
  const [heading, row, rest] = file.text.split('\r\n');
  expect(heading).toBe(
    '\uFEFFSaksnummer;Tittel;Kommune;Prioritet;Embete;Utlysning;Status;Saksbehandler;Søkt beløp;Venter på;Frist;Adresse',
  );
  expect(row).toContain(";'=1+1;Bodø;;");
  expect(row).toContain(';5000;');
  expect(rest).toBe('');
});

test('more than fifty come on several pages', async () => {
  const call = await aCall(web.prisma);
  for (let n = 0; n < 51; n++)
    await anApplication(web.prisma, { callId: call.id, state: 'registered', title: `Sak ${n}`, contactId: officer });
  const first = await read(officer, `/saker?utlysning=${call.id}`);
  const second = await read(officer, `/saker?utlysning=${call.id}&side=2`);
  expect([linked(first.text).length, linked(second.text).length]).toEqual([50, 1]);
  expect(first.text).toContain('Side 1 av 2');
  expect(first.text).toContain('51 saker');
}, 30_000);
