import type { Refusal } from '../../../domain/errors.js';
import { separationFault, transitionOf } from '../../../domain/lifecycle.js';
import { reportLifecycle } from '../../../domain/report/lifecycle.js';
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
  if (!roleFor(user, 'report', command, process.state, process)) return 'notYours';
  return (transition.separation ?? [])
    .map((rule) => separationFault(rule, user.id, people))
    .find((fault) => fault !== undefined);
}
