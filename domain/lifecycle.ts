/**
 * A lifecycle is a table. The workflow’s check, the web’s buttons, authorisation, the diagrams in docs/ and the
 * database’s CHECKs are derived from it (DESIGN rule 10).
 */
import type { Refusal } from './errors.js';
import type { EmailKind } from './notices.js';
import type { ActorRole } from './roles.js';

export type Kind =
  'accessRequest' | 'call' | 'consultation' | 'grant' | 'person' | 'project' | 'report' | 'role' | 'thread';

/** Who a notice or task goes to; activities look the people up. */
export type Audience =
  | 'requester'
  | 'contact'
  /** Of an application that waits for them: chief executive or mayor. */
  | 'localApprovers'
  | 'mayors'
  | 'municipalitiesWithoutRank'
  | 'municipalityUsers'
  | 'postReception'
  | 'chiefExecutive'
  | 'caseOfficer'
  | 'assessor'
  | 'officers'
  | 'approvers'
  | 'leaders'
  | 'callMunicipalities'
  /** These, and who else has a draft or an application in the call. */
  | 'callConcerned'
  /** The office’s officers and the call’s contact, but not who did it. */
  | 'colleagues'
  | 'municipalitiesWithoutDraft'
  | 'consultationMunicipalities'
  | 'municipalitiesWithoutAnswer'
  | 'partners'
  | 'sender'
  | 'formerContact'
  | 'coordinators'
  | 'administrators'
  | 'holder'
  | 'proposer'
  | 'inviter'
  | 'newAddress';

export type EmailOrder = { email: EmailKind; to: readonly Audience[] };
export type TaskOrder = { task: string; to: Audience };
export type Notices = { emails?: readonly EmailOrder[]; tasks?: readonly TaskOrder[] };

/** Checks between the actor and the people the process remembers; the same in workflow and record. */
export type Separation =
  'notAuthor' | 'fourEyes' | 'noConflict' | 'declaredImpartial' | 'notSelf' | 'notProposer' | 'notInviter';

export type Transition = Notices & {
  /** Row of lifecycles.md. */
  id: string;
  /** The command’s name, or `due:<step>` when a deadline fires. */
  on: string;
  from: readonly string[];
  /** Where to; with several the effect chooses one; `same` stays. */
  to: string | readonly string[];
  who: readonly ActorRole[];
  separation?: readonly Separation[];
  stops?: readonly string[] | 'all';
  starts?: readonly string[];
  /** Tasks of these kinds are done by it. */
  settles?: readonly string[];
  /** Those of these kinds that are the actor’s own. */
  settlesOwn?: readonly string[];
  /** The process ends here. */
  final?: true;
};

export type WaitsFor =
  | 'applicant'
  | 'localApprover'
  | 'mayor'
  | 'governor'
  | 'approver'
  | 'assessor'
  | 'administrator'
  | 'ministry'
  | 'system'
  | 'nobody';

export type Lifecycle = {
  kind: Kind;
  states: readonly string[];
  waitsFor: Readonly<Record<string, WaitsFor>>;
  transitions: readonly Transition[];
  /** The line with nodes: phases in order, each with the states that are in it. */
  phases: readonly { phase: string; states: readonly string[] }[];
};

/** The people a process remembers, by id; what separation of duties is judged from. */
export type People = {
  /** Of a call: who wrote it, and who sent it for approval. */
  authors?: readonly string[] | undefined;
  caseOfficer?: string | undefined;
  /** Everyone who has recommended, in any round. */
  recommenders?: readonly string[] | undefined;
  assessors?: readonly string[] | undefined;
  /** In whose place it has been assessed or recommended, by a deputy. */
  represented?: readonly string[] | undefined;
  declared?: readonly string[] | undefined;
  conflicted?: readonly string[] | undefined;
  /** Whose role, person or access request it is. */
  holder?: string | undefined;
  /** Who proposed the role, or invited to it, and in whose place. The first is who did it. */
  proposers?: readonly string[] | undefined;
};

/** The row for this command in this state, or undefined. */
export function transitionOf(lifecycle: Lifecycle, on: string, state: string): Transition | undefined {
  return lifecycle.transitions.find((t) => t.on === on && t.from.includes(state));
}

/** Commands that people may give in this state; a refusal names them. */
export function allowedCommands(lifecycle: Lifecycle, state: string, roles?: readonly ActorRole[]): string[] {
  return lifecycle.transitions
    .filter((t) => t.from.includes(state) && !t.on.startsWith('due:'))
    .filter((t) => (roles ? t.who.some((role) => roles.includes(role)) : !t.who.every((role) => role === 'system')))
    .map((t) => t.on);
}

/** Separation of duties, from ids alone. */
export function separationFault(rule: Separation, actorId: string, people: People): Refusal | undefined {
  const conflicted = people.conflicted?.includes(actorId) ?? false;
  switch (rule) {
    case 'notAuthor':
      return people.authors?.includes(actorId) ? 'fourEyes' : undefined;
    case 'fourEyes':
      return people.caseOfficer === actorId ||
        people.recommenders?.includes(actorId) ||
        people.assessors?.includes(actorId) ||
        people.represented?.includes(actorId)
        ? 'fourEyes'
        : undefined;
    case 'noConflict':
      return conflicted ? 'conflict' : undefined;
    case 'declaredImpartial':
      if (conflicted) return 'conflict';
      return people.declared?.includes(actorId) ? undefined : 'notDeclared';
    case 'notSelf':
      return people.holder === actorId ? 'ownRole' : undefined;
    case 'notProposer':
    case 'notInviter':
      return people.proposers?.includes(actorId) ? 'secondPerson' : undefined;
  }
}

export type Asked = {
  on: string;
  state: string;
  actorId: string | null;
  actorRole: ActorRole;
  /** In whose place the actor acts; what may not be done by them may not be done in their name. */
  deputyForId?: string | null | undefined;
  people: People;
};
export type Verdict = { transition: Transition } | { refusal: Refusal; allowed: string[] };

type Separated = Pick<Asked, 'deputyForId' | 'people'> & { actorId: string };

/** What separation of duties says of this person, and of whose place they act in; undefined when nothing. */
export function separationOf(transition: Transition, { actorId, deputyForId, people }: Separated): Refusal | undefined {
  for (const rule of transition.separation ?? []) {
    // A conflict is the person’s own: that is what a deputy is there for.
    const inTheirPlace = deputyForId && rule !== 'noConflict' && rule !== 'declaredImpartial';
    const fault =
      separationFault(rule, actorId, people) ?? (inTheirPlace ? separationFault(rule, deputyForId, people) : undefined);
    if (fault) return fault;
  }
  return undefined;
}

/** Is this allowed here and now? Lifecycle table first, then role, then separation of duties. */
export function judge(lifecycle: Lifecycle, asked: Asked): Verdict {
  const refuse = (refusal: Refusal): Verdict => ({ refusal, allowed: allowedCommands(lifecycle, asked.state) });
  const transition = transitionOf(lifecycle, asked.on, asked.state);
  if (!transition) return refuse('notAllowedNow');
  if (!transition.who.includes(asked.actorRole)) return refuse('notYours');
  const { actorId, deputyForId, people } = asked;
  const fault = actorId === null ? undefined : separationOf(transition, { actorId, deputyForId, people });
  if (fault) return refuse(fault);
  return { transition };
}
