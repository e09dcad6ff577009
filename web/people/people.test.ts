/** The people of an office, a municipality and the nation: who sees them, and what an administrator can do with a row or several. */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { addDays, deadlineAtEndOf, localDate } from '../../domain/calendar/index.js';
import { plantRoles } from '../../prisma/seed/roles.js';
import { aPerson, anApplication, aProject } from '../../testing/builders.js';
import { fillIn, hiddenFields, hiddenPairs, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';

jest.setTimeout(60_000);
let web: TestWeb;
let admin: string;
let leader: string;
let officer: string;
let approver: string;
let coordinator: string;
let applicant: string;
let ministry: string;
const setUp = () => web.prisma.$transaction(async (tx) => plantRoles(tx, new Date(), 'seeded'), { timeout: 20_000 });
const named = (firstName: string, lastName: string) => ({ firstName, lastName });
beforeAll(async () => {
  web = await testWeb();
  const { prisma } = web;
  admin = await aPerson(prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }], named('Nanna', 'Administrator'));
  leader = await aPerson(prisma, [{ role: 'leader', at: 'FMNO' }]);
  officer = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], named('Máret Ánne', 'Šaŋŋá'));
  approver = await aPerson(prisma, [{ role: 'approver', at: 'FMNO' }], named('Nikolai', 'Godkjenner'));
  coordinator = await aPerson(prisma, [{ role: 'municipalCoordinator', at: '1804' }], named('Berit', 'Koordinator'));
  applicant = await aPerson(prisma, [{ role: 'applicant', at: '1804' }], named('Bjarne', 'Søker'));
  ministry = await aPerson(prisma, [{ role: 'ministryOfficer' }], named('Mette', 'Departement'));
  await setUp();
}, 60_000);
afterAll(() => web.close());

const page = '/embete/FMNO/oppsett';
const grantOf = (personId: string) => web.prisma.roleGrant.findFirstOrThrow({ where: { personId } });
const commandsOf = (processId: string) =>
  web.prisma.command.findMany({ where: { processId }, orderBy: { seq: 'asc' } });
const table = (html: string): string => html.slice(html.indexOf('id="folk"'), html.indexOf('id="gi-rolle"'));

describe('the office’s people', () => {
  test('are seen by its administrators, its leader and the ministry; to others the page is not there', async () => {
    for (const who of [admin, leader, ministry]) expect((await (await web.as(who)).get(page)).status).toBe(200);
    const stranger = await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }]);
    for (const who of [officer, approver, coordinator, stranger]) {
      const agent = await web.as(who);
      const absent = await agent.get('/embete/FINNESIKKE/oppsett');
      const hidden = await agent.get(page);
      expect([hidden.status, hidden.text.replace(/nonce="[^"]*"/g, '')]).toEqual([404, absent.text.replace(/nonce="[^"]*"/g, '')]); // prettier-ignore
    }
  });

  test('the leader reads: no form, and a post is answered as if the page were not there', async () => {
    const agent = await web.as(leader);
    const { text } = await agent.get(page);
    expect(text).toContain('Du kan lese, ikke endre.');
    expect(text).not.toContain('name="personId"');
    const csrf = /name="_csrf" value="([^"]*)"/.exec(text)![1]!;
    expect((await post(agent, page, { _csrf: csrf, command: 'attest' })).status).toBe(404);
  });

  test('one row per person, found by name in any letters, by role and by state; the same list as CSV', async () => {
    const agent = await web.as(admin);
    const found = (await agent.get(`${page}?sok=${encodeURIComponent('šaŋŋá')}`)).text;
    expect(table(found)).toContain('Máret Ánne Šaŋŋá');
    expect(table(found)).not.toContain('Nikolai Godkjenner');
    expect((await agent.get(`${page}?rolle=approver&status=suspended`)).text).toContain('Ingen passer til søket.');
    const csv = await agent.get(`${page}.csv?rolle=approver`);
    expect(csv.headers['content-disposition']).toContain('personer-FMNO-');
    expect(csv.text).toContain('Nikolai Godkjenner');
    expect(csv.text).not.toContain('Šaŋŋá');
  });

  test('a role is given to someone known here, once for a form sent twice; what is missing is told at its field', async () => {
    const agent = await web.as(admin);
    const missing = await fillIn(agent, page, { personId: '', role: '' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('Velg personen som skal få rollen.');
    expect(missing.text).toContain('Velg en rolle.');
    const held = await fillIn(agent, page, { personId: officer, role: 'caseOfficer' });
    expect(held.text).toContain('Personen har denne rollen her fra før.');
    const stranger = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
    expect((await fillIn(agent, page, { personId: stranger, role: 'assessor' })).status).toBe(422);
    expect((await fillIn(agent, page, { personId: admin, role: 'approver' })).status).toBe(422);

    const form = hiddenPairs((await agent.get(page)).text, page);
    const give = form.some(([, value]) => value === 'give') ? Object.fromEntries(form) : giveFields((await agent.get(page)).text); // prettier-ignore
    const fields = { ...give, personId: officer, role: 'assessor' };
    const first = await post(agent, page, fields);
    expect(first.status).toBe(303);
    expect((await post(agent, page, fields)).headers['location']).toBe(first.headers['location']);
    const commands = await commandsOf(`role/${give['id']}`);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatchObject({ name: 'give', actorRole: 'countyGovernorAdmin', content: { personId: officer, role: 'assessor' } }); // prettier-ignore
  });

  test('the yearly check: several ticked in one post, each with its own result; one’s own is for another', async () => {
    const soon = new Date(deadlineAtEndOf(addDays(localDate(Date.now()), 20)));
    const grants = await Promise.all([officer, approver, admin].map(grantOf));
    await web.prisma.roleGrant.updateMany({ where: { id: { in: grants.map(({ id }) => id) } }, data: { attestBy: soon } }); // prettier-ignore
    const agent = await web.as(admin);
    const { text } = await agent.get(page);
    const section = text.slice(text.indexOf('id="kontroll"'), text.indexOf('id="folk"'));
    expect(section).toContain('En annen må bekrefte din');
    expect(section.match(/name="grant"/g)).toHaveLength(2);
    const hidden = Object.fromEntries(hiddenPairs(`<main>${section}</main>`, page));
    const nobody = await post(agent, page, hidden);
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('Kryss av for minst én person.');

    const sent = await post(agent, page, { ...hidden, grant: [grants[0]!.id, grants[1]!.id] });
    expect(sent.status).toBe(303);
    await web.prisma.command.updateMany({ where: { processId: `role/${grants[1]!.id}` }, data: { status: 'refused', refusal: 'notAllowedNow' } }); // prettier-ignore
    const results = (await agent.get(sent.headers['location']!.split('#')[0]!)).text;
    expect(results).toContain('Máret Ánne Šaŋŋá, Saksbehandler');
    expect(results).toContain('Mottatt, blir behandlet.');
    expect(results).toContain('Dette kan ikke gjøres nå.');
    // Nobody else reads the results of another.
    const other = await web.as(leader);
    expect((await other.get(sent.headers['location']!.split('#')[0]!)).text).not.toContain('Ikke gjort');
  });
});

const giveFields = (html: string): Record<string, string> =>
  Object.fromEntries(hiddenPairs(`<main>${html.slice(html.indexOf('id="gi-rolle"'))}</main>`));

describe('the municipalities of the office', () => {
  const kept = '/embete/FMNO/kommuner/1804';

  test('an administrator changes contacts and who lets people in, and it stands on record', async () => {
    const agent = await web.as(admin);
    const list = (await agent.get('/embete/FMNO/kommuner').expect(200)).text;
    expect(list).toContain('Berit Koordinator');
    expect(list).toContain('Ingen (ingen koordinator ennå)');
    const wrong = await fillIn(agent, kept, { postReceptionEmail: 'ikke en adresse', chiefExecutiveEmail: 'kd@blåbær.example', coordinatorApproves: 'coordinator' }); // prettier-ignore
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Postmottaket: skriv en e-postadresse');
    expect(wrong.text).toContain('value="kd@blåbær.example"');
    const saved = await fillIn(agent, kept, { postReceptionEmail: 'ny@bodo.example', chiefExecutiveEmail: 'kd@blåbær.example', coordinatorApproves: 'governor' }); // prettier-ignore
    expect(saved.status).toBe(303);
    const same = await fillIn(agent, kept, { postReceptionEmail: 'ny@bodo.example', chiefExecutiveEmail: 'kd@blåbær.example', coordinatorApproves: 'governor' }); // prettier-ignore
    expect((await agent.get(same.headers['location']!.split('#')[0]!)).text).toContain('Ingenting ble endret.');
    expect(await web.prisma.municipality.findUniqueOrThrow({ where: { code: '1804' } })).toMatchObject({ postReceptionEmail: 'ny@bodo.example', coordinatorApproves: false }); // prettier-ignore
    const [change] = await web.prisma.municipalityChange.findMany({ where: { municipalityCode: '1804' } });
    expect(change).toMatchObject({ actorId: admin, after: { coordinatorApproves: false } });
    await expect(web.prisma.municipalityChange.deleteMany()).rejects.toThrow();
    expect((await agent.get(kept)).text).toContain('Bare Statsforvalteren slipper inn kolleger.');
  });

  test('a form that does not say who lets people in changes nothing; whose place it was done in stands on record', async () => {
    const deputy = await aPerson(web.prisma, [{ role: 'leader', at: 'FMNO' }]);
    const lent = { personId: deputy, deputyForId: admin, role: 'countyGovernorAdmin', countyGovernorCode: 'FMNO' };
    await web.prisma.roleGrant.create({ data: { id: randomUUID(), ...lent, fromAt: new Date(Date.now() - 1000), toAt: new Date(Date.now() + 86_400_000) } }); // prettier-ignore
    const agent = await web.as(deputy);
    await web.prisma.municipality.update({ where: { code: '1804' }, data: { coordinatorApproves: false } });
    const addresses = { postReceptionEmail: 'stedfortreder@bodo.example', chiefExecutiveEmail: 'kd@bodo.example' };
    const silent = await fillIn(agent, kept, addresses);
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Velg hvem som slipper inn kolleger');
    expect(await web.prisma.municipality.findUniqueOrThrow({ where: { code: '1804' } })).toMatchObject({ coordinatorApproves: false }); // prettier-ignore
    expect((await fillIn(agent, kept, { ...addresses, coordinatorApproves: 'governor' })).status).toBe(303);
    expect(await web.prisma.municipalityChange.findFirstOrThrow({ where: { actorId: deputy } })).toMatchObject({ deputyForId: admin }); // prettier-ignore
  });

  test('two administrators at once: the second is told what the first wrote, and keeps what was typed', async () => {
    const [one, other] = [await web.as(admin), await web.as(ministry)];
    const drawn = hiddenFields((await other.get(kept)).text, kept);
    await fillIn(one, kept, { postReceptionEmail: 'forst@bodo.example', chiefExecutiveEmail: 'kd@bodo.example', coordinatorApproves: 'coordinator' }); // prettier-ignore
    const late = await post(other, kept, { ...drawn, postReceptionEmail: 'sist@bodo.example', chiefExecutiveEmail: 'kd@bodo.example', coordinatorApproves: 'coordinator' }); // prettier-ignore
    expect(late.status).toBe(422);
    expect(late.text).toContain('forst@bodo.example');
    expect(late.text).toContain('value="sist@bodo.example"');
  });

  test('the leader and another office’s administrator do not change them', async () => {
    const stranger = await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }]);
    for (const who of [leader, stranger, coordinator]) expect((await (await web.as(who)).get(kept)).status).toBe(404);
    expect((await (await web.as(admin)).get('/embete/FMNO/kommuner/1103')).status).toBe(404);
  });
});

describe('the municipality’s people', () => {
  const people = '/kommune/1804/personer';
  let draft: Awaited<ReturnType<typeof anApplication>>;
  beforeAll(async () => {
    draft = await anApplication(web.prisma, { contactId: applicant, title: 'Hemmelig utkast' });
  });

  test('show who is the contact of what; the office sees people, but no title of a draft', async () => {
    const own = (await (await web.as(coordinator)).get(people).expect(200)).text;
    expect(own).toContain('Bjarne Søker');
    expect(own).toContain('Hemmelig utkast');
    const office = (await (await web.as(officer)).get(people).expect(200)).text;
    expect(office).toContain('Bjarne Søker');
    expect(office).not.toContain('Hemmelig utkast');
    const neighbour = await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1806' }]);
    expect((await (await web.as(neighbour)).get(people)).status).toBe(404);
  });

  test('a contact who sleeps or cannot be reached is a task for everyone here, with the way out', async () => {
    for (const kind of ['contactDormant', 'contactUnreached'])
      await web.prisma.task.create({ data: { key: `${kind}/${draft.id}`, processId: draft.processId, kind, audience: 'municipalityUsers', municipalityCode: '1804', at: new Date() } }); // prettier-ignore
    const { text } = await (await web.as(coordinator)).get('/kommune/1804').expect(200);
    expect(text).toContain('Kontaktpersonen er ikke i bruk');
    expect(text).toContain('E-post til kontaktpersonen kommer i retur');
    expect(text).toContain(`href="/soknader/${draft.id}/gjor/kontakt"`);
    await web.prisma.task.create({ data: { key: `m/${draft.id}/bounced`, processId: draft.processId, kind: 'emailBounced', audience: 'leaders', countyGovernorCode: 'FMNO', at: new Date() } }); // prettier-ignore
    expect((await (await web.as(leader)).get('/embete/FMNO')).text).toContain('href="/kommune/1804/personer"');
  });

  test('the coordinator gives roles of the municipality only, an applicant none', async () => {
    expect((await (await web.as(applicant)).get(people)).text).not.toContain('id="gi-rolle"');
    const agent = await web.as(coordinator);
    const fields = giveFields((await agent.get(people)).text);
    expect((await post(agent, people, { ...fields, personId: applicant, role: 'caseOfficer' })).status).toBe(422);
    expect((await post(agent, people, { ...fields, personId: applicant, role: 'localApprover' })).status).toBe(303);
    expect(await commandsOf(`role/${fields['id']}`)).toMatchObject([{ actorRole: 'municipalCoordinator', name: 'give' }]); // prettier-ignore
    const process = await web.prisma.process.findUniqueOrThrow({ where: { id: `role/${fields['id']}` } });
    expect(process).toMatchObject({ municipalityCode: '1804', countyGovernorCode: 'FMNO' });
  });

  test('what one is the contact of goes to a colleague: application and project in one post', async () => {
    const awarded = await anApplication(web.prisma, { state: 'granted', contactId: applicant, title: 'Et Smartere Salten' }); // prettier-ignore
    await aProject(web.prisma, { applicationId: awarded.id, contactId: applicant });
    const agent: Agent = await web.as(coordinator);
    const handing = `${people}/${applicant}/overlat`;
    const nothing = await fillIn(agent, handing, { personId: '' });
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('Kryss av for minst én sak.');
    expect(nothing.text).toContain('Velg kollegaen som skal være kontakt.');
    const sent = await fillIn(agent, handing, { case: [awarded.id, draft.id], personId: coordinator });
    expect(sent.status).toBe(303);
    const commands = await web.prisma.command.findMany({ where: { name: 'handOver' }, orderBy: { processId: 'asc' } });
    expect(commands.map(({ processId }) => processId).sort()).toEqual([`grant/${awarded.id}`, `grant/${draft.id}`, `project/${awarded.id}`].sort()); // prettier-ignore
    expect(commands.every(({ content }) => (content as { personId: string }).personId === coordinator)).toBe(true);
    expect((await agent.get(sent.headers['location']!.split('#')[0]!)).text).toContain('Et Smartere Salten');
  });

  test('the contact of one application is changed on its own page, by the municipality and by the administrator', async () => {
    const one = await anApplication(web.prisma, { state: 'registered', contactId: applicant });
    const contact = `/soknader/${one.id}/gjor/kontakt`;
    for (const who of [officer, leader, approver]) expect((await (await web.as(who)).get(contact)).status).toBe(404);
    const byAdmin = await fillIn(await web.as(admin), contact, { personId: coordinator });
    expect(byAdmin.headers['location']).toContain('/kommune/1804/personer?resultat=');
    expect(await commandsOf(one.processId)).toMatchObject([{ name: 'handOver', actorRole: 'countyGovernorAdmin' }]);
    const byUs = await fillIn(await web.as(applicant), contact, { personId: coordinator });
    expect(byUs.headers['location']).toContain(`/soknader/${one.id}?kvittering=`);
  });
});

describe('the nation’s people', () => {
  test('what an office has nobody to see to waits for the ministry, on top', async () => {
    const admin = await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMVT' }]);
    const held = await aPerson(web.prisma, [{ role: 'approver', at: 'FMVT' }], { firstName: 'Foreslått', lastName: 'Demo' }); // prettier-ignore
    await web.prisma.roleGrant.updateMany({
      where: { personId: held },
      data: { state: 'proposed', proposedById: admin },
    });
    const ministry = await web.as(await aPerson(web.prisma, [{ role: 'ministryOfficer' }]));
    const waiting = async () => /id="venter"[\s\S]*?<\/section>/.exec((await ministry.get('/departement/personer')).text)?.[0] ?? ''; // prettier-ignore
    expect(await waiting()).toMatch(/Foreslått Demo, Godkjenner, Statsforvalteren i /);
    await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMVT' }]);
    expect(await waiting()).not.toContain('Foreslått Demo');
  });

  test('are the ministry’s: an office without administrator stands first', async () => {
    const agent = await web.as(ministry);
    const { text } = await agent.get('/departement/personer').expect(200);
    expect(text).toContain('Nanna Administrator');
    const offices = text.slice(text.indexOf('id="embete"'));
    expect(offices.indexOf('Ingen administrator')).toBeLessThan(offices.indexOf('Nanna Administrator'));
    for (const who of [admin, leader, coordinator])
      expect((await (await web.as(who)).get('/departement/personer')).status).toBe(404);
    const reader = await aPerson(web.prisma, [{ role: 'ministryReader' }]);
    const fields = giveFields((await agent.get('/departement/personer')).text);
    expect((await post(agent, '/departement/personer', { ...fields, personId: reader, role: 'auditor' })).status).toBe(303); // prettier-ignore
    expect(await commandsOf(`role/${fields['id']}`)).toMatchObject([{ actorRole: 'ministryOfficer' }]);
  });
});
