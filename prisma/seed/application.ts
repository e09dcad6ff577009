import { randomUUID } from 'node:crypto';
import { plant, type Planted } from '../../activities/records/plant.js';
import type { Tx } from '../../activities/records/transaction.js';
import { localDate } from '../../domain/calendar/index.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { moss } from './demo/moss.js';
import type { salten } from './demo/salten.js';

type Begins = Pick<Planted, 'state' | 'ladders' | 'tasks'>;
export const asDraft: Begins = { state: 'draft', ladders: ['deadline'] };
/** Sent to the municipality’s own approval. */
export const atDirector: Begins = {
  state: 'awaitingLocalApproval',
  ladders: ['localApproval', 'localDeadline'],
  tasks: [{ task: 'approveLocally', to: 'localApprovers' }],
};

type ApplicationInput = {
  callId: string;
  office: string;
  year: number;
  now: Date;
  people: Map<string, string>;
  example: typeof salten | typeof moss;
  begins: Begins;
};

/** One of the demo’s applications, written whole, in the state it begins in. */
export async function seedApplication(
  tx: Tx,
  { callId, office, year, now, people, example, begins }: ApplicationInput,
): Promise<void> {
  const id = randomUUID();
  const area = await tx.priorityArea.findFirstOrThrow({ where: { callId, nameNb: example.priorityArea } });
  const begun = localDate(now.getTime()).slice(0, 4);
  const series = `reference/${begun}`;
  const { value } = await tx.counter.upsert({ where: { series }, create: { series, value: 1 }, update: { value: { increment: 1 } } }); // prettier-ignore
  const lines = (side: string, rows: readonly { kind: string; label: string; amounts: readonly number[] }[]) =>
    rows.flatMap(({ kind, label, amounts }, position) =>
      amounts.map((amount, i) => ({ side, position, year: year + i, kind, label, amount: BigInt(amount) })),
    );
  await tx.application.create({
    data: {
      id,
      callId,
      municipalityCode: example.municipality,
      reference: `${begun}-${value}`,
      title: example.title,
      summary: example.summary,
      language: 'nb',
      sectors: [...example.sectors],
      priorityAreaIds: [area.id],
      contactId: people.get(example.contact)!,
      projectOwnerName: example.owner,
      ownReference: example.ownReference,
      challenges: example.challenges,
      goalsAndMethod: example.goalsAndMethod,
      municipalRoles: [...example.municipalRoles],
      subGoals: [...example.subGoals],
      measures: [...example.measures],
      measureRationale: example.measureRationale,
      innovation: example.innovation,
      transferValue: example.transferValue,
      anchoring: example.anchoring,
      anchoringCase: example.anchoringCase,
      afterProject: example.afterProject,
      startDate: new Date(`${year}-01-01`),
      endDate: new Date(`${year + example.years - 1}-12-31`),
      milestones: example.milestones({ first: year }),
      stateGrant: 'no',
      confirmedCodes: [...example.partners].sort(),
      firstYear: year,
      yearCount: example.years,
      createdById: people.get(example.contact)!,
      createdAt: now,
      savedAt: now,
      partners: { create: example.partners.map((municipalityCode) => ({ municipalityCode })) },
      budget: {
        create: [
          ...lines('cost', example.costs),
          ...lines('applied', [{ kind: 'applied', label: '', amounts: example.applied }]),
          ...lines('own', example.own),
        ],
      },
    },
  });
  await plant(tx, {
    kind: 'grant',
    subjectId: id,
    parentId: processIdOf('call', callId),
    callId,
    countyGovernorCode: office,
    municipalityCode: example.municipality,
    createdAt: now,
    ...begins,
    why: 'seeded',
  });
}
