/** A round from drafts to approved final reports, played at the process level: for stored histories, bench and faults. */
import { waitSettled } from '../embedded/time-machine/settled.js';
import type { ActorRole } from '../domain/roles.js';
import { inLanes } from './lanes.js';
import type { Product } from './product.js';
import { newDraft, submission, type Scene } from './scene.js';

const day = 86_400_000;

export type LifeOptions = {
  grants: number;
  /** Called before each stretch of time; lets a fault suite strike. */
  before?: (stage: string) => Promise<void>;
  lanes?: number;
};
export type Lived = { applications: string[]; jumpMs: number; days: number };

/** Sends until it is applied: an engine or worker that is away for a moment is no refusal. */
export async function applied(product: Product, form: Parameters<Product['send']>[0]): Promise<void> {
  const token = crypto.randomUUID();
  for (;;) {
    const sent = await product.send({ ...form, token });
    if (sent.kind === 'applied') return;
    if (sent.kind === 'refused') throw new Error(`${form.name} of ${form.processId} was refused: ${sent.refusal}`);
    await waitSettled(product.database.pool, null, 60_000);
  }
}

export const reason =
  'Prosjektet er nytt for kommunen, svarer på et behov flere har, og kan brukes av andre etterpå. Planen er tydelig.';
export const reportContent = {
  summary: 'Prosjektet er gjennomført etter planen, og kommunen bruker løsningen i tre skoler. '.repeat(2),
  progressStatus: 'onSchedule',
  progressText: '',
  problems: '',
  results: 'Elevene møter en voksen de kjenner, og foreldrene melder om færre vansker de første ukene. '.repeat(3),
  experience: 'Det viktigste var å komme i gang tidlig og å la de ansatte være med fra begynnelsen av. '.repeat(2),
  benefitOthers: 'Metoden er beskrevet i et hefte som andre kommuner kan bruke fritt i egne skoler. '.repeat(2),
  recommend: 'yes',
  unspentPlan: '',
  costs: [{ position: 0, kind: 'salary', label: '', budget: 100_000, used: 100_000 }],
  funding: [{ position: 0, kind: 'projectFunds', label: '', budget: 100_000, used: 100_000 }],
};
export const assessment = {
  executedAsPlanned: 'yes',
  goalAchievement: 4,
  transferValue: 'high',
  recommendedToOthers: 'yes',
  star: true,
  assessment: 'Et godt prosjekt som andre kan lære av, fordi metoden er enkel og godt beskrevet.',
};

/** Plays a whole round of the scene’s call, over about three years. All grants are awarded; reports come late, as they do. */
export async function liveRound(
  product: Product,
  scene: Scene,
  { grants, before, lanes = 4 }: LifeOptions,
): Promise<Lived> {
  const { prisma } = product.database;
  const started = await product.now();
  let jumpMs = 0;
  const turnTo = async (instant: number, stage: string) => {
    await before?.(stage);
    const begun = performance.now();
    await product.turnTo(instant, lanes);
    jumpMs += performance.now() - begun;
  };
  const act = (processId: string, name: string, actor: [string, ActorRole], content: object = {}) =>
    applied(product, { processId, name, content, actorId: actor[0], actorRole: actor[1] });
  const officer: [string, ActorRole] = [scene.officer, 'caseOfficer'];
  const applicant: [string, ActorRole] = [scene.applicant, 'applicant'];

  const applications = Array.from({ length: grants }, () => crypto.randomUUID());
  await inLanes(applications, (id) => applied(product, newDraft(scene, id)));
  const deadline = (await prisma.call.findUniqueOrThrow({ where: { id: scene.callId } })).deadline.getTime();
  await turnTo(deadline - 2 * day, 'drafts');
  await inLanes(applications, (id) => applied(product, submission(scene, id)));
  await turnTo(deadline + day, 'deadline');
  await act(scene.call, 'startAssessment', officer);
  await inLanes(applications, async (id) => {
    const { caseOfficerId } = await prisma.application.findUniqueOrThrow({ where: { id } });
    const own: [string, ActorRole] = [caseOfficerId!, 'caseOfficer'];
    await act(`grant/${id}`, 'declareImpartiality', own, { outcome: 'none', text: '' });
    await act(`grant/${id}`, 'recommend', own, {
      outcome: 'granted',
      years: [{ year: 2027, amount: 100_000 }],
      reason,
      conditions: '',
    });
  });
  await act(scene.call, 'allocate', officer);
  await before?.('decision');
  await act(scene.call, 'decide', [scene.approver, 'approver'], { applicationIds: applications });
  await turnTo((await product.now()) + 30 * day, 'letters');
  for (const kind of ['interim', 'final'] as const) {
    const reports = await prisma.report.findMany({
      where: { kind, projectId: { in: applications } },
      orderBy: { id: 'asc' },
    });
    await turnTo(reports[0]!.dueAt.getTime() + 10 * day, kind);
    await inLanes(reports, async (report) => {
      await act(`report/${report.id}`, 'submit', applicant, reportContent);
      await act(`report/${report.id}`, 'approve', officer, assessment);
    });
  }
  await turnTo((await product.now()) + 5 * day, 'end');
  return { applications, jumpMs, days: Math.round(((await product.now()) - started) / day) };
}
