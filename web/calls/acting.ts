/** What a person may do with a call, and with which role. */
import { separationOf, transitionOf } from '../../domain/lifecycle.js';
import { callLifecycle } from '../../domain/call/lifecycle.js';
import { grantFor } from '../../domain/roles.js';
import { roleFor } from '../forms.js';
import type { User } from '../page.js';
import type { LoadedCall } from './call.js';

export type Possible = 'yes' | 'no' | 'ownCall';

/** May this person do it now? `ownCall`: the role and the state allow it, but the person wrote the call or sent it for approval (K3). */
export function possible(user: User, command: string, { call, process, people }: LoadedCall): Possible {
  const { countyGovernorCode } = call;
  const at = { countyGovernorCode, municipalityCode: null };
  const role = roleFor(user, 'call', command, process.state, at);
  if (!role) return 'no';
  const transition = transitionOf(callLifecycle, command, process.state)!;
  const deputyForId = grantFor(user.actor, role, at)?.deputyFor;
  return separationOf(transition, { actorId: user.id, deputyForId, people }) ? 'ownCall' : 'yes';
}
