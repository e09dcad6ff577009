/** Every code that proves an e-mail address, of a request, a new address or someone who slept: how long it counts, and how often it is tried. */
import { randomUUID } from 'node:crypto';
import { addressProof, CODE_MINUTES, CODE_TRIES } from '../../domain/person/form.js';
import type { Command, Prisma } from '../../prisma/generated/client.js';
import type { Fault } from '../components/models.js';
import { codeFor as codeOf, fits } from '../access/secrets.js';
import { countedMail } from '../middleware/limits.js';
import type { UserContext } from '../page.js';

const HOUR_MS = 3_600_000;
const CODES_AN_HOUR = 5;

/** The code of a form: the same form sent again carries the same code, so that it is the same command. */
export const codeFor = ({ services, body }: UserContext): string =>
  codeOf(services.config.SESSION_SECRET, body['token'] ?? '');

/** Before a code is sent: so many a day for who asks, and for the address it goes to. Throws `TooMany`. */
export async function countCode({ services, user }: UserContext, address: string): Promise<void> {
  await services.limits.consume('codeSent', user.id);
  await services.limits.consume('mailTo', countedMail(address));
}

/** `left`: tries that remain, at least one. `shape`: no code at all, which is not a try. */
export type WrongCode = { left: number } | 'spent' | 'shape';
/** `right` names the command that sent the code. */
export type CodeVerdict = { right: string } | { wrong: WrongCode };

/** Which commands send the codes of a process. */
export type CodeOf = { processId: string; sentBy: readonly string[] };
type Sent = Pick<Command, 'id' | 'content'>;

/** The newest code, and the tries it has left; null when it has been tried too often, is too old, or was never sent. */
async function standing(
  tx: Prisma.TransactionClient,
  { processId, sentBy }: CodeOf,
  now: number,
): Promise<{ sent: Sent; left: number } | null> {
  const sent = await tx.command.findFirst({
    where: { processId, name: { in: [...sentBy] }, status: { in: ['pending', 'applied'] } },
    orderBy: { seq: 'desc' },
  });
  if (!sent || now - sent.receivedAt.getTime() > CODE_MINUTES * 60_000) return null;
  const left = CODE_TRIES - (await tx.wrongCode.count({ where: { commandId: sent.id } }));
  return left > 0 ? { sent, left } : null;
}

/** Has a code been sent that is of no use any more? */
export async function isSpent({ services, now }: UserContext, code: CodeOf): Promise<boolean> {
  const { processId, sentBy } = code;
  const asked = await services.prisma.command.count({ where: { processId, name: { in: [...sentBy] } } });
  return asked > 0 && (await standing(services.prisma, code, now)) === null;
}

/** Is it the code that the newest such command sent? A wrong one is counted, many at once each. Throws `TooMany`. */
export async function checkCode(context: UserContext, { typed, ...code }: CodeOf & { typed: string }): Promise<CodeVerdict> {
  const { services, user, now } = context;
  const given = addressProof.safeParse({ code: typed.replaceAll(/\s/gu, '') });
  if (!given.success) return { wrong: 'shape' };
  await services.limits.consume('codeTry', user.id);
  return services.prisma.$transaction(async (tx): Promise<CodeVerdict> => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`code ${code.processId}`}, 0))`;
    const newest = await standing(tx, code, now);
    if (!newest) return { wrong: 'spent' };
    const { sent, left } = newest;
    const right = addressProof.parse({ code: (sent.content as { code?: unknown }).code }).code;
    if (fits(given.data.code, right)) return { right: sent.id };
    await tx.wrongCode.create({ data: { id: randomUUID(), commandId: sent.id, at: new Date(now) } });
    return { wrong: left > 1 ? { left: left - 1 } : 'spent' };
  });
} // prettier-ignore

/** What is said of it at its field. */
export const codeFault = ({ t }: UserContext, wrong: WrongCode): Fault => ({
  fieldId: 'code',
  text:
    typeof wrong === 'string' ? t(`person.fault.code.${wrong}`) : t('person.fault.code.wrong', { count: wrong.left }),
});

/** Have so many codes been sent within the hour that no more are? */
export async function tooManyCodes({ services, now }: UserContext, processId: string): Promise<boolean> {
  const since = new Date(now - HOUR_MS);
  const names = ['changeAddress', 'askWake'];
  const sent = await services.prisma.command.count({ where: { processId, name: { in: names }, receivedAt: { gt: since } } });
  return sent >= CODES_AN_HOUR;
} // prettier-ignore
