/** Answers an application takes over from the one its project goes on from. */
import { fieldKeys, type FieldKey } from '../../../domain/application/fields.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { contentOf, draftRows, type DraftContent } from '../draft.js';

/** What belongs to one round only: its money, its dates, its decisions, and who writes now. */
const ownToEach: readonly FieldKey[] = [
  'kind', 'previousProjectId', 'contactId', 'language', 'ownReference', 'priorityAreaIds', 'yearCount', 'costs', 'applied', 'own', 'other',
  'stateGrant', 'stateGrantText', 'budgetComment', 'startDate', 'endDate', 'milestones', 'anchoring', 'anchoringDate', 'anchoringCase', 'confirmedCodes',
]; // prettier-ignore

const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);
/** For whom it is has a first answer of its own, and goes with the name. */
const isOpen = (content: DraftContent, key: FieldKey): boolean =>
  isEmpty(content[key === 'projectOwnerKind' ? 'projectOwnerName' : key]);

/** Fills what is not answered yet, and leaves what is. The application of a project has the project’s id; null where there is none. */
export async function answersFrom(
  prisma: PrismaClient,
  projectId: string,
): Promise<((current: DraftContent) => Partial<DraftContent>) | null> {
  const row = await prisma.application.findUnique({ where: { id: projectId }, include: draftRows });
  if (!row) return null;
  const earlier = contentOf(row);
  const given = fieldKeys.filter((key) => !ownToEach.includes(key) && !isEmpty(earlier[key]));
  return (current) =>
    Object.fromEntries(
      given
        .filter((key) => isOpen(current, key))
        // Who took part then has not confirmed this time.
        .map((key) => [
          key,
          key === 'partners' ? earlier.partners.map((partner) => ({ ...partner, confirmed: false })) : earlier[key],
        ]),
    );
}
