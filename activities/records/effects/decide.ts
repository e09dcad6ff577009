import { decisionApplied } from '../../../domain/application/form.js';
import { localDate } from '../../../domain/calendar/index.js';
import { decisionLetterFacts, letterRows, signedAwards, type LetterRows } from '../../../prisma/letter-facts.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import { peopleOf } from '../../../prisma/people.js';
import { orderLetter } from './letter.js';

type LetterInput = {
  input: EffectInput;
  application: LetterRows;
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
  const { tx, cause, deputyForId } = input;
  const round = await signedAwards(tx, application.callId, application.call.budgetYear);
  const at = cause.at.getTime();
  const facts = await decisionLetterFacts(tx, application, { outcome, awarded, round, approverId, deputyForId, at });
  return facts ? [await orderLetter(input, facts)] : [];
}

/** The project an award begins, as rows; its own process then makes its reports. */
async function beginProject(
  input: EffectInput,
  application: LetterRows,
  awarded: Map<number, number>,
): Promise<string> {
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
  const application = await tx.application.findUniqueOrThrow({ where: { id: row.subjectId }, include: letterRows });
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
  const parsed = decisionApplied.safeParse(content);
  // Of no batch: there is nothing to free.
  if (!parsed.success) return {};
  await tx.decision.update({ where: { id: parsed.data.decisionId }, data: { status: 'refused' } });
  return { tasks: [{ task: 'decisionRefused', to: 'leaders' }] };
};
