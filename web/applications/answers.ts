/** The answers of an application as text, and whom its form names. */
import { namesFor } from '../../prisma/application-names.js';
import type { Names } from '../../domain/application/answers.js';
import type { PageContext, UserContext } from '../page.js';
import type { ApplicationRow } from './case.js';
import { contentOf, type DraftContent } from './draft.js';

export * from '../../domain/application/answers.js';

/** Loads the names that the answers of an application, or of its changes, may need. */
export const loadNames = (
  { services: { prisma }, language }: PageContext,
  row: ApplicationRow,
  changed: Partial<DraftContent> = {},
): Promise<Names> => namesFor(prisma, language, [contentOf(row), changed]);

export type PersonOption = { value: string; text: string };

/**
 * Who may be the contact: the municipality’s active users, and who is it now. Who is not let in there yet is told of no colleagues.
 */
export async function contactOptions({ services, user }: UserContext, row: ApplicationRow): Promise<PersonOption[]> {
  const member = user.actor.grants.some(({ municipalityCode }) => municipalityCode === row.municipalityCode);
  const people = await services.prisma.person.findMany({
    where: {
      OR: [
        { id: row.contactId },
        !member
          ? { id: user.id }
          : {
              roles: {
                some: {
                  municipalityCode: row.municipalityCode,
                  state: 'active',
                  role: { in: ['applicant', 'municipalCoordinator'] },
                },
              },
            },
      ],
    },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  return people.map(({ id, firstName, lastName, email }) => ({
    value: id,
    text: `${firstName} ${lastName}, ${email}`,
  }));
}
