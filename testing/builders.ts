/** Rows for tests, made directly: people, calls, applications, reports. What is not named is plain and valid. */
import { randomUUID } from 'node:crypto';
import type { Kind } from '../domain/lifecycle.js';
import { lifecycles, processIdOf } from '../domain/lifecycles.js';
import { municipalRoles, nationalRoles, type MunicipalRole, type NationalRole, type Role } from '../domain/roles.js';
import type { Prisma, PrismaClient } from '../prisma/generated/client.js';

const DAY = 86_400_000;

/** A role and where it counts: a municipality’s number or an office’s code; national roles need none. */
export type RoleAt = { role: Role; at?: string };

const placeOf = ({ role, at }: RoleAt) => ({
  municipalityCode: municipalRoles.includes(role as MunicipalRole) ? at! : null,
  countyGovernorCode:
    municipalRoles.includes(role as MunicipalRole) || nationalRoles.includes(role as NationalRole) ? null : at!,
});

/** A person with these roles. Answers the id. */
export async function aPerson(
  prisma: PrismaClient,
  roles: readonly RoleAt[] = [],
  person: Partial<Prisma.PersonUncheckedCreateInput> = {},
): Promise<string> {
  const id = person.id ?? randomUUID();
  const at = new Date('2026-01-01T08:00:00Z');
  await prisma.person.create({
    data: {
      id,
      subjectHash: randomUUID(),
      firstName: 'Prøve',
      lastName: `Person ${id.slice(0, 4)}`,
      email: `${id.slice(0, 8)}@demo.example`,
      createdAt: at,
      ...person,
      roles: { create: roles.map((role) => ({ id: randomUUID(), role: role.role, fromAt: at, ...placeOf(role) })) },
    },
  });
  return id;
}

export type ProcessOf = {
  kind: Kind;
  subjectId: string;
  state: string;
  parentId?: string | null;
  callId?: string | null;
  countyGovernorCode?: string | null;
  municipalityCode?: string | null;
};

/** The process row of a subject, in a state. Answers its id. */
export async function aProcess(prisma: PrismaClient, { kind, subjectId, state, ...rest }: ProcessOf): Promise<string> {
  const id = processIdOf(kind, subjectId);
  await prisma.process.create({
    data: {
      id,
      kind,
      subjectId,
      state,
      waitsFor: lifecycles[kind].waitsFor[state] ?? 'nobody',
      createdAt: new Date(),
      ...rest,
    },
  });
  return id;
}

type CallOptions = Partial<Prisma.CallUncheckedCreateInput> & { state?: string };

/** A call of Nordland with criteria, report plans and its first deadline, by default open; with its process. */
export async function aCall(prisma: PrismaClient, { state = 'open', ...call }: CallOptions = {}) {
  const id = call.id ?? randomUUID();
  const office = call.countyGovernorCode ?? 'FMNO';
  const now = new Date();
  const authorId = call.authorId ?? (await aPerson(prisma, [{ role: 'caseOfficer', at: office }]));
  const deadline = new Date(call.deadline ?? now.getTime() + 60 * DAY);
  const day = (n: number) => new Date(deadline.getTime() + n * DAY);
  const made = await prisma.call.create({
    data: {
      id,
      countyGovernorCode: office,
      countyCodes: ['18'],
      budgetYear: 2027,
      titleNb: 'Prosjektskjønn 2027',
      titleNn: 'Prosjektskjønn 2027',
      purposeNb: 'Fornying og innovasjon i kommunene.',
      purposeNn: 'Fornying og innovasjon i kommunane.',
      requirementsNb: 'Kommunen må bære halvparten selv.',
      requirementsNn: 'Kommunen må bere halvparten sjølv.',
      frame: 10_000_000n,
      opensAt: new Date(deadline.getTime() - 90 * DAY),
      expectedDecisionOn: day(75),
      contactId: authorId,
      createdAt: now,
      ...call,
      authorId,
      deadline,
      deadlines: { create: { version: 1, deadline, decidedAt: now } },
      criteria: {
        create: [
          { key: 'innovationValue', position: 0, nameNb: 'Innovasjonsverdi', nameNn: 'Innovasjonsverdi', weight: 40 },
          {
            key: 'relevanceAndBenefit',
            position: 1,
            nameNb: 'Relevans og nytteverdi',
            nameNn: 'Relevans og nytteverdi',
            weight: 30,
          },
          { key: 'projectQuality', position: 2, nameNb: 'Prosjektkvalitet', nameNn: 'Prosjektkvalitet', weight: 30 },
        ],
      },
      reportPlans: {
        create: [
          {
            id: randomUUID(),
            position: 0,
            kind: 'interim',
            periodFrom: day(80),
            periodTo: day(260),
            opensAt: day(270),
            dueAt: day(300),
          },
          {
            id: randomUUID(),
            position: 1,
            kind: 'final',
            periodFrom: day(80),
            periodTo: day(600),
            opensAt: day(610),
            dueAt: day(660),
          },
        ],
      },
    },
  });
  const processId = await aProcess(prisma, {
    kind: 'call',
    subjectId: id,
    state,
    callId: id,
    countyGovernorCode: office,
  });
  return { ...made, processId };
}

type ApplicationOptions = Partial<Prisma.ApplicationUncheckedCreateInput> & { state?: string; applied?: number };

/** Answers long enough for every field that has to be answered (forms.md D.1). */
export const filledIn = {
  title: 'Trygg skolestart',
  summary: 'Barn som begynner på skolen, skal møte en voksen de kjenner fra barnehagen.',
  challenges: 'Overgangen fra barnehage til skole er brå. '.repeat(6).trim(),
  municipalRoles: ['serviceProvider'],
  goalsAndMethod: 'En ansatt følger gruppen fra barnehagen inn i skolen. '.repeat(6).trim(),
  subGoals: [{ goal: 'Alle barn har en voksen de kjenner', indicator: '', target: '', date: '' }],
  sectors: ['upbringing'],
  measures: ['organisation'],
  measureRationale: 'Det som mangler, er at noen har ansvaret for overgangen. '.repeat(3).trim(),
  innovation: 'Ingen i kommunen har fulgt barna over før, og de ansatte får nye roller. '.repeat(2).trim(),
  transferValue: 'Alle kommuner har barn som begynner på skolen. Vi deler planer og skjemaer. '.repeat(2).trim(),
  afterProject: 'Oppvekst overtar oppgaven innenfor egen ramme når prosjektet er slutt.',
  stateGrant: 'no' as const,
};
/** Two dates of the call’s year, and milestones between them. */
export const scheduleOf = (year: number) => ({
  startDate: `${year}-02-01`,
  endDate: `${year}-12-31`,
  milestones: [
    { text: 'De ansatte er valgt', date: `${year}-03-01`, responsible: '' },
    { text: 'Første gruppe er fulgt over', date: `${year}-09-01`, responsible: '' },
  ],
});

/** An application of Bodø to a call, with a balanced budget of one year, by default a draft; with its process. */
export async function anApplication(
  prisma: PrismaClient,
  { state = 'draft', applied = 100_000, ...application }: ApplicationOptions = {},
) {
  const id = application.id ?? randomUUID();
  const call = application.callId
    ? await prisma.call.findUniqueOrThrow({ where: { id: application.callId } })
    : await aCall(prisma);
  const municipalityCode = application.municipalityCode ?? '1804';
  const contactId = application.contactId ?? (await aPerson(prisma, [{ role: 'applicant', at: municipalityCode }]));
  const now = new Date();
  const year = application.firstYear ?? call.budgetYear;
  const schedule = scheduleOf(year);
  const line = (side: string, kind: string, amount: number) => ({
    side,
    position: 0,
    year,
    kind,
    amount: BigInt(amount),
  });
  const made = await prisma.application.create({
    data: {
      id,
      reference: `${call.budgetYear}-${id.slice(0, 8)}`,
      ...filledIn,
      ...schedule,
      startDate: new Date(schedule.startDate),
      endDate: new Date(schedule.endDate),
      language: 'nb',
      createdAt: now,
      savedAt: now,
      createdById: contactId,
      ...application,
      callId: call.id,
      municipalityCode,
      contactId,
      firstYear: year,
      budget: {
        create: [
          line('cost', 'salary', 2 * applied),
          line('applied', 'applied', applied),
          line('own', 'cash', applied),
        ],
      },
    },
  });
  const processId = await aProcess(prisma, {
    kind: 'grant', subjectId: id, state, parentId: processIdOf('call', call.id), callId: call.id,
    countyGovernorCode: call.countyGovernorCode, municipalityCode,
  }); // prettier-ignore
  return { ...made, processId };
}

type ProjectOptions = Partial<Prisma.ProjectUncheckedCreateInput> & { state?: string; awarded?: number };

/** A project with an award for one year, by default of a granted application; with its process. */
export async function aProject(
  prisma: PrismaClient,
  { state = 'active', awarded = 100_000, ...project }: ProjectOptions = {},
) {
  const application = project.applicationId
    ? await prisma.application.findUniqueOrThrow({ where: { id: project.applicationId } })
    : await anApplication(prisma, { state: 'granted', applied: awarded });
  const call = await prisma.call.findUniqueOrThrow({ where: { id: application.callId } });
  const made = await prisma.project.create({
    data: {
      id: application.id,
      callId: call.id,
      countyGovernorCode: call.countyGovernorCode,
      payeeMunicipalityCode: application.municipalityCode,
      title: application.title,
      summary: application.summary,
      sectors: application.sectors,
      language: application.language,
      appliedAmount: BigInt(awarded),
      firstYear: application.firstYear,
      awardedOn: new Date(),
      createdAt: new Date(),
      contactId: application.contactId,
      ...project,
      applicationId: application.id,
      municipalityCode: application.municipalityCode,
      awards: { create: [{ budgetYear: call.budgetYear, amount: BigInt(awarded), kind: 'committed' }] },
    },
  });
  const { countyGovernorCode, municipalityCode } = made;
  const processId = await aProcess(prisma, {
    kind: 'project',
    subjectId: made.id,
    state,
    callId: call.id,
    countyGovernorCode,
    municipalityCode,
  });
  return { ...made, processId };
}

type ReportOptions = Partial<Prisma.ReportUncheckedCreateInput> & { state?: string };

/** A final report of a project, by default open; with its process. */
export async function aReport(prisma: PrismaClient, { state = 'open', ...report }: ReportOptions = {}) {
  const project = report.projectId
    ? await prisma.project.findUniqueOrThrow({ where: { id: report.projectId } })
    : await aProject(prisma);
  const now = Date.now();
  const dueAt = new Date(report.dueAt ?? now + 30 * DAY);
  const made = await prisma.report.create({
    data: {
      id: randomUUID(),
      position: 0,
      kind: 'final',
      periodFrom: new Date(now - 400 * DAY),
      periodTo: new Date(now - DAY),
      opensAt: new Date(dueAt.getTime() - 60 * DAY),
      ...report,
      projectId: project.id,
      dueAt,
      originalDueAt: report.originalDueAt ?? dueAt,
    },
  });
  const { countyGovernorCode, municipalityCode, callId } = project;
  const processId = await aProcess(prisma, {
    kind: 'report', subjectId: made.id, state, parentId: processIdOf('project', project.id), callId, countyGovernorCode, municipalityCode,
  }); // prettier-ignore
  return { ...made, processId };
}

export type ThreadOptions = {
  caseId?: string;
  subject?: string;
  state?: string;
  /** What has been said, oldest first. */
  messages?: readonly { side: 'municipality' | 'governor'; authorId: string; text: string; at?: Date }[];
};

/** A message thread about an application, by default open and of a registered one; with its process. */
export async function aThread(
  prisma: PrismaClient,
  { state = 'open', subject = 'Kan vi flytte oppstarten?', messages = [], ...options }: ThreadOptions = {},
) {
  const caseId = options.caseId ?? (await anApplication(prisma, { state: 'registered' })).id;
  const above = await prisma.process.findUniqueOrThrow({ where: { id: processIdOf('grant', caseId) } });
  const { id: parentId, callId, countyGovernorCode, municipalityCode } = above;
  const id = randomUUID();
  const written = messages.map((one, i) => ({ position: i + 1, at: new Date(), ...one }));
  const made = await prisma.thread.create({
    data: { id, caseId, subject, createdAt: new Date(), messages: { create: written } },
  });
  const processId = await aProcess(prisma, {
    kind: 'thread',
    subjectId: id,
    state,
    parentId,
    callId,
    countyGovernorCode,
    municipalityCode,
  });
  return { ...made, processId };
}

type ConsultationOptions = Partial<Prisma.ConsultationUncheckedCreateInput> & {
  state?: string;
  /** The municipalities that are asked; of a draft none yet. */
  asked?: readonly string[];
};

/** A consultation of Nordland with two questions, by default open and asked of Bodø and Beiarn; with its process. */
export async function aConsultation(
  prisma: PrismaClient,
  { state = 'open', asked = ['1804', '1839'], ...consultation }: ConsultationOptions = {},
) {
  const id = consultation.id ?? randomUUID();
  const countyGovernorCode = consultation.countyGovernorCode ?? 'FMNO';
  const now = new Date();
  const sent = !['new', 'draft'].includes(state);
  const ended = ['closed', 'summarised'].includes(state);
  const authorId = consultation.authorId ?? (await aPerson(prisma, [{ role: 'caseOfficer', at: countyGovernorCode }]));
  const dueAt = new Date(consultation.dueAt ?? now.getTime() + (ended ? -1 : 40) * DAY);
  const openedAt = sent ? new Date(dueAt.getTime() - 56 * DAY) : null;
  const summary = { summaryNb: 'Kommunene er enige i forslaget.', summaryNn: 'Kommunane er samde i framlegget.', summarisedAt: now }; // prettier-ignore
  const { openedAt: given, ...row } = consultation;
  await prisma.consultation.create({
    data: {
      id,
      countyCodes: ['18'],
      titleNb: 'Kriterier for prosjektskjønn',
      titleNn: 'Kriterium for prosjektskjønn',
      textNb: 'Vi vil endre kriteriene for neste runde.',
      textNn: 'Vi vil endre kriteria for neste runde.',
      createdAt: now,
      ...row,
      countyGovernorCode,
      authorId,
      dueAt,
      questions: {
        create: [
          { position: 1, kind: 'agree', textNb: 'Bør samarbeid telle mest?', textNn: 'Bør samarbeid telje mest?' },
          { position: 2, kind: 'text', textNb: 'Hva mangler i kriteriene?', textNn: 'Kva manglar i kriteria?' },
        ],
      },
      ...(sent
        ? {
            municipalities: { create: asked.map((municipalityCode) => ({ municipalityCode })) },
            dues: { create: { version: 1, dueAt, decidedAt: openedAt! } },
          }
        : {}),
    },
  });
  const made = await prisma.consultation.update({
    where: { id },
    data: {
      openedAt: given === undefined ? openedAt : given,
      ...(ended ? { closedAt: dueAt } : {}),
      ...(state === 'summarised' ? summary : {}),
      ...(state === 'cancelled' ? { cancelledAt: now, cancelReason: 'Departementet har endret reglene.' } : {}),
    },
  });
  const processId = await aProcess(prisma, { kind: 'consultation', subjectId: id, state, countyGovernorCode });
  return { ...made, processId };
}

type AnswerOptions = {
  consultationId: string;
  authorId: string;
  municipalityCode?: string;
  version?: number;
  at?: Date;
};

/** What a municipality answers: by default Bodø, in agreement. */
export const anAnswer = (
  prisma: PrismaClient,
  { municipalityCode = '1804', version = 1, at = new Date(), ...answer }: AnswerOptions,
  replies: readonly { position: number; choice: string | null; text: string }[] = [
    { position: 1, choice: 'agree', text: 'Ja, helt klart.' },
    { position: 2, choice: null, text: 'Små kommuner bør nevnes.' },
  ],
) =>
  prisma.consultationAnswer.create({
    data: { ...answer, municipalityCode, version, at, replies: { create: [...replies] } },
  });
