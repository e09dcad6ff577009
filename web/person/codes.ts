/** Codes that prove an e-mail address: six digits, an hour to live, five tries, and not endlessly many. */
import { randomUUID } from 'node:crypto';
import { addressProof } from '../../domain/person/form.js';
import { codeFor as codeOf, fits } from '../access/secrets.js';
import { countedMail } from '../middleware/limits.js';
import type { UserContext } from '../page.js';

const HOUR_MS = 3_600_000;
const TRIES = 5;
const CODES_AN_HOUR = 5;

/** The code of a form: the same form sent again carries the same code, so that it is the same command. */
export const codeFor = ({ services, body }: UserContext): string =>
  codeOf(services.config.SESSION_SECRET, body['token'] ?? '');

/** Before a code is sent: so many a day for who asks, and for the address it goes to. Throws `TooMany`. */
export async function countCode({ services, user }: UserContext, address: string): Promise<void> {
  await services.limits.consume('codeSent', user.id);
  await services.limits.consume('mailTo', countedMail(address));
}

/** Before a code is compared. Throws `TooMany`. */
export const countTry = ({ services, user }: UserContext): Promise<void> => services.limits.consume('codeTry', user.id);

/** `right` names the command that sent the code. */
export type CodeVerdict = { right: string } | 'wrong' | 'spent';

type Asked = { processId: string; sentBy: string; typed: string };

/** Is it the code that the latest such command sent? A wrong one is counted; after five the code is of no use. */
export async function checkCode(context: UserContext, { processId, sentBy, typed }: Asked): Promise<CodeVerdict> {
  const { services, now } = context;
  await countTry(context);
  return services.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`code ${processId}`}, 0))`;
    const sent = await tx.command.findFirst({
      where: { processId, name: sentBy, status: { in: ['pending', 'applied'] } },
      orderBy: { seq: 'desc' },
    });
    if (!sent || now - sent.receivedAt.getTime() > HOUR_MS) return 'spent';
    if ((await tx.wrongCode.count({ where: { commandId: sent.id } })) >= TRIES) return 'spent';
    const { code } = addressProof.parse({ code: (sent.content as { code?: unknown }).code });
    if (fits(typed.replaceAll(/\s/g, ''), code)) return { right: sent.id };
    await tx.wrongCode.create({ data: { id: randomUUID(), commandId: sent.id, at: new Date(now) } });
    return 'wrong';
  });
} // prettier-ignore

/** Have so many codes been sent within the hour that no more are? */
export async function tooManyCodes({ services, now }: UserContext, processId: string): Promise<boolean> {
  const since = new Date(now - HOUR_MS);
  const names = ['changeAddress', 'askWake'];
  const sent = await services.prisma.command.count({ where: { processId, name: { in: names }, receivedAt: { gt: since } } });
  return sent >= CODES_AN_HOUR;
} // prettier-ignore
