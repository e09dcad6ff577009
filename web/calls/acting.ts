/** What a person may do with a call, and with which role. */
import { separationFault, transitionOf } from '../../domain/lifecycle.js';
import { callLifecycle } from '../../domain/call/lifecycle.js';
import { roleFor } from '../forms.js';
import type { User } from '../page.js';
import type { LoadedCall } from './call.js';

export type Possible = 'yes' | 'no' | 'ownCall';

/** May this person do it now? `ownCall`: the role and the state allow it, but the person wrote the call or sent it for approval (K3). */
export function possible(user: User, command: string, { call, process, people }: LoadedCall): Possible {
  const { countyGovernorCode } = call;
  if (!roleFor(user, 'call', command, process.state, { countyGovernorCode, municipalityCode: null })) return 'no';
  const rules = transitionOf(callLifecycle, command, process.state)?.separation ?? [];
  return rules.some((rule) => separationFault(rule, user.id, people)) ? 'ownCall' : 'yes';
}
