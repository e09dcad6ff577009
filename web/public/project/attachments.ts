/** Attachments anyone may read: of a project that is public, what was sent, not marked, and looked at by the virus scan. */
import type { Attachment, PrismaClient } from '../../../prisma/generated/client.js';
import { fileAnswer, isFetchable, isPublic, sentAttachments } from '../../files/attachments.js';
import { notFound, openPage } from '../../page.js';
import { isId } from '../../forms.js';

export type PublicAttachment = Attachment;

export async function publicAttachments(
  prisma: PrismaClient,
  { applicationId }: { applicationId: string | null },
): Promise<PublicAttachment[]> {
  const sent = applicationId ? await sentAttachments(prisma, applicationId) : [];
  return sent.filter((one) => isPublic(one) && isFetchable(one));
}

export const publicAttachmentFile = openPage({
  path: '/offentlig/:id/vedlegg/:vedlegg',
  access: { public: true },
  async get({ services: { prisma }, params }) {
    const { id } = params;
    const project = isId(id) ? await prisma.project.findFirst({ where: { id, publicSince: { not: null } } }) : null;
    if (!project) return notFound;
    const attachments = await publicAttachments(prisma, project);
    return fileAnswer(prisma, attachments.find((one) => one.id === params['vedlegg']) ?? null);
  },
});
