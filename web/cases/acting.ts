/** What a person may do with a case, and with which role: the lifecycle’s row and the separation of duties. */
import { applicationLifecycle } from '../../domain/application/lifecycle.js';
import type { Refusal } from '../../domain/errors.js';
import { judge, transitionOf } from '../../domain/lifecycle.js';
import { grantFor } from '../../domain/roles.js';
import { roleFor } from '../forms.js';
import type { User } from '../page.js';
import type { OfficeCase } from './case.js';

/** The commands given at `/saker/:id/gjor/:h`, by the last part of the address. */
export const actionNames = {
  avklaring: 'requestInformation',
  'forleng-avklaring': 'extendClarification',
  'avslutt-venting': 'endWaiting',
  vurdering: 'assess',
  innstilling: 'recommend',
  fordel: 'assign',
  vurderer: 'assignAssessor',
  habilitet: 'declareImpartiality',
  merknad: 'comment',
  'for-sent': 'decideLate',
} as const;
export type ActionName = keyof typeof actionNames;
export const isActionName = (name: string | undefined): name is ActionName =>
  name !== undefined && Object.hasOwn(actionNames, name);

/** Why this person cannot give the command now; null when it can be given. */
export function obstacle(user: User, command: string, { process, people }: OfficeCase): Refusal | null {
  if (people.conflicted?.includes(user.id)) return 'conflict';
  if (process.final || !transitionOf(applicationLifecycle, command, process.state)) return 'notAllowedNow';
  const actorRole = roleFor(user, 'grant', command, process.state, process);
  if (!actorRole) return 'notYours';
  const verdict = judge(applicationLifecycle, {
    on: command,
    state: process.state,
    actorId: user.id,
    actorRole,
    deputyForId: grantFor(user.actor, actorRole, process)?.deputyFor,
    people,
  });
  return 'refusal' in verdict ? verdict.refusal : null;
}

/** Said of oneself: it stands in nobody else’s way while it is processed. */
const personal = ['declareImpartiality', 'assess', 'comment'];

/** Something received and not yet processed that a new command would conflict with. */
export const inTheWay = (user: User, { pending }: OfficeCase) =>
  pending.find(({ actorId, name }) => actorId === user.id || !personal.includes(name)) ?? null;

/** What this person can do now, in the order of the table. */
export function possibleActions(user: User, found: OfficeCase): ActionName[] {
  if (inTheWay(user, found)) return [];
  return (Object.keys(actionNames) as ActionName[]).filter((name) => obstacle(user, actionNames[name], found) === null);
}

/** The one thing to do first, or null when others are waited for. `now` is epoch ms. */
export function mainAction(user: User, found: OfficeCase, now: number): ActionName | null {
  const { application, process, people } = found;
  const can = possibleActions(user, found);
  const first = (...names: ActionName[]) => names.find((name) => can.includes(name)) ?? null;
  const own = people.caseOfficer === user.id;
  if (process.state === 'late') return first('for-sent');
  if (!people.caseOfficer && can.includes('fordel')) return 'fordel';
  if (process.state === 'registered' && own) return first('habilitet');
  if (!people.declared?.includes(user.id)) return first('habilitet');
  if (process.state === 'informationRequested') {
    const overdue = application.clarifications.some(({ endedAt, dueAt }) => endedAt === null && dueAt.getTime() <= now);
    return own && overdue ? first('avslutt-venting') : null;
  }
  if (process.state !== 'underAssessment') return null;
  if (can.includes('merknad') && !can.includes('vurdering')) return 'merknad';
  const assessed = people.assessors?.includes(user.id) ?? false;
  return assessed ? (own ? first('innstilling') : null) : first('vurdering');
}
