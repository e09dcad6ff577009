/** Roles and persons for process tests: given as the web gives them, or planted as if they had been there. */
import { randomUUID } from 'node:crypto';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import type { Tx } from '../activities/records/transaction.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { processIdOf } from '../domain/lifecycles.js';
import { isMunicipalRole, isStaffRole, type ActorRole, type Role } from '../domain/roles.js';
import { createProcessRow } from '../prisma/process-rows.js';
import { municipality, office, run } from './scene.js';
import type { Product } from './product.js';

const placeOf = (role: Role) =>
  isMunicipalRole(role)
    ? { municipalityCode: municipality, countyGovernorCode: null }
    : { municipalityCode: null, countyGovernorCode: office };

type Holding = { name?: string; personId?: string; role: Role; attestBy?: number };

/** Someone who has this role of the scene’s office or municipality, with its process running. */
export async function aHolder(product: Product, { name = 'holder', role, attestBy, ...known }: Holding) {
  const { prisma } = product.database;
  const at = new Date(await product.now());
  const personId = known.personId ?? randomUUID();
  const id = randomUUID();
  if (!known.personId) {
    const names = { firstName: name, lastName: 'Demo', email: `${name}@demo.example` };
    await prisma.person.create({ data: { id: personId, subjectHash: personId, createdAt: at, ...names } });
  }
  await prisma.roleGrant.create({
    data: { id, personId, role, fromAt: at, ...placeOf(role), attestBy: attestBy ? new Date(attestBy) : null },
  });
  const made = { kind: 'role' as const, subjectId: id, parentId: null, callId: null, createdAt: at };
  const where = { countyGovernorCode: office, municipalityCode: placeOf(role).municipalityCode };
  const ladders = attestBy && isStaffRole(role) ? ['attestation'] : [];
  await inTransaction(prisma, (tx) => plant(tx, { ...made, ...where, state: 'active', ladders, why: 'seeded' }));
  await run(product, processIdOf('role', id));
  return { personId, grantId: id, processId: processIdOf('role', id) };
}

type By = { actorId: string; actorRole: ActorRole };

/** A new role as the web sends it: given, or lent. Answers its process and what came of it. */
export async function newRole(
  product: Product,
  { actorId, actorRole, name, content, role }: By & { name: 'give' | 'lend'; content: object; role: Role },
) {
  const id = randomUUID();
  const { municipalityCode } = placeOf(role);
  const form = {
    token: randomUUID(),
    processId: processIdOf('role', id),
    name,
    content: { ...content },
    actorId,
    actorRole,
    write: async (tx: Tx, createdAt: Date) => {
      await createProcessRow(tx, { kind: 'role', subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode, createdAt }); // prettier-ignore
    },
  };
  let sent = await product.send(form);
  if (sent.kind === 'pending') {
    await waitSettled(product.database.pool, null, 30_000);
    sent = await product.send(form);
  }
  return { id, processId: processIdOf('role', id), sent };
}

/** The process of a person, made with its first command as the web makes it. */
export const ofPerson = (
  product: Product,
  personId: string,
  { name, content = {} }: { name: string; content?: object },
) =>
  product.send({
    processId: processIdOf('person', personId),
    name,
    content: { ...content },
    actorId: personId,
    actorRole: 'holder',
    write: async (tx, createdAt) => {
      if (await tx.process.findUnique({ where: { id: processIdOf('person', personId) } })) return;
      await createProcessRow(tx, { kind: 'person', subjectId: personId, parentId: null, callId: null, countyGovernorCode: null, municipalityCode: null, createdAt }); // prettier-ignore
    },
  });
