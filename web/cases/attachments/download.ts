/** The attachments of a case as the office fetches them: what has been sent, for who sees the content. */
import type { Attachment } from '../../../prisma/generated/client.js';
import { fileAnswer, isPublic, sentAttachment, sentAttachments, zipAnswer } from '../../files/attachments.js';
import { shownAttachment, shownAttachments } from '../../files/shown.js';
import { isId } from '../../forms.js';
import { caseSubject } from '../../messages/message-case.js';
import { notFound, redirect, userPage, type UserContext } from '../../page.js';
import { loadCase, type OfficeCase } from '../case.js';

/** Who does not see who is who sees no attachment that may say it. */
export const visibleTo = (found: OfficeCase, attachments: readonly Attachment[]): Attachment[] =>
  attachments.filter((one) => found.seesPeople || isPublic(one));

/** The case says why there is no more to see yet. */
const toCase = ({ application }: OfficeCase) => redirect(`/saker/${application.id}`);

const access = {
  can: 'case.content',
  subject: ({ services, params }: UserContext) => caseSubject(services.prisma, params['id']),
} as const;

export const caseAttachmentFile = userPage({
  path: '/saker/:id/vedlegg/:vedlegg',
  access,
  personal: shownAttachment,
  async get({ services: { prisma }, params, user }) {
    const id = params['vedlegg'];
    const found = await loadCase(prisma, params['id'], user);
    if (!found || !isId(id)) return notFound;
    if (found.sight !== 'open') return toCase(found);
    const attachment = await sentAttachment(prisma, { applicationId: found.application.id, id });
    const [visible = null] = attachment ? visibleTo(found, [attachment]) : [];
    return fileAnswer(prisma, visible);
  },
});

export const caseAttachmentsZip = userPage({
  path: '/saker/:id/vedlegg.zip',
  access,
  personal: shownAttachments,
  async get({ services: { prisma }, params, user, t }) {
    const found = await loadCase(prisma, params['id'], user);
    if (!found) return notFound;
    if (found.sight !== 'open') return toCase(found);
    const { id, title, caseNumber, reference } = found.application;
    const attachments = visibleTo(found, await sentAttachments(prisma, id));
    return zipAnswer(prisma, t, { attachments, title, reference: (caseNumber ?? reference).replaceAll('/', '-') });
  },
});
