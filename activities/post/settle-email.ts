import type { PrismaClient } from '../../prisma/generated/client.js';
import { secretKinds } from '../../domain/notices.js';

/**
 * Marks an e-mail that is not tried again. A code or a link that opens something has done its work when it has left us, or is of no use:
 * it is taken out of what is kept, in the same statement.
 */
export async function settleEmail(
  prisma: PrismaClient,
  key: string,
  { status, error = null, tried = true }: { status: 'sent' | 'bounced' | 'failed'; error?: string | null; tried?: boolean },
): Promise<void> {
  await prisma.$executeRaw`
    update email set status = ${status}, "sentAt" = case when ${status} = 'sent' then app_now() else "sentAt" end,
      attempts = attempts + ${tried ? 1 : 0}, error = case when ${tried} then ${error} else error end,
      html = case when kind = any(${[...secretKinds]}) then '' else html end,
      text = case when kind = any(${[...secretKinds]})
        then regexp_replace(regexp_replace(text, 'kode=[A-Za-z0-9_-]+', 'kode=…', 'g'), '\\m[0-9]{6}\\M', '······', 'g') else text end
    where key = ${key}`;
} // prettier-ignore
