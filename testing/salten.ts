/** A complete draft of the size people write: the Salten application, with all a call asks for. */
import { randomUUID } from 'node:crypto';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { salten } from '../prisma/seed/demo/salten.js';
import type { Product } from './product.js';
import { municipality, office, type Scene } from './scene.js';

const first = 2027;

function budget() {
  const rows = (side: string, list: readonly { kind: string; label: string; amounts: readonly number[] }[]) =>
    list.flatMap(({ kind, label, amounts }, position) =>
      amounts.map((amount, i) => ({ side, position, year: first + i, kind, label, amount: BigInt(amount) })),
    );
  return [
    ...rows('cost', salten.costs),
    ...rows('applied', [{ kind: 'applied', label: '', amounts: salten.applied }]),
    ...rows('own', salten.own),
  ];
}

/** Plants it with its process, which is not started. Answers the application’s id. */
export async function saltenDraft({ database: { prisma }, now }: Product, scene: Scene): Promise<string> {
  const id = randomUUID();
  const createdAt = new Date(await now());
  // prettier-ignore
  const { title, summary, sectors, ownReference, challenges, goalsAndMethod, municipalRoles, subGoals, measures, measureRationale, innovation, transferValue, anchoring, anchoringCase, afterProject } = salten;
  await prisma.application.create({
    data: {
      id,
      callId: scene.callId,
      municipalityCode: municipality,
      reference: `2027-${id.slice(0, 8)}`,
      title,
      summary,
      sectors: [...sectors],
      ownReference,
      challenges,
      goalsAndMethod,
      municipalRoles: [...municipalRoles],
      subGoals: [...subGoals],
      measures: [...measures],
      measureRationale,
      innovation,
      transferValue,
      anchoring,
      anchoringCase,
      afterProject,
      milestones: salten.milestones({ first }),
      projectOwnerName: salten.owner,
      startDate: new Date(`${first}-01-01`),
      endDate: new Date(`${first + 2}-12-31`),
      stateGrant: 'no',
      language: 'nb',
      firstYear: first,
      yearCount: 3,
      contactId: scene.applicant,
      createdById: scene.applicant,
      createdAt,
      savedAt: createdAt,
      budget: { create: budget() },
    },
  });
  const made = { kind: 'grant' as const, subjectId: id, parentId: scene.call, callId: scene.callId, countyGovernorCode: office, municipalityCode: municipality, createdAt }; // prettier-ignore
  await inTransaction(prisma, (tx) => plant(tx, { ...made, state: 'draft', ladders: ['deadline'], why: 'seeded' }));
  return id;
}
