import { decisionApplied } from '../../../domain/application/form.js';
import { localDate } from '../../../domain/calendar/index.js';
import type { DecisionFacts, DecisionLetterKind } from '../../../domain/notices.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import { peopleOf } from '../../../prisma/people.js';
import type { Tx } from '../transaction.js';
import { letterHead, nameOf, orderLetter } from './letter.js';

const include = {
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
type Decided = Prisma.ApplicationGetPayload<{ include: typeof include }>;

const letterOf: Readonly<Record<string, DecisionLetterKind>> = {
  granted: 'L4',
  partiallyGranted: 'L5',
  rejected: 'L6',
};

/** The figures a rejection is measured against (L6). */
async function roundFigures(
  tx: Tx,
  callId: string,
  frame: bigint,
  budgetYear: number,
): Promise<DecisionFacts['round']> {
  const [applied, decided] = await Promise.all([
    tx.$queryRaw<{ applications: bigint; applied: bigint | null }[]>`
      select count(distinct a.id) applications, sum(b.amount) applied from application a
      join process p on p.kind = 'grant' and p."subjectId" = a.id and p.state not in ('new', 'draft', 'lapsed', 'withdrawn', 'cancelled')
      left join budget_line b on b."applicationId" = a.id and b.side = 'applied' and b.year = ${budgetYear}
      where a."callId" = ${callId}::uuid`,
    tx.$queryRaw<{ awards: bigint; awarded: bigint | null }[]>`
      select count(distinct d.id) awards, sum(y.amount) awarded from decision d
      join decision_year y on y."decisionId" = d.id and y."budgetYear" = ${budgetYear} and y.amount > 0
      where d."callId" = ${callId}::uuid and d.status <> 'refused'`,
  ]);
  return {
    applications: Number(applied[0]?.applications ?? 0),
    applied: Number(applied[0]?.applied ?? 0),
    awards: Number(decided[0]?.awards ?? 0),
    awarded: Number(decided[0]?.awarded ?? 0),
    frame: Number(frame),
  };
}

async function payeeName(tx: Tx, { payeeMunicipalityCode, municipality }: Decided): Promise<string> {
  if (!payeeMunicipalityCode) return municipality.name;
  return (await tx.municipality.findUniqueOrThrow({ where: { code: payeeMunicipalityCode } })).name;
}

type LetterInput = {
  input: EffectInput;
  application: Decided;
  outcome: string;
  awarded: Map<number, number>;
  approverId: string;
};

/** The letter of the outcome, from the rows it is about. Answers its id. */
async function orderDecisionLetter({
  input,
  application,
  outcome,
  awarded,
  approverId,
}: LetterInput): Promise<string[]> {
  const kind = letterOf[outcome];
  if (!kind) return [];
  const { tx } = input;
  const { call } = application;
  const applied = new Map<number, number>();
  for (const line of application.budget) applied.set(line.year, (applied.get(line.year) ?? 0) + Number(line.amount));
  const recommendation = await tx.recommendation.findFirstOrThrow({
    where: { applicationId: application.id },
    orderBy: { round: 'desc' },
  });
  const head = await letterHead(input, application);
  const id = await orderLetter(input, {
    ...head,
    kind,
    budgetYear: call.budgetYear,
    years: [...applied.keys()].sort().map((year) => ({
      year,
      applied: applied.get(year) ?? 0,
      awarded: awarded.get(year) ?? 0,
      commitment: year === call.budgetYear ? 'committed' : 'conditional',
    })),
    payee: `${await payeeName(tx, application)} kommune`,
    participants: application.partners.map((partner) => `${partner.municipality.name} kommune`),
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
    round: await roundFigures(tx, call.id, call.frame, call.budgetYear),
    approver: (await nameOf(tx, approverId)).name,
  });
  return [id];
}

/** The project an award begins, as rows; its own process then makes its reports. */
async function beginProject(input: EffectInput, application: Decided, awarded: Map<number, number>): Promise<string> {
  const { tx, cause } = input;
  const { call, municipality } = application;
  await tx.project.create({
    data: {
      id: application.id,
      applicationId: application.id,
      callId: call.id,
      countyGovernorCode: call.countyGovernorCode,
      municipalityCode: municipality.code,
      payeeMunicipalityCode: application.payeeMunicipalityCode ?? municipality.code,
      title: application.title,
      summary: application.summary,
      sectors: application.sectors,
      language: application.language,
      contactId: application.contactId,
      caseOfficerId: application.caseOfficerId,
      caseNumber: application.caseNumber,
      appliedAmount: application.budget.reduce((sum, line) => sum + line.amount, 0n),
      firstYear: application.firstYear,
      awardedOn: new Date(localDate(cause.at.getTime())),
      createdAt: cause.at,
      partners: {
        create: application.partners.map((partner, position) => ({
          position,
          name: partner.municipality.name,
          municipalityCode: partner.municipalityCode,
        })),
      },
      awards: {
        create: [...awarded]
          .filter(([, amount]) => amount > 0)
          .map(([budgetYear, amount]) => ({
            budgetYear,
            amount,
            kind: budgetYear === call.budgetYear ? 'committed' : 'conditional',
          })),
      },
    },
  });
  return createProcessRow(tx, {
    kind: 'project',
    subjectId: application.id,
    parentId: null,
    callId: call.id,
    countyGovernorCode: call.countyGovernorCode,
    municipalityCode: municipality.code,
    createdAt: cause.at,
  });
}

/** A15: the batch’s decision takes effect on this grant: letter, and for an award the project. */
export const decide: EffectOf = async (input): Promise<Effect> => {
  const { tx, row, content } = input;
  const { decisionId } = decisionApplied.parse(content);
  const decision = await tx.decision.update({
    where: { id: decisionId },
    data: { status: 'applied' },
    include: { years: true },
  });
  const application = await tx.application.findUniqueOrThrow({ where: { id: row.subjectId }, include });
  const awarded = new Map(decision.years.map((year) => [year.budgetYear, Number(year.amount)]));
  const letterIds = await orderDecisionLetter({
    input,
    application,
    outcome: decision.outcome,
    awarded,
    approverId: decision.approverId,
  });
  const awards = decision.outcome === 'granted' || decision.outcome === 'partiallyGranted';
  const derived = awards ? [{ targets: [await beginProject(input, application, awarded)], name: 'create' }] : [];
  const emails: Effect['emails'] = awards ? [{ email: 'E14copy', to: ['partners'] }] : [];
  return { to: decision.outcome, letterIds, derived, emails, people: await peopleOf(tx, row) };
};

/** Four eyes or a conflict stopped this one of the batch: the sum is freed, and the leader finds another approver. */
export const refusedDecision: EffectOf = async ({ tx, content }) => {
  const { decisionId } = decisionApplied.parse(content);
  await tx.decision.update({ where: { id: decisionId }, data: { status: 'refused' } });
  return { tasks: [{ task: 'decisionRefused', to: 'leaders' }] };
};
