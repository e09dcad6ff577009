/**
 * Who may see and do what: one table, two questions (DESIGN section 5). `can` asks about one subject; `visible` gives the same
 * answer for all rows at once, as alternatives a query can be made of.
 */
import { municipalRoles, type Actor, type Role } from './roles.js';

export type Scope = 'ownMunicipality' | 'pendingMunicipality' | 'ownOffice' | 'everywhere';

/** One way to be allowed: with one of these roles, where it counts, in these states (absent: in all). */
export type Rule = {
  roles: readonly Role[] | 'anyone';
  scope: Scope;
  states?: readonly string[];
  /** Not for who has declared a conflict of interest on the case. */
  notInConflict?: true;
};

const applicants = ['applicant', 'municipalCoordinator'] as const;
const officers = ['caseOfficer', 'leader'] as const;
const caseReaders = ['caseOfficer', 'assessor', 'approver', 'leader'] as const;
const afterDraft = ['submitted', 'registered', 'underAssessment', 'informationRequested', 'recommended', 'granted', 'partiallyGranted', 'rejected', 'dismissed', 'withdrawn']; // prettier-ignore
const projectStates = ['active', 'finalReporting', 'completed'] as const;
const municipality = (roles: readonly Role[]): Rule => ({ roles, scope: 'ownMunicipality' });
const office = (roles: readonly Role[], states?: readonly string[]): Rule => ({
  roles,
  scope: 'ownOffice',
  ...(states ? { states } : {}),
});

export const rules = {
  'municipality.home': [municipality(municipalRoles), { roles: 'anyone', scope: 'pendingMunicipality' }],
  'application.read': [
    municipality(municipalRoles),
    { roles: 'anyone', scope: 'pendingMunicipality', states: ['new', 'draft'] },
  ],
  'application.write': [
    { roles: applicants, scope: 'ownMunicipality', states: ['new', 'draft'] },
    { roles: 'anyone', scope: 'pendingMunicipality', states: ['new', 'draft'] },
  ],
  'application.start': [municipality(applicants), { roles: 'anyone', scope: 'pendingMunicipality' }],
  'application.act': [municipality(applicants)],
  'letter.open': [municipality(municipalRoles)],
  'letter.read': [municipality(municipalRoles), office(caseReaders)],
  'office.home': [office([...caseReaders, 'countyGovernorAdmin'])],
  'task.settle': [{ ...office(officers), notInConflict: true }],
  'access.decide': [office(['caseOfficer', 'leader', 'countyGovernorAdmin'])],
  'case.list': [office(caseReaders, afterDraft)],
  'case.read': [office(caseReaders, afterDraft)],
  'case.content': [{ ...office(caseReaders, afterDraft), notInConflict: true }],
  'case.act': [office(caseReaders, afterDraft)],
  'call.read': [office([...caseReaders, 'countyGovernorAdmin'])],
  'call.write': [office(officers)],
  'call.act': [office([...officers, 'approver'])],
  'report.read': [municipality(municipalRoles), office(caseReaders)],
  'report.write': [{ roles: applicants, scope: 'ownMunicipality', states: ['open', 'overdue', 'returned'] }],
  'report.act': [office(officers)],
  'thread.start': [
    { roles: applicants, scope: 'ownMunicipality', states: [...afterDraft, ...projectStates] },
    { ...office(officers, [...afterDraft, ...projectStates]), notInConflict: true },
  ],
  'thread.read': [municipality(municipalRoles), { ...office(caseReaders), notInConflict: true }],
  'operations.read': [{ roles: ['systemAdmin', 'ministryOfficer'], scope: 'everywhere' }],
  'operations.settle': [{ roles: ['systemAdmin'], scope: 'everywhere' }],
} as const satisfies Record<string, readonly Rule[]>;

export type Action = keyof typeof rules;

/** What a rule looks at; absent means it does not apply. */
export type Subject = {
  countyGovernorCode?: string | null;
  municipalityCode?: string | null;
  state?: string | null;
  /** Ids of those who have declared a conflict of interest. */
  conflicted?: readonly string[];
};

/** Where an actor’s roles reach under one rule. */
function reach(actor: Actor, rule: Rule): { municipalities: string[]; offices: string[]; everywhere: boolean } {
  const held =
    rule.roles === 'anyone' ? [] : actor.grants.filter((grant) => (rule.roles as readonly Role[]).includes(grant.role));
  const own = <T>(codes: (T | null)[]): T[] => codes.filter((code): code is T => code !== null);
  return {
    municipalities:
      rule.scope === 'ownMunicipality'
        ? own(held.map((grant) => grant.municipalityCode))
        : rule.scope === 'pendingMunicipality'
          ? [...actor.pendingMunicipalities]
          : [],
    offices: rule.scope === 'ownOffice' ? own(held.map((grant) => grant.countyGovernorCode)) : [],
    everywhere: rule.scope === 'everywhere' && held.length > 0,
  };
}

/** May this actor do this to this subject? */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  return (rules[action] as readonly Rule[]).some((rule) => {
    if (rule.states && !rule.states.includes(subject.state ?? '')) return false;
    if (rule.notInConflict && subject.conflicted?.includes(actor.id)) return false;
    const { municipalities, offices, everywhere } = reach(actor, rule);
    return (
      everywhere ||
      (subject.municipalityCode != null && municipalities.includes(subject.municipalityCode)) ||
      (subject.countyGovernorCode != null && offices.includes(subject.countyGovernorCode))
    );
  });
}

/** One alternative of what is visible: rows of these municipalities or offices (or all), in these states (or any). */
export type Visible = {
  everywhere: boolean;
  municipalities: string[];
  offices: string[];
  states: readonly string[] | null;
  exceptConflictsOf: string | null;
};

/** The rows an actor may see; an empty list means none. */
export function visible(actor: Actor, action: Action): Visible[] {
  return (rules[action] as readonly Rule[])
    .map((rule) => ({
      ...reach(actor, rule),
      states: rule.states ?? null,
      exceptConflictsOf: rule.notInConflict ? actor.id : null,
    }))
    .filter((one) => one.everywhere || one.municipalities.length > 0 || one.offices.length > 0);
}
