/**
 * The whole demo, from the day it is made until the last report is approved: every e-mail, letter and task that must have come,
 * and no other, in order. The lists are written by hand after lifecycles.md, the calendars of 2026 to 2030 and the demo’s content,
 * not by the planner. Z = UTC: 08.00 in Oslo is 07.00Z in winter and 06.00Z from the last Sunday of March to that of October.
 */
import { jest } from '@jest/globals';
import { inTransaction } from '../activities/records/transaction.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import type { ActorRole } from '../domain/roles.js';
import { seedDemo, startProcesses } from '../prisma/seed/main.js';
import { plantRoles } from '../prisma/seed/roles.js';
import { moss } from '../prisma/seed/demo/moss.js';
import { salten } from '../prisma/seed/demo/salten.js';
import { seedReference } from '../prisma/seed/reference/write.js';
import { applied } from '../testing/life.js';
import { testProduct, type Product } from '../testing/product.js';
import { draftRows, snapshotOf } from '../web/applications/draft.js';

jest.setTimeout(300_000);
const at = (text: string) => Date.parse(text);

let product: Product;
/** Ids of the demo’s people by key, and names of everybody by address. */
let people: Map<string, string>;
let nameOf: Map<string, string>;
beforeAll(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, at('2026-12-01T09:00:00Z')); // a Tuesday
  const { prisma } = product.database;
  await inTransaction(prisma, async (tx) => {
    await seedReference(tx);
    const now = new Date('2026-12-01T09:00:00Z');
    await seedDemo(tx, { now, pidKey: 'k'.repeat(32) });
    await plantRoles(tx, now, 'seeded');
  });
  const { address, taskQueue } = product;
  await startProcesses({
    databaseUrl: product.databaseUrl,
    engine: { address, namespace: 'default', taskQueue },
    baseUrl: 'http://localhost:3000',
  });
  const [persons, municipalities] = [await prisma.person.findMany(), await prisma.municipality.findMany()];
  const key = (email: string) => email.split('@')[0]!;
  people = new Map(persons.map(({ email, id }) => [key(email), id]));
  nameOf = new Map([
    ...persons.map(({ email }): [string, string] => [email, key(email)]),
    ...municipalities.flatMap(({ code, postReceptionEmail, chiefExecutiveEmail }): [string, string][] => [
      [postReceptionEmail, `post-${code}`],
      [chiefExecutiveEmail, `kd-${code}`],
    ]),
  ]);
}, 120_000);
afterAll(() => product.close());

/** The process of a call by office and budget year, of the Salten application, or of the report of an imported project. */
async function processes() {
  const { prisma } = product.database;
  const call = async (countyGovernorCode: string, budgetYear: number) =>
    `call/${(await prisma.call.findFirstOrThrow({ where: { countyGovernorCode, budgetYear } })).id}`;
  const reportOf = async (title: string) =>
    `report/${(await prisma.report.findFirstOrThrow({ where: { project: { title: { startsWith: title } } } })).id}`;
  return {
    nordland: await call('FMNO', 2027),
    ostfold: await call('FMOV', 2027),
    rogaland: await call('FMRO', 2027),
    finished: await call('FMRO', 2021),
    moss: `grant/${(await prisma.application.findFirstOrThrow({ where: { title: moss.title } })).id}`,
    grant: `grant/${(await prisma.application.findFirstOrThrow({ where: { title: salten.title } })).id}`,
    sokndal: await reportOf('En heldigital'),
    stavanger: await reportOf('Digi Rogaland'),
    utsira: await reportOf('Digital håndbok'),
    consultation: `consultation/${(await prisma.consultation.findFirstOrThrow()).id}`,
  };
}

const codes = (text: string): string[] => text.split(' ');
const nordlandWithoutSalten = codes('1806 1811 1812 1813 1815 1816 1818 1820 1822 1824 1825 1826 1827 1828 1832 1833 1834 1835 1851 1853 1856 1857 1859 1860 1865 1866 1867 1868 1870 1871 1874'); // prettier-ignore
const posts = (list: readonly string[]) => list.map((code) => `post-${code}`);
const each = (instant: string, kind: string, to: readonly string[]) => to.map((one) => `${instant} ${kind} ${one}`);
const rogaland = codes('1101 1103 1106 1108 1111 1112 1114 1119 1120 1121 1122 1124 1127 1130 1133 1134 1135 1144 1145 1146 1149 1151 1160'); // prettier-ignore
const bodo = ['bodo', 'bodo2'];

test('three years of the demo', async () => {
  const ids = await processes();
  const act = (processId: string, name: string, [who, role]: [string, ActorRole], content: object = {}) =>
    applied(product, { processId, name, content, actorId: people.get(who)!, actorRole: role });
  const turn = (instant: string) => product.turnTo(at(instant));
  const nora: [string, ActorRole] = ['no-officer', 'caseOfficer'];
  const berit: [string, ActorRole] = ['bodo', 'applicant'];
  const ragnhild: [string, ActorRole] = ['ro-officer', 'caseOfficer'];
  const unn: [string, ActorRole] = ['utsira', 'applicant'];

  await turn('2026-12-11T10:00:00Z');
  await act(ids.rogaland, 'approve', ['ro-approver', 'approver']);
  await turn('2027-03-25T10:00:00Z');
  const draft = await product.database.prisma.application.findUniqueOrThrow({
    where: { id: ids.grant.split('/')[1]! },
    include: draftRows,
  });
  await act(ids.grant, 'submit', berit, snapshotOf(draft, ['true', 'ownShare', 'public']));
  await turn('2027-04-06T08:00:00Z');
  await act(ids.nordland, 'startAssessment', nora);
  await act(ids.grant, 'declareImpartiality', nora, { outcome: 'none', text: '' });
  await turn('2027-04-07T08:00:00Z');
  const question = { question: 'Hvem skal lede prosjektet når det er i gang?', dueAt: at('2027-04-21T22:00:00Z') };
  await act(ids.grant, 'requestInformation', nora, question);
  await turn('2027-04-29T10:00:00Z');
  await act(ids.grant, 'answer', berit, { answer: 'Regionrådet ansetter en prosjektleder.' });
  await turn('2027-05-03T10:00:00Z');
  await act(ids.grant, 'recommend', nora, {
    outcome: 'granted',
    years: [2027, 2028, 2029].map((year) => ({ year, amount: 700_000 })),
    reason: 'Ti kommuner går sammen om noe de ikke kan få til hver for seg. Andre regioner kan bruke erfaringene.',
    conditions: '',
  });
  await turn('2027-05-04T10:00:00Z');
  await act(ids.nordland, 'allocate', nora);
  await turn('2027-05-10T10:00:00Z');
  await act(ids.nordland, 'decide', ['no-approver', 'approver'], { applicationIds: [ids.grant.split('/')[1]] });
  await turn('2027-05-20T10:00:00Z');
  await act(ids.sokndal, 'submit', unn, reportContent(100_000));
  await turn('2027-05-25T10:00:00Z');
  await act(ids.grant, 'letterOpened', berit, { letterId: await decisionLetter() });
  await act(ids.sokndal, 'approve', ragnhild, assessment);
  await turn('2027-06-03T10:00:00Z');
  await act(ids.stavanger, 'extendDeadline', ragnhild, { dueAt: at('2027-09-01T22:00:00Z'), reason: 'Regnskapet er ikke ferdig revidert.' }); // prettier-ignore
  await turn('2027-08-30T10:00:00Z');
  await act(ids.stavanger, 'submit', ['stavanger', 'applicant'], reportContent(1_500_000));
  await turn('2027-09-02T10:00:00Z');
  await act(ids.stavanger, 'approve', ragnhild, assessment);

  await turn('2028-02-28T10:00:00Z');
  const [interim, final] = await product.database.prisma.report.findMany({
    where: { project: { applicationId: ids.grant.split('/')[1]! } },
    orderBy: { position: 'asc' },
  });
  const reports = { interim: `report/${interim!.id}`, final: `report/${final!.id}` };
  await act(reports.interim, 'submit', berit, reportContent(700_000));
  await turn('2028-04-11T10:00:00Z');
  await act(reports.interim, 'approve', nora, assessment);
  await turn('2030-02-15T10:00:00Z');
  await act(reports.final, 'submit', berit, reportContent(2_100_000));
  await turn('2030-02-18T10:00:00Z');
  await act(reports.final, 'return', nora, { comment: 'Skriv litt mer om hva kommunene har gjort.' });
  await turn('2030-03-01T10:00:00Z');
  await act(reports.final, 'submit', berit, reportContent(2_100_000));
  await turn('2030-03-05T10:00:00Z');
  await act(reports.final, 'approve', nora, assessment);
  await turn('2030-04-01T10:00:00Z');

  const expected: Record<string, string[]> = {
    [ids.finished]: [],
    [ids.rogaland]: [
      '2026-12-04T07:00 E33 ro-approver',
      '2026-12-10T07:00 E33 ro-leader',
      ...each('2027-01-18T07:00', 'E1', ['stavanger', ...posts(rogaland)]), // prettier-ignore
      ...each('2027-03-24T07:00', 'E3none', ['stavanger', ...posts(rogaland)]), // prettier-ignore
      '2027-03-31T22:00 E33 ro-officer',
    ].sort(),
    // Eight weeks from 1 December, and nobody answers.
    [ids.consultation]: [
      ...each('2027-01-19T07:00', 'E38reminder', ['stavanger', ...posts(rogaland)]),
      ...each('2027-01-25T07:00', 'E38reminder', ['stavanger', ...posts(rogaland)]),
      '2027-01-26T23:00 E33 ro-officer',
    ].sort(),
    [ids.ostfold]: [
      ...each('2027-03-24T07:00', 'E3none', ['sarpsborg', ...posts(codes('3101 3105 3107 3110 3112 3114 3116 3118 3120 3122 3124'))]), // prettier-ignore
      '2027-03-31T22:00 E33 ov-officer',
    ].sort(),
    // Neither the chief executive nor the mayor approves.
    [ids.moss]: [
      '2026-12-04T07:00 E7reminder moss-director',
      ...each('2027-03-29T06:00', 'E7last', ['moss', 'moss-director']),
      ...each('2027-03-31T22:00', 'E4approval', ['moss', 'moss-director']),
    ].sort(),
    [ids.nordland]: [
      ...each('2027-03-24T07:00', 'E3none', posts(nordlandWithoutSalten)),
      '2027-03-31T22:00 E33 no-officer',
      '2027-05-03T10:00 E33 no-officer', // the last recommendation is given
      '2027-05-04T10:00 E33 no-approver',
    ].sort(),
    [ids.grant]: [
      ...each('2027-03-17T07:00', 'E3', bodo),
      ...each('2027-03-24T07:00', 'E3', bodo),
      ...each('2027-03-25T10:00', 'E9', bodo),
      '2027-03-31T22:00 E33 no-officer',
      ...each('2027-04-06T08:00', 'E5', bodo),
      ...each('2027-04-07T08:00', 'E12', bodo),
      ...each('2027-04-18T06:00', 'E12reminder', bodo),
      ...each('2027-04-21T06:00', 'E12reminder', bodo),
      '2027-04-22T06:00 E33 no-officer',
      '2027-04-28T06:00 E33 no-officer',
      '2027-04-29T10:00 E13 no-officer',
      ...each('2027-05-10T10:00', 'E14', bodo),
      ...each('2027-05-10T10:00', 'E14copy', posts(codes('1836 1837 1838 1839 1840 1841 1845 1848 1875'))),
      ...each('2027-05-17T06:00', 'E14second', bodo),
      '2027-05-24T06:00 E14second post-1804',
      '2027-05-24T06:00 E33 no-officer',
    ].sort(),
    [ids.sokndal]: [
      '2027-05-02T06:00 E17reminder post-1111',
      '2027-05-18T06:00 E17reminder post-1111',
      '2027-05-20T10:00 E18 post-1111',
      '2027-05-20T10:00 E19 ro-officer',
      '2027-05-25T10:00 E23 post-1111',
    ],
    [ids.stavanger]: [
      '2027-05-02T06:00 E17reminder stavanger',
      '2027-05-18T06:00 E17reminder stavanger',
      '2027-05-29T06:00 E17reminder stavanger',
      '2027-06-01T06:00 E17reminder stavanger',
      '2027-06-02T06:00 E20 stavanger',
      '2027-06-03T10:00 E21 stavanger',
      '2027-08-02T06:00 E17reminder stavanger',
      '2027-08-18T06:00 E17reminder stavanger',
      '2027-08-29T06:00 E17reminder stavanger',
      '2027-08-30T10:00 E18 stavanger',
      '2027-08-30T10:00 E19 ro-officer',
      '2027-09-02T10:00 E23 stavanger',
    ],
    [ids.utsira]: [
      '2027-05-02T06:00 E17reminder post-1151',
      '2027-05-18T06:00 E17reminder post-1151',
      '2027-05-29T06:00 E17reminder post-1151',
      '2027-06-01T06:00 E17reminder post-1151',
      '2027-06-02T06:00 E20 post-1151',
      '2027-06-08T06:00 E20 post-1151',
      '2027-06-22T06:00 E20 kd-1151',
      '2027-06-22T06:00 E20 post-1151',
      '2027-07-13T06:00 E33 ro-officer',
    ],
    [reports.interim]: [
      '2027-05-13T06:00 E16 bodo', // the third working day after the decision, before anybody has opened the letter
      '2028-01-09T07:00 E17 bodo',
      '2028-01-21T07:00 E17reminder bodo',
      '2028-02-06T07:00 E17reminder bodo',
      '2028-02-17T07:00 E17reminder bodo',
      '2028-02-20T07:00 E17reminder bodo',
      '2028-02-21T07:00 E20 bodo',
      '2028-02-27T07:00 E20 bodo',
      '2028-02-27T07:00 E20 bodo2',
      '2028-02-28T10:00 E18 bodo',
      '2028-02-28T10:00 E18 bodo2',
      '2028-02-28T10:00 E19 no-officer',
      '2028-04-10T06:00 E33 no-leader', // 30 working days after 28 February; Easter is on 16 April
      '2028-04-11T10:00 E23 bodo',
      '2028-04-11T10:00 E23 bodo2',
    ],
    [reports.final]: [
      '2027-05-13T06:00 E16 bodo', // the third working day after the decision, before anybody has opened the letter
      '2030-01-09T07:00 E17 bodo',
      '2030-01-21T07:00 E17reminder bodo',
      '2030-02-06T07:00 E17reminder bodo',
      '2030-02-15T10:00 E18 bodo',
      '2030-02-15T10:00 E18 bodo2',
      '2030-02-15T10:00 E19 no-officer',
      '2030-02-18T10:00 E22 bodo',
      '2030-02-18T10:00 E22 bodo2',
      '2030-02-25T07:00 E17reminder bodo', // 14 days before 11 March, the fifteenth working day after the return
      '2030-03-01T10:00 E18 bodo',
      '2030-03-01T10:00 E18 bodo2',
      '2030-03-01T10:00 E19 no-officer',
      '2030-03-05T10:00 E23 bodo',
      '2030-03-05T10:00 E23 bodo2',
    ],
  };
  // Trøndelag’s rights are to be confirmed by 10 January 2027, and nobody does: four rights of three people.
  const rights = [
    ...each('2026-12-11T07:00', 'E30', codes('tl-admin tl-admin tl-admin tl-leader tl-leader')),
    ...each('2027-01-03T07:00', 'E30', codes('tl-admin tl-admin tl-admin tl-admin tl-leader tl-leader tl-leader tl-leader tl-officer')), // prettier-ignore
    ...each('2027-01-10T23:00', 'E31', codes('tl-admin tl-leader tl-leader tl-officer')),
  ];
  const found = await Promise.all(
    Object.keys(expected).map(async (id): Promise<[string, string[]]> => [id, await mails(id)]),
  );
  expect(Object.fromEntries(found)).toEqual(expected);
  const roles = await product.database.prisma.process.findMany({ where: { kind: 'role' } });
  const roleIds = roles.map(({ id }) => id);
  expect((await Promise.all(roleIds.map(mails))).flat().sort()).toEqual(rights);
  const known = [...Object.keys(expected), ...roleIds];
  expect(await product.database.prisma.email.count({ where: { processId: { notIn: known } } })).toBe(0);
  expect(await letters()).toEqual([
    '2027-03-25T10:00 application 1804 ready',
    '2027-04-06T08:00 L2 1804 ready',
    '2027-05-10T10:00 L4 1804 ready',
  ]);
  expect(await tasks()).toEqual([
    ...rogaland.map((code) => `2026-12-01T09:00 answerConsultation municipalityUsers ${code}, done 2027-01-26T23:00`),
    '2026-12-01T09:00 approveCall approvers FMRO, done 2026-12-11T10:00',
    '2026-12-01T09:00 approveLocally localApprovers 3103, done 2027-03-31T22:00',
    '2026-12-01T09:00 writeReport contact 1103, done 2027-08-30T10:00',
    '2026-12-01T09:00 writeReport contact 1111, done 2027-05-20T10:00',
    '2026-12-01T09:00 writeReport contact 1151, open',
    '2026-12-10T07:00 callAwaitsApproval leaders FMRO, done 2026-12-11T10:00',
    ...Array<string>(4).fill('2026-12-11T07:00 attestRole administrators FMTL, done 2027-01-10T23:00'),
    ...Array<string>(4).fill('2027-01-10T23:00 restoreRole administrators FMTL, open'),
    '2027-01-26T23:00 summariseConsultation officers FMRO, open',
    '2027-03-31T22:00 closeEmptyCall officers FMOV, open',
    '2027-03-31T22:00 closeEmptyCall officers FMRO, open',
    '2027-03-31T22:00 openApplication caseOfficer FMNO, done 2027-04-06T08:00',
    '2027-03-31T22:00 startAssessment officers FMNO, done 2027-04-06T08:00',
    '2027-04-06T08:00 assessApplication caseOfficer FMNO, done 2027-05-03T10:00',
    '2027-04-07T08:00 answerQuestion contact 1804, done 2027-04-29T10:00',
    '2027-04-22T06:00 clarificationUnanswered caseOfficer FMNO, done 2027-04-29T10:00',
    '2027-04-29T10:00 assessApplication caseOfficer FMNO, done 2027-05-03T10:00',
    '2027-05-03T10:00 sendAllocation officers FMNO, done 2027-05-04T10:00',
    '2027-05-04T10:00 approveAllocation approvers FMNO, done 2027-05-10T10:00',
    '2027-05-20T10:00 assessReport caseOfficer FMRO, done 2027-05-25T10:00',
    '2027-05-24T06:00 letterUnopened caseOfficer FMNO, done 2027-05-25T10:00',
    '2027-07-13T06:00 reportOverdue caseOfficer FMRO, open',
    '2027-08-30T10:00 assessReport caseOfficer FMRO, done 2027-09-02T10:00',
    '2028-01-09T07:00 writeReport contact 1804, done 2028-02-28T10:00',
    '2028-02-28T10:00 assessReport caseOfficer FMNO, done 2028-04-11T10:00',
    '2028-04-10T06:00 reportNotAssessed leaders FMNO, done 2028-04-11T10:00',
    '2030-01-09T07:00 writeReport contact 1804, done 2030-02-15T10:00',
    '2030-02-15T10:00 assessReport caseOfficer FMNO, done 2030-02-18T10:00',
    '2030-02-18T10:00 writeReport contact 1804, done 2030-03-01T10:00',
    '2030-03-01T10:00 assessReport caseOfficer FMNO, done 2030-03-05T10:00',
  ]);
  expect(await late()).toEqual([]);
});

const minute = (instant: Date): string => instant.toISOString().slice(0, 16);

async function mails(processId: string): Promise<string[]> {
  const rows = await product.database.prisma.email.findMany({ where: { processId } });
  expect(rows.filter(({ status }) => status !== 'sent')).toEqual([]);
  return rows.map((row) => `${minute(row.at)} ${row.kind} ${nameOf.get(row.toAddress) ?? row.toAddress}`).sort();
}

async function letters(): Promise<string[]> {
  const rows = await product.database.prisma.letter.findMany({
    where: { process: { kind: 'grant' } },
    orderBy: [{ at: 'asc' }, { key: 'asc' }],
  });
  return rows.map((row) => `${minute(row.at)} ${row.kind} ${row.municipalityCode} ${row.status}`);
}

async function tasks(): Promise<string[]> {
  const rows = await product.database.prisma.task.findMany();
  return rows
    .map(({ at: given, kind, audience, countyGovernorCode, municipalityCode, doneAt }) => {
      const whose = ['contact', 'municipalityUsers', 'localApprovers'].includes(audience)
        ? municipalityCode
        : countyGovernorCode;
      return `${minute(given)} ${kind} ${audience} ${whose}, ${doneAt ? `done ${minute(doneAt)}` : 'open'}`;
    })
    .sort();
}

/** Duties that were not done within five minutes of their instant, or are planned for one that has passed. */
async function late(): Promise<unknown[]> {
  const now = new Date(await product.now());
  const duties = await product.database.prisma.duty.findMany();
  return duties.filter(({ status, dueAt, doneAt }) =>
    status === 'done' ? doneAt!.getTime() - dueAt.getTime() > 5 * 60_000 : status === 'planned' && dueAt < now,
  );
}

async function decisionLetter(): Promise<string> {
  return (await product.database.prisma.letter.findFirstOrThrow({ where: { kind: 'L4' } })).id;
}

const reportContent = (used: number) => ({
  summary: 'Prosjektet er gjennomført etter planen, og løsningen er i bruk. '.repeat(2),
  progressStatus: 'onSchedule',
  progressText: '',
  problems: '',
  results: 'Tjenestene er enklere for innbyggerne, og flere kommuner bruker dem. '.repeat(3),
  experience: 'Det viktigste var å komme i gang tidlig. '.repeat(3),
  benefitOthers: 'Metoden er beskrevet i et hefte som andre kommuner kan bruke fritt. '.repeat(2),
  recommend: 'yes',
  unspentPlan: '',
  costs: [{ position: 0, kind: 'salary', label: '', budget: used, used }],
  funding: [{ position: 0, kind: 'projectFunds', label: '', budget: used, used }],
});
const assessment = {
  executedAsPlanned: 'yes',
  goalAchievement: 4,
  transferValue: 'high',
  recommendedToOthers: 'yes',
  star: true,
  assessment: 'Et godt prosjekt som andre kan lære av, fordi metoden er enkel og godt beskrevet.',
};
