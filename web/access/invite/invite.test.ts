import { invitedBy } from '../../../domain/role/rules.js';
import { governorRoles, isGovernorRole, isMunicipalRole, isNationalRole, municipalRoles, nationalRoles } from '../../../domain/roles.js'; // prettier-ignore
import { can } from '../../../domain/authorisation.js';
import { aPerson } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';
import { anInvitation, formOf, formWith } from '../../../testing/access.js';
import { hashOf } from '../secrets.js';
import { inviteActions } from './from.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

const person = { firstName: 'Ny', lastName: 'Demo', email: 'ny@demo.example' };
const with_ = (role: string, at?: string) => aPerson(web.prisma, [{ role: role as 'leader', ...(at ? { at } : {}) }]);
const offered = (html: string) => [...html.matchAll(/name="role" value="(\w+)"/g)].map((match) => match[1]);

test('the table of who may invite where says the same as the rules of who may invite to what', () => {
  const ofPlace = { municipality: isMunicipalRole, office: isGovernorRole, nation: isNationalRole };
  const at = { municipalityCode: '1151', countyGovernorCode: 'FMRO' };
  for (const role of [...municipalRoles, ...governorRoles, ...nationalRoles]) {
    const grants = [{ role, municipalityCode: isMunicipalRole(role) ? '1151' : null, countyGovernorCode: isGovernorRole(role) ? 'FMRO' : null }]; // prettier-ignore
    const actor = { id: 'a', grants, pendingMunicipalities: [] };
    for (const kind of ['municipality', 'office', 'nation'] as const)
      expect([role, kind, can(actor, inviteActions[kind], at)]).toEqual([role, kind, invitedBy(role).some(ofPlace[kind])]); // prettier-ignore
  }
});

test.each([
  ['municipalCoordinator', '1151', '/kommune/1151/inviter', ['applicant', 'localApprover', 'mayor']],
  ['caseOfficer', 'FMRO', '/kommune/1151/inviter', [...municipalRoles]],
  ['countyGovernorAdmin', 'FMRO', '/embete/FMRO/inviter', [...governorRoles]],
  ['ministryOfficer', undefined, '/embete/FMRO/inviter', ['countyGovernorAdmin']],
  ['ministryOfficer', undefined, '/departement/inviter', [...nationalRoles]],
  ['caseOfficer', 'FMNO', '/kommune/1151/inviter', null],
  ['caseOfficer', 'FMRO', '/embete/FMRO/inviter', null],
  ['countyGovernorAdmin', 'FMRO', '/departement/inviter', null],
  ['applicant', '1151', '/kommune/1151/inviter', null],
  ['ministryOfficer', undefined, '/kommune/1151/inviter', null],
] as const)('%s of %s at %s', async (role, at, path, roles) => {
  const answer = await (await web.as(await with_(role, at))).get(path);
  expect(answer.status === 200 ? offered(answer.text) : null).toEqual(roles);
});

test('so many an hour for who invites; the same form again is none', async () => {
  const site = await testWeb({ pages, limits: { invitation: 2 } });
  const agent = await site.as(await aPerson(site.prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }]));
  const path = '/embete/FMRO/inviter';
  const fields = { ...hiddenFields((await agent.get(path)).text, path), ...person, role: 'leader' };
  const sent = [await post(agent, path, fields), await post(agent, path, fields)];
  for (let n = 0; n < 2; n++) sent.push(await fillIn(agent, path, { ...person, role: 'leader' }));
  expect(sent.map(({ status }) => status)).toEqual([303, 303, 303, 429]);
  await site.close();
}, 30_000);

test('an invitation is one, however often the form is sent; only the hash of its secret is on the row', async () => {
  const admin = await with_('countyGovernorAdmin', 'FMRO');
  const agent = await web.as(admin);
  const fields = { ...hiddenFields((await agent.get('/embete/FMRO/inviter')).text, '/embete/FMRO/inviter'), ...person, role: 'approver' }; // prettier-ignore
  const [first, second] = [await post(agent, '/embete/FMRO/inviter', fields), await post(agent, '/embete/FMRO/inviter', fields)]; // prettier-ignore
  expect(second.headers['location']).toBe(first.headers['location']);
  const request = await web.prisma.accessRequest.findFirstOrThrow({ where: { invitedById: admin } });
  expect(request).toMatchObject({ invitedById: admin, invitedAs: 'countyGovernorAdmin', role: 'approver', countyGovernorCode: 'FMRO', personId: null }); // prettier-ignore
  const command = await web.prisma.command.findFirstOrThrow({ where: { processId: `access-request/${request.id}` } });
  const { secret } = command.content as { secret: string };
  expect([command.name, secret.length, request.secretHash]).toEqual(['invite', 43, hashOf(secret)]);
  const page = (await agent.get(first.headers['location'] as string)).text;
  expect(page).toContain('<bdi>Ny Demo</bdi>');
  expect(page).not.toContain(secret);
});

test('what is wrong is told beside the field; a role that is not offered is none', async () => {
  const agent = await web.as(await with_('municipalCoordinator', '1151'));
  const { status, text } = await fillIn(agent, '/kommune/1151/inviter', { firstName: 'Ny', lastName: '', email: 'ny', role: 'municipalCoordinator' }); // prettier-ignore
  expect(status).toBe(422);
  for (const told of ['Velg en rolle.', 'Skriv etternavnet.', 'Skriv en hel e-postadresse', 'value="ny"'])
    expect(text).toContain(told);
});

test('a coordinator whose right is taken back invites nobody', async () => {
  const agent = await web.as(await with_('municipalCoordinator', '1149'));
  const form = hiddenFields((await agent.get('/kommune/1149/inviter')).text, '/kommune/1149/inviter');
  await web.prisma.municipality.update({ where: { code: '1149' }, data: { coordinatorApproves: false } });
  expect((await agent.get('/kommune/1149/inviter')).status).toBe(404);
  expect((await post(agent, '/kommune/1149/inviter', { ...form, ...person, role: 'applicant' })).status).toBe(404);
  expect(await web.prisma.accessRequest.count({ where: { municipalityCode: '1149' } })).toBe(0);
});

describe('the invited person', () => {
  const accept = 'Ta imot invitasjonen</button>';
  const accepted = { firstName: 'Ny', lastName: 'Demo', phone: '12 34 56 78' };
  const invited = async (given: Partial<Parameters<typeof anInvitation>[1]> = {}) =>
    anInvitation(web, { invitedById: await with_('countyGovernorAdmin', 'FMRO'), ...given });

  test('who is not logged in is taken through the log-in and back to the link', async () => {
    const { link } = await invited();
    const answer = await (await web.as('anonymous')).get(link);
    expect(answer.headers['location']).toBe(`/logg-inn?til=${encodeURIComponent(link)}`);
  });

  test('sees who invites and to what, and accepts once', async () => {
    const { link, processId, id } = await invited();
    const agent = await web.as(await aPerson(web.prisma));
    const { text } = await agent.get(link).expect(200);
    expect(text).toContain('har invitert deg til Prosjektskjønn for Utsira kommune. Rollen er: Søker.');
    const form = { ...formWith(text, accept), ...accepted };
    const [first, second] = [await post(agent, link, form), await post(agent, link, form)];
    expect(first.headers['location']).toContain(`/tilgang/${id}/invitasjon?kvittering=`);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await web.prisma.command.findMany({ where: { processId } })).toMatchObject([{ name: 'accept', content: accepted }]); // prettier-ignore
    expect((await agent.get(first.headers['location'] as string)).text).toContain('Vi har mottatt det du sendte.');
  });

  test('a wrong or a used secret is as if there were nothing', async () => {
    const { link, id, processId, secret } = await invited();
    const agent = await web.as(await aPerson(web.prisma));
    const nowhere = [`/tilgang/${id}/invitasjon`, `/tilgang/${id}/invitasjon?kode=`, `${link}x`, link.replace(secret, 'x'.repeat(36))]; // prettier-ignore
    for (const path of nowhere) expect([path, (await agent.get(path)).status]).toEqual([path, 404]);
    const form = formWith((await agent.get(link)).text, accept);
    expect((await post(agent, nowhere[3]!, { ...form, ...accepted })).status).toBe(404);
    await web.prisma.process.update({ where: { id: processId }, data: { state: 'approved', waitsFor: 'nobody' } });
    expect((await agent.get(link)).status).toBe(404);
    expect((await post(agent, link, { ...form, ...accepted })).status).toBe(404);
    expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  });

  test('who comes too late is told when it expired and whom to ask; without the secret it is as if there were nothing', async () => {
    const invitedById = await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }], { firstName: 'Inger', lastName: 'Innbyder' }); // prettier-ignore
    const { link, processId, secret } = await invited({ invitedById });
    const agent = await web.as(await aPerson(web.prisma));
    const form = formWith((await agent.get(link)).text, accept);
    await web.prisma.process.update({ where: { id: processId }, data: { state: 'expired', waitsFor: 'nobody' } });
    const at = new Date('2026-11-20T09:30:00Z');
    await web.prisma.event.create({ data: { processId, seq: 9, name: 'due:expiry', cause: `${processId}/expiry`, actorRole: 'system', fromState: 'invited', toState: 'expired', at, doneAt: at, result: {} } }); // prettier-ignore
    for (const { status, text } of [await agent.get(link), await post(agent, link, { ...form, ...accepted })]) {
      expect(status).toBe(200);
      expect(text).toMatch(/Invitasjonen gikk ut 20\. november 2026 kl\.\s10\.30/);
      expect(text).toContain('Inger Innbyder');
      expect(text).not.toContain(accept);
    }
    const wrong = await agent.get(link.replace(secret, 'x'.repeat(36)));
    expect([wrong.status, wrong.text.includes('Innbyder')]).toEqual([404, false]);
    expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  });

  test('who has no name yet is not told one where there is nothing', async () => {
    const newcomer = await web.as(await aPerson(web.prisma, [], { firstName: '', lastName: '' }));
    const { status, text } = await newcomer.get('/tilgang/finnes-ikke');
    expect(status).toBe(404);
    expect(text).toContain('har ikke bedt om tilgang ennå');
    expect(text).not.toMatch(/logget inn som:\s*,/);
  });

  test('whoever invited does not accept', async () => {
    const { link, invitedById, processId } = await invited();
    const agent = await web.as(invitedById!);
    const other = await web.as(await aPerson(web.prisma));
    expect((await agent.get(link)).text).toContain('Du har selv sendt denne invitasjonen.');
    const form = formWith((await other.get(link)).text, accept);
    const { _csrf } = hiddenFields((await agent.get('/tilgang')).text, '/tilgang');
    const refused = await post(agent, link, { ...form, ...accepted, _csrf: _csrf! });
    expect([refused.status, refused.text.match(/Du har selv sendt/g)?.length]).toEqual([422, 2]);
    expect(await web.prisma.command.count({ where: { processId } })).toBe(0);
  });

  test('a role of the state’s needs the high level, and is led to that door and back', async () => {
    const { link } = await invited({ municipalityCode: null, countyGovernorCode: 'FMRO', role: 'caseOfficer' });
    const newcomer = await aPerson(web.prisma);
    const low = (await (await web.as(newcomer, { high: false })).get(link)).text;
    expect(low).toContain(`/logg-inn/stat?til&#x3D;${encodeURIComponent(link)}`);
    expect(low).not.toContain(accept);
    expect((await (await web.as(newcomer)).get(link)).text).toContain(accept);
  });

  test('is taken back by those who could have sent it, on the list', async () => {
    const admin = await with_('countyGovernorAdmin', 'FMRO');
    const { processId, path } = await invited({ municipalityCode: null, countyGovernorCode: 'FMRO', role: 'leader' });
    const agent = await web.as(admin);
    const list = (await agent.get('/embete/FMRO/inviter')).text;
    const form = (list.match(/<form[\s\S]*?<\/form>/g) ?? []).find((one) => one.includes(path))!;
    expect((await post(agent, path, formOf(form, 'takeBack'))).status).toBe(303);
    expect(await web.prisma.command.findMany({ where: { processId } })).toMatchObject([{ name: 'takeBack' }]);
  });
});
