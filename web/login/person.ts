import { createHash, createHmac, randomUUID } from 'node:crypto';
import { beginPerson } from '../../prisma/known-person.js';
import type { PageContext } from '../page.js';
import type { Identity } from './client.js';

/** What is kept instead of the identity number, or of a staff provider’s word for the person. */
export const subjectHash = (pidKey: string, subject: string): string =>
  createHmac('sha256', pidKey).update(subject).digest('hex');

/** Tells keys apart without telling the key. */
export const keyId = (pidKey: string): string => createHash('sha256').update(pidKey).digest('hex').slice(0, 8);

/**
 * The person who logged in, made at the first log-in; name and address may be empty until access is asked for. Whoever is known by
 * the previous key’s hash is from now on known by the current one’s. Answers the id.
 */
export async function personOf({ services, now, language }: PageContext, identity: Identity): Promise<string> {
  const { prisma, config } = services;
  const current = { subjectHash: subjectHash(config.PID_KEY, identity.subject), subjectKey: keyId(config.PID_KEY) };
  const where = { subjectHash: current.subjectHash };
  if (config.PID_KEY_PREVIOUS && !(await prisma.person.findUnique({ where, select: { id: true } }))) {
    const previous = subjectHash(config.PID_KEY_PREVIOUS, identity.subject);
    await prisma.person.updateMany({ where: { subjectHash: previous }, data: current });
  }
  const { id } = await prisma.person.upsert({
    where,
    create: {
      id: randomUUID(),
      ...current,
      firstName: identity.firstName,
      lastName: identity.lastName,
      email: '',
      // What they were reading before they logged in, or what the log-in service knows.
      language: identity.language === 'nn' ? 'nn' : language,
      createdAt: new Date(now),
    },
    update: { subjectKey: current.subjectKey },
    select: { id: true },
  });
  await beginPerson(prisma, id);
  return id;
}
