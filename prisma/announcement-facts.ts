/** All the announcement of a call (L1) says, read from its rows as it opens (DESIGN rule 11). */
import { areaLevel } from '../domain/call/areas.js';
import { costKinds } from '../domain/budget.js';
import { applicantKinds, requirableAttachments, localApprovals, projectKinds } from '../domain/call/parameters.js';
import { callReference } from '../domain/call/reference.js';
import { localDate } from '../domain/calendar/index.js';
import { processIdOf } from '../domain/lifecycles.js';
import { fromBigInt } from '../domain/money.js';
import type { AnnouncementFacts, WrittenForm } from '../domain/notices.js';
import type { Prisma } from './generated/client.js';

type Db = Prisma.TransactionClient;
/** `url`: the call’s public address; `at` in epoch ms. */
type Announcing = { language: WrittenForm; at: number; url: string };

const byName = new Intl.Collator('nb');
const kroner = (amount: bigint | null): number | null => (amount === null ? null : fromBigInt(amount));
const day = (date: Date): string => date.toISOString().slice(0, 10);
const known = <T extends string>(kinds: readonly T[], text: string): T =>
  kinds.find((kind) => kind === text) ?? kinds[0]!;

async function nameOf(db: Db, personId: string) {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
  return { name: `${person.firstName} ${person.lastName}`, email: person.email };
}

/** Who approved it (K3) last, and in whose place. */
async function approval(db: Db, callId: string): Promise<Pick<AnnouncementFacts, 'approver' | 'approverFor'>> {
  const event = await db.event.findFirst({
    where: { processId: processIdOf('call', callId), name: 'approve' },
    orderBy: { seq: 'desc' },
  });
  if (!event?.actorId) return { approver: null };
  const { name } = await nameOf(db, event.actorId);
  return event.deputyForId
    ? { approver: name, approverFor: (await nameOf(db, event.deputyForId)).name }
    : { approver: name };
}

export async function announcementFacts(
  db: Db,
  callId: string,
  { language, at, url }: Announcing,
): Promise<AnnouncementFacts> {
  const call = await db.call.findUniqueOrThrow({
    where: { id: callId },
    include: {
      countyGovernor: true,
      criteria: { orderBy: { position: 'asc' } },
      priorityAreas: { orderBy: { position: 'asc' } },
      reportPlans: { orderBy: { position: 'asc' } },
    },
  });
  const { countyGovernor: office } = call;
  const counties = await db.county.findMany({ where: { code: { in: call.countyCodes } } });
  const names = counties.map(({ name }) => name).sort((a, b) => byName.compare(a, b));
  const form = (nb: string, nn: string): string => (language === 'nn' ? nn : nb);
  const title = form(call.titleNb, call.titleNn);
  const listed = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  return {
    kind: 'L1',
    language,
    office: {
      name: office.name,
      organisationNumber: office.organisationNumber,
      writtenForm: office.writtenForm === 'nn' ? 'nn' : 'nb',
    },
    recipient: { name: `${form('Kommunene', 'Kommunane')} i ${listed}`, ownReference: null },
    caseNumber: callReference(call),
    date: localDate(at),
    title,
    callTitle: title,
    caseOfficer: await nameOf(db, call.contactId),
    url,
    scheme: form(call.schemeNameNb, call.schemeNameNn),
    budgetYear: call.budgetYear,
    round: call.round,
    frame: fromBigInt(call.frame),
    purpose: form(call.purposeNb, call.purposeNn),
    requirements: form(call.requirementsNb, call.requirementsNn),
    otherSchemes: form(call.otherSchemesNb, call.otherSchemesNn),
    counties: names,
    applicants: applicantKinds.filter((kind) => call.applicants.includes(kind)),
    projectKinds: known(projectKinds, call.projectKinds),
    minAmount: kroner(call.minAmount),
    maxAmount: kroner(call.maxAmount),
    ownSharePercent: call.ownSharePercent,
    costKinds: costKinds.filter((kind) => call.eligibleCostKinds.includes(kind)),
    maxApplications: call.maxApplications,
    rankRequired: call.rankRequired,
    localApproval: known(localApprovals, call.localApproval),
    attachments: requirableAttachments.filter((kind) => call.requiredAttachments.includes(kind)),
    areas: call.priorityAreas.map(({ parentId, nameNb, nameNn, earmarked }) => ({
      level: areaLevel(parentId !== null),
      name: form(nameNb, nameNn),
      earmarked: kroner(earmarked),
    })),
    criteria: call.criteria.map(({ nameNb, nameNn, weight }) => ({ name: form(nameNb, nameNn), weight })),
    opensAt: call.opensAt.getTime(),
    deadline: call.deadline.getTime(),
    expectedOn: day(call.expectedDecisionOn),
    reports: call.reportPlans.map((plan) => ({
      kind: plan.kind === 'final' ? 'final' : 'interim',
      from: day(plan.periodFrom),
      to: day(plan.periodTo),
      opensAt: plan.opensAt.getTime(),
      dueAt: plan.dueAt.getTime(),
    })),
    regime: call.decisionRegime === 'individualDecision' ? 'individualDecision' : 'notIndividualDecision',
    ...(await approval(db, callId)),
  };
}
