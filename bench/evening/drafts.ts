/** Thousands of complete drafts: one is planted as the product does it, the others are its rows copied in the database. */
import { randomUUID } from 'node:crypto';
import { ServiceError } from '@temporalio/client';
import { aPerson } from '../../testing/builders.js';
import { inLanes } from '../../testing/lanes.js';
import type { Product } from '../../testing/product.js';
import { run, type Scene } from '../../testing/scene.js';
import { saltenDraft } from '../../testing/salten.js';
import { memory } from '../../workflows/messages.js';

export type Draft = { id: string; applicant: string };
export type Applicant = { code: string; id: string };

/** Municipalities with one applicant each, so that nobody is slowed by a limit and each receipt is one e-mail. */
export async function applicants({ database: { prisma } }: Product, count: number): Promise<Applicant[]> {
  const codes = Array.from({ length: count }, (_, n) => String(5000 + n));
  await prisma.municipality.createMany({
    data: codes.map((code) => ({
      code,
      name: `Prøve ${code}`,
      officialName: `Prøve ${code}`,
      parallelNames: [],
      countyCode: '18',
      writtenForm: 'nb',
      postReceptionEmail: `post-${code}@kommune.example`,
      chiefExecutiveEmail: `kd-${code}@kommune.example`,
    })),
  });
  const people: Applicant[] = [];
  for (const code of codes) people.push({ code, id: await aPerson(prisma, [{ role: 'applicant', at: code }]) });
  return people;
}

const copies = [
  `insert into application select (jsonb_populate_record(a, jsonb_build_object('id', n.id, 'reference', '2027-' || n.id,
     'municipalityCode', n.code, 'contactId', n.person, 'createdById', n.person))).* from application a, n where a.id = $1::uuid`,
  `insert into budget_line select (jsonb_populate_record(b, jsonb_build_object('applicationId', n.id))).*
     from budget_line b, n where b."applicationId" = $1::uuid`,
  `insert into process select (jsonb_populate_record(p, jsonb_build_object('id', 'grant/' || n.id, 'subjectId', n.id,
     'municipalityCode', n.code))).* from process p, n where p.id = 'grant/' || $1::uuid`,
  `insert into duty select (jsonb_populate_record(d, jsonb_build_object('key', replace(d.key, $1::uuid::text, n.id::text),
     'processId', 'grant/' || n.id))).* from duty d, n where d."processId" = 'grant/' || $1::uuid`,
  `insert into event select (jsonb_populate_record(e, jsonb_build_object('cause', replace(e.cause, $1::uuid::text, n.id::text),
     'processId', 'grant/' || n.id))).* from event e, n where e."processId" = 'grant/' || $1::uuid`,
];

export async function plantDrafts(
  product: Product,
  scene: Scene,
  { count, people }: { count: number; people: readonly Applicant[] },
): Promise<Draft[]> {
  const template = await saltenDraft(product, scene);
  const made = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), ...person(n) }));
  function person(n: number) {
    const { code, id } = people[n % people.length]!;
    return { code, applicant: id };
  }
  const columns = [made.map(({ id }) => id), made.map(({ code }) => code), made.map(({ applicant }) => applicant)];
  for (const copy of copies)
    await product.database.pool.query(
      `with n as (select * from unnest($2::uuid[], $3::text[], $4::uuid[]) as n(id, code, person)) ${copy}`,
      [template, ...columns],
    );
  await product.database.pool.query('analyze');
  return made.map(({ id, applicant }) => ({ id, applicant }));
}

/** Starts their processes in order until the time is used, no faster than the worker takes them. Answers how many run. */
export async function startDrafts(product: Product, drafts: readonly Draft[], until: number): Promise<number> {
  let started = 0;
  while (started < drafts.length && Date.now() < until) {
    const some = drafts.slice(started, started + 200);
    await inLanes(some, ({ id }) => run(product, `grant/${id}`), 12);
    await taken(product, `grant/${some.at(-1)!.id}`);
    started += some.length;
  }
  return started;
}

/** Resolves when the worker has begun on it, and so on all that were started before. */
async function taken({ engine }: Product, processId: string): Promise<void> {
  for (;;) {
    try {
      await engine.client.workflow.getHandle(processId).query(memory);
      return;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error; // the worker is not there yet: asked again
    }
  }
}
