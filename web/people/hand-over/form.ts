import { grantFor, type ActorRole, type At } from '../../../domain/roles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { errorOf, type Fault, type FieldSelect, type Option } from '../../components/models.js';
import type { FormCommand } from '../../forms.js';
import type { User, UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import type { Kept, Matter } from './matters.js';

const handers: readonly ActorRole[] = ['applicant', 'municipalCoordinator', 'countyGovernorAdmin'];

/** As what this person hands something over here; null when they may not. */
export const handerOf = (user: User, at: At): ActorRole | null =>
  handers.find((role) => grantFor(user.actor, role, at) !== undefined) ?? null;

/** Those who can be a contact in the municipality: awake, with a role of their own that counts. */
export async function colleagues(prisma: PrismaClient, municipalityCode: string, but?: string): Promise<Option[]> {
  const roles = { municipalityCode, state: 'active', deputyForId: null, role: { in: ['applicant', 'municipalCoordinator'] } };
  const people = await prisma.person.findMany({
    where: { roles: { some: roles }, dormantSince: null, ...(but ? { id: { not: but } } : {}) },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
  });
  return people.map((person) => ({ value: person.id, text: `${fullName(person)} (${person.email})` }));
} // prettier-ignore

export const colleagueField = (
  { t, body }: UserContext,
  options: readonly Option[],
  faults: readonly Fault[],
): FieldSelect => ({
  id: 'personId',
  name: 'personId',
  label: t('people.handing.to'),
  help: t('people.handing.toHelp'),
  value: body['personId'] ?? '',
  empty: t('people.handing.choose'),
  options: [...options],
  error: errorOf(faults, 'personId'),
});

/** One command for each process whose contact is not the colleague already. */
export const handOverForms = (
  matters: readonly Matter[],
  { personId, actorRole, which }: { personId: string; actorRole: ActorRole | null; which: (kept: Kept) => boolean },
): FormCommand[] =>
  matters
    .flatMap(({ kept }) => kept)
    .filter((one) => which(one) && one.contactId !== personId)
    .map(({ process }) => ({ processId: process.id, name: 'handOver', content: { personId }, actorRole }));
