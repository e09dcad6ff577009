/** Attachments that hold personal data: who fetched them is a line in the access log. */
import { processIdOf } from '../../domain/lifecycles.js';
import { isId } from '../forms.js';
import type { Personal, Shown, UserContext } from '../page.js';

async function shown({ services, params }: UserContext, where: { id?: string }): Promise<Shown | null> {
  const applicationId = params['id'];
  if (!isId(applicationId)) return null;
  const { prisma } = services;
  const [marked, process] = await Promise.all([
    prisma.attachment.count({ where: { ...where, applicationId, fileId: { not: null }, openness: { not: 'public' } } }),
    prisma.process.findUnique({ where: { id: processIdOf('grant', applicationId) } }),
  ]);
  if (marked === 0 || !process) return null;
  const { id, countyGovernorCode, municipalityCode } = process;
  return { subject: id, countyGovernorCode, municipalityCode };
}

export const shownAttachment: Personal = async (context) => {
  const id = context.params['vedlegg'];
  return isId(id) ? shown(context, { id }) : null;
};

export const shownAttachments: Personal = (context) => shown(context, {});
