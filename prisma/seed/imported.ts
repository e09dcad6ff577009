/** Rounds and projects from before this system: rows and processes in the state they have, without applications. */
import { randomUUID } from 'node:crypto';
import { plant } from '../../activities/records/plant.js';
import type { Tx } from '../../activities/records/transaction.js';
import { deadlineAtEndOf, instantAt } from '../../domain/calendar/index.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { slideProjects, sources, statistics, type ImportedProject } from './demo/imported.js';
import { rogaland2021, rogalandProjects } from './demo/rogaland.js';

type Import = { project: ImportedProject; source: keyof typeof sources; awardedOn: string | null; callId: string | null; now: Date }; // prettier-ignore

/** Sources, statistics and the slides’ projects. */
export async function seedImported(tx: Tx, now: Date): Promise<void> {
  for (const { key, day, titleNb, titleNn, noteNb, noteNn } of Object.values(sources))
    await tx.importSource.create({ data: { key, day: new Date(day), titleNb, titleNn, noteNb, noteNn } });
  await seedStatistics(tx);
  for (const project of slideProjects)
    await seedProject(tx, { project, source: 'slides2020', awardedOn: null, callId: null, now });
}

/** The projects of Rogaland’s round; those that still report have until the first of June of the coming year. */
export async function seedRogaland(
  tx: Tx,
  { callId, now, year }: { callId: string; now: Date; year: number },
): Promise<void> {
  const { awardedOn } = rogaland2021;
  for (const { reports, ...project } of rogalandProjects) {
    const imported: ImportedProject = { ...project, year: rogaland2021.year, applied: null, state: reports ? 'finalReporting' : 'completed' }; // prettier-ignore
    const id = await seedProject(tx, { project: imported, source: 'rogaland2021', awardedOn, callId, now });
    if (reports) await seedReport(tx, { projectId: id, year, now });
  }
}

async function seedStatistics(tx: Tx): Promise<void> {
  const amount = (kroner: number | null) => (kroner === null ? null : BigInt(kroner));
  const nextPosition = new Map<string, number>();
  for (const { office, year, area, applications, applied, awards, awarded, source } of statistics) {
    const round = `${office}/${year}`;
    const position = area === null ? 0 : (nextPosition.get(round) ?? 1);
    if (area !== null) nextPosition.set(round, position + 1);
    await tx.roundStatistics.create({
      data: {
        countyGovernorCode: office,
        budgetYear: year,
        position,
        areaNb: area?.nb ?? null,
        areaNn: area?.nn ?? null,
        applications,
        applied: amount(applied),
        awards,
        awarded: amount(awarded),
        importSourceKey: sources[source].key,
      },
    });
  }
}

type Place = { code: string; name: string; countyGovernorCode: string };

/** The municipality that had this name, as it is now. */
async function placeOf(tx: Tx, name: string): Promise<Place> {
  const include = { county: { select: { countyGovernorCode: true } } } as const;
  const found =
    (await tx.municipality.findFirst({ where: { name }, include })) ??
    (await tx.historicMunicipality.findFirst({ where: { name }, include: { successor: { include } } }))?.successor;
  if (!found) throw new Error(`no municipality is or was named ${name}`);
  return { code: found.code, name: found.name, countyGovernorCode: found.county.countyGovernorCode };
}

async function seedProject(tx: Tx, { project, source, awardedOn, callId, now }: Import): Promise<string> {
  const id = randomUUID();
  const applicant = await placeOf(tx, project.applicant);
  // One question at a time: a transaction is one connection.
  const partners: { name: string; code: string | null }[] = [];
  for (const partner of project.partners)
    partners.push(
      typeof partner === 'string'
        ? { name: partner, code: (await placeOf(tx, partner)).code }
        : { ...partner, code: null },
    );
  await tx.project.create({
    data: {
      id,
      callId,
      countyGovernorCode: applicant.countyGovernorCode,
      municipalityCode: applicant.code,
      applicantName: applicant.name === project.applicant ? null : project.applicant,
      payeeMunicipalityCode: applicant.code,
      title: project.title,
      summary: project.summary,
      sectors: [...project.sectors],
      language: 'nb',
      appliedAmount: project.applied === null ? null : BigInt(project.applied),
      firstYear: project.year,
      awardedOn: awardedOn === null ? null : new Date(awardedOn),
      createdAt: now,
      publicSince: new Date(instantAt(sources[source].day, '08:00')),
      importSourceKey: sources[source].key,
      awards: { create: { budgetYear: project.year, amount: BigInt(project.awarded), kind: 'committed' } },
      partners: { create: partners.map(({ name, code }, position) => ({ position, name, municipalityCode: code })) },
      awardSpans: { create: (project.spans ?? []).map((span) => ({ ...span, amount: BigInt(span.amount) })) },
    },
  });
  await plant(tx, {
    kind: 'project',
    subjectId: id,
    parentId: null,
    callId,
    countyGovernorCode: applicant.countyGovernorCode,
    municipalityCode: applicant.code,
    createdAt: now,
    state: project.state,
    ladders: [],
    why: 'imported',
  });
  return id;
}

/** The final report, due a year after the award and with leave to come later. */
async function seedReport(
  tx: Tx,
  { projectId, year, now }: { projectId: string; year: number; now: Date },
): Promise<void> {
  const id = randomUUID();
  const project = await tx.project.findUniqueOrThrow({ where: { id: projectId } });
  await tx.report.create({
    data: {
      id,
      projectId,
      position: 0,
      kind: 'final',
      periodFrom: new Date(rogaland2021.awardedOn),
      periodTo: new Date(`${year - 1}-12-31`),
      opensAt: new Date(instantAt('2022-04-20', '08:00')),
      dueAt: new Date(deadlineAtEndOf(`${year}-06-01`)),
      originalDueAt: new Date(deadlineAtEndOf('2022-06-01')),
      dueVersion: 2,
      summary: project.summary,
    },
  });
  await plant(tx, {
    kind: 'report',
    subjectId: id,
    parentId: processIdOf('project', projectId),
    callId: project.callId,
    countyGovernorCode: project.countyGovernorCode,
    municipalityCode: project.municipalityCode,
    createdAt: now,
    state: 'open',
    ladders: ['deadline'],
    tasks: [{ task: 'writeReport', to: 'contact' }],
    why: 'imported',
  });
}
