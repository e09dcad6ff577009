/** The demo against its sources: counted and added by hand in the documents. */
import { applicationFaults, rulesOf } from '../../domain/application/rules.js';
import { callFaults, draftOf } from '../../domain/call/rules.js';
import { testDatabase } from '../../testing/postgres.js';
import { draftRows, snapshotOf } from '../../web/applications/draft.js';
import { connectDatabase, type Database } from '../connect.js';
import { createLetterRenderer } from '../../activities/letters/renderer.js';
import { announcePlanted } from './announcements.js';
import { seed } from './main.js';

let database: Database;
let dropDatabase: () => Promise<unknown>;
const pidKey = 'x'.repeat(32);

beforeAll(async () => {
  const { url, close } = await testDatabase();
  dropDatabase = close;
  database = connectDatabase(url, 2);
  await seed({ databaseUrl: url, pidKey });
  const before = await counts();
  await seed({ databaseUrl: url, pidKey });
  expect(await counts()).toEqual(before);
}, 120_000);
afterAll(async () => {
  await database.close();
  await dropDatabase();
});

async function counts() {
  const { person, process, event, duty, task, project, projectPartner, roundStatistics, call, news } = database.prisma;
  return Promise.all([
    person.count(),
    process.count(),
    event.count(),
    duty.count(),
    task.count(),
    project.count(),
    projectPartner.count(),
    roundStatistics.count(),
    call.count(),
    news.count(),
  ]);
}

test('every call of the demo keeps what a call is held to before it is sent for approval', async () => {
  // A round that was imported has no weights: its source tells none.
  const calls = await database.prisma.call.findMany({
    where: { criteria: { some: {} } },
    include: { criteria: true, priorityAreas: { orderBy: { position: 'asc' } }, reportPlans: true },
  });
  expect(calls.length).toBeGreaterThanOrEqual(3);
  for (const call of calls)
    expect([call.titleNb, callFaults(draftOf(call), call.opensAt.getTime())]).toEqual([call.titleNb, []]);
});

const rogaland = () =>
  database.prisma.project.findMany({
    where: { importSourceKey: 'rogaland-2021' },
    include: {
      awards: true,
      partners: { orderBy: { position: 'asc' } },
      municipality: true,
      payee: true,
      awardSpans: true,
    },
    orderBy: { title: 'asc' },
  });

test('Rogaland’s round of 2021 has 18 projects that add up to exactly its frame', async () => {
  const projects = await rogaland();
  const amounts = projects.flatMap(({ awards }) => awards.map(({ amount }) => Number(amount)));
  expect(projects).toHaveLength(18);
  expect(amounts).toHaveLength(18);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(10_000_000);
  expect([Math.min(...amounts), Math.max(...amounts)]).toEqual([45_000, 1_500_000]);
  expect(
    await database.prisma.call.findFirst({ where: { countyGovernorCode: 'FMRO', budgetYear: 2021 } }),
  ).toMatchObject({
    frame: 10_000_000n,
  });
  const all = await database.prisma.roundStatistics.findFirstOrThrow({ where: { countyGovernorCode: 'FMRO' } });
  expect(all.applications! - projects.length).toBe(11);
});

test.each([
  ['Nettverkskontakter Dalane barnevern', 'Eigersund', 1_100_000],
  ['Barnehagemyndighetsrollen', 'Gjesdal', 1_400_000],
  ['Digital medvirkning', 'Haugesund', 290_000],
  ['Et felles løft', 'Karmøy', 1_200_000],
  ['Living lab', 'Kvitsøy', 240_000],
  ['Små kommuner', 'Kvitsøy', 200_000],
  ['Implementering av BTI', 'Lund', 300_000],
  ['Ungdomsløftet 2021', 'Sandnes', 300_000],
  ['En heldigital helsestasjon', 'Sokndal', 100_000],
  ['Jeg kan!', 'Sokndal', 45_000],
  ['Innovasjonskonferansen', 'Sola', 75_000],
  ['Samarbeid om å møte barnevernsreformen', 'Sola', 325_000],
  ['Digi Rogaland', 'Stavanger', 1_500_000],
  ['Kunnskapsbasert praksis', 'Stavanger', 1_400_000],
  ['Interaktiv digital løsning', 'Stavanger', 500_000],
  ['DigiBarnevern', 'Stavanger', 500_000],
  ['Digital håndbok', 'Utsira', 425_000],
  ['Prosjekt Acos', 'Vindafjord', 100_000],
])('%s: %s %i kr', async (title, municipality, amount) => {
  const [project, ...others] = (await rogaland()).filter((one) => one.title.startsWith(title));
  expect(others).toEqual([]);
  expect([project!.municipality.name, Number(project!.awards[0]!.amount)]).toEqual([municipality, amount]);
});

test('Digi Rogaland is for all 23 municipalities and is paid to Stavanger', async () => {
  const digi = (await rogaland()).find(({ title }) => title === 'Digi Rogaland')!;
  expect(digi.payee.name).toBe('Stavanger');
  const county = await database.prisma.municipality.findMany({ where: { countyCode: '11' } });
  expect(new Set([digi.municipalityCode, ...digi.partners.map((partner) => partner.municipalityCode)])).toEqual(
    new Set(county.map(({ code }) => code)),
  );
  expect(digi.awardSpans).toMatchObject([{ untilYear: 2021, years: 5, amount: 11_100_000n }]);
});

test('a partner has the name it had then, and the municipality it is now, if it is one', async () => {
  const partners = await database.prisma.projectPartner.findMany({ include: { municipality: true } });
  const now = (name: string) => partners.find((partner) => partner.name === name)?.municipality?.name ?? null;
  expect(['Lindås', 'Fræna', 'Midsund', 'Rogaland revisjon', 'Trondheim'].map(now)).toEqual([
    'Alver',
    'Hustadvika',
    'Molde',
    null,
    'Trondheim',
  ]);
  const meland = await database.prisma.project.findFirstOrThrow({
    where: { applicantName: 'Meland' },
    include: { municipality: true },
  });
  expect(meland.municipality.name).toBe('Alver');
});

test('fifteen are completed and need no process, three report next spring', async () => {
  const ids = (await rogaland()).map(({ id }) => id);
  const states = await database.prisma.process.groupBy({
    by: ['state', 'final'],
    where: { kind: 'project', subjectId: { in: ids } },
    _count: true,
    orderBy: { state: 'asc' },
  });
  expect(states).toEqual([
    { state: 'completed', final: true, _count: 15 },
    { state: 'finalReporting', final: false, _count: 3 },
  ]);
  const reports = await database.prisma.report.findMany({ include: { project: true } });
  expect(reports.map(({ project }) => project.title).sort()).toEqual([
    'Digi Rogaland',
    'Digital håndbok for overgangen til et avkarbonisert samfunn',
    'En heldigital helsestasjon',
  ]);
  for (const report of reports) expect(report.dueAt.getTime()).toBeGreaterThan(report.originalDueAt.getTime());
});

test('the slides’ rows', async () => {
  const rows = await database.prisma.project.findMany({
    where: { importSourceKey: 'trondelag-2020-slides' },
    include: { awards: true, partners: true },
  });
  const process = await database.prisma.process.findMany({ where: { subjectId: { in: rows.map(({ id }) => id) } } });
  const told = rows.map((row) => [
    row.firstYear,
    Number(row.appliedAmount),
    Number(row.awards[0]!.amount),
    1 + row.partners.length,
    process.find(({ subjectId }) => subjectId === row.id)?.state,
  ]);
  expect(
    told.sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]) || Number(a[2]) - Number(b[2])),
  ).toEqual([
    [2016, 250_000, 200_000, 2, 'completed'],
    [2017, 1_000_000, 750_000, 1, 'active'],
    [2017, 1_100_000, 600_000, 5, 'active'],
    [2018, 800_000, 600_000, 3, 'active'],
    [2018, 1_000_000, 500_000, 9, 'active'],
    [2018, 1_000_000, 1_000_000, 1, 'completed'],
    [2018, 1_100_000, 250_000, 8, 'active'],
    [2018, 2_136_000, 500_000, 10, 'active'],
  ]);
});

test('Rogaland’s coming call waits for its approver, with reminders planned', async () => {
  const waiting = await database.prisma.process.findFirstOrThrow({
    where: { kind: 'call', state: 'awaitingApproval' },
    include: { duties: { orderBy: { dueAt: 'asc' } }, tasks: true },
  });
  expect(waiting.countyGovernorCode).toBe('FMRO');
  expect(waiting.duties.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'reminder-3 planned',
    'leader-7 planned',
  ]);
  expect(waiting.tasks.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual(['approveCall approvers']);
});

test('Rogaland’s consultation is open: every municipality there is asked, has its task and will be reminded', async () => {
  const open = await database.prisma.process.findFirstOrThrow({
    where: { kind: 'consultation' },
    include: { duties: { orderBy: { dueAt: 'asc' } }, tasks: true },
  });
  expect([open.state, open.countyGovernorCode, open.final]).toEqual(['open', 'FMRO', false]);
  const asked = await database.prisma.consultationMunicipality.findMany({ include: { municipality: true } });
  expect(asked).toHaveLength(23);
  expect(new Set(asked.map(({ municipality }) => municipality.countyCode))).toEqual(new Set(['11']));
  expect(open.tasks.map(({ municipalityCode }) => municipalityCode).sort()).toEqual(
    asked.map(({ municipalityCode }) => municipalityCode).sort(),
  );
  expect(open.duties.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'before-7 planned',
    'before-1 planned',
    'close planned',
  ]);
});

test('the news of Oslo og Viken stands on the source’s days, says where it is from, and has one version', async () => {
  const news = await database.prisma.news.findMany({ include: { changes: true }, orderBy: { publishedAt: 'asc' } });
  expect(news.map(({ publishedAt, countyGovernorCode }) => `${publishedAt!.toISOString().slice(0, 10)} ${countyGovernorCode}`)).toEqual(['2021-03-29 FMOV', '2022-05-20 FMOV']); // prettier-ignore
  for (const { textNb, textNn, titleNb, changes } of news) {
    expect(textNb).toContain('Lagt inn fra nyhetene til Statsforvalteren i Oslo og Viken');
    expect(textNn).toContain('Lagt inn frå nyheitene til Statsforvaltaren i Oslo og Viken');
    expect(changes).toMatchObject([{ version: 1, name: 'published', titleNb }]);
  }
});

test('the calls that begin as open have their announcements in both written forms, made once', async () => {
  const { prisma } = database;
  const announce = () => announcePlanted({ prisma, letters: createLetterRenderer, baseUrl: 'http://demo.example' });
  await announce();
  await announce();
  const letters = await prisma.letter.findMany({ where: { kind: 'L1' }, include: { process: true } });
  expect(letters.map(({ status, language, process }) => `${process.countyGovernorCode} ${language} ${status}`).sort()).toEqual(['FMNO nb ready', 'FMNO nn ready', 'FMOV nb ready', 'FMOV nn ready']); // prettier-ignore
});

test('Moss’s application to Østfold’s call is complete and waits for the chief executive, and both who approve are there', async () => {
  const { prisma } = database;
  const row = await prisma.application.findFirstOrThrow({
    where: { municipalityCode: '3103' },
    include: { ...draftRows, call: { include: { priorityAreas: true } } },
  });
  expect(row.call).toMatchObject({ countyGovernorCode: 'FMOV', localApproval: 'chiefExecutiveAndMayor' });
  expect(applicationFaults(snapshotOf(row, ['true', 'ownShare', 'public']), rulesOf(row.call))).toEqual([]);
  const waiting = await prisma.process.findFirstOrThrow({ where: { subjectId: row.id }, include: { tasks: true } });
  expect([waiting.state, waiting.waitsFor]).toEqual(['awaitingLocalApproval', 'localApprover']);
  expect(waiting.tasks.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual(['approveLocally localApprovers']);
  const approvers = await prisma.roleGrant.findMany({
    where: { municipalityCode: '3103', role: { in: ['localApprover', 'mayor'] } },
    include: { person: true },
    orderBy: { role: 'asc' },
  });
  expect(approvers.map(({ role, person }) => `${role} ${person.lastName}`)).toEqual([
    'localApprover Demodirektør',
    'mayor Demoordfører',
  ]);
});
