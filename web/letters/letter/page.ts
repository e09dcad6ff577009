import { formatInstant } from '../../../domain/calendar/index.js';
import { isDecisionLetter, type LetterFacts } from '../../../domain/notices.js';
import type { Crumb, Fault, FileItem, FormTokens, Receipt } from '../../components/models.js';
import { answerCommand, receiptOf, roleFor, tokens } from '../../forms.js';
import { userPage, view, type Answer, type UserContext } from '../../page.js';
import { letterSubject, loadLetter, type LetterCase } from '../letter-case.js';
import { letterText, type LetterText } from '../text.js';
import { shownLetter } from '../../log/shown.js';

export type LetterModel = {
  breadcrumbs: Crumb[];
  heading: string;
  place: string;
  receipt: Receipt | null;
  faults: Fault[];
  /** The form that opens the letter; null when it may be read. */
  opening: { action: string; tokens: FormTokens } | null;
  text: LetterText | null;
  /** Why there is no file, yet or at all. */
  noFile: string | null;
  files: FileItem[];
  /** SHA-256 of the files, for the office. */
  hashes: { label: string; value: string }[];
  opened: string | null;
};

const kilobytes = (size: number): string => `${Math.max(1, Math.round(size / 1024))} kB`;

function filesOf({ letter, staff }: LetterCase, { t }: UserContext): Pick<LetterModel, 'files' | 'hashes' | 'noFile'> {
  const made = [
    { file: letter.readerFile, kind: 'leser', key: 'reader' },
    ...(staff ? [{ file: letter.archiveFile, kind: 'arkiv', key: 'archive' }] : []),
  ].flatMap(({ file, kind, key }) => (file ? [{ file, kind, key }] : []));
  return {
    files: made.map(({ file, kind, key }) => ({
      title: t(`letters.file.${key}`),
      href: `/brev/${letter.id}/fil/${kind}`,
      type: 'PDF',
      size: kilobytes(file.size),
    })),
    hashes: staff ? made.map(({ file, key }) => ({ label: t(`letters.hash.${key}`), value: file.sha256 })) : [],
    noFile: letter.status === 'ready' ? null : t(`letters.noFile.${letter.status}`),
  };
}

async function draw(context: UserContext, letterCase: LetterCase, faults: Fault[] = []): Promise<Answer> {
  const { t, user } = context;
  const { letter, staff, recipient, unopened } = letterCase;
  const facts = letter.facts as unknown as LetterFacts;
  const applicationId = letter.process.subjectId;
  const onOfficeSide = staff && user.at?.kind !== 'municipality';
  // The kind of letter tells the outcome: it is not said before it is opened.
  const heading = unopened ? t('letters.unopened.heading') : t(`letters.text.heading.${letter.kind}`);
  const model: LetterModel = {
    breadcrumbs:
      recipient || staff
        ? [{ text: facts.title, href: `/${onOfficeSide ? 'saker' : 'soknader'}/${applicationId}` }]
        : [],
    heading,
    place: t('letters.place', {
      title: facts.title,
      caseNumber: facts.caseNumber,
      at: formatInstant(letter.at.getTime()),
    }),
    receipt: await receiptOf(context, letter.processId),
    faults,
    opening: unopened
      ? { action: `/brev/${letter.id}`, tokens: tokens(context, letter.processId, 'letterOpened') }
      : null,
    text: unopened ? null : letterText(facts),
    ...(unopened ? { files: [], hashes: [], noFile: null } : filesOf(letterCase, context)),
    opened:
      staff && isDecisionLetter(letter.kind)
        ? letter.openedAt
          ? t('letters.opened', { at: formatInstant(letter.openedAt.getTime()) })
          : t('letters.notOpened')
        : null,
  };
  return view('letters/letter/letter', heading, model, faults.length > 0 ? 422 : undefined);
}

const show = async (context: UserContext): Promise<Answer> => draw(context, await loadLetter(context));

async function open(context: UserContext): Promise<Answer> {
  const letterCase = await loadLetter(context);
  const { letter } = letterCase;
  const command = {
    processId: letter.processId,
    name: 'letterOpened',
    content: { letterId: letter.id },
    actorRole: roleFor(context.user, 'grant', 'letterOpened', letter.process.state, {
      municipalityCode: letter.municipalityCode,
      countyGovernorCode: null,
    }),
  };
  return answerCommand(context, command, {
    receipt: `/brev/${letter.id}`,
    again: async (faults) => draw(context, await loadLetter(context), faults),
  });
}

export const letterPage = userPage({
  path: '/brev/:id',
  access: { can: 'letter.read', subject: letterSubject },
  personal: shownLetter,
  get: show,
  post: open,
});
