import { can, type Subject } from '../../domain/authorisation.js';
import { isDecisionLetter } from '../../domain/notices.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { isId } from '../forms.js';
import type { UserContext } from '../page.js';
import { ofCase } from '../where.js';

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

/** What the access rule looks at; null when there is no such letter. A partner municipality has its copy of an award. */
export async function letterSubject({ services, params }: UserContext): Promise<Subject | null> {
  if (!isId(params['id'])) return null;
  const letter = await services.prisma.letter.findUnique({
    where: { id: params['id'] },
    select: { kind: true, municipalityCode: true, process: true },
  });
  // What was sent in lies with its application, and the announcement of a call with the call.
  if (letter?.kind === 'application' || letter?.kind === 'L1') return null;
  return letter && subjectOfLetter(services.prisma, letter);
}

type Judged = Pick<LetterRow, 'kind' | 'municipalityCode' | 'process'>;

async function subjectOfLetter(
  prisma: UserContext['services']['prisma'],
  { kind, municipalityCode, process: { subjectId, countyGovernorCode, state } }: Judged,
): Promise<Subject> {
  const { conflicted, partnerCodes } = await ofCase(prisma, subjectId);
  const partners = copied.includes(kind) ? partnerCodes : [];
  return { municipalityCode, countyGovernorCode, state, conflicted, partnerCodes: partners };
}

/** Awards go to the partners too (letters-and-emails.md L4, L5). */
const copied: readonly string[] = ['L4', 'L5'];

/** The letter of the address; its access rule has seen to it that it exists. Who has roles on both sides is the recipient. */
export async function loadLetter({ services, params, user }: UserContext): Promise<LetterCase> {
  const letter = await services.prisma.letter.findUniqueOrThrow({ where: { id: params['id']! }, include });
  const subject = await subjectOfLetter(services.prisma, letter);
  const recipient = can(user.actor, 'letter.open', subject);
  const read =
    !recipient ||
    !isDecisionLetter(letter.kind) ||
    letter.process.final ||
    letter.openedAt !== null ||
    (await openingReceived(services.prisma, letter));
  const asStaff = { ...subject, municipalityCode: null, partnerCodes: [] };
  return { letter, staff: can(user.actor, 'letter.read', asStaff), recipient, unopened: !read };
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
