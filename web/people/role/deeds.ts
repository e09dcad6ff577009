/** What a person can do with a role, each with its consequence; and what stands in the way, told before it is tried. */
import { transitionOf } from '../../../domain/lifecycle.js';
import { roleLifecycle } from '../../../domain/role/lifecycle.js';
import { restoredByTwo } from '../../../domain/role/rules.js';
import { isStaffRole } from '../../../domain/roles.js';
import { errorOf, type Fault, type FieldArea, type FormTokens, type Link } from '../../components/models.js';
import { commandText, refusalText, tokens } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { leavingText } from './leaving.js';
import { isLastAdministrator, isNeededOfficer } from '../../../prisma/last-role.js';
import { actorFor, commands, contactOf, separatedFrom, type RoleCase, type RoleCommand } from './obstacle.js'; // prettier-ignore

export type Deed = {
  command: RoleCommand;
  heading: string;
  consequence: string;
  /** What stands behind, where nobody else does. */
  warning: string | null;
  main: boolean;
  /** Why not, and the way out; then there is no form. */
  hindrance: { text: string; link: Link | null } | null;
  form: { action: string; tokens: FormTokens; reason: FieldArea | null; button: string } | null;
};

const first: Readonly<Record<string, RoleCommand>> = { proposed: 'confirm', active: 'attest', suspended: 'restore' };
const leaving: readonly RoleCommand[] = ['suspend', 'revoke', 'leave'];
const withReason: readonly RoleCommand[] = ['decline', 'suspend', 'revoke', 'takeBack'];

/** The way out of what stands in the way; null when there is none on a page. */
async function hindranceOf(context: UserContext, found: RoleCase, command: RoleCommand): Promise<Deed['hindrance']> {
  const { services, t, user } = context;
  const { grant } = found;
  const separated = separatedFrom(user, command, found);
  if (separated) return { text: refusalText(context, separated), link: null };
  const ministry = actorFor(user, command, found) === 'ministryOfficer';
  if (leaving.includes(command) && !ministry && (await isLastAdministrator(services.prisma, grant)))
    return { text: refusalText(context, 'lastAdministrator'), link: null };
  if (leaving.includes(command) && (await isNeededOfficer(services.prisma, grant)))
    return { text: refusalText(context, 'fewOfficers'), link: null };
  if (command !== 'revoke' && command !== 'leave') return null;
  const count = await contactOf(services.prisma, t, found);
  if (count === 0) return null;
  const own = grant.personId === user.id;
  return {
    text: t(own ? 'people.role.ownContact' : 'people.role.contact', { count }),
    link: {
      text: t('people.role.handOverFirst'),
      href: `/kommune/${grant.municipalityCode}/personer/${grant.personId}/overlat`,
    },
  };
}

/** What leaving means depends on who can let one in again. */
function consequenceOf(command: RoleCommand, { grant: { role }, suspendedBy }: RoleCase): string {
  if (command === 'leave' && isStaffRole(role)) return 'leaveStaff';
  if (command === 'leave' && role === 'municipalCoordinator') return 'leaveCoordinator';
  return command === 'restore' && restoredByTwo(role, suspendedBy?.name) ? 'restoreTwo' : command;
}

export async function deedsOf(context: UserContext, found: RoleCase, faults: readonly Fault[]): Promise<Deed[]> {
  const { t, user, body, services } = context;
  const { grant, process } = found;
  const possible = commands.filter(
    (command) => transitionOf(roleLifecycle, command, process.state) && actorFor(user, command, found),
  );
  const attestable = grant.attestBy !== null && grant.deputyForId === null;
  const deeds: Deed[] = [];
  for (const command of possible) {
    if (command === 'attest' && !attestable) continue;
    const hindrance = await hindranceOf(context, found, command);
    // Said once: nobody does anything with their own role but leave it.
    if (hindrance && grant.personId === user.id && command !== 'leave') continue;
    const id = `reason-${command}`;
    const withdraws = command === 'decline' && grant.proposedById === user.id;
    const name = withdraws ? t('people.withdrawProposal') : commandText(context, 'role', command);
    const asked = withReason.includes(command) && actorFor(user, command, found) !== 'holder';
    deeds.push({
      command,
      heading: name,
      consequence: t(`people.consequence.${withdraws ? 'withdrawProposal' : consequenceOf(command, found)}`),
      warning: leaving.includes(command) && !hindrance ? await leavingText(services.prisma, t, found) : null,
      main: false,
      hindrance,
      form: hindrance
        ? null
        : {
            action: `/roller/${grant.id}`,
            tokens: tokens(context, process.id, command),
            reason: asked
              ? {
                  id,
                  name: id,
                  label: t('people.reason'),
                  help: t('people.reasonHelp'),
                  value: body[id] ?? '',
                  error: errorOf(faults, id),
                  rows: 3,
                  max: 1000,
                }
              : null,
            button: name,
          },
    });
  }
  return deeds.map((deed) => ({ ...deed, main: deed.form !== null && deed.command === first[process.state] }));
}
