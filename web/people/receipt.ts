/** The receipt of a command about a role: one that two must agree on says what it waits for. */
import type { Receipt } from '../components/models.js';
import { isId, receiptOf } from '../forms.js';
import type { UserContext } from '../page.js';

export async function roleReceipt(context: UserContext): Promise<Receipt | null> {
  const receipt = await receiptOf(context);
  const id = context.query.get('kvittering') ?? undefined;
  if (receipt?.kind !== 'applied' || !isId(id)) return receipt;
  const command = await context.services.prisma.command.findUniqueOrThrow({
    where: { id },
    include: { process: true },
  });
  const proposed = command.process.state === 'proposed' && ['give', 'lend'].includes(command.name);
  const what = command.name === 'lend' ? 'people.proposed.lent' : 'people.proposed.what';
  return proposed ? { ...receipt, what: context.t(what), next: context.t('people.proposed.next') } : receipt;
}
