import type { Prisma } from '../../prisma/generated/client.js';
import { contentHash } from '../../prisma/process-rows.js';
import { tokenId } from '../forms.js';
import { redirect, type Answer, type UserContext } from '../page.js';

export type SentForm = { processId: string; name: string; content: Prisma.InputJsonObject };

/**
 * The receipt of a form that is posted a second time: what it sent may since have closed the form itself. Null when the token has
 * sent nothing, or something else.
 */
export async function sentBefore(context: UserContext, form: SentForm, receipt: string): Promise<Answer | null> {
  const id = tokenId(context, form);
  if (!id) return null;
  const row = await context.services.prisma.command.findFirst({
    where: { id, processId: form.processId, actorId: context.user.id },
  });
  return row?.contentHash === contentHash(form.content) ? redirect(`${receipt}?kvittering=${id}#svar`) : null;
}
