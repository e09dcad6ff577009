/** The record refuses what a conflict stops, whatever the process’s memory said: every command of the tables, on real rows. */
import { randomUUID } from 'node:crypto';
import { isGovernorRole, type ActorRole } from '../../domain/roles.js';
import type { Kind } from '../../domain/lifecycle.js';
import { lifecycles, processIdOf } from '../../domain/lifecycles.js';
import { connectDatabase, type Database } from '../../prisma/connect.js';
import { seedReference } from '../../prisma/seed/reference/write.js';
import { aPerson, anApplication, aProject, aReport, aThread } from '../../testing/builders.js';
import { testDatabase } from '../../testing/postgres.js';
import { officerFor } from './effects/case-work.js';
import { record } from './record.js';

let database: Database;
let drop: () => Promise<void>;
/** In conflict with the application all of it is about. */
let conflicted: string;
let applicationId: string;
const subjects = new Map<Kind, string>();
beforeAll(async () => {
  const { url, close } = await testDatabase();
  database = connectDatabase(url);
  drop = close;
  const { prisma } = database;
  await prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });
  conflicted = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  applicationId = (await anApplication(prisma, { state: 'granted' })).id;
  const project = await aProject(prisma, { applicationId });
  subjects.set('grant', applicationId).set('project', project.id);
  subjects.set('report', (await aReport(prisma, { projectId: project.id })).id);
  subjects.set('thread', (await aThread(prisma, { caseId: applicationId })).id);
  await declare(conflicted, 'conflict');
}, 60_000);
afterAll(async () => {
  await database.close();
  await drop();
});

const declare = (personId: string, outcome: 'none' | 'conflict') =>
  database.prisma.impartialityDeclaration.create({
    data: { applicationId, personId, outcome, declaredAt: new Date() },
  });

type Given = { kind: Kind; name: string; role: ActorRole; state: string };
const given: Given[] = [...(['grant', 'project', 'report', 'thread'] as const)].flatMap((kind) =>
  lifecycles[kind].transitions.flatMap(({ on, who, from }) =>
    who
      .filter((role) => isGovernorRole(role))
      .flatMap((role) => from.map((state) => ({ kind, name: on, role, state }))),
  ),
);

/** As the batch signs it. */
async function signed(approverId: string): Promise<{ decisionId: string }> {
  const { callId } = await database.prisma.application.findUniqueOrThrow({ where: { id: applicationId } });
  const decisionId = randomUUID();
  const decision = { id: decisionId, applicationId, callId, signedBy: randomUUID(), approverId, outcome: 'rejected' };
  await database.prisma.decision.create({ data: { ...decision, at: new Date() } });
  return { decisionId };
}

type Sent = Given & { actorId: string; deputyForId?: string; content?: object };
/** Received, and handed to the record as a process would whose memory objects to nothing. */
async function recorded({ kind, name, role, state, actorId, deputyForId, ...sent }: Sent) {
  const { prisma } = database;
  const content = sent.content ?? (name === 'decide' ? await signed(actorId) : {});
  const processId = processIdOf(kind, subjects.get(kind)!);
  const { lastSeq } = await prisma.process.update({ where: { id: processId }, data: { state, lastSeq: { increment: 1 } } });
  await prisma.process.update({ where: { id: processId }, data: { appliedSeq: lastSeq - 1 } });
  const id = randomUUID();
  const receivedAt = new Date();
  await prisma.command.create({ data: { id, processId, seq: lastSeq, name, actorId, actorRole: role, deputyForId: deputyForId ?? null, content, contentHash: id, receivedAt, deliverAfter: receivedAt } });
  const command = { id, seq: lastSeq, name, actorId, actorRole: role, deputyForId: deputyForId ?? null, receivedAt: receivedAt.getTime() };
  return record({ prisma, settings: { baseUrl: 'http://localhost' } }, { processId, kind, command, state, refusal: null });
} // prettier-ignore

test.each(given.map((one) => [`${one.kind} ${one.name}`, one.role, one.state, one] as const))(
  'in conflict %s as %s in %s is refused, and nothing is written',
  async (_command, _role, _state, one) => {
    const before = await database.prisma.event.count();
    const { outcome } = await recorded({ ...one, actorId: conflicted });
    expect(outcome).toMatchObject({ status: 'refused', refusal: 'conflict' });
    expect(await database.prisma.event.count()).toBe(before);
  },
);

const decision = { kind: 'grant', name: 'decide', role: 'approver', state: 'recommended' } as const;

test('who is recommended or assessed for by a deputy does not decide', async () => {
  const { prisma } = database;
  const [deputy, lender] = [await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]), await aPerson(prisma)];
  await declare(deputy, 'none');
  const recommendation = {
    outcome: 'rejected',
    years: [],
    reason: 'Søknaden er god, men når ikke opp blant de andre. '.repeat(4),
    conditions: '',
  };
  const recommend = { kind: 'grant', name: 'recommend', role: 'caseOfficer', state: 'underAssessment' } as const;
  const { outcome } = await recorded({ ...recommend, actorId: deputy, deputyForId: lender, content: recommendation });
  expect(outcome.status).toBe('applied');
  const event = await prisma.event.findFirstOrThrow({ where: { name: 'recommend' } });
  expect(event).toMatchObject({ actorId: deputy, deputyForId: lender });
  for (const actorId of [deputy, lender])
    expect((await recorded({ ...decision, actorId })).outcome).toMatchObject({ refusal: 'fourEyes' });
  const inTheirPlace = { ...decision, actorId: await aPerson(prisma), deputyForId: lender };
  expect((await recorded(inTheirPlace)).outcome).toMatchObject({ refusal: 'fourEyes' });
});

test('a case is not given to who is in conflict: not by a leader, for assessment, nor at registration', async () => {
  const { prisma } = database;
  const leader = await aPerson(prisma, [{ role: 'leader', at: 'FMNO' }]);
  const by = { kind: 'grant', role: 'leader', state: 'registered', actorId: leader } as const;
  const officer = { ...by, name: 'assign', content: { officerId: conflicted } };
  expect((await recorded(officer)).outcome).toMatchObject({ refusal: 'personInConflict' });
  const assessor = { ...by, name: 'assignAssessor', content: { assessorId: conflicted } };
  expect((await recorded(assessor)).outcome).toMatchObject({ refusal: 'personInConflict' });
  await prisma.roleGrant.updateMany({ where: { role: 'caseOfficer', personId: { not: conflicted } }, data: { state: 'revoked' } });
  const other = (await anApplication(prisma)).id;
  await prisma.roleGrant.updateMany({ where: { role: 'caseOfficer', personId: { not: conflicted } }, data: { state: 'revoked' } });
  expect(await prisma.$transaction((tx) => officerFor(tx, 'FMNO', { applicationId, at: new Date() }))).toBeNull();
  expect(await prisma.$transaction((tx) => officerFor(tx, 'FMNO', { applicationId: other, at: new Date() }))).toBe(conflicted);
}); // prettier-ignore
