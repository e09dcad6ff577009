/** The call’s applications with what the board and the decision need of each. Amounts in whole kroner. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { fromBigInt, type Kroner } from '../../../domain/money.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { placesOf, type Place } from '../../../prisma/rank.js';
import { points, type Weighted } from './score.js';

export const decidedStates = ['granted', 'partiallyGranted', 'rejected', 'dismissed'] as const;
const onBoard = [
  'submitted',
  'late',
  'registered',
  'underAssessment',
  'informationRequested',
  'recommended',
  ...decidedStates,
];

export type YearAmount = { year: number; applied: Kroner; given: Kroner | null };
export type BoardRow = {
  id: string;
  title: string;
  reference: string;
  municipality: string;
  /** The municipality’s own order; absent where it has one only. */
  place?: Place | undefined;
  /** The municipality’s written form: nb, nn or neutral. */
  writtenForm: string;
  language: string;
  state: string;
  /** Decided if it is, else as recommended last; null while there is neither. */
  outcome: string | null;
  /** A decision is signed, applied or not yet. */
  signed: boolean;
  round: number | null;
  points: number | null;
  years: YearAmount[];
  /** Of the call’s budget year. */
  applied: Kroner;
  given: Kroner | null;
  people: {
    caseOfficer: string | null;
    recommenders: string[];
    assessors: string[];
    /** In whose place a deputy has assessed or recommended. */
    represented: string[];
    conflicted: string[];
  };
};

export type BoardCall = { id: string; budgetYear: number; criteria: readonly Weighted[] };

/** Rows in the order of the reference. */
export async function readBoard(prisma: PrismaClient, call: BoardCall): Promise<BoardRow[]> {
  const grants = await prisma.process.findMany({
    where: { parentId: processIdOf('call', call.id), kind: 'grant', state: { in: onBoard } },
    select: { subjectId: true, state: true },
  });
  const stateOf = new Map(grants.map((grant) => [grant.subjectId, grant.state]));
  const applications = await prisma.application.findMany({
    where: { id: { in: [...stateOf.keys()] } },
    orderBy: { reference: 'asc' },
    select: {
      id: true, title: true, reference: true, language: true, caseOfficerId: true,
      municipality: { select: { name: true, writtenForm: true } },
      budget: { where: { side: 'applied' }, select: { year: true, amount: true } },
      assessments: { select: { assessorId: true, scores: { select: { criterionKey: true, score: true } } } },
      declarations: { where: { outcome: 'conflict' }, select: { personId: true } },
      recommendations: { orderBy: { round: 'desc' }, select: { round: true, officerId: true, outcome: true, years: true } },
      decisions: { where: { status: { not: 'refused' } }, select: { outcome: true, years: true }, take: 1 },
    },
  }); // prettier-ignore
  const places = await placesOf(prisma, [call.id]);
  const inPlace = await prisma.event.findMany({
    where: {
      process: { parentId: processIdOf('call', call.id) },
      name: { in: ['assess', 'recommend'] },
      deputyForId: { not: null },
    },
    select: { deputyForId: true, process: { select: { subjectId: true } } },
  });
  return applications.map((application): BoardRow => {
    const recommended = application.recommendations[0];
    const result = application.decisions[0] ?? recommended;
    const years = perYear(application.budget, result?.years ?? null);
    const inYear = years.find(({ year }) => year === call.budgetYear);
    return {
      id: application.id,
      title: application.title || application.reference,
      reference: application.reference,
      municipality: application.municipality.name,
      place: places.get(application.id),
      writtenForm: application.municipality.writtenForm,
      language: application.language,
      state: stateOf.get(application.id)!,
      outcome: result?.outcome ?? null,
      signed: application.decisions.length > 0,
      round: recommended?.round ?? null,
      points: points(call.criteria, application.assessments.map((assessment) => assessment.scores)),
      years,
      applied: inYear?.applied ?? 0,
      given: result ? (inYear?.given ?? 0) : null,
      people: {
        caseOfficer: application.caseOfficerId,
        recommenders: application.recommendations.map((recommendation) => recommendation.officerId),
        assessors: application.assessments.map((assessment) => assessment.assessorId),
        represented: inPlace.flatMap(({ deputyForId, process }) => (process.subjectId === application.id ? (deputyForId ?? []) : [])),
        conflicted: application.declarations.map((declaration) => declaration.personId),
      },
    };
  }); // prettier-ignore
}

type Amount = { year: number; amount: bigint };
function perYear(
  applied: readonly Amount[],
  given: readonly { budgetYear: number; amount: bigint }[] | null,
): YearAmount[] {
  const years = new Set([...applied.map((line) => line.year), ...(given ?? []).map((line) => line.budgetYear)]);
  const sum = (amounts: bigint[]): Kroner => fromBigInt(amounts.reduce((total, amount) => total + amount, 0n));
  return [...years].sort().map((year) => ({
    year,
    applied: sum(applied.filter((line) => line.year === year).map((line) => line.amount)),
    given: given && sum(given.filter((line) => line.budgetYear === year).map((line) => line.amount)),
  }));
}

/** `given` is of the budget year and counts against the frame; `later` is conditional. */
export type Sums = {
  frame: Kroner;
  given: Kroner;
  left: Kroner;
  over: Kroner;
  later: Kroner;
  withOutcome: number;
  total: number;
};

/** The sum bar: what is decided or recommended of the call’s frame in its budget year. */
export function sumsOf(rows: readonly BoardRow[], frame: bigint): Sums {
  const given = rows.reduce((sum, row) => sum + (row.given ?? 0), 0);
  const left = fromBigInt(frame) - given;
  const all = rows.flatMap(({ years }) => years).reduce((sum, year) => sum + (year.given ?? 0), 0);
  return {
    frame: fromBigInt(frame),
    given,
    left: Math.max(left, 0),
    over: Math.max(-left, 0),
    later: all - given,
    withOutcome: rows.filter((row) => row.outcome !== null).length,
    total: rows.length,
  };
}

/** Who signs, and in whose place where the approver’s role is lent. */
export type Signer = { id: string; deputyFor: string | null };

/**
 * Why this person may not decide this one (A15), or undefined. Anyone who has recommended it once is one of the first pair of eyes; in
 * their place nobody decides either.
 */
export function decisionHindrance(
  { people }: BoardRow,
  { id, deputyFor }: Signer,
): 'conflict' | 'fourEyes' | undefined {
  if (people.conflicted.includes(id)) return 'conflict';
  const handled = [people.caseOfficer, ...people.recommenders, ...people.assessors, ...people.represented];
  return handled.includes(id) || (deputyFor !== null && handled.includes(deputyFor)) ? 'fourEyes' : undefined;
}

/** The row as it may be seen: of a case the viewer is in conflict with only that it is there. */
export const seenBy = (row: BoardRow, viewerId: string): BoardRow =>
  row.people.conflicted.includes(viewerId)
    ? { ...row, place: undefined, outcome: null, points: null, years: [], applied: 0, given: null }
    : row;
