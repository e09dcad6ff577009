/** One role’s own page: who reads it, what each may do with it, and what stands in the way is told before it is tried. */
import { jest } from '@jest/globals';
import { plantRoles } from '../../prisma/seed/roles.js';
import { aPerson, anApplication } from '../../testing/builders.js';
import { hiddenFields, hiddenPairs, post, testWeb, type TestWeb } from '../../testing/web.js';

jest.setTimeout(60_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const plantAll = () => web.prisma.$transaction(async (tx) => plantRoles(tx, new Date(), 'seeded'), { timeout: 20_000 });
async function holder(role: Parameters<typeof aPerson>[1]) {
  const personId = await aPerson(web.prisma, role);
  await plantAll();
  const { id } = await web.prisma.roleGrant.findFirstOrThrow({ where: { personId } });
  return { personId, id, page: `/roller/${id}` };
}
const formOf = (html: string, command: string): Record<string, string> => {
  const start = html.indexOf(`id="gjor-${command}"`);
  const section = html.slice(start, html.indexOf('</section>', start));
  return Object.fromEntries(hiddenPairs(`<main>${section}</main>`));
};
const main = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'));

test('is for the holder, those who manage it, and nobody else; an id that is none looks the same', async () => {
  const { personId, page } = await holder([{ role: 'assessor', at: 'FMNO' }]);
  const admin = await holder([{ role: 'countyGovernorAdmin', at: 'FMNO' }]);
  const elsewhere = await holder([{ role: 'countyGovernorAdmin', at: 'FMRO' }]);
  const colleague = await holder([{ role: 'caseOfficer', at: 'FMNO' }]);
  for (const who of [personId, admin.personId]) {
    const { status, text } = await (await web.as(who)).get(page);
    expect(status).toBe(200);
    expect(text).toContain('id="where-now"');
    expect(text).toContain('href="/om/roller/vurderer"');
    expect((main(text).match(/class="ds-button"(?! data-variant)/g) ?? []).length).toBeLessThanOrEqual(1);
  }
  for (const who of [elsewhere.personId, colleague.personId])
    for (const path of [page, '/roller/ikke-en-id', '/roller/00000000-0000-4000-8000-000000000000'])
      expect((await (await web.as(who)).get(path)).status).toBe(404);
});

test('what takes a right away needs a reason, kept when it is too short', async () => {
  const admin = await holder([{ role: 'countyGovernorAdmin', at: 'FMTL' }]);
  const { page, id } = await holder([{ role: 'caseOfficer', at: 'FMTL' }]);
  const agent = await web.as(admin.personId);
  const fields = formOf((await agent.get(page)).text, 'revoke');
  const short = await post(agent, page, { ...fields, 'reason-revoke': 'Sluttet' });
  expect(short.status).toBe(422);
  expect(short.text).toContain('Skriv grunnen med minst 10 tegn.');
  expect(short.text).toContain('Sluttet</textarea>');
  const sent = await post(agent, page, { ...fields, 'reason-revoke': 'Har sluttet i embetet i mars.' });
  expect(sent.headers['location']).toContain(`${page}?kvittering=`);
  const command = await web.prisma.command.findFirstOrThrow({ where: { processId: `role/${id}` } });
  expect(command).toMatchObject({ name: 'revoke', actorRole: 'countyGovernorAdmin', content: { reason: 'Har sluttet i embetet i mars.' } }); // prettier-ignore
});

test('who proposed a role is told that another must confirm; the other sees the button', async () => {
  const [one, other] = [
    await holder([{ role: 'countyGovernorAdmin', at: 'FMMR' }]),
    await holder([{ role: 'countyGovernorAdmin', at: 'FMMR' }]),
  ];
  const { page, id } = await holder([{ role: 'approver', at: 'FMMR' }]);
  await web.prisma.roleGrant.update({ where: { id }, data: { state: 'proposed', proposedById: one.personId } });
  await web.prisma.process.update({ where: { id: `role/${id}` }, data: { state: 'proposed' } });
  const mine = (await (await web.as(one.personId)).get(page)).text;
  expect(mine).toContain('Den som har foreslått rollen eller invitert, kan ikke også bekrefte.');
  expect(() => formOf(mine, 'confirm')).toThrow();
  const { firstName, lastName } = await web.prisma.person.findUniqueOrThrow({ where: { id: other.personId } });
  expect(main(mine)).toContain(`En annen administrator må bekrefte rollen: ${firstName} ${lastName}. E-post er sendt.`);
  expect(main(mine)).toContain('Trekk forslaget');
  expect(main(mine)).not.toContain('Avslå rollen');
  expect(main(mine)).not.toContain('Gjelder fra');
  const agent = await web.as(other.personId);
  const fields = formOf((await agent.get(page)).text, 'confirm');
  expect((await post(agent, page, fields)).status).toBe(303);
});

test('the last administrator and the last contact are told what comes first', async () => {
  const last = await holder([{ role: 'countyGovernorAdmin', at: 'FMAV' }]);
  const own = (await (await web.as(last.personId)).get(last.page)).text;
  expect(own).toContain('Embetet ville stått uten administrator.');
  expect(() => formOf(own, 'leave')).toThrow();

  const contact = await holder([{ role: 'applicant', at: '1804' }]);
  await anApplication(web.prisma, { contactId: contact.personId });
  const { text } = await (await web.as(contact.personId)).get(contact.page);
  expect(text).toContain('Du er kontakt for 1 sak som pågår.');
  expect(text).toContain(`href="/kommune/1804/personer/${contact.personId}/overlat"`);
  const free = await holder([{ role: 'applicant', at: '1804' }]);
  const agent = await web.as(free.personId);
  const left = await post(agent, free.page, formOf((await agent.get(free.page)).text, 'leave'));
  expect(left.status).toBe(303);
  const command = await web.prisma.command.findFirstOrThrow({ where: { processId: `role/${free.id}` } });
  expect(command).toMatchObject({ name: 'leave', actorRole: 'holder' });
});

test('the last coordinator, and the last of all, are warned of what stands behind before they leave', async () => {
  const coordinator = await holder([{ role: 'municipalCoordinator', at: '5501' }]);
  const colleague = await holder([{ role: 'applicant', at: '5501' }]);
  const read = async (who: string, page: string) => main((await (await web.as(who)).get(page)).text);
  const page = await read(coordinator.personId, coordinator.page);
  expect(page).toContain('Kommunen har ingen annen koordinator.');
  expect(page).toContain('kan administratoren hos Statsforvalteren gi deg rollen som koordinator');
  expect(await read(colleague.personId, colleague.page)).not.toContain('data-color="warning">Ingen andre');
  await web.prisma.roleGrant.update({ where: { id: coordinator.id }, data: { state: 'revoked' } });
  await anApplication(web.prisma, { contactId: coordinator.personId, municipalityCode: '5501' });
  const last = await read(colleague.personId, colleague.page);
  expect(last).toContain('Ingen andre har tilgang for kommunen.');
  expect(last).toContain('Dette pågår: 1 søknad.');
});

test('who is suspended is told why and whom to ask, on the role, under one’s own details, on the front page and where a page is gone', async () => {
  const { personId, id, page } = await holder([{ role: 'assessor', at: 'FMIN' }]);
  await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMIN' }], {
    firstName: 'Åpne',
    lastName: 'Demoadmin',
  });
  await web.prisma.roleGrant.update({ where: { id }, data: { state: 'suspended', reason: 'Permisjon til sommeren' } });
  await web.prisma.process.update({ where: { id: `role/${id}` }, data: { state: 'suspended' } });
  const agent = await web.as(personId);
  for (const path of [page, '/meg']) {
    const { text } = await agent.get(path).expect(200);
    expect(text).toContain('Rollen er sperret: Permisjon til sommeren. Den kan ikke brukes før den er åpnet igjen.');
    expect(text).toContain('Åpne Demoadmin kan åpne den.');
  }
  for (const [path, status] of [
    ['/', 200],
    ['/embete/FMIN', 404],
  ] as const) {
    const { text } = await agent.get(path).expect(status);
    expect(main(text)).toMatch(/Rollene dine er sperret\.[\s\S]*href="\/meg"/);
  }
});

test('a command that is not theirs is refused on the page they may read; what is no command has no page', async () => {
  const { personId, page } = await holder([{ role: 'caseOfficer', at: 'FMNO' }]);
  const agent = await web.as(personId);
  const { text } = await agent.get(page);
  const fields = hiddenFields(text, page);
  const answered = async (command: string) => (await post(agent, page, { ...fields, command })).status;
  for (const command of ['attest', 'confirm', 'restore', 'takeBack', 'give', 'noe'])
    expect([command, await answered(command)]).toEqual([command, command === 'give' || command === 'noe' ? 404 : 422]);
  expect(await web.prisma.command.count({ where: { actorId: personId } })).toBe(0);
});

test('where the Governor lets in, the municipality’s coordinator is offered neither to give, invite nor open a role again', async () => {
  const coordinator = await holder([{ role: 'municipalCoordinator', at: '1804' }]);
  const suspended = await holder([{ role: 'applicant', at: '1804' }]);
  await web.prisma.roleGrant.update({ where: { id: suspended.id }, data: { state: 'suspended' } });
  await web.prisma.process.update({ where: { id: `role/${suspended.id}` }, data: { state: 'suspended' } });
  const agent = await web.as(coordinator.personId);
  const offered = async () => {
    const people = main((await agent.get('/kommune/1804/personer')).text);
    const role = main((await agent.get(suspended.page)).text);
    return [
      people.includes('/kommune/1804/inviter'),
      people.includes('name="role"'),
      role.includes('id="gjor-restore"'),
    ];
  };
  expect(await offered()).toEqual([true, true, true]);
  await web.prisma.municipality.update({ where: { code: '1804' }, data: { coordinatorApproves: false } });
  expect(await offered()).toEqual([false, false, false]);
  await web.prisma.municipality.update({ where: { code: '1804' }, data: { coordinatorApproves: true } });
});
