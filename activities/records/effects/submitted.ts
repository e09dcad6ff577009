/** A4: what was sent in, frozen in words; the process then has its document made. */
import { localDate } from '../../../domain/calendar/index.js';
import { answersTo } from '../../../domain/application/answers.js';
import { budgetLines, fundingSides, type BudgetLine } from '../../../domain/application/budget-lines.js';
import { fieldOf, fieldsOf, formSteps, type BudgetSide } from '../../../domain/application/fields.js'; // prettier-ignore
import { applicationSnapshot, type ApplicationSnapshot } from '../../../domain/application/form.js';
import type { Block } from '../../../domain/letter/document.js';
import type { SubmittedFacts } from '../../../domain/notices.js';
import type { Translate } from '../../../domain/words.js';
import { createTexts } from '../../../locales/texts.js';
import { firstApproval } from '../../../prisma/local-approval.js';
import { namesFor } from '../../../prisma/application-names.js';
import { contentHash } from '../../../prisma/process-rows.js';
import type { EffectInput } from '../kernel.js';
import { orderLetter } from './letter.js';

const texts = createTexts((key) => {
  throw new Error(`no words for ${key}`);
});

type Table = Extract<Block, { kind: 'table' }>;

/** Costs, and who pays, by year with sums. */
function budgetTables(t: Translate, snapshot: ApplicationSnapshot): Table[] {
  const { columns, rows, total } = budgetLines(t, { content: snapshot, firstYear: snapshot.firstYear });
  const sum = t('applications.budget.total');
  const cells = ({ label, amounts, sum }: BudgetLine) => [label, ...amounts, ...(sum === null ? [] : [sum])];
  const table = (key: string, sides: readonly BudgetSide[]): Table => ({
    kind: 'table',
    columns: [
      { label: `${t(key)} (kr)`, align: 'left' },
      ...[...columns, ...(columns.length > 1 ? [sum] : [])].map((label) => ({ label, align: 'right' as const })),
    ],
    rows: rows(sides).map(cells),
    total: cells(total(sum, sides)),
  });
  return [table('applications.budget.side.costs', ['costs']), table('applications.budget.funding', fundingSides)];
}

/** Name, kind, choice of openness and fingerprint of each file. */
const attached = (t: Translate, { attachments }: ApplicationSnapshot) =>
  attachments.length === 0
    ? [{ label: t('applications.step.vedlegg'), lines: [] }]
    : attachments.map(({ title, kind, sha256, openness }) => ({
        label: title,
        lines: [
          t(`attachments.kind.${kind}`),
          ...(openness ? [t(`attachments.marked.${openness}`)] : []),
          `SHA-256 ${sha256}`,
        ],
      }));

/** Who has approved it in the municipality: the chief executive before the mayor, and whoever sends it in as an approver. */
async function approvalsOf({
  tx,
  row,
  cause,
  actorId,
  actorRole,
}: EffectInput): Promise<NonNullable<SubmittedFacts['approvals']>> {
  if (actorRole !== 'localApprover' && actorRole !== 'mayor') return [];
  const first = actorRole === 'mayor' ? await firstApproval(tx, row.id) : null;
  const given = [
    ...(first ? [{ role: 'localApprover' as const, id: first.actorId!, at: first.at.getTime() }] : []),
    { role: actorRole, id: actorId!, at: cause.at.getTime() },
  ];
  const people = await tx.person.findMany({ where: { id: { in: given.map(({ id }) => id) } } });
  return given.map(({ role, id, at }) => {
    const person = people.find((one) => one.id === id);
    return { role, name: `${person?.firstName} ${person?.lastName}`, at };
  });
}

/** Orders the document of what was sent in; answers its id. */
export async function orderSubmitted(input: EffectInput): Promise<string> {
  const { tx, row, cause, actorId, content } = input;
  const snapshot = applicationSnapshot.parse(content) as ApplicationSnapshot;
  const t = texts(snapshot.language);
  // One question at a time: a transaction is one connection.
  const application = await tx.application.findUniqueOrThrow({
    where: { id: row.subjectId },
    include: { municipality: true, call: { include: { countyGovernor: true } } },
  });
  const earlier = await tx.letter.count({ where: { processId: row.id, kind: 'application' } });
  const sender = await tx.person.findUniqueOrThrow({ where: { id: actorId! } });
  const names = await namesFor(tx, snapshot.language, [snapshot]);
  const { call, municipality } = application;
  const contact = (await tx.person.findUnique({ where: { id: snapshot.contactId } })) ?? sender;
  const described = { t, names, content: snapshot, firstYear: snapshot.firstYear };
  const countsHours = snapshot.own.some(({ rate }) => rate !== undefined);
  const facts: SubmittedFacts = {
    kind: 'application',
    language: snapshot.language,
    office: { name: municipality.name, organisationNumber: '', writtenForm: snapshot.language },
    recipient: { name: call.countyGovernor.name, ownReference: snapshot.ownReference || null },
    caseNumber: application.reference,
    date: localDate(cause.at.getTime()),
    title: snapshot.title,
    callTitle: snapshot.language === 'nn' ? call.titleNn : call.titleNb,
    caseOfficer: { name: `${contact.firstName} ${contact.lastName}`, email: contact.email },
    reference: application.reference,
    version: earlier + 1,
    receivedAt: cause.at.getTime(),
    sender: `${sender.firstName} ${sender.lastName}`,
    approvals: await approvalsOf(input),
    sections: [
      ...formSteps.map((step) => ({
        heading: t(`applications.step.${step}`),
        answers: answersTo(
          described,
          fieldsOf(step).filter((key) => fieldOf(key).type !== 'budget' || (key === 'own' && countsHours)),
        ).answers,
        tables: step === 'budsjett' ? budgetTables(t, snapshot) : [],
      })),
      { heading: t('applications.step.vedlegg'), answers: attached(t, snapshot), tables: [] },
    ],
    declarations: snapshot.declarations.map((one) => t(`applications.submission.declaration.${one}`)),
    sha256: contentHash(content),
  };
  return orderLetter(input, facts);
}
