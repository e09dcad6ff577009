/** Who did something, and in whose place: "Nora Demobehandler, stedfortreder for Njål Demovurderer". */
import type { PrismaClient } from '../prisma/generated/client.js';
import type { Translate } from './page.js';

type Named = { firstName: string; lastName: string };
export const fullName = ({ firstName, lastName }: Named): string => `${firstName} ${lastName}`.trim();

export type NameOf = (id: string | null | undefined) => string;

/** The names of these people, asked for at once; someone who is not known any more is "–". */
export async function namesOf(prisma: PrismaClient, ids: readonly (string | null | undefined)[]): Promise<NameOf> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))];
  const people =
    wanted.length > 0
      ? await prisma.person.findMany({
          where: { id: { in: wanted } },
          select: { id: true, firstName: true, lastName: true },
        })
      : [];
  const names = new Map(people.map((person) => [person.id, fullName(person)]));
  return (id) => (id && names.get(id)) || '–';
}

/** A role’s name inside a sentence: "administrator hos Statsforvalteren". */
export const inSentence = (role: string): string => `${role.slice(0, 1).toLocaleLowerCase('nb')}${role.slice(1)}`;

/** What was done in somebody’s place says whose, after who or what did it. */
export const inPlaceOf = (t: Translate, who: string, lender: string | null): string =>
  lender === null ? who : t('people.inPlaceOf', { who, name: lender });
