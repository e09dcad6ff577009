/**
 * Who may see and do what: one table, two questions (DESIGN section 5). `can` asks about one subject; `visible` gives the same
 * answer for all rows at once, as alternatives a query can be made of.
 */
import { municipalRoles, type Actor, type Role } from './roles.js';

export type Scope =
  | 'self'
  | 'ownMunicipality'
  | 'pendingMunicipality'
  | 'partnerMunicipality'
  | 'ownOffice'
  /** Any office’s people: offices learn from each other. */
  | 'anyOffice'
  | 'everywhere';

/** What a rule lets be seen without: `personal` is names, addresses and numbers of people in municipalities. */
export type Mask = 'personal';

/** One way to be allowed: with one of these roles, where it counts, in these states (absent: in all). */
export type Rule = {
  roles: readonly Role[] | 'anyone';
  scope: Scope;
  states?: readonly string[];
  /** Not for who has declared a conflict of interest on the case. */
  notInConflict?: true;
  /** Only what the actor has made. */
  made?: true;
  without?: readonly Mask[];
};

const applicants = ['applicant', 'municipalCoordinator'] as const;
const officers = ['caseOfficer', 'leader'] as const;
const caseReaders = ['caseOfficer', 'assessor', 'approver', 'leader'] as const;
const admitters = ['caseOfficer', 'leader', 'countyGovernorAdmin'] as const;
const ministry = ['ministryReader', 'ministryOfficer', 'auditor'] as const;
const handled = ['registered', 'underAssessment', 'informationRequested', 'recommended'] as const;
const awarded = ['granted', 'partiallyGranted'] as const;
const afterDraft = ['submitted', 'late', ...handled, ...awarded, 'rejected', 'dismissed', 'withdrawn'] as const;
const projectStates = ['active', 'finalReporting', 'completed'] as const;
/** Once it has been announced; what an office still writes is its own. */
const announcedCall = ['scheduled', 'open', 'closed', 'underAssessment', 'allocated', 'decided', 'completed', 'cancelled'] as const; // prettier-ignore
const municipality = (roles: readonly Role[], states?: readonly string[]): Rule => ({ roles, scope: 'ownMunicipality', ...(states ? { states } : {}) }); // prettier-ignore
const pending = (states?: readonly string[]): Rule => ({ roles: 'anyone', scope: 'pendingMunicipality', ...(states ? { states } : {}) }); // prettier-ignore
/** Whoever waits for an answer sees and writes what they began themselves, not what others there have written. */
const ownDrafts: Rule = { ...pending(['new', 'draft']), made: true };
const office = (roles: readonly Role[], states?: readonly string[]): Rule => ({
  roles,
  scope: 'ownOffice',
  ...(states ? { states } : {}),
});
const impartial = (rule: Rule): Rule => ({ ...rule, notInConflict: true });
const nation = (roles: readonly Role[], states?: readonly string[]): Rule => ({ roles, scope: 'everywhere', ...(states ? { states } : {}) }); // prettier-ignore
const self: Rule = { roles: 'anyone', scope: 'self' };
/** Reads and comments, without who is who (C.4). */
const referenceGroup: Rule = { ...office(['referenceGroupMember'], handled), without: ['personal'] };
/** What another office may learn from: what was awarded, never how it was assessed. */
const learning: Rule = { roles: caseReaders, scope: 'anyOffice', states: [...awarded, ...projectStates], without: ['personal'] }; // prettier-ignore
/** The ministry and the auditor see what was sent in, never a draft. */
const afterwards = nation(ministry, [...afterDraft, ...projectStates]);

export const rules = {
  'person.own': [self],
  'municipality.home': [municipality(municipalRoles), pending()],
  'municipality.people': [municipality(municipalRoles), office(admitters)],
  'office.people': [office(['countyGovernorAdmin', 'leader']), nation(['ministryOfficer'])],
  'nation.people': [nation(['ministryOfficer'])],
  'role.read': [
    self,
    municipality(['municipalCoordinator']),
    office(['countyGovernorAdmin']),
    nation(['ministryOfficer']),
  ],
  'role.manage': [municipality(['municipalCoordinator']), office(['countyGovernorAdmin']), nation(['ministryOfficer'])],
  'access.read': [self, municipality(['municipalCoordinator']), office(admitters), nation(['ministryOfficer'])],
  'access.decide': [municipality(['municipalCoordinator']), office(admitters)],
  'access.inviteToMunicipality': [municipality(['municipalCoordinator']), office(admitters)],
  'access.inviteToOffice': [office(['countyGovernorAdmin']), nation(['ministryOfficer'])],
  'access.inviteToNation': [nation(['ministryOfficer'])],
  'log.read': [
    office(['countyGovernorAdmin']),
    nation(['auditor']),
    // Who runs the system sees that something happened, not who is who.
    { ...nation(['systemAdmin']), without: ['personal'] },
  ],
  'application.read': [municipality(municipalRoles), ownDrafts],
  /** What lapsed, too: it is completed before it is asked for after the deadline (A14). */
  'application.write': [municipality(applicants, ['new', 'draft', 'lapsed']), ownDrafts],
  'application.start': [municipality(applicants), pending()],
  'application.act': [municipality(applicants)],
  /** For the municipality, before it is sent in (A2–A4). */
  'application.approve': [municipality(['localApprover', 'mayor'])],
  'application.rank': [municipality(applicants)],
  'contact.handOver': [municipality(applicants), office(['countyGovernorAdmin'])],
  'letter.open': [municipality(municipalRoles)],
  'letter.read': [
    municipality(municipalRoles),
    { roles: municipalRoles, scope: 'partnerMunicipality', states: awarded },
    impartial(office(caseReaders)),
    impartial(nation(ministry)),
  ],
  'letter.preview': [impartial(office(caseReaders, ['recommended']))],
  'office.home': [office([...caseReaders, 'countyGovernorAdmin', 'referenceGroupMember'])],
  'task.settle': [impartial(office(officers))],
  // That a case exists is seen also by who may not handle it.
  'case.list': [office(caseReaders, afterDraft), referenceGroup, nation(ministry, afterDraft), learning],
  'case.read': [office(caseReaders, [...afterDraft, ...projectStates]), referenceGroup, afterwards, learning],
  'case.content': [
    impartial(office(caseReaders, [...afterDraft, ...projectStates])),
    impartial(referenceGroup),
    impartial(afterwards),
    impartial(learning),
  ],
  'case.assessment': [impartial(office(caseReaders, afterDraft)), impartial(nation(['auditor'], afterDraft))],
  /** Who gets an office’s cases when they are registered (A8). */
  'case.rules': [office(['leader', 'countyGovernorAdmin'])],
  'case.act': [office(caseReaders, afterDraft), office(['referenceGroupMember'], handled)],
  'call.read': [office([...caseReaders, 'countyGovernorAdmin']), nation(ministry, announcedCall)],
  'call.write': [office(officers)],
  'call.act': [office([...officers, 'approver'])],
  /** Drafts, publishing, correcting and withdrawing; what is published is everybody’s. */
  'news.write': [office(officers)],
  /** What is public of a consultation is everybody’s; the office also sees drafts, and answers as they come. */
  'consultation.read': [office(caseReaders)],
  'consultation.write': [office(officers)],
  /** The municipalities that are asked are those that take part. */
  'consultation.answer': [{ roles: applicants, scope: 'partnerMunicipality' }],
  'report.read': [
    municipality(municipalRoles),
    impartial(office(caseReaders)),
    impartial(nation(ministry, ['submitted', 'returned', 'approved'])),
    impartial({ roles: caseReaders, scope: 'anyOffice', states: ['approved'], without: ['personal'] }),
  ],
  'report.write': [municipality(applicants, ['open', 'overdue', 'returned'])],
  'report.act': [impartial(office(officers))],
  'thread.start': [
    municipality(applicants, [...afterDraft, ...projectStates]),
    impartial(office(officers, [...afterDraft, ...projectStates])),
  ],
  'thread.read': [municipality(municipalRoles), impartial(office(caseReaders)), impartial(nation(['auditor']))],
  'thread.write': [municipality(applicants), impartial(office(officers))],
  'operations.read': [nation(['systemAdmin', 'ministryOfficer'])],
  'operations.settle': [nation(['systemAdmin'])],
} as const satisfies Record<string, readonly Rule[]>;

export type Action = keyof typeof rules;
const rulesOf = (action: Action): readonly Rule[] => rules[action];

/** What a rule looks at; absent means it does not apply. */
export type Subject = {
  countyGovernorCode?: string | null;
  municipalityCode?: string | null;
  /** Municipalities that take part. */
  partnerCodes?: readonly string[];
  /** Whose role, request or details it is. */
  personId?: string | null;
  /** Who began it. */
  createdById?: string | null;
  state?: string | null;
  /** Ids of those who have declared a conflict of interest. */
  conflicted?: readonly string[];
};

/** Where an actor’s roles reach under one rule. */
type Reach = {
  municipalities: string[];
  /** Municipalities whose partners’ rows count. */
  partners: string[];
  offices: string[];
  /** Every office’s rows. */
  anyOffice: boolean;
  everywhere: boolean;
  self: boolean;
};

function reach(actor: Actor, rule: Rule): Reach {
  const held =
    rule.roles === 'anyone' ? [] : actor.grants.filter((grant) => (rule.roles as readonly Role[]).includes(grant.role));
  const own = (scope: Scope, codes: (string | null)[]): string[] =>
    rule.scope === scope ? codes.filter((code): code is string => code !== null) : [];
  const municipalities = held.map((grant) => grant.municipalityCode);
  return {
    municipalities: [
      ...own('ownMunicipality', municipalities),
      ...own('pendingMunicipality', [...actor.pendingMunicipalities]),
    ],
    partners: own('partnerMunicipality', municipalities),
    offices: own(
      'ownOffice',
      held.map((grant) => grant.countyGovernorCode),
    ),
    anyOffice: rule.scope === 'anyOffice' && held.length > 0,
    everywhere: rule.scope === 'everywhere' && held.length > 0,
    self: rule.scope === 'self',
  };
}

const reaches = (actor: Actor, at: Reach, subject: Subject): boolean =>
  at.everywhere ||
  (at.self && subject.personId === actor.id) ||
  (at.anyOffice && subject.countyGovernorCode != null) ||
  (subject.municipalityCode != null && at.municipalities.includes(subject.municipalityCode)) ||
  (subject.partnerCodes?.some((code) => at.partners.includes(code)) ?? false) ||
  (subject.countyGovernorCode != null && at.offices.includes(subject.countyGovernorCode));

const allowing = (actor: Actor, action: Action, subject: Subject): Rule[] =>
  rulesOf(action).filter(
    (rule) =>
      (!rule.states || rule.states.includes(subject.state ?? '')) &&
      !(rule.notInConflict && subject.conflicted?.includes(actor.id)) &&
      (!rule.made || subject.createdById === actor.id) &&
      reaches(actor, reach(actor, rule), subject),
  );

/** May this actor do this to this subject? */
export const can = (actor: Actor, action: Action, subject: Subject): boolean =>
  allowing(actor, action, subject).length > 0;

/** Must this be left out of what the actor sees of the subject? Not where another rule shows it. */
export const isMasked = (actor: Actor, action: Action, subject: Subject, mask: Mask): boolean =>  
  allowing(actor, action, subject).every((rule) => rule.without?.includes(mask)); // prettier-ignore

/** One alternative of what is visible: rows of these municipalities or offices (or all), in these states (or any). */
export type Visible = Reach & {
  states: readonly string[] | null;
  exceptConflictsOf: string | null;
  madeBy: string | null;
  without: readonly Mask[];
};

/** The rows an actor may see; an empty list means none. */
export function visible(actor: Actor, action: Action): Visible[] {
  return rulesOf(action)
    .map((rule) => ({
      ...reach(actor, rule),
      states: rule.states ?? null,
      exceptConflictsOf: rule.notInConflict ? actor.id : null,
      madeBy: rule.made ? actor.id : null,
      without: rule.without ?? [],
    }))
    .filter(
      ({ everywhere, self, anyOffice, municipalities, partners, offices }) =>
        everywhere || self || anyOffice || municipalities.length + partners.length + offices.length > 0,
    );
}
