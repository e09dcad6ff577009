/** A municipality whose last user leaves while something of it goes on is for the Governor to see to. */
import { isMunicipalRole } from '../../../domain/roles.js';
import { rolesOfOthers } from '../../../prisma/last-role.js';
import type { RoleGrant } from '../../../prisma/generated/client.js';
import type { Effect } from '../kernel.js';
import type { Tx } from '../transaction.js';

const kind = 'municipalityWithoutUsers';

/** The task and the e-mail, when `grant` was the last role that counts there; nothing otherwise. */
export async function withoutUsers(tx: Tx, grant: RoleGrant): Promise<Pick<Effect, 'tasks' | 'emails'>> {
  const { municipalityCode, role, deputyForId } = grant;
  if (municipalityCode === null || deputyForId !== null || !isMunicipalRole(role)) return {};
  // Two who leave at once take turns.
  await tx.$executeRaw`select 1 from municipality where code = ${municipalityCode} for no key update`;
  if ((await rolesOfOthers(tx, grant)).length > 0) return {};
  const going = { municipalityCode, kind: { in: ['grant', 'project', 'report'] }, final: false };
  if ((await tx.process.count({ where: going })) === 0) return {};
  return { tasks: [{ task: kind, to: 'officers' }], emails: [{ email: 'E33', to: ['officers'] }] };
}

/** Somebody answers for the municipality again. */
export const usersAgain = (tx: Tx, municipalityCode: string | null, at: Date): Promise<unknown> =>
  municipalityCode === null
    ? Promise.resolve()
    : tx.task.updateMany({ where: { kind, doneAt: null, process: { municipalityCode } }, data: { doneAt: at } });
