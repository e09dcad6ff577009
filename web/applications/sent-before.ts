import { redirect, type Answer, type UserContext } from '../page.js';
import { tokenId } from '../forms.js';

/**
 * The receipt of a form that is posted a second time: what it sent may since have closed the form itself. Null when the token
 * has sent nothing.
 */
export async function sentBefore(context: UserContext, form: { processId: string; name: string }, receipt: string): Promise<Answer | null> {
  const id = tokenId(context, form);
  if (!id) return null;
  const row = await context.services.prisma.command.findFirst({ where: { id, processId: form.processId, actorId: context.user.id } });
  return row ? redirect(`${receipt}?kvittering=${row.id}#svar`) : null;
}
