/**
 * A whole round of grants as people live it: applicants and officers send real forms to a real web and send them again until they have a
 * receipt; the rest comes by itself. What must have come of it is written down by hand beside it, in expected.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { lastDayOf } from '../domain/calendar/index.js';
import { scheduleOf } from '../testing/builders.js';
import { inLanes } from '../testing/lanes.js';
import { assessment, reason, reportContent } from '../testing/life.js';
import type { Product } from '../testing/product.js';
import { completeTexts, municipality, type Scene } from '../testing/scene.js';
import type { Visitor } from '../testing/visitor.js';

const day = 86_400_000;

export type Round = {
  product: Product;
  scene: Scene;
  people: Record<'applicant' | 'officer' | 'secondOfficer' | 'approver', Visitor>;
  /** Turns the clock; again while a part is away. */
  turnTo: (instant: number, stage: string) => Promise<void>;
  grants: number;
};
/** `deadline` is the last day to apply. */
export type Lived = { applications: string[]; receipts: string[]; deadline: string };

/** Over about two years and a half: drafts, submissions, decisions, unopened letters, late reports, approved reports. */
export async function liveWithPeople({ product, scene, people, turnTo, grants }: Round): Promise<Lived> {
  const { prisma } = product.database;
  const receipts: string[] = [];
  const done = async (sending: Promise<string>): Promise<void> => {
    const receipt = await sending;
    receipts.push(receipt);
    await untilApplied(product, receipt);
  };
  const call = `/utlysninger/${scene.callId}`;

  const home = `/kommune/${municipality}`;
  await inLanes(Array.from({ length: grants }), () => done(people.applicant.send(home, {}, `${home}/ny-soknad`)));
  const applications = (await prisma.application.findMany({ select: { id: true } })).map(({ id }) => id);
  await inLanes(applications, (id) => writeApplication(product, id));

  const { deadline } = await prisma.call.findUniqueOrThrow({ where: { id: scene.callId } });
  await turnTo(deadline.getTime() - 2 * day, 'drafts');
  const declarations = ['true', 'ownShare', 'public'];
  await inLanes(applications, (id) => done(people.applicant.send(`/soknader/${id}/innsending`, { declarations })));

  await turnTo(deadline.getTime() + day, 'deadline');
  await done(people.officer.send(`${call}/gjor/start-vurdering`, {}));
  await inLanes(applications, async (id) => {
    const { caseOfficerId } = await prisma.application.findUniqueOrThrow({ where: { id } });
    const own = caseOfficerId === scene.officer ? people.officer : people.secondOfficer;
    await done(own.send(`/saker/${id}/gjor/habilitet`, { outcome: 'none', text: '' }));
    const recommendation = { outcome: 'granted', 'amount-2027': '100000', reason, conditions: '' };
    await done(own.send(`/saker/${id}/gjor/innstilling`, recommendation));
  });
  await done(people.officer.send(`${call}/gjor/send-fordeling`, {}));
  await done(people.approver.send(`${call}/avgjorelse?steg=2`, { budgetAuthority: 'yes' }, `${call}/avgjorelse`));
  await turnTo((await product.now()) + 30 * day, 'letters');

  for (const kind of ['interim', 'final'] as const) {
    const reports = await prisma.report.findMany({ where: { kind, projectId: { in: applications } } });
    await turnTo(reports[0]!.dueAt.getTime() + 10 * day, kind);
    await inLanes(reports, async ({ id }) => {
      await writeReport(product, id);
      await done(people.applicant.send(`/rapporter/${id}/innsending`, {}));
      const { goalAchievement, star: _, ...texts } = assessment;
      const fields = { ...texts, goalAchievement: String(goalAchievement), star: 'yes' };
      await done(people.officer.send(`/rapporter/${id}/gjor/godkjenn`, fields));
    });
  }
  await turnTo((await product.now()) + 5 * day, 'end');
  return { applications, receipts, deadline: lastDayOf(deadline.getTime()) };
}

/** A receipt is safe, but the next step needs the command applied. A refusal is no part of this life. */
async function untilApplied({ database: { prisma } }: Product, id: string): Promise<void> {
  for (;;) {
    const command = await prisma.command.findUnique({
      where: { id },
      select: { status: true, name: true, refusal: true },
    });
    if (!command) throw new Error(`the receipt ${id} is of no command`);
    if (command.status === 'applied') return;
    if (command.status === 'refused') throw new Error(`${command.name} was refused: ${command.refusal}`);
    await sleep(50);
  }
}

/** What the steps of the application would have saved. */
async function writeApplication({ database: { prisma } }: Product, id: string): Promise<void> {
  const line = { position: 0, year: 2027, amount: 100_000n };
  const lines = [
    { ...line, side: 'applied', kind: 'applied' },
    { ...line, side: 'cost', kind: 'salary' },
  ];
  const { startDate, endDate, milestones } = scheduleOf(2027);
  const dates = { startDate: new Date(startDate), endDate: new Date(endDate), milestones };
  await prisma.application.update({
    where: { id },
    data: { ...completeTexts(), ...dates, budget: { create: lines } },
  });
}

/** What the steps of the report would have saved. */
async function writeReport({ database: { prisma } }: Product, id: string): Promise<void> {
  const { costs, funding, ...texts } = reportContent;
  const lines = (side: string, rows: typeof costs) =>
    rows.map((row) => ({ ...row, side, budget: BigInt(row.budget), used: BigInt(row.used) }));
  await prisma.reportLine.deleteMany({ where: { reportId: id } });
  await prisma.report.update({
    where: { id },
    data: { ...texts, accounts: { create: [...lines('cost', costs), ...lines('funding', funding)] } },
  });
}
