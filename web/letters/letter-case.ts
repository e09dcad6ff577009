import { can, type Subject } from '../../domain/authorisation.js';
import { isDecisionLetter } from '../../domain/notices.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { isId } from '../forms.js';
import type { UserContext } from '../page.js';

const include = {
  process: true,
  readerFile: { select: { size: true, sha256: true } },
  archiveFile: { select: { size: true, sha256: true } },
} satisfies Prisma.LetterInclude;
export type LetterRow = Prisma.LetterGetPayload<{ include: typeof include }>;

export type LetterCase = {
  letter: LetterRow;
  /** The office’s people read without opening. */
  staff: boolean;
  /** The recipient’s own people; a partner’s read their copy. */
  recipient: boolean;
  /** For the recipient of a decision: the letter is not read until it is opened, and opening counts as having read it (A16). */
  unopened: boolean;
};

const placeOf = (letter: { municipalityCode: string; process: { countyGovernorCode: string | null } }) => ({
  municipality: { municipalityCode: letter.municipalityCode },
  office: { countyGovernorCode: letter.process.countyGovernorCode },
});

/** What the access rule looks at; null when there is no such letter. To who acts for a partner it is the partner’s copy of an award. */
export async function letterSubject({ services, params, user }: UserContext): Promise<Subject | null> {
  if (!isId(params['id'])) return null;
  const letter = await services.prisma.letter.findUnique({
    where: { id: params['id'] },
    select: {
      kind: true,
      municipalityCode: true,
      process: { select: { subjectId: true, countyGovernorCode: true } },
    },
  });
  if (!letter) return null;
  const { municipality, office } = placeOf(letter);
  if (!copied.includes(letter.kind) || can(user.actor, 'letter.read', municipality))
    return { ...municipality, ...office };
  const partners = await services.prisma.applicationPartner.findMany({
    where: { applicationId: letter.process.subjectId },
    select: { municipalityCode: true },
  });
  return { ...(partners.find((partner) => can(user.actor, 'letter.read', partner)) ?? municipality), ...office };
}

/** Awards go to the partners too (letters-and-emails.md L4, L5). */
const copied: readonly string[] = ['L4', 'L5'];

/** The letter of the address; its access rule has seen to it that it exists. Who has roles on both sides is the recipient. */
export async function loadLetter({ services, params, user }: UserContext): Promise<LetterCase> {
  const letter = await services.prisma.letter.findUniqueOrThrow({ where: { id: params['id']! }, include });
  const { municipality, office } = placeOf(letter);
  const recipient = can(user.actor, 'letter.open', municipality);
  const read =
    !recipient ||
    !isDecisionLetter(letter.kind) ||
    letter.process.final ||
    letter.openedAt !== null ||
    (await openingReceived(services.prisma, letter));
  return { letter, staff: can(user.actor, 'letter.read', office), recipient, unopened: !read };
}

/** Opening is safe when it is received; the letter is shown at once. */
async function openingReceived(
  prisma: UserContext['services']['prisma'],
  { id, processId }: LetterRow,
): Promise<boolean> {
  const received = await prisma.command.count({
    where: { processId, name: 'letterOpened', status: { not: 'refused' }, content: { path: ['letterId'], equals: id } },
  });
  return received > 0;
}
