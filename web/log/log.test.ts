import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { aCall, anApplication, aPerson, aThread } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { keepLook } from './look.js';

jest.setTimeout(120_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

type Happened = { processId: string; seq: number; name: string; at: Date; actorId?: string | null; actorRole?: string };

/** An event as a process records it. */
async function happened({ processId, seq, name, at, actorId = null, actorRole = 'system' }: Happened): Promise<void> {
  const states = { fromState: 'submitted', toState: 'registered' };
  const cause = `${randomUUID()}`;
  await web.prisma.event.create({ data: { processId, seq, name, cause, actorId, actorRole, at, doneAt: at, result: {}, ...states } });
} // prettier-ignore

/** Two offices’ cases, each with an officer who gave it on. */
async function twoOffices() {
  const at = new Date(await web.clock.now());
  const made = [];
  for (const [office, municipalityCode, name] of [
    ['FMNO', '1804', 'Nordlys'],
    ['FMRO', '1103', 'Vestavind'],
  ] as const) {
    const actorId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: office }], { firstName: name, lastName: 'Demo' }); // prettier-ignore
    const call = await aCall(web.prisma, { countyGovernorCode: office, authorId: actorId });
    const contactId = await aPerson(web.prisma, [], { firstName: `Kontakt${name}`, lastName: 'Demo' });
    const application = await anApplication(web.prisma, {
      callId: call.id,
      municipalityCode,
      contactId,
      state: 'registered',
      title: `Prosjektet ${name}`,
    });
    await web.prisma.process.update({ where: { id: application.processId }, data: { countyGovernorCode: office } });
    await happened({
      processId: application.processId,
      seq: 50,
      name: 'assign',
      at,
      actorId,
      actorRole: 'caseOfficer',
    });
    made.push({ ...application, officer: actorId, contactId });
  }
  return { nordland: made[0]!, rogaland: made[1]! };
}

const main = ({ text }: { text: string }) => text.slice(text.indexOf('<main'));
const rowsIn = (html: string) => (html.match(/<th scope="row">/g) ?? []).length;

test('the auditor reads who did what everywhere, with names and a way to the case', async () => {
  const { nordland, rogaland } = await twoOffices();
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  const page = main(await auditor.get('/logg').expect(200));
  for (const text of ['Nordlys Demo', 'Vestavind Demo', 'Saken er fordelt.', 'Prosjektet Nordlys', 'Saksbehandler'])
    expect(page).toContain(text);
  expect(page).toContain(`href="/saker/${nordland.id}"`);
  const narrowed = main(await auditor.get(`/logg?sak=${encodeURIComponent(rogaland.reference)}&hva=grant.assign`));
  expect(narrowed).toContain('Vestavind Demo');
  expect(narrowed).not.toContain('Nordlys Demo');
});

test('an office’s administrator reads their own office’s log and no other’s, and gets no way to a case they may not open', async () => {
  const { nordland } = await twoOffices();
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]));
  const page = main(await admin.get('/logg').expect(200));
  expect(page).toContain('Nordlys Demo');
  expect(page).not.toContain('Vestavind');
  expect(page).not.toContain(nordland.title);
  expect(page).not.toContain(`/saker/${nordland.id}`);
  // Nor by asking for the other office, or by a look of theirs.
  expect(rowsIn(main(await admin.get('/logg?embete=FMRO')))).toBe(0);
  expect(main(await admin.get('/logg.csv?embete=FMRO').buffer(true)).split('\r\n').length).toBeLessThan(3);
});

test('who runs the system sees that it happened, and neither names nor titles; a name cannot be guessed by searching', async () => {
  await twoOffices();
  const operator = await web.as(await aPerson(web.prisma, [{ role: 'systemAdmin' }]));
  for (const address of ['/logg', '/logg?logg=oppslag', '/logg.csv']) {
    const { text } = await operator.get(address).expect(200);
    expect(text).not.toMatch(/Nordlys|Vestavind/);
  }
  expect(main(await operator.get('/logg'))).toMatch(/Person [0-9a-f]{8}/);
  expect(rowsIn(main(await operator.get('/logg?person=Nordlys')))).toBe(0);
});

test.each(['caseOfficer', 'approver', 'leader'] as const)('for a %s there is no log', async (role) => {
  const agent = await web.as(await aPerson(web.prisma, [{ role, at: 'FMNO' }]));
  await agent.get('/logg').expect(404);
  await agent.get('/logg.csv').expect(404);
});

/** Somebody of an office who calls themselves something else from now on. */
async function renamedAt(office: string, [first, later]: [string, string]): Promise<string> {
  const personId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: office }], { firstName: first, lastName: 'Demo' }); // prettier-ignore
  const agent = await web.as(personId);
  await fillIn(agent, '/meg', { firstName: later, lastName: 'Demo', phone: '', language: 'nb' });
  return personId;
}
const bodyOf = (page: string): string => page.slice(page.indexOf('<tbody'));

test('a change of name is there with before and after, for the auditor and the office’s administrator, and in the export', async () => {
  const personId = await renamedAt('FMNO', ['Førnavn', 'Etternavn']);
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]));
  for (const reader of [auditor, admin]) {
    const rows = bodyOf(main(await reader.get(`/logg?person=${personId}&hva=person.changeName`).expect(200)));
    expect(rowsIn(rows)).toBe(1);
    expect(rows).toContain('Navnet er endret.');
    expect(rows).toContain('Førnavn Demo til Etternavn Demo');
    const { text } = await reader.get(`/logg.csv?person=${personId}&hva=person.changeName`).expect(200);
    expect(text).toContain('Navnet er endret.;Person;Etternavn Demo;Førnavn Demo;Etternavn Demo');
  }
  const nn = await web.prisma.person.create({ data: { id: randomUUID(), subjectHash: randomUUID(), firstName: 'Ny', lastName: 'Norsk', email: '', language: 'nn', createdAt: new Date(), roles: { create: { id: randomUUID(), role: 'auditor', fromAt: new Date(0) } } } }); // prettier-ignore
  expect(bodyOf(main(await (await web.as(nn.id)).get('/logg?hva=person.changeName')))).toContain('Namnet er endra.');
});

test('the log is found by whom something happened to, and by what they were called before', async () => {
  const personId = await renamedAt('FMNO', ['Forrige', 'Senere']);
  const { id } = await web.prisma.roleGrant.findFirstOrThrow({ where: { personId } });
  const place = { countyGovernorCode: 'FMNO', state: 'active', waitsFor: 'none', createdAt: new Date() };
  await web.prisma.process.upsert({ where: { id: `role/${id}` }, update: {}, create: { id: `role/${id}`, kind: 'role', subjectId: id, ...place } }); // prettier-ignore
  await happened({ processId: `role/${id}`, seq: 60, name: 'suspend', at: new Date(await web.clock.now()) });
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]));
  for (const person of [personId, 'Senere Demo', 'Forrige Demo']) {
    const address = `/logg?person=${encodeURIComponent(person)}`;
    expect(rowsIn(bodyOf(main(await admin.get(`${address}&hva=role.suspend`).expect(200))))).toBe(1);
    expect(rowsIn(bodyOf(main(await admin.get(`${address}&hva=person.changeName`).expect(200))))).toBe(1);
  }
});

test('dates the wrong way round are told beside the field; what is chosen is said in words; the file has a time a machine sorts by', async () => {
  const { nordland } = await twoOffices();
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  const page = main(await auditor.get('/logg?fra=2026-11-20&til=2026-11-02').expect(200));
  expect(page).toMatch(/id="filter-til"[^>]*aria-invalid="true"[\s\S]{0,120}Datoen må være den samme/);
  expect(page).toMatch(/Fra og med: 20\.\s+november\s2026/);
  expect(main(await auditor.get('/logg?fra=2026-11-02&til=2026-11-02'))).not.toContain('Datoen må være');
  const { text } = await auditor.get(`/logg.csv?sak=${nordland.processId}`).expect(200);
  expect(text).toMatch(/^\uFEFF?Når;Tidspunkt \(ISO 8601\);Hvem/);
  expect(text).toMatch(/;\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z;/);
});

test('an office’s administrator chooses among their own office and its municipalities', async () => {
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]));
  const values = [...main(await admin.get('/logg').expect(200)).matchAll(/<option value="(FM\w\w|\d{4})"/g)].map(([, value]) => value); // prettier-ignore
  expect(values).toEqual(expect.arrayContaining(['FMNO', '1804']));
  expect(values.filter((value) => value !== 'FMNO' && !value!.startsWith('18'))).toEqual([]);
});

test('an invitation is told by who is invited to who may open it, and to nobody else', async () => {
  const id = randomUUID();
  const invited = { firstName: 'Inga', lastName: 'Innbudt', email: 'inga@demo.example', phone: '' };
  await web.prisma.accessRequest.create({ data: { id, ...invited, role: 'caseOfficer', countyGovernorCode: 'FMNO', createdAt: new Date() } }); // prettier-ignore
  const processId = `access-request/${id}`;
  const place = { countyGovernorCode: 'FMNO', state: 'invited', waitsFor: 'applicant', createdAt: new Date() };
  await web.prisma.process.create({ data: { id: processId, kind: 'accessRequest', subjectId: id, ...place } });
  await happened({ processId, seq: 1, name: 'invite', at: new Date(await web.clock.now()) });
  const read = async (role: 'countyGovernorAdmin' | 'systemAdmin', at?: string) =>
    main(await (await web.as(await aPerson(web.prisma, [at ? { role, at } : { role }]))).get(`/logg?sak=${id}`)); // prettier-ignore
  expect(await read('countyGovernorAdmin', 'FMNO')).toContain('Inga Innbudt');
  const operator = await read('systemAdmin');
  expect(rowsIn(operator)).toBe(1);
  expect(operator).not.toContain('Innbudt');
});

test('a change of name is not for another office, nor told by name to who runs the system', async () => {
  const personId = await renamedAt('FMNO', ['Skjulnavn', 'Dulnavn']);
  const other = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }]));
  expect(main(await other.get(`/logg?person=${personId}`).expect(200))).toContain('Ingenting i loggen passer');
  const operator = await web.as(await aPerson(web.prisma, [{ role: 'systemAdmin' }]));
  const masked = main(await operator.get(`/logg?person=${personId}&hva=person.changeName`).expect(200));
  expect(rowsIn(bodyOf(masked))).toBe(1);
  expect(masked).toContain('vises ikke for deg');
  expect(masked).not.toMatch(/Skjulnavn|Dulnavn/);
  expect((await operator.get(`/logg.csv?hva=person.changeName`).expect(200)).text).not.toMatch(/Skjulnavn|Dulnavn/);
});

test('changes of name and events of one instant page by keyset together, each once', async () => {
  const { nordland } = await twoOffices();
  const at = new Date('2026-04-01T10:00:00Z');
  for (let seq = 300; seq < 340; seq++) await happened({ processId: nordland.processId, seq, name: 'assign', at });
  const personId = nordland.officer;
  const change = (n: number) => ({ id: randomUUID(), personId, actorId: personId, actorRole: 'holder', at, before: { firstName: `Navn${n}` }, after: { firstName: `Navn${n + 1}` } }); // prettier-ignore
  await web.prisma.personChange.createMany({ data: Array.from({ length: 40 }, (_none, n) => change(n)) });
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  let address: string | undefined = '/logg?fra=2026-04-01&til=2026-04-01';
  const told: string[] = [];
  while (address) {
    const page: string = main(await auditor.get(address).expect(200)).replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    told.push(...(bodyOf(page).match(/Navn\d+ til Navn\d+|Saken er fordelt\./g) ?? []));
    address = /href="(\/logg\?[^"]*etter=[^"]*)">Eldre/.exec(page)?.[1];
  }
  expect(told.filter((one) => one.startsWith('Saken'))).toHaveLength(40);
  expect(new Set(told.filter((one) => one.startsWith('Navn'))).size).toBe(40);
  expect(told).toHaveLength(80);
}); // prettier-ignore

/** The looks of one person, once they are written: beside the answer. */
async function looksOf(actorId: string, count: number) {
  for (let tries = 0; tries < 100; tries++) {
    const rows = await web.prisma.accessLog.findMany({ where: { actorId }, orderBy: { at: 'asc' } });
    if (rows.length >= count) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`fewer than ${count} looks`);
}

test('whoever sees the contact person of a case is in the log; twice within ten minutes is one look', async () => {
  const { nordland } = await twoOffices();
  const officerId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  const officer = await web.as(officerId);
  await officer.get(`/saker/${nordland.id}`).expect(200);
  const [look] = await looksOf(officerId, 1);
  expect(look).toMatchObject({
    page: '/saker/:id',
    subject: nordland.processId,
    actorRole: 'caseOfficer',
    personId: nordland.contactId,
    countyGovernorCode: 'FMNO',
    municipalityCode: '1804',
  });
  const turned = await web.clock.now();
  await officer.get(`/saker/${nordland.id}`).expect(200);
  await web.clock.turnTo(turned + 11 * 60_000);
  await officer.get(`/saker/${nordland.id}`).expect(200);
  await looksOf(officerId, 2);
  expect(await web.prisma.accessLog.count({ where: { actorId: officerId } })).toBe(2);
});

test('a form drawn again with its faults is a look, so that nobody reads by sending what is wrong', async () => {
  const admin = await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]);
  const agent = await web.as(admin);
  const { _csrf } = hiddenFields((await agent.get('/meg')).text, '/meg');
  await post(agent, '/embete/FMNO/kommuner/1804', { _csrf: _csrf!, postReceptionEmail: 'feil' }).expect(422);
  expect(await looksOf(admin, 1)).toMatchObject([{ page: '/embete/:kode/kommuner/:nr', municipalityCode: null }]);
});

test('what was not shown is not a look: another office’s case, one’s own data, a reader who is not told names', async () => {
  const { nordland } = await twoOffices();
  const [stranger, member] = [
    await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]),
    await aPerson(web.prisma, [{ role: 'referenceGroupMember', at: 'FMNO' }]),
  ];
  await (await web.as(stranger)).get(`/saker/${nordland.id}`).expect(404);
  await (await web.as(nordland.contactId)).get('/meg').expect(200);
  await (await web.as(member)).get(`/saker/${nordland.id}`).expect(200);
  // A look that is written after these shows that theirs would have been.
  const officer = await web.as(nordland.officer);
  await officer.get(`/saker/${nordland.id}`).expect(200);
  await looksOf(nordland.officer, 1);
  expect(await web.prisma.accessLog.count({ where: { actorId: { in: [stranger, nordland.contactId, member] } } })).toBe(0);
}); // prettier-ignore

test('a thread, an export and the log itself are looks too; a typed name is not written down', async () => {
  const { nordland } = await twoOffices();
  const said = [{ side: 'municipality', authorId: nordland.contactId, text: 'Kan vi vente?' }] as const;
  const thread = await aThread(web.prisma, { caseId: nordland.id, messages: said });
  const readerId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'auditor' }]);
  const reader = await web.as(readerId);
  await reader.get(`/meldinger/${thread.id}`).expect(200);
  await reader.get('/saker.csv?sok=Demo&status=registered').expect(200);
  await reader.get('/logg?person=Nordlys').expect(200);
  await reader.get('/logg.csv?logg=oppslag').expect(200);
  const subjects = (await looksOf(readerId, 4)).map(({ subject }) => subject).sort();
  expect(subjects).toEqual([
    '/logg.csv?logg=oppslag',
    '/logg?person=…',
    '/saker.csv?sok=…&status=registered',
    thread.processId,
  ]);
  const page = main(await reader.get('/logg?logg=oppslag').expect(200));
  expect(page).toContain('Loggen, lastet ned');
});

test('a receipt and how far one has leafed are no part of what was looked at', async () => {
  const readerId = await aPerson(web.prisma, [{ role: 'auditor' }]);
  const reader = await web.as(readerId);
  await reader.get(`/logg?logg=oppslag&kvittering=${randomUUID()}&resultat=1a2b3c4d`).expect(200);
  expect((await looksOf(readerId, 1)).map(({ subject }) => subject)).toEqual(['/logg?logg=oppslag']);
});

/** A role of `name` in Nordland, with an event of its process. */
async function roleEvent(name: string, event: { name: string; fromState: string; toState: string }) {
  const personId = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: name, lastName: 'Demo' }); // prettier-ignore
  const { id } = await web.prisma.roleGrant.findFirstOrThrow({ where: { personId } });
  const at = new Date(await web.clock.now());
  const processId = `role/${id}`;
  await web.prisma.process.create({ data: { id: processId, kind: 'role', subjectId: id, state: event.toState, waitsFor: 'nobody', countyGovernorCode: 'FMNO', createdAt: at } }); // prettier-ignore
  await web.prisma.event.create({
    data: { processId, seq: 1, cause: randomUUID(), actorRole: 'system', at, doneAt: at, result: {}, ...event },
  });
  return id;
}

test('a role is told by whose, which and where, to who may see it with a way to it; who runs the system gets no name', async () => {
  const id = await roleEvent('Rollinde', { name: 'give', fromState: 'new', toState: 'proposed' });
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]));
  const page = main(await admin.get('/logg?hva=role.give').expect(200));
  expect(page).toContain('Rollinde Demo, Saksbehandler, Statsforvalteren i Nordland');
  expect(page).toContain(`href="/roller/${id}"`);
  expect(page).toContain('Rollen er foreslått.');
  const row = page.slice(page.indexOf('<tbody>'));
  expect(row).not.toContain('Rollen er gitt.');
  const operator = await web.as(await aPerson(web.prisma, [{ role: 'systemAdmin' }]));
  const masked = main(await operator.get('/logg?hva=role.give').expect(200));
  expect(masked).toMatch(/Person [0-9a-f]{8}, Saksbehandler, Statsforvalteren i Nordland/);
  expect(masked).not.toMatch(new RegExp(`Rollinde|/roller/${id}`));
});

test('a request for access is told by who asked and where; a state with the same word is no change', async () => {
  const personId = await aPerson(web.prisma, [], { firstName: 'Spørsel', lastName: 'Demo' });
  const [id, at] = [randomUUID(), new Date(await web.clock.now())];
  const who = { firstName: 'Spørsel', lastName: 'Demo', email: 's@demo.example', phone: '40000000' };
  await web.prisma.accessRequest.create({ data: { id, personId, municipalityCode: '1804', role: 'applicant', createdAt: at, ...who } }); // prettier-ignore
  const place = { countyGovernorCode: 'FMNO', municipalityCode: '1804' };
  const row = {
    id: `access-request/${id}`,
    kind: 'accessRequest',
    subjectId: id,
    state: 'started',
    waitsFor: 'applicant',
  };
  await web.prisma.process.create({ data: { ...row, ...place, createdAt: at } });
  const event = {
    seq: 1,
    cause: randomUUID(),
    name: 'start',
    fromState: 'new',
    toState: 'started',
    actorRole: 'requester',
  };
  await web.prisma.event.create({ data: { processId: row.id, at, doneAt: at, result: {}, ...event } });
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]));
  const page = main(await admin.get(`/logg?hva=accessRequest.start&sak=${id}`).expect(200));
  const rows = page.slice(page.indexOf('<tbody>'));
  expect(rows).toContain('Spørsel Demo, Søker, Bodø kommune');
  expect(rows).toContain(`href="/tilgang/${id}"`);
  expect(rows).toContain('En kode er sendt.');
  expect(rows).not.toContain('adressen din');
  expect(rows).not.toContain('Påbegynt til Påbegynt');
});

test('a look that cannot be written is told to the product’s log and does not hold back the answer', async () => {
  const told: unknown[] = [];
  const log = { ...web.services.log, error: (fields: unknown) => told.push(fields) } as unknown as typeof web.services.log;
  const user = { id: randomUUID(), actor: { grants: [] }, at: null };
  const context = { services: { ...web.services, log }, user, req: { path: '/x' } } as unknown as Parameters<typeof keepLook>[1];
  const page = { path: '/x', access: { loggedIn: true }, personal: () => Promise.reject(new Error('away')) } as const;
  await keepLook(page, context, { kind: 'json', body: {} });
  expect(told).toEqual([expect.objectContaining({ page: '/x', actorId: user.id })]);
}); // prettier-ignore

test('the log pages by keyset without leaving out or repeating, also where many happened at one instant', async () => {
  const { nordland } = await twoOffices();
  const at = new Date('2026-03-01T10:00:00Z');
  for (let seq = 100; seq < 220; seq++) await happened({ processId: nordland.processId, seq, name: 'assign', at });
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  let address: string | undefined = `/logg?sak=${nordland.processId}&fra=2026-03-01&til=2026-03-01`;
  const counts: number[] = [];
  while (address) {
    const page: string = main(await auditor.get(address).expect(200)).replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    counts.push(rowsIn(page));
    address = /href="(\/logg\?[^"]*etter=[^"]*)">Eldre/.exec(page)?.[1];
  }
  expect(counts).toEqual([50, 50, 20]);
  const { text } = await auditor.get(`/logg.csv?sak=${nordland.processId}&fra=2026-03-01&til=2026-03-01`);
  expect(text.trimEnd().split('\r\n')).toHaveLength(121);
}); // prettier-ignore

test('a name that a spreadsheet would run is made harmless in the export', async () => {
  const { nordland } = await twoOffices();
  const evil = await aPerson(web.prisma, [], { firstName: '=HYPERLINK("x")', lastName: 'Demo' });
  await happened({ processId: nordland.processId, seq: 60, name: 'assign', at: new Date(), actorId: evil });
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  const { text } = await auditor.get(`/logg.csv?person=${evil}`).expect(200);
  expect(text).toContain(`"'=HYPERLINK(""x"") Demo"`);
});

async function timed(agent: Agent, address: string): Promise<number> {
  const start = performance.now();
  await agent.get(address).expect(200);
  return performance.now() - start;
}

test('with a quarter of a million rows a page takes well under a second, whatever is asked for', async () => {
  const { nordland } = await twoOffices();
  const rare = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  await web.services.pool.query(
    `insert into process (id, kind, "subjectId", state, "waitsFor", "countyGovernorCode", "municipalityCode", "createdAt")
     select 'grant/' || id, 'grant', id, 'registered', 'governor', (array['FMNO','FMRO','FMTL'])[1 + n % 3], (array['1804','1103','5001'])[1 + n % 3], now()
     from (select gen_random_uuid() as id, n from generate_series(1, 5000) n) made`,
  );
  await web.services.pool.query(
    `insert into event ("processId", seq, cause, name, "fromState", "toState", "actorId", "actorRole", at, "doneAt", result)
     select p.id, 1000 + s, p.id || '/' || s, (array['assign','assess','withdraw','due:open'])[1 + s % 4], 'submitted', 'registered',
       $1::uuid, 'caseOfficer', '2020-01-01'::timestamptz + (random() * 2000) * interval '1 day', now(), '{}'
     from process p, generate_series(1, 25) s where p.kind = 'grant' and p."subjectId" <> $2`,
    [nordland.officer, nordland.id],
  );
  await web.services.pool.query(
    `insert into access_log (id, "actorId", "actorRole", page, subject, "countyGovernorCode", "municipalityCode", "personId", at)
     select gen_random_uuid(), $1, 'caseOfficer', '/saker/:id', 'grant/' || gen_random_uuid(), (array['FMNO','FMRO','FMTL'])[1 + n % 3], '1804', $2,
       '2020-01-01'::timestamptz + (random() * 2000) * interval '1 day'
     from generate_series(1, 125000) n`,
    [nordland.officer, nordland.contactId],
  );
  await web.services.pool.query('analyze');
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  const admin = await web.as(await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMOV' }]));
  await timed(auditor, '/logg');
  const slow: Record<string, number> = {};
  for (const query of ['', '?rolle=approver', '?hva=grant.submit', '?kommune=5001', '?embete=FMOV', `?person=${rare}`, '?fra=2024-01-01&til=2024-01-31', `?sak=${nordland.processId}`])
    slow[query] = await timed(auditor, `/logg${query}`);
  for (const query of ['', '&rolle=approver', '&kommune=1103', `&person=${rare}`, '&hva=/brev/:id'])
    slow[`oppslag${query}`] = await timed(auditor, `/logg?logg=oppslag${query}`);
  slow['another office’s administrator'] = await timed(admin, '/logg');
  const over = Object.entries(slow).filter(([, ms]) => ms > 900);
  if (process.env['SHOW_TIMES']) process.stdout.write(`${JSON.stringify(slow, null, 1)}\n`);
  expect(over).toEqual([]);
  const page = main(await auditor.get('/logg').expect(200));
  expect(page).toMatch(/Over 50[  ]?000/);
  expect(page).toContain('de nyeste. Avgrens med datoer');
}); // prettier-ignore

test('a call extended twice: each extension tells from which deadline to which', async () => {
  const call = await aCall(web.prisma, { deadline: new Date('2027-03-31T22:00:00Z') });
  const moves = [['2027-03-20T10:00:00Z', '2027-04-15T22:00:00Z'], ['2027-04-10T10:00:00Z', '2027-04-30T22:00:00Z']] as const;
  for (const [i, [at, deadline]] of moves.entries()) {
    await web.prisma.callDeadline.create({ data: { callId: call.id, version: i + 2, deadline: new Date(deadline), decidedAt: new Date(at), reason: 'Mange er syke nå.' } });
    await happened({ processId: call.processId, seq: 70 + i, name: 'extendDeadline', at: new Date(at), actorRole: 'approver' });
  }
  const auditor = await web.as(await aPerson(web.prisma, [{ role: 'auditor' }]));
  const { text } = await auditor.get(`/logg?sak=${call.processId}`);
  const said = text.replaceAll('\u00a0', ' ');
  expect(said).toContain('Fra 31. mars 2027 kl. 23.59 til 15. april 2027 kl. 23.59');
  expect(said).toContain('Fra 15. april 2027 kl. 23.59 til 30. april 2027 kl. 23.59');
}); // prettier-ignore
