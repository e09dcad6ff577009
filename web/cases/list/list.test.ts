import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { can } from '../../../domain/authorisation.js';
import { lifecycles } from '../../../domain/lifecycles.js';
import { anAttachment } from '../../../testing/attachments.js';
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

test('a registered case that the municipality corrects is told with its number and what was sent in, nothing of the draft', async () => {
  const call = await aCall(web.prisma);
  const title = 'Det som skrives nå';
  const { id, processId } = await anApplication(web.prisma, { callId: call.id, state: 'draft', title, caseNumber: '2027/NO-70001' });
  await anApplication(web.prisma, { callId: call.id, state: 'draft', title: 'Aldri sendt inn' });
  await web.prisma.letter.create({
    data: { id: randomUUID(), key: randomUUID(), processId, kind: 'application', municipalityCode: '1804', language: 'nb', at: new Date(), facts: { title: 'Det som ble sendt inn' } },
  });
  const { text } = await read(officer, '/saker');
  expect(text).toContain('1 sak rettes av kommunen');
  expect(text).toContain('<li>2027/NO-70001 · Bodø · Det som ble sendt inn</li>');
  expect(text).not.toContain(title);
  expect(text).not.toContain('Aldri sendt inn');
  expect(text).not.toContain(id);
  const elsewhere = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
  expect((await read(elsewhere, '/saker')).text).not.toContain('2027/NO-70001');
}); // prettier-ignore

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

test('the sum is of all that match, and own contribution is of what they cost together', async () => {
  const call = await aCall(web.prisma);
  for (let n = 0; n < 51; n++)
    await anApplication(web.prisma, { callId: call.id, state: 'registered', title: `Sak ${n}`, contactId: officer, applied: 1000 + n });
  const { text } = await read(officer, `/saker?utlysning=${call.id}`);
  const foot = text.slice(text.indexOf('<tfoot'), text.indexOf('</tfoot'));
  expect(foot).toContain('Sum, 51 saker');
  expect(foot).toContain('52\u00a0275\u00a0kr');
  expect(foot).toContain('50\u00a0%');
}, 30_000); // prettier-ignore

test('of a case one is in conflict with nothing of its content is told, counted, searched or ordered by', async () => {
  const call = await aCall(web.prisma, { requiredAttachments: ['projectPlan'] });
  const areaId = randomUUID();
  await web.prisma.priorityArea.create({ data: { id: areaId, callId: call.id, position: 0, nameNb: 'Eldre', nameNn: 'Eldre' } });
  const given = { callId: call.id, state: 'underAssessment', sectors: ['care'], priorityAreaIds: [areaId] };
  const mine = await anApplication(web.prisma, { ...given, title: 'Åpen', applied: 1000 });
  const closed = await anApplication(web.prisma, { ...given, title: 'Lukket', applied: 700_000 });
  const conflict = { applicationId: closed.id, personId: officer, outcome: 'conflict', declaredAt: new Date() };
  await web.prisma.impartialityDeclaration.create({ data: conflict });
  const of = async (query: string) => (await read(officer, `/saker?utlysning=${call.id}${query}`)).text;
  const text = await of('');
  const at = text.indexOf(`/saker/${closed.id}`);
  const row = text.slice(text.lastIndexOf('<tr', at), text.indexOf('</tr>', at)).replaceAll(closed.id, '').replace(/2027-[0-9a-f]{8}/, '').replace(/om \d+ dager/, '');
  expect(row).toContain('Lukket');
  for (const content of ['700', 'Omsorg', 'Eldre', 'Mangler', '50', 'type="checkbox"']) expect(row).not.toContain(content);
  expect(text).toContain('Sum, 1 sak');
  expect(text).toContain('Uten 1 sak du er inhabil i.');
  for (const query of ['&sektor=care', `&omraade=${areaId}`, '&minst=1', '&hoyst=1000000', '&minst=600000'])
    expect(linked(await of(query))).toEqual(query.endsWith('600000') ? [] : [mine.id]);
  expect(linked(await of('&sorter=applied'))).toEqual([mine.id, closed.id]);
  const file = (await read(officer, `/saker.csv?utlysning=${call.id}`)).text;
  expect(file).toContain('Lukket');
  expect(file).not.toContain('700000');
}); // prettier-ignore

test('sector, area, municipality, amount and «mine» narrow the list; an amount that is none is told beside it', async () => {
  const call = await aCall(web.prisma);
  const one = await anApplication(web.prisma, { callId: call.id, state: 'registered', sectors: ['care', 'health'], applied: 1000, caseOfficerId: officer });
  const two = await anApplication(web.prisma, { callId: call.id, state: 'registered', sectors: ['climate'], applied: 2000, municipalityCode: '1806' });
  const page = async (query: string) => read(officer, `/saker?utlysning=${call.id}${query}`);
  const of = async (query: string) => linked((await page(query)).text).sort();
  expect(await of('&sektor=health')).toEqual([one.id]);
  expect(await of('&kommune=1806')).toEqual([two.id]);
  expect(await of('&saksbehandler=meg')).toEqual([one.id]);
  expect(await of('&minst=1+000&hoyst=1500')).toEqual([one.id]);
  expect(await of('&minst=1001')).toEqual([two.id]);
  const { text } = await page('&minst=tusen');
  expect(text).toMatch(/id="filter-minst"[^>]*value="tusen"[^>]*aria-invalid="true"/);
  expect(text).toContain('Dette er ikke et beløp i hele kroner.');
  expect(text).not.toContain('Fra tusen');
  expect((await page('&minst=100000')).text).toContain('Fra 100\u00a0000\u00a0kr');
  expect((await page('&minst=5&hoyst=4')).text).toContain('eller større');
  expect(await of('&sektor=x&omraade=1&kommune=bodo')).toEqual([one.id, two.id].sort());
}); // prettier-ignore

test('a column’s heading leads to its order, and once more to the other way; what has no value comes last', async () => {
  const call = await aCall(web.prisma);
  const at = (day: number) => ({ callId: call.id, state: 'registered', submittedAt: new Date(`2026-03-0${day}T12:00:00Z`) });
  const [late, early] = [await anApplication(web.prisma, at(5)), await anApplication(web.prisma, at(2))];
  const never = await anApplication(web.prisma, { callId: call.id, state: 'registered' });
  const first = (await read(officer, `/saker?utlysning=${call.id}&sorter=received`)).text;
  expect(linked(first)).toEqual([early.id, late.id, never.id]);
  const other = /aria-sort="ascending"><a class="ds-link" href="([^"]+)">Mottatt/.exec(first)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  const turned = (await read(officer, other)).text;
  expect(linked(turned)).toEqual([late.id, early.id, never.id]);
  expect(turned).toContain('aria-sort="descending"');
}); // prettier-ignore

test('what a call asks for and an application does not have is named: rank and attachments', async () => {
  const call = await aCall(web.prisma, { rankRequired: true, requiredAttachments: ['projectPlan', 'budget'] });
  const complete = await anApplication(web.prisma, { callId: call.id, state: 'registered', rank: 1 });
  for (const kind of ['projectPlan', 'budget']) await anAttachment(web.prisma, { applicationId: complete.id, kind });
  const without = await anApplication(web.prisma, { callId: call.id, state: 'registered' });
  await anAttachment(web.prisma, { applicationId: without.id, kind: 'budget' });
  const { text } = await read(officer, `/saker?utlysning=${call.id}`);
  const rowOf = (id: string) => text.slice(text.indexOf(`/saker/${id}`), text.indexOf('</tr>', text.indexOf(`/saker/${id}`)));
  expect(rowOf(without.id)).toContain('Mangler prioritet fra kommunen');
  expect(rowOf(without.id)).toContain('Mangler vedlegg: Prosjektplan');
  expect(rowOf(without.id)).not.toContain('Mangler vedlegg: Budsjett');
  expect(rowOf(complete.id)).not.toContain('Mangler');
  expect(rowOf(complete.id)).toContain('1 av 2');
}); // prettier-ignore

test('more than fifty come on several pages; one that is decided meanwhile hides no other', async () => {
  const call = await aCall(web.prisma);
  const made: string[] = [];
  for (let n = 10; n < 62; n++)
    made.push((await anApplication(web.prisma, { callId: call.id, state: 'registered', title: `Sak ${n}`, contactId: officer })).id);
  const first = await read(officer, `/saker?utlysning=${call.id}&sorter=title`);
  expect(linked(first.text)).toEqual(made.slice(0, 50));
  expect(first.text).toContain('1–50 av 52');
  const wayTo = (html: string, name: string) =>
    new RegExp(`href="([^"]+)">${name}<`).exec(html)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  await web.prisma.process.update({ where: { id: `grant/${made[3]}` }, data: { state: 'cancelled' } });
  const second = await read(officer, wayTo(first.text, 'Neste'));
  expect(linked(second.text)).toEqual(made.slice(50));
  expect(second.text).toContain('50–51 av 51');
  expect(linked((await read(officer, wayTo(second.text, 'Forrige'))).text)).toEqual(made.filter((_, i) => i !== 3).slice(0, 50));
  expect((await read(officer, `/saker?utlysning=${call.id}&etter=%00tull`)).status).toBe(200);
}, 30_000); // prettier-ignore
