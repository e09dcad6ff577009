/** The municipality’s own attachments: one, or all as a ZIP. */
import { isId } from '../../forms.js';
import { fileAnswer, zipAnswer } from '../../files/attachments.js';
import { shownAttachment, shownAttachments } from '../../files/shown.js';
import { notFound, userPage } from '../../page.js';
import { applicationSubject, loadCase } from '../case.js';
import { titleOf } from '../step-head.js';

export const attachmentFile = userPage({
  path: '/soknader/:id/vedlegg/:vedlegg',
  access: { can: 'application.read', subject: applicationSubject },
  personal: shownAttachment,
  async get({ services: { prisma }, params, user }) {
    const [applicationId, id] = [params['id']!, params['vedlegg']];
    const found = isId(id) ? await prisma.attachment.findFirst({ where: { id, applicationId } }) : null;
    return fileAnswer(prisma, found, user.id);
  },
});

export const attachmentsZip = userPage({
  path: '/soknader/:id/vedlegg.zip',
  access: { can: 'application.read', subject: applicationSubject },
  personal: shownAttachments,
  async get({ services, params, user, t }) {
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    const { row } = found;
    const { attachments, reference } = row;
    return zipAnswer(services.prisma, t, { attachments, reference, title: titleOf(t, row), personId: user.id });
  },
});
