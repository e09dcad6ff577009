import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { can, rules, type Action } from '../domain/authorisation.js';
import type { Kind } from '../domain/lifecycle.js';
import { lifecycles } from '../domain/lifecycles.js';
import { governorRoles, municipalRoles, nationalRoles, type Actor, type Grant } from '../domain/roles.js';
import { aCall, anApplication, aPerson, aProcess } from '../testing/builders.js';
import { testDatabase } from '../testing/postgres.js';
import { connectDatabase, type Database } from '../prisma/connect.js';
import { seedReference } from '../prisma/seed/reference/write.js';
import { subjectOf, whereVisible } from './where.js';

const municipalities = ['1804', '1806', '1103'];
const offices = ['FMNO', 'FMRO'];

let database: Database;
let drop: () => Promise<void>;
/** Who has declared a conflict of interest on some of the applications. */
let conflicted: string;
beforeAll(async () => {
  const made = await testDatabase();
  drop = made.close;
  database = connectDatabase(made.url, 5);
  const { prisma } = database;
  await prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });
  conflicted = await aPerson(prisma);
  const call = await aCall(prisma);
  for (const state of lifecycles.grant.states) {
    for (const municipalityCode of municipalities) {
      const { id, processId } = await anApplication(prisma, { callId: call.id, state, municipalityCode });
      if (municipalityCode === '1103')
        await prisma.process.update({ where: { id: processId }, data: { countyGovernorCode: 'FMRO' } });
      if (municipalityCode === '1806') {
        await prisma.impartialityDeclaration.create({
          data: { applicationId: id, personId: conflicted, outcome: 'conflict', declaredAt: new Date() },
        });
      }
    }
  }
  // One thread on every case, in each state in turn.
  for (const [i, parent] of (await prisma.process.findMany({ where: { kind: 'grant' } })).entries()) {
    const { countyGovernorCode, municipalityCode } = parent;
    const state = lifecycles.thread.states[i % lifecycles.thread.states.length]!;
    const place = { parentId: parent.id, countyGovernorCode, municipalityCode };
    await aProcess(prisma, { kind: 'thread', subjectId: randomUUID(), state, ...place });
  }
  for (const kind of ['call', 'report', 'project'] as const) {
    for (const [i, state] of lifecycles[kind].states.entries()) {
      const place = {
        municipalityCode: kind === 'call' ? null : municipalities[i % 3]!,
        countyGovernorCode: offices[i % 2]!,
      };
      await aProcess(prisma, { kind, subjectId: randomUUID(), state, ...place });
    }
  }
}, 60_000);
afterAll(async () => {
  await database.close();
  await drop();
});

const grant: fc.Arbitrary<Grant> = fc.oneof(
  fc.record({
    role: fc.constantFrom(...municipalRoles),
    municipalityCode: fc.constantFrom(...municipalities),
    countyGovernorCode: fc.constant(null),
  }),
  fc.record({
    role: fc.constantFrom(...governorRoles),
    municipalityCode: fc.constant(null),
    countyGovernorCode: fc.constantFrom(...offices),
  }),
  fc.record({
    role: fc.constantFrom(...nationalRoles),
    municipalityCode: fc.constant(null),
    countyGovernorCode: fc.constant(null),
  }),
);

test('a row is in the list exactly when `can` says yes', async () => {
  const { prisma } = database;
  const rows = await prisma.process.findMany();
  const subjects = await Promise.all(rows.map((row) => subjectOf(prisma, row.kind as Kind, row.subjectId)));
  let seen = 0;
  // Some who wait have begun an application themselves.
  const begun = await prisma.application.findMany({ select: { id: true, createdById: true } });
  const drafts = rows
    .filter(({ kind, state }) => kind === 'grant' && ['new', 'draft'].includes(state))
    .map(({ subjectId }) => subjectId);
  const makers = begun.filter(({ id }) => drafts.includes(id)).map(({ createdById }) => createdById);
  const actor = fc.record({
    id: fc.constantFrom(conflicted, randomUUID(), ...makers),
    grants: fc.array(grant, { maxLength: 3 }),
    pendingMunicipalities: fc.uniqueArray(fc.constantFrom(...municipalities), { maxLength: 2 }),
  });
  const action = fc.constantFrom(...(Object.keys(rules) as Action[]));
  await fc.assert(
    fc.asyncProperty(actor, action, async (who: Actor, what) => {
      const listed = await prisma.process.findMany({
        where: await whereVisible(prisma, who, what),
        select: { id: true },
      });
      const allowed = rows.filter((_row, i) => can(who, what, subjects[i]!)).map((row) => row.id);
      expect(listed.map((row) => row.id).sort()).toEqual(allowed.sort());
      seen += allowed.length;
    }),
    { numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(500);
}, 120_000);

test('what is no id has no subject', async () => {
  expect(await subjectOf(database.prisma, 'grant', "1' or 1=1")).toBeNull();
  expect(await subjectOf(database.prisma, 'grant', randomUUID())).toBeNull();
});

test('who may see nothing of a kind sees nothing, also where more is asked for beside it', async () => {
  const { prisma } = database;
  const nobody: Actor = { id: randomUUID(), grants: [], pendingMunicipalities: [] };
  const where = await whereVisible(prisma, nobody, 'case.read');
  const some = await prisma.process.findMany({ select: { id: true }, take: 3 });
  expect(some).toHaveLength(3);
  expect(await prisma.process.count({ where: { AND: [{ id: { in: some.map(({ id }) => id) } }, where] } })).toBe(0);
});
