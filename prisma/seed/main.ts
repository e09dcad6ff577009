/** Reference data always; the demo’s content once, into an empty database. */
import { randomUUID } from 'node:crypto';
import { plant } from '../../activities/records/plant.js';
import type { Tx } from '../../activities/records/transaction.js';
import type { EngineSettings } from '../../delivery/engine.js';
import { connectEngine } from '../../delivery/engine.js';
import { startProcess } from '../../delivery/start-process.js';
import { addDays, deadlineAtEndOf, instantAt, localDate } from '../../domain/calendar/index.js';
import { isStaffRole } from '../../domain/roles.js';
import { connectDatabase } from '../connect.js';
import { createLetterRenderer } from '../../activities/letters/renderer.js';
import { announcePlanted } from './announcements.js';
import { asDraft, atDirector, seedApplication } from './application.js';
import { criteria, demoCalls, type DemoCall } from './demo/calls.js';
import { moss } from './demo/moss.js';
import { demoNews } from './demo/news.js';
import { demoPeople, subjectHash } from './demo/people.js';
import { salten } from './demo/salten.js';
import { seedConsultation } from './consultation.js';
import { seedImported, seedRogaland } from './imported.js';
import { plantPeople, plantRoles } from './roles.js';
import { seedReference } from './reference/write.js';

/** Writes reference data, and the demo when there is nobody yet. `pidKey` keys the people’s hashes. */
export async function seed({ databaseUrl, pidKey }: { databaseUrl: string; pidKey: string }): Promise<void> {
  const { prisma, close } = connectDatabase(databaseUrl, 4);
  try {
    const write = async (tx: Tx): Promise<void> => {
      await seedReference(tx);
      const [clock] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
      const fresh = (await tx.person.count()) === 0;
      if (fresh) await seedDemo(tx, { now: clock!.now, pidKey });
      // Also those of a demo that is older than the roles’ processes.
      await plantRoles(tx, clock!.now, fresh ? 'seeded' : 'imported');
      // The demo’s others may be away for years of a turned clock.
      if (fresh) await plantPeople(tx, clock!.now, { why: 'seeded', offices: ['FMTL'] });
    };
    // All or nothing; a busy machine may take its time over the whole demo.
    await prisma.$transaction(write, { timeout: 180_000, maxWait: 10_000 });
  } finally {
    await close();
  }
}

/** Every process that has not ended runs after this: as its rows say, whatever the engine has forgotten. Idempotent. */
export async function startProcesses(options: {
  databaseUrl: string;
  engine: EngineSettings;
  baseUrl: string;
}): Promise<number> {
  const { prisma, close } = connectDatabase(options.databaseUrl, 4);
  const engine = connectEngine(options.engine);
  try {
    const open = await prisma.process.findMany({
      where: { final: false, state: { not: 'new' } },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    await announcePlanted({ prisma, letters: createLetterRenderer, baseUrl: options.baseUrl });
    for (const { id } of open) {
      await startProcess({ prisma, engine, baseUrl: options.baseUrl }, id);
    }
    return open.length;
  } finally {
    await engine.close();
    await close();
  }
}

export type DemoContext = { now: Date; pidKey: string };

/** The demo’s people, its calls, two applications and what is imported from earlier rounds, each process planted in its state. */
export async function seedDemo(tx: Tx, { now, pidKey }: DemoContext): Promise<void> {
  const people = await seedPeople(tx, { now, pidKey });
  const today = localDate(now.getTime());
  const year = Number(today.slice(0, 4)) + 1;
  await seedImported(tx, now);
  await seedNews(tx, people);
  for (const call of demoCalls(year, today)) {
    const callId = await seedCall(tx, { call, now, people });
    const round = { callId, office: call.office, year, now, people };
    if (call.key === 'nordland') await seedApplication(tx, { ...round, example: salten, begins: asDraft });
    if (call.key === 'ostfold') await seedApplication(tx, { ...round, example: moss, begins: atDirector });
    if (call.key === 'rogaland2021') await seedRogaland(tx, { callId, year, now });
  }
  await seedConsultation(tx, { now, year, authorId: people.get('ro-officer')! });
}

/** Published on its own day by one of the office’s people, as one row of what was said and when. */
async function seedNews(tx: Tx, people: Map<string, string>): Promise<void> {
  for (const { office, author, publishedOn, ...texts } of demoNews) {
    const id = randomUUID();
    const at = new Date(instantAt(publishedOn, '09:00'));
    await tx.news.create({ data: { id, countyGovernorCode: office, state: 'published', ...texts, publishedAt: at, createdAt: at } }); // prettier-ignore
    await tx.newsChange.create({
      data: { newsId: id, version: 1, name: 'published', actorId: people.get(author)!, actorRole: 'caseOfficer', at, ...texts },
    }); // prettier-ignore
  }
}

async function seedPeople(tx: Tx, { now, pidKey }: DemoContext): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const person of demoPeople) {
    const id = randomUUID();
    ids.set(person.key, id);
    await tx.person.create({
      data: {
        id,
        subjectHash: subjectHash(pidKey, person.pid),
        firstName: person.firstName,
        lastName: person.lastName,
        email: `${person.key}@demo.example`,
        phone: '00 00 00 00',
        language: person.language,
        createdAt: now,
        roles: {
          create: person.roles.map(({ role, municipality, office }) => ({
            id: randomUUID(),
            role,
            attestBy: isStaffRole(role) ? attestBy(now, office) : null,
            municipalityCode: municipality ?? null,
            countyGovernorCode: office ?? null,
            fromAt: now,
          })),
        },
      },
    });
  }
  return ids;
}

/** Trøndelag’s rights are soon to be confirmed; the others’ have no such day in the demo, so that the clock can be turned without losing them. */
const attestBy = (now: Date, office: string | undefined): Date | null =>
  office === 'FMTL' ? new Date(deadlineAtEndOf(addDays(localDate(now.getTime()), 40))) : null;

type CallInput = { call: DemoCall; now: Date; people: Map<string, string> };

async function seedCall(tx: Tx, { call, now, people }: CallInput): Promise<string> {
  const id = randomUUID();
  const author = people.get(call.author)!;
  const [opensAt, deadline] = [new Date(call.opensAt), new Date(call.deadline)];
  await tx.call.create({
    data: {
      id,
      countyGovernorCode: call.office,
      countyCodes: call.counties,
      budgetYear: call.budgetYear,
      titleNb: call.titleNb,
      titleNn: call.titleNn,
      purposeNb: call.purposeNb,
      purposeNn: call.purposeNn,
      requirementsNb: call.requirementsNb,
      requirementsNn: call.requirementsNn,
      frame: BigInt(call.frame),
      minAmount: call.minAmount === null ? null : BigInt(call.minAmount),
      ownSharePercent: call.ownSharePercent,
      localApproval: call.localApproval ?? 'none',
      rankRequired: call.key === 'ostfold',
      opensAt,
      deadline,
      expectedDecisionOn: new Date(call.expectedDecisionOn),
      authorId: author,
      contactId: author,
      createdAt: now,
      deadlines: { create: { version: 1, deadline, decidedAt: opensAt < now ? opensAt : now } },
      // What an imported round was judged by is not known.
      criteria: { create: (call.planted.why === 'imported' ? [] : criteria).map((criterion, position) => ({ ...criterion, position })) }, // prettier-ignore
      priorityAreas: {
        create: call.priorityAreas.map(({ nb, nn }, position) => ({
          id: randomUUID(),
          position,
          nameNb: nb,
          nameNn: nn,
        })),
      },
      reportPlans: {
        create: call.reports.map(({ kind, from, to, opensAt, dueAt }, position) => ({
          id: randomUUID(),
          position,
          kind,
          periodFrom: new Date(from),
          periodTo: new Date(to),
          opensAt: new Date(opensAt),
          dueAt: new Date(dueAt),
        })),
      },
    },
  });
  await plant(tx, {
    kind: 'call',
    subjectId: id,
    parentId: null,
    callId: id,
    countyGovernorCode: call.office,
    municipalityCode: null,
    createdAt: now,
    ...call.planted,
  });
  return id;
}
