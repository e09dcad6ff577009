import { processIdOf } from '../../../domain/lifecycles.js';
import { isId } from '../../forms.js';
import { notFound, openPage, userPage, type Answer, type PageContext } from '../../page.js';
import { callSubject, isAnnounced } from '../call.js';
import { announcementFile } from './reading.js';

const fileAnswer = async (
  { services: { prisma }, params }: PageContext,
  copy: 'reader' | 'archive',
): Promise<Answer> => {
  const form = params['form'];
  if (form !== 'nb' && form !== 'nn') return notFound;
  const file = await announcementFile(prisma, params['id']!, { form, copy });
  if (!file) return notFound;
  return {
    kind: 'file',
    name: file.name,
    contentType: file.contentType,
    body: Buffer.from(file.bytes),
    inline: copy === 'reader',
  };
};

async function read(context: PageContext): Promise<Answer> {
  const id = context.params['id'];
  if (!isId(id) || !(await isAnnounced(context.services.prisma, processIdOf('call', id)))) return notFound;
  return fileAnswer(context, 'reader');
}

/** The announcement (L1) as everyone reads it: `:form` is nb or nn. */
export const announcementPage = openPage({
  path: '/utlysninger/:id/kunngjoring/:form',
  access: { public: true },
  get: read,
});

/** The same for the archive. */
export const announcementArchive = userPage({
  path: '/utlysninger/:id/kunngjoring/:form/arkiv',
  access: { can: 'call.read', subject: callSubject },
  personal: 'none',
  get: (context) => fileAnswer(context, 'archive'),
});
