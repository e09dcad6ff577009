/** Whom a call concerns, each once: who E1 announces it to, and who hears of an extension (E2). */
import { processIdOf } from '../domain/lifecycles.js';
import { municipalRoles } from '../domain/roles.js';
import type { Prisma } from './generated/client.js';
import { holdersOf } from './holders.js';
import { usersAndContacts, type UserFields } from './municipality-users.js';

type Db = Prisma.TransactionClient;

const deskFields = {
  code: true,
  writtenForm: true,
  postReceptionEmail: true,
  county: { select: { countyGovernor: { select: { writtenForm: true } } } },
} satisfies Prisma.MunicipalitySelect;
export type DeskFields = Prisma.MunicipalityGetPayload<{ select: typeof deskFields }>;

/** Municipalities as their post receptions are written to. */
export const desksOf = (db: Db, where: Prisma.MunicipalityWhereInput): Promise<DeskFields[]> =>
  db.municipality.findMany({ where, select: deskFields, orderBy: { code: 'asc' } });

export type CallAudience = {
  /** Who acts or approves for a municipality of the call’s counties. */
  users: UserFields[];
  desks: DeskFields[];
  /** Who else has a draft or an application in it: contacts who wait for access, and municipalities elsewhere. */
  others: { users: UserFields[]; desks: DeskFields[] };
};

/** `at`: when a lent role must count. */
export async function callAudience(db: Db, callId: string, at: Date): Promise<CallAudience> {
  const { countyCodes } = await db.call.findUniqueOrThrow({ where: { id: callId }, select: { countyCodes: true } });
  const desks = await desksOf(db, { countyCode: { in: countyCodes }, validTo: null });
  const codes = desks.map(({ code }) => code);
  const usersOf = (places: string[]) => holdersOf(db, at, { role: { in: [...municipalRoles] }, municipalityCode: { in: places } }); // prettier-ignore
  const users = await usersOf(codes);
  return { users, desks, others: await othersIn(db, callId, { at, codes, users, usersOf }) };
}

type Told = { at: Date; codes: string[]; users: UserFields[]; usersOf: (places: string[]) => Promise<UserFields[]> };

async function othersIn(db: Db, callId: string, { at, codes, users, usersOf }: Told): Promise<CallAudience['others']> {
  const grants = await db.process.findMany({
    where: { parentId: processIdOf('call', callId), kind: 'grant', final: false },
    select: { subjectId: true, municipalityCode: true },
  });
  const applications = await db.application.findMany({
    where: { id: { in: grants.map(({ subjectId }) => subjectId) } },
    select: { contactId: true },
  });
  const places = new Set(grants.flatMap(({ municipalityCode }) => municipalityCode ?? []));
  const away = [...places].filter((code) => !codes.includes(code));
  const contactIds = applications.flatMap(({ contactId }) => contactId ?? []);
  const contacts: UserFields[] = [];
  for (const municipalityCode of places)
    contacts.push(...(await usersAndContacts(db, { municipalityCode, contactIds, at })));
  const known = new Set(users.map(({ id }) => id));
  const found = [...contacts, ...(await usersOf(away))].filter(({ id }) => !known.has(id));
  return {
    users: [...new Map(found.map((one) => [one.id, one])).values()],
    desks: away.length === 0 ? [] : await desksOf(db, { code: { in: away } }),
  };
}
