/**
 * Invites the first two administrators of an installation, who invite all others: officers of the ministry, one after the other. Not
 * possible once two count. Run again before it is accepted, it takes the earlier invitation back.
 *
 * npm run first-administrator -- --email … --first-name … --last-name …, with DATABASE_URL as web and worker have it. A worker sends the e-mail.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { derive } from '../activities/records/derive.js';
import { inTransaction } from '../activities/records/transaction.js';
import { invitationForm, type InvitationForm } from '../domain/access/form.js';
import { processIdOf } from '../domain/lifecycles.js';
import { fieldFault } from '../domain/person/faults.js';
import { connectDatabase } from '../prisma/connect.js';
import { lockMinistry, MINISTRY_OFFICERS, ministryOfficers } from '../prisma/ministry.js';
import { createProcessRow } from '../prisma/process-rows.js';
import { hashOf } from '../web/access/secrets.js';
import { isMain } from './is-main.js';

const role = 'ministryOfficer';
export type FirstAdministrator = Omit<InvitationForm, 'role'>;

/** The invitation as a received command, with its process. Answers the id. @throws when there are two administrators already */
export async function inviteFirstAdministrator(databaseUrl: string, invited: FirstAdministrator): Promise<string> {
  const { prisma, close } = connectDatabase(databaseUrl, 1);
  try {
    return await inTransaction(prisma, async (tx) => {
      await lockMinistry(tx);
      if ((await ministryOfficers(tx)) >= MINISTRY_OFFICERS)
        throw new Error('There are two administrators already. New ones are invited at /departement/inviter.');
      const [clock] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
      const createdAt = clock!.now;
      const id = randomUUID();
      const cause = { id: `first-administrator/${id}`, at: createdAt };
      const earlier = await tx.accessRequest.findMany({ where: { role, invitedAs: 'system', closedAt: null } });
      await derive(tx, cause, { targets: earlier.map((one) => processIdOf('accessRequest', one.id)), name: 'takeBack' });
      const secret = randomBytes(32).toString('base64url');
      await tx.accessRequest.create({ data: { id, ...invited, role, phone: '', invitedAs: 'system', secretHash: hashOf(secret), createdAt } });
      const processId = await createProcessRow(tx, { kind: 'accessRequest', subjectId: id, parentId: null, callId: null, countyGovernorCode: null, municipalityCode: null, createdAt });
      await derive(tx, cause, { targets: [processId], name: 'invite', content: { secret } });
      return id;
    });
  } finally {
    await close();
  }
} // prettier-ignore

/** What was asked for. @throws an Error that lists every fault */
export function readArguments(args: string[]): FirstAdministrator {
  const { values } = parseArgs({
    args,
    options: { email: { type: 'string' }, 'first-name': { type: 'string' }, 'last-name': { type: 'string' } },
  });
  const given = {
    email: values.email ?? '',
    firstName: values['first-name'] ?? '',
    lastName: values['last-name'] ?? '',
  };
  const names = { email: '--email', firstName: '--first-name', lastName: '--last-name' } as const;
  const faults = (['email', 'firstName', 'lastName'] as const).filter((name) => fieldFault(name, given[name]) !== null);
  if (faults.length > 0) throw new Error(`Missing or not right: ${faults.map((name) => names[name]).join(', ')}`);
  return invitationForm.omit({ role: true }).parse(given);
}

async function main(): Promise<void> {
  const invited = readArguments(process.argv.slice(2));
  const databaseUrl = z.url({ error: 'DATABASE_URL is not an address' }).parse(process.env['DATABASE_URL']);
  await inviteFirstAdministrator(databaseUrl, invited);
  console.log(`${invited.email} is invited. The worker sends the e-mail; the link is good for 14 days.`);
  console.log('Two officers are needed. When this one has accepted, run it for the second.');
}

if (isMain(import.meta.filename)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
