/** The people and places most process tests need: one office, two municipalities, a call with its grants, planted and running. */
import { randomUUID } from 'node:crypto';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { startProcess } from '../delivery/start-process.js';
import { instantAt } from '../domain/calendar/index.js';
import { processIdOf } from '../domain/lifecycles.js';
import type { Role } from '../domain/roles.js';
import type { PrismaClient } from '../prisma/generated/client.js';
import { createProcessRow } from '../prisma/process-rows.js';
import type { CommandForm } from '../web/commands.js';
import type { ProcessState } from '../workflows/messages.js';
import { filledIn, scheduleOf } from './builders.js';
import type { Product } from './product.js';

export type Scene = {
  applicant: string;
  officer: string;
  secondOfficer: string;
  assessor: string;
  approver: string;
  leader: string;
  callId: string;
  call: string;
};

export const office = 'FMNO';
export const municipality = '1804';

async function person(
  prisma: PrismaClient,
  name: string,
  role: Role,
  place: { municipalityCode?: string; countyGovernorCode?: string },
) {
  // prettier-ignore
  const id = randomUUID();
  const at = new Date('2026-01-01T00:00:00Z');
  await prisma.person.create({
    data: {
      id,
      subjectHash: id,
      firstName: name,
      lastName: 'Demo',
      email: `${name}@demo.example`,
      createdAt: at,
      roles: { create: { id: randomUUID(), role, fromAt: at, ...place } },
    },
  });
  return id;
}

export type SceneOptions = {
  deadline: number;
  opensAt?: number;
  frame?: number;
  state?: 'open' | 'draft';
  ladders?: string[];
};

/** An office, a municipality with a user, and a call with this deadline (first instant too late), by default open and running. */
export async function aScene(product: Product, options: SceneOptions): Promise<Scene> {
  const { prisma } = product.database;
  const now = new Date(await product.now());
  await prisma.countyGovernor.create({
    data: {
      code: office,
      name: 'Statsforvalteren i Nordland',
      writtenForm: 'nb',
      organisationNumber: '974764687',
      slug: 'nordland',
    },
  });
  await prisma.county.create({
    data: { code: '18', name: 'Nordland', countyGovernorCode: office, defaultWrittenForm: 'neutral' },
  });
  for (const [code, name, writtenForm] of [
    [municipality, 'Bodø', 'nb'],
    ['1839', 'Beiarn', 'nn'],
  ] as const) {
    const addresses = {
      postReceptionEmail: `post-${code}@kommune.example`,
      chiefExecutiveEmail: `kd-${code}@kommune.example`,
    };
    await prisma.municipality.create({
      data: { code, name, officialName: name, parallelNames: [], countyCode: '18', writtenForm, ...addresses },
    });
  }
  const staff = { countyGovernorCode: office };
  const people = {
    applicant: await person(prisma, 'applicant', 'applicant', { municipalityCode: municipality }),
    officer: await person(prisma, 'officer', 'caseOfficer', staff),
    secondOfficer: await person(prisma, 'second-officer', 'caseOfficer', staff),
    assessor: await person(prisma, 'assessor', 'assessor', staff),
    approver: await person(prisma, 'approver', 'approver', staff),
    leader: await person(prisma, 'leader', 'leader', staff),
  };
  const callId = randomUUID();
  const deadline = new Date(options.deadline);
  await prisma.call.create({
    data: {
      id: callId,
      countyGovernorCode: office,
      countyCodes: ['18'],
      budgetYear: 2027,
      titleNb: 'Prosjektskjønn 2027',
      titleNn: 'Prosjektskjønn 2027',
      purposeNb: 'Formål',
      purposeNn: 'Føremål',
      requirementsNb: 'Krav',
      requirementsNn: 'Krav',
      frame: BigInt(options.frame ?? 1_000_000),
      opensAt: new Date(options.opensAt ?? now.getTime() - 86_400_000),
      deadline,
      expectedDecisionOn: new Date('2027-06-15'),
      authorId: people.officer,
      contactId: people.officer,
      createdAt: now,
      deadlines: { create: { version: 1, deadline, decidedAt: now } },
      criteria: {
        create: [
          { key: 'innovationValue', position: 0, nameNb: 'Innovasjonsverdi', nameNn: 'Innovasjonsverdi', weight: 100 },
        ],
      },
      reportPlans: {
        create: [
          reportPlan(0, 'interim', '2028-01-09', '2028-02-21'),
          reportPlan(1, 'final', '2029-01-09', '2029-02-21'),
        ],
      },
    },
  });
  const made = { kind: 'call' as const, subjectId: callId, parentId: null, callId, countyGovernorCode: office, municipalityCode: null, createdAt: now }; // prettier-ignore
  if (options.state !== 'draft') {
    const ladders = options.ladders ?? ['deadline'];
    await inTransaction(prisma, (tx) => plant(tx, { ...made, state: 'open', ladders, why: 'seeded' }));
    await run(product, processIdOf('call', callId));
  }
  return { ...people, callId, call: processIdOf('call', callId) };
}

function reportPlan(position: number, kind: 'interim' | 'final', opens: string, tooLate: string) {
  return {
    id: randomUUID(),
    position,
    kind,
    periodFrom: new Date('2027-06-01'),
    periodTo: new Date(opens),
    opensAt: new Date(instantAt(opens, '08:00')),
    dueAt: new Date(instantAt(tooLate, '00:00')),
  };
}

/** Starts the process of a planted row. */
export async function run(product: Product, processId: string, start: Partial<ProcessState> = {}): Promise<void> {
  const { prisma } = product.database;
  await startProcess({ prisma, engine: product.engine, baseUrl: 'http://localhost:3000' }, processId, start);
}

export type GrantOptions = {
  state?: string;
  ladders?: string[];
  amount?: number;
  officer?: string | null;
  why?: 'seeded' | 'imported';
  start?: Partial<ProcessState>;
};

/** A grant of the scene’s call, planted in a state and running. Answers the application’s id. */
export async function aGrant(product: Product, scene: Scene, options: GrantOptions = {}): Promise<string> {
  const { prisma } = product.database;
  const id = randomUUID();
  const at = new Date(await product.now());
  await prisma.application.create({ data: { ...applicationRow(id, scene, options.amount ?? 100_000), createdAt: at, savedAt: at, caseOfficerId: options.officer ?? null } }); // prettier-ignore
  const made = { kind: 'grant' as const, subjectId: id, parentId: scene.call, callId: scene.callId, countyGovernorCode: office, municipalityCode: municipality, createdAt: at }; // prettier-ignore
  const { state = 'draft', ladders = ['deadline'], why = 'seeded' } = options;
  await inTransaction(prisma, (tx) => plant(tx, { ...made, state, ladders, why }));
  await run(product, processIdOf('grant', id), options.start);
  return id;
}

/** The texts of a complete application, as its draft holds them. */
export const completeTexts = () => ({ ...filledIn });

function applicationRow(id: string, scene: Scene, amount: number) {
  const line = { position: 0, year: 2027, amount: BigInt(amount) };
  return {
    id,
    callId: scene.callId,
    municipalityCode: municipality,
    reference: `2027-${id.slice(0, 8)}`,
    ...completeTexts(),
    language: 'nb',
    firstYear: 2027,
    contactId: scene.applicant,
    createdById: scene.applicant,
    budget: {
      create: [
        { ...line, side: 'applied', kind: 'applied' },
        { ...line, side: 'cost', kind: 'salary' },
      ],
    },
  };
}

/** The form that starts a draft, as the web sends it. */
export function newDraft(scene: Scene, id: string, amount = 100_000): Omit<CommandForm, 'token'> {
  return {
    processId: processIdOf('grant', id),
    name: 'create',
    content: {},
    actorId: scene.applicant,
    actorRole: 'applicant',
    write: async (tx, at) => {
      await tx.application.create({ data: { ...applicationRow(id, scene, amount), createdAt: at, savedAt: at } });
      await createProcessRow(tx, { kind: 'grant', subjectId: id, parentId: scene.call, callId: scene.callId, countyGovernorCode: office, municipalityCode: municipality, createdAt: at }); // prettier-ignore
    },
  };
}

/** A complete application, as the check page sends it. */
export function completeSnapshot(contactId = '00000000-0000-4000-8000-000000000000', amount = 100_000) {
  const row = (kind: string) => [{ kind, label: '', amounts: [amount] }];
  return {
    ...filledIn,
    ...scheduleOf(2027),
    kind: 'new',
    previousProjectId: '',
    projectOwnerKind: 'municipality',
    projectOwnerName: '',
    projectOwnerNumber: '',
    contactId,
    managerName: '',
    managerTitle: '',
    managerEmail: '',
    managerPhone: '',
    ownReference: '',
    language: 'nb',
    partnerCodes: [],
    confirmedCodes: [],
    partners: [],
    payeeCode: '',
    priorityAreaIds: [],
    benefits: '',
    risks: [],
    anchoring: '',
    anchoringDate: '',
    anchoringCase: '',
    sdgs: [],
    personalData: '',
    personalDataText: '',
    firstYear: 2027,
    yearCount: 1,
    costs: row('salary'),
    applied: row('applied'),
    own: [],
    other: [],
    stateGrantText: '',
    budgetComment: '',
    declarations: ['true', 'ownShare', 'public'],
    attachments: [],
  };
}

/** The command that sends a grant’s application in. */
export const submission = (scene: Scene, id: string): Omit<CommandForm, 'token'> => ({
  processId: processIdOf('grant', id),
  name: 'submit',
  content: completeSnapshot(scene.applicant),
  actorId: scene.applicant,
  actorRole: 'applicant',
});

/** What went out for a process, as “instant kind address”, sorted. */
export async function mailsOf(product: Product, processId: string): Promise<string[]> {
  const rows = await product.database.prisma.email.findMany({ where: { processId } });
  return rows.map((row) => `${row.at.toISOString().slice(0, 16)} ${row.kind} ${row.toAddress.split('@')[0]}`).sort();
}

export const stateOfProcess = async (product: Product, processId: string): Promise<string> =>
  (await product.database.prisma.process.findUniqueOrThrow({ where: { id: processId } })).state;

export type ReportOptions = {
  opensAt: number;
  dueAt: number;
  kind?: 'interim' | 'final';
  state?: string;
  ladders?: string[];
};

/** An awarded project with one report, both planted and running. Answers the report’s id. */
export async function aReport(product: Product, scene: Scene, options: ReportOptions): Promise<string> {
  const { prisma } = product.database;
  const projectId = randomUUID();
  const id = randomUUID();
  const createdAt = new Date(await product.now());
  await prisma.project.create({
    data: {
      id: projectId,
      callId: scene.callId,
      countyGovernorCode: office,
      municipalityCode: municipality,
      payeeMunicipalityCode: municipality,
      title: 'Trygg skolestart',
      summary: 'Kort om prosjektet',
      sectors: ['upbringing'],
      language: 'nb',
      contactId: scene.applicant,
      caseOfficerId: scene.officer,
      appliedAmount: 100_000n,
      firstYear: 2027,
      awardedOn: createdAt,
      createdAt,
      awards: { create: { budgetYear: 2027, amount: 100_000n, kind: 'committed' } },
    },
  });
  const { kind = 'final', state = 'scheduled', ladders = ['opening'], opensAt, dueAt } = options;
  const dates = { opensAt: new Date(opensAt), dueAt: new Date(dueAt), originalDueAt: new Date(dueAt) };
  await prisma.report.create({
    data: {
      id,
      projectId,
      position: 0,
      kind,
      periodFrom: new Date('2027-06-01'),
      periodTo: new Date('2027-12-31'),
      ...dates,
    },
  });
  const common = {
    callId: scene.callId,
    countyGovernorCode: office,
    municipalityCode: municipality,
    createdAt,
    why: 'seeded' as const,
  };
  const project = {
    ...common,
    kind: 'project' as const,
    subjectId: projectId,
    parentId: null,
    state: 'active',
    ladders: [],
  };
  const report = {
    ...common,
    kind: 'report' as const,
    subjectId: id,
    parentId: processIdOf('project', projectId),
    state,
    ladders,
  };
  await inTransaction(prisma, (tx) => plant(tx, project));
  await inTransaction(prisma, (tx) => plant(tx, report));
  await run(product, processIdOf('project', projectId));
  await run(product, processIdOf('report', id));
  return id;
}

/** A request for access that waits for the officers. Answers its id. */
export async function anAccessRequest(product: Product): Promise<string> {
  const { prisma } = product.database;
  const id = randomUUID();
  const createdAt = new Date(await product.now());
  const personId = randomUUID();
  const names = { firstName: 'newcomer', lastName: 'Demo', email: 'newcomer@demo.example' };
  await prisma.person.create({ data: { id: personId, subjectHash: personId, createdAt, ...names } });
  await prisma.accessRequest.create({
    data: {
      id,
      personId,
      municipalityCode: municipality,
      role: 'applicant',
      phone: '00000000',
      createdAt,
      submittedAt: createdAt,
      ...names,
    },
  });
  const made = { kind: 'accessRequest' as const, subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode: municipality, createdAt }; // prettier-ignore
  await inTransaction(prisma, (tx) => plant(tx, { ...made, state: 'submitted', ladders: ['approval'], why: 'seeded' }));
  await run(product, processIdOf('accessRequest', id));
  return id;
}

export type ThreadOptions = { caseId: string; text: string; from?: 'municipality' | 'office' };

/** A message thread begun about a grant, as the web makes it. Answers its process’s id. */
export async function aThread(
  product: Product,
  scene: Scene,
  { caseId, text, from = 'municipality' }: ThreadOptions,
): Promise<string> {
  const id = randomUUID();
  const processId = processIdOf('thread', id);
  const subject = 'Oppstart av prosjektet';
  await product.send({
    processId,
    content: { subject, text },
    ...(from === 'municipality'
      ? { name: 'writeToGovernor', actorId: scene.applicant, actorRole: 'applicant' }
      : { name: 'writeToMunicipality', actorId: scene.officer, actorRole: 'caseOfficer' }),
    write: async (tx, createdAt) => {
      const made = { parentId: processIdOf('grant', caseId), callId: scene.callId, countyGovernorCode: office, municipalityCode: municipality, createdAt }; // prettier-ignore
      await tx.thread.create({ data: { id, caseId, subject, createdAt } });
      await createProcessRow(tx, { kind: 'thread', subjectId: id, ...made });
    },
  });
  return processId;
}

export type ConsultationOptions = {
  /** The first instant too late. */
  dueAt: number;
  questions?: readonly { kind: 'text' | 'agree'; textNb: string; textNn: string }[];
  /** Sent out at once, or left a draft. */
  sent?: boolean;
};

/** A consultation of the scene’s office with its municipalities, made by the commands that the web gives. Answers its process’s id. */
export async function aConsultation(product: Product, scene: Scene, options: ConsultationOptions): Promise<string> {
  const id = randomUUID();
  const processId = processIdOf('consultation', id);
  const questions = options.questions ?? [
    { kind: 'agree', textNb: 'Bør samarbeid telle mest?', textNn: 'Bør samarbeid telje mest?' },
    { kind: 'text', textNb: 'Hva mangler i kriteriene?', textNn: 'Kva manglar i kriteria?' },
  ];
  const officer = { processId, content: {}, actorId: scene.officer, actorRole: 'caseOfficer' as const };
  await product.send({
    ...officer,
    name: 'create',
    write: async (tx, createdAt) => {
      const texts = { titleNb: 'Kriterier for prosjektskjønn', titleNn: 'Kriterium for prosjektskjønn', textNb: 'Vi vil endre kriteriene for neste runde.', textNn: 'Vi vil endre kriteria for neste runde.' }; // prettier-ignore
      await tx.consultation.create({
        data: {
          id,
          countyGovernorCode: office,
          countyCodes: ['18'],
          ...texts,
          dueAt: new Date(options.dueAt),
          authorId: scene.officer,
          createdAt,
          questions: { create: questions.map((question, i) => ({ position: i + 1, ...question })) },
        },
      });
      await createProcessRow(tx, { kind: 'consultation', subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode: null, createdAt }); // prettier-ignore
    },
  });
  if (options.sent !== false) await product.send({ ...officer, name: 'sendOut' });
  return processId;
}
