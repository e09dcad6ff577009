import { createHmac, randomUUID } from 'node:crypto';
import type { PageContext } from '../page.js';
import type { Identity } from './client.js';

/** What is kept instead of the identity number. */
export const subjectHash = (pidKey: string, pid: string): string =>
  createHmac('sha256', pidKey).update(pid).digest('hex');

/** The person who logged in, made at the first log-in; name and address may be empty until access is asked for. Answers the id. */
export async function personOf({ services, now }: PageContext, identity: Identity): Promise<string> {
  const hash = subjectHash(services.config.PID_KEY, identity.pid);
  const { id } = await services.prisma.person.upsert({
    where: { subjectHash: hash },
    create: {
      id: randomUUID(),
      subjectHash: hash,
      firstName: identity.firstName,
      lastName: identity.lastName,
      email: '',
      language: identity.language === 'nn' ? 'nn' : 'nb',
      createdAt: new Date(now),
    },
    update: {},
    select: { id: true },
  });
  return id;
}
