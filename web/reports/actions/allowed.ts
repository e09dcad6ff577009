import type { Refusal } from '../../../domain/errors.js';
import { separationOf, transitionOf } from '../../../domain/lifecycle.js';
import { reportLifecycle } from '../../../domain/report/lifecycle.js';
import { grantFor } from '../../../domain/roles.js';
import { roleFor } from '../../forms.js';
import type { User } from '../../page.js';
import type { ReportCase } from '../report-case.js';
import type { ActionSpec } from './spec.js';

/** Why this person cannot do it now; undefined when it can be done. */
export function hindrance(
  { process, people }: Pick<ReportCase, 'process' | 'people'>,
  user: User,
  { command }: ActionSpec,
): Refusal | undefined {
  const transition = transitionOf(reportLifecycle, command, process.state);
  if (!transition) return 'notAllowedNow';
  const role = roleFor(user, 'report', command, process.state, process);
  if (!role) return 'notYours';
  const deputyForId = grantFor(user.actor, role, process)?.deputyFor;
  return separationOf(transition, { actorId: user.id, deputyForId, people });
}
