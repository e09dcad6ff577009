import { notFound, userPage, type Answer, type UserContext } from '../../page.js';
import { letterSubject, loadLetter } from '../letter-case.js';
import { shownLetter } from '../../log/shown.js';

/** The reader’s PDF for everyone who may read the letter, the archive’s for the office. Unopened, a recipient has no file. */
async function download(context: UserContext): Promise<Answer> {
  const { services, params } = context;
  const { letter, staff, unopened } = await loadLetter(context);
  const archiveFileId = staff ? letter.archiveFileId : null;
  const files = new Map([['leser', letter.readerFileId], ['arkiv', archiveFileId]]); // prettier-ignore
  const id = files.get(params['kind'] ?? '');
  if (unopened || !id) return notFound;
  const file = await services.prisma.file.findUniqueOrThrow({ where: { id } });
  return { kind: 'file', name: file.name, contentType: file.contentType, body: Buffer.from(file.bytes) };
}

export const letterFile = userPage({
  path: '/brev/:id/fil/:kind',
  access: { can: 'letter.read', subject: letterSubject },
  personal: shownLetter,
  get: download,
});
