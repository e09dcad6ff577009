/** All a letter says, read from the rows it is about (DESIGN rule 11): for the letter itself, and to be seen before it is signed. */
import { localDate } from '../domain/calendar/index.js';
import { letterLanguage } from '../domain/letter/language.js';
import type { DecisionFacts, DecisionLetterKind, DismissalFacts, LetterHead } from '../domain/notices.js';
import type { Prisma } from './generated/client.js';

type Db = Prisma.TransactionClient;

/** What the head of a letter is read from. */
export const headRows = {
  call: { include: { countyGovernor: true } },
  municipality: true,
} satisfies Prisma.ApplicationInclude;
type HeadRows = Prisma.ApplicationGetPayload<{ include: typeof headRows }>;

/** What must be read of the application for the letter of its decision. */
export const letterRows = {
  call: {
    include: {
      countyGovernor: true,
      criteria: { orderBy: { position: 'asc' } },
      reportPlans: { orderBy: { position: 'asc' } },
    },
  },
  municipality: true,
  partners: { include: { municipality: true }, orderBy: { municipalityCode: 'asc' } },
  budget: { where: { side: 'applied' } },
} satisfies Prisma.ApplicationInclude;
export type LetterRows = Prisma.ApplicationGetPayload<{ include: typeof letterRows }>;

const kindOf: Readonly<Record<string, DecisionLetterKind>> = { granted: 'L4', partiallyGranted: 'L5', rejected: 'L6' };
const byName = new Intl.Collator('nb');

/** Number and sum (whole kroner) of awards in the call’s budget year. */
export type Awards = { awards: number; awarded: number };

/** Awards of the call that are signed, applied or not yet. */
export async function signedAwards(db: Db, callId: string, budgetYear: number): Promise<Awards> {
  const [decided] = await db.$queryRaw<{ awards: bigint; awarded: bigint | null }[]>`
    select count(distinct d.id) awards, sum(y.amount) awarded from decision d
    join decision_year y on y."decisionId" = d.id and y."budgetYear" = ${budgetYear} and y.amount > 0
    where d."callId" = ${callId}::uuid and d.status <> 'refused'`;
  return { awards: Number(decided?.awards ?? 0), awarded: Number(decided?.awarded ?? 0) };
}

/** What was applied for in the round: with the awards, the figures a rejection is measured against (L6). */
async function appliedInRound(db: Db, callId: string, budgetYear: number) {
  const [row] = await db.$queryRaw<{ applications: bigint; applied: bigint | null }[]>`
    select count(distinct a.id) applications, sum(b.amount) applied from application a
    join process p on p.kind = 'grant' and p."subjectId" = a.id and p.state not in ('new', 'draft', 'awaitingLocalApproval', 'awaitingMayor', 'late', 'lapsed', 'withdrawn', 'cancelled')
    left join budget_line b on b."applicationId" = a.id and b.side = 'applied' and b.year = ${budgetYear}
    where a."callId" = ${callId}::uuid`;
  return { applications: Number(row?.applications ?? 0), applied: Number(row?.applied ?? 0) };
}

async function payeeName(db: Db, { payeeMunicipalityCode, municipality }: LetterRows): Promise<string> {
  if (!payeeMunicipalityCode) return municipality.name;
  return (await db.municipality.findUniqueOrThrow({ where: { code: payeeMunicipalityCode } })).name;
}

async function nameOf(db: Db, personId: string): Promise<{ name: string; email: string }> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
  return { name: `${person.firstName} ${person.lastName}`, email: person.email };
}

/** The head of a letter to the applicant, in the recipient’s written form; `at` in epoch ms. Without a case officer the call’s contact answers for it. */
export async function letterHead(db: Db, application: HeadRows, at: number): Promise<LetterHead> {
  const { call, municipality } = application;
  const { countyGovernor } = call;
  const language = letterLanguage(municipality.writtenForm, application.language);
  return {
    language,
    office: {
      name: countyGovernor.name,
      organisationNumber: countyGovernor.organisationNumber,
      writtenForm: countyGovernor.writtenForm === 'nn' ? 'nn' : 'nb',
    },
    recipient: { name: `${municipality.name} kommune`, ownReference: application.ownReference },
    caseNumber: application.caseNumber ?? application.reference,
    date: localDate(at),
    title: application.title,
    callTitle: language === 'nn' ? call.titleNn : call.titleNb,
    caseOfficer: await nameOf(db, application.caseOfficerId ?? call.contactId),
  };
}

export type Deciding = {
  outcome: string;
  /** Whole kroner by budget year. */
  awarded: ReadonlyMap<number, number>;
  round: Awards;
  /** Null before anyone has signed: the letter then has no name there. */
  approverId: string | null;
  /** In whose place the approver acts. */
  deputyForId?: string | null | undefined;
  /** Epoch ms. */
  at: number;
};

/** The facts of L4, L5 or L6; null for an outcome without a letter. Partners are named in alphabetical order. */
export async function decisionLetterFacts(
  db: Db,
  application: LetterRows,
  { outcome, awarded, round, approverId, deputyForId, at }: Deciding,
): Promise<DecisionFacts | null> {
  const kind = kindOf[outcome];
  if (!kind) return null;
  const { call } = application;
  const applied = new Map<number, number>();
  for (const line of application.budget) applied.set(line.year, (applied.get(line.year) ?? 0) + Number(line.amount));
  const recommendation = await db.recommendation.findFirstOrThrow({
    where: { applicationId: application.id },
    orderBy: { round: 'desc' },
  });
  const head = await letterHead(db, application, at);
  return {
    ...head,
    kind,
    budgetYear: call.budgetYear,
    years: [...applied.keys()].sort().map((year) => ({
      year,
      applied: applied.get(year) ?? 0,
      awarded: awarded.get(year) ?? 0,
      commitment: year === call.budgetYear ? 'committed' : 'conditional',
    })),
    payee: `${await payeeName(db, application)} kommune`,
    participants: application.partners
      .map((partner) => `${partner.municipality.name} kommune`)
      .sort((a, b) => byName.compare(a, b)),
    reason: recommendation.reason,
    conditions: recommendation.conditions,
    ownSharePercent: call.ownSharePercent,
    reports: call.reportPlans.map((plan) => ({
      kind: plan.kind === 'final' ? 'final' : 'interim',
      opensAt: plan.opensAt.getTime(),
      dueAt: plan.dueAt.getTime(),
    })),
    regime: call.decisionRegime === 'individualDecision' ? 'individualDecision' : 'notIndividualDecision',
    criteria: call.criteria.map(({ nameNb, nameNn }) => (head.language === 'nn' ? nameNn : nameNb)),
    round: { ...(await appliedInRound(db, call.id, call.budgetYear)), ...round, frame: Number(call.frame) },
    approver: approverId === null ? '' : (await nameOf(db, approverId)).name,
    ...(deputyForId ? { approverFor: (await nameOf(db, deputyForId)).name } : {}),
  };
}

export type Dismissing = Pick<DismissalFacts, 'receivedAt' | 'reason' | 'excuse'> &
  Pick<Deciding, 'deputyForId' | 'at'> & { approverId: string };

/** The facts of L7: what came too late, against the deadline that held. */
export async function dismissalLetterFacts(
  db: Db,
  applicationId: string,
  { receivedAt, reason, excuse, approverId, deputyForId, at }: Dismissing,
): Promise<DismissalFacts> {
  const application = await db.application.findUniqueOrThrow({ where: { id: applicationId }, include: headRows });
  const { call } = application;
  return {
    ...(await letterHead(db, application, at)),
    kind: 'L7',
    receivedAt,
    deadline: call.deadline.getTime(),
    reason,
    excuse,
    regime: call.decisionRegime === 'individualDecision' ? 'individualDecision' : 'notIndividualDecision',
    approver: (await nameOf(db, approverId)).name,
    ...(deputyForId ? { approverFor: (await nameOf(db, deputyForId)).name } : {}),
  };
}
