/** What e-mails and letters are made of. Numbers (E9, L4) are the rows of letters-and-emails.md. */
import type { CostKind } from './budget.js';
import type { Area } from './call/areas.js';
import type { ApplicantKind, RequirableAttachment, LocalApproval, ProjectKinds } from './call/parameters.js';
import type { Refusal } from './errors.js';
import type { Block } from './letter/document.js';
import type { Role } from './roles.js';

export type WrittenForm = 'nb' | 'nn';

export const emailKinds = [
  'E1', 'E2', 'E3', 'E3none', 'E3rank', 'E4', 'E4approval', 'E4stands', 'E5', 'E6', 'E7', 'E7reminder', 'E7last', 'E8', 'E9', 'E9late', 'E9accepted', 'E10', 'E11', 'E12', 'E12reminder', 'E13', 'E14', 'E14copy', 'E14second', 'E16', 'E17', 'E17reminder',
  'E18', 'E19', 'E20', 'E21', 'E22', 'E23', 'E24', 'E25code', 'E25', 'E26', 'E26reminder', 'E27', 'E28', 'E29', 'E29reminder', 'E29answered', 'E30', 'E30confirm', 'E30given', 'E30declined', 'E31', 'E32', 'E32office', 'E32reminder', 'E32closed', 'E33', 'E35', 'E35code', 'E35wake', 'E37', 'E38', 'E38reminder', 'E38extended', 'E38cancelled', 'E39', 'E39reminder', 'E39accepted', 'E40',
] as const; // prettier-ignore
/** Their code or link opens something for whoever has it. */
export const secretKinds = [
  'E25code',
  'E35code',
  'E35wake',
  'E39',
  'E39reminder',
] as const satisfies readonly (typeof emailKinds)[number][];
export type EmailKind = (typeof emailKinds)[number];

/**
 * Facts an e-mail may use. Instants are epoch ms, amounts whole kroner. No content of a letter, no identity number.
 * A template that needs a missing fact throws: the e-mail is never sent with a hole.
 */
export type EmailFacts = {
  /** Title of the application, project or call; for access the municipality. */
  matter: string;
  /** The office’s own name. */
  office: string;
  contact?: { name: string; email: string } | undefined;
  municipality?: string | undefined;
  /** Deep link; needs log-in. */
  url: string;
  reference?: string | undefined;
  caseNumber?: string | undefined;
  receivedAt?: number | undefined;
  deadline?: number | undefined;
  previousDeadline?: number | undefined;
  /** "YYYY-MM-DD": when an answer is promised from now on. */
  answerBy?: string | undefined;
  opensAt?: number | undefined;
  amount?: number | undefined;
  reason?: string | undefined;
  /** The ladder’s step: "before-14", "before-0", "overdue-7". */
  step?: string | undefined;
  code?: string | undefined;
  reportKind?: 'interim' | 'final' | undefined;
  task?: string | undefined;
  requester?: string | undefined;
  /** The role it is about, and whose (`requester`); for how long a lent one counts (`from`, `deadline`). */
  role?: Role | undefined;
  from?: number | undefined;
  /** Of a lent role: in whose place. */
  lender?: string | undefined;
  /** Let in as the first of a municipality: its coordinator too. */
  coordinator?: boolean | undefined;
  /** Opened for correction: what was sent in before stands. */
  stands?: boolean | undefined;
  /** The role is suspended; `unconfirmed`: since nobody confirmed it in time. */
  suspended?: boolean | undefined;
  unconfirmed?: boolean | undefined;
  /** Names of those who can see to it. */
  administrators?: string | undefined;
  question?: string | undefined;
  /** Where the announcement is read; its written form follows. */
  announcement?: string | undefined;
  /** Who in the municipality must approve before it is sent in. */
  localApproval?: LocalApproval | undefined;
  /** Of the day’s one e-mail: what it tells of, and where each leads. */
  notices?: readonly { text: string; url: string }[] | undefined;
  /** Part of an invitation’s link. */
  secret?: string | undefined;
  refusal?: Refusal | undefined;
  command?: string | undefined;
};

/**
 * What may wait for the day’s one e-mail: news and reminders that lose nothing by it. Never a receipt, a decision, a code, or what somebody
 * else waits for.
 */
export const waitingKinds: readonly EmailKind[] = ['E3', 'E3none', 'E3rank', 'E13', 'E16', 'E17', 'E17reminder', 'E19', 'E23', 'E24', 'E26', 'E26reminder', 'E32', 'E32office', 'E32reminder', 'E33',
]; // prettier-ignore

/** Letters that decide: opening one counts as having read it (A16), and until then it does not tell the outcome. */
export const decisionLetters = ['L4', 'L5', 'L6'] as const;
export type DecisionLetterKind = (typeof decisionLetters)[number];
/** L7 decides too, on its own. */
export const readLetters = [...decisionLetters, 'L7'] as const;
export const isDecisionLetter = (kind: string): boolean => (readLetters as readonly string[]).includes(kind);

export const letterKinds = ['L1', 'L2', ...readLetters] as const;
export type LetterKind = (typeof letterKinds)[number];

export type LetterYear = { year: number; applied: number; awarded: number; commitment: 'committed' | 'conditional' };

/** What the head and the foot of every letter say. */
export type LetterHead = {
  language: WrittenForm;
  office: { name: string; organisationNumber: string; writtenForm: WrittenForm };
  recipient: { name: string; ownReference: string | null };
  caseNumber: string;
  date: string;
  title: string;
  callTitle: string;
  caseOfficer: { name: string; email: string };
};

/** L2, frozen when it is made. `caseNumber` is the reference while the application has no case number. */
export type InterimReplyFacts = LetterHead & {
  kind: 'L2';
  registered: boolean;
  receivedAt: number;
  deadline: number;
  /** When the call promised an answer. */
  expectedOn: string;
};

/** All a decision letter says, frozen when it was decided. */
export type DecisionFacts = LetterHead & {
  kind: DecisionLetterKind;
  budgetYear: number;
  years: LetterYear[];
  payee: string;
  participants: string[];
  reason: string;
  conditions: string;
  ownSharePercent: number;
  reports: { kind: 'interim' | 'final'; opensAt: number; dueAt: number }[];
  regime: 'notIndividualDecision' | 'individualDecision';
  /** Names of the call’s criteria (L6); absent in letters made before they were listed. */
  criteria?: string[];
  /** The round’s figures (L6): what the application competed with. */
  round: { applications: number; applied: number; awards: number; awarded: number; frame: number };
  approver: string;
  /** In whose place the approver signed; absent where it was in nobody’s. */
  approverFor?: string;
};

/** The application as it was received, in words (A4). `office` is the applicant, `recipient` the County Governor; `sha256` is the content’s. */
export type SubmittedFacts = LetterHead & {
  kind: 'application';
  reference: string;
  /** Which sending in it is: 1, and one more for each correction before the deadline. */
  version: number;
  receivedAt: number;
  sender: string;
  /** In the municipality, in the order they were given; what was sent in before they were kept has none. */
  approvals?: { role: 'localApprover' | 'mayor'; name: string; at: number }[];
  sections: {
    heading: string;
    answers: { label: string; lines: string[] }[];
    tables: Extract<Block, { kind: 'table' }>[];
  }[];
  declarations: string[];
  sha256: string;
};

/** L1: a call as it was when it opened, in one written form. Codes are those of domain/call/parameters.ts and domain/budget.ts. */
export type AnnouncementFacts = LetterHead & {
  kind: 'L1';
  /** The public address of the call. */
  url: string;
  scheme: string;
  budgetYear: number;
  round: number;
  frame: number;
  purpose: string;
  requirements: string;
  otherSchemes: string;
  counties: string[];
  applicants: readonly ApplicantKind[];
  projectKinds: ProjectKinds;
  minAmount: number | null;
  maxAmount: number | null;
  ownSharePercent: number;
  costKinds: readonly CostKind[];
  maxApplications: number | null;
  rankRequired: boolean;
  localApproval: LocalApproval;
  attachments: readonly RequirableAttachment[];
  areas: (Area & { name: string })[];
  criteria: { name: string; weight: number }[];
  opensAt: number;
  deadline: number;
  expectedOn: string;
  reports: { kind: 'interim' | 'final'; from: string; to: string; opensAt: number; dueAt: number }[];
  regime: DecisionFacts['regime'];
  /** Null where nobody is known to have approved it: a call that was imported or begun in the middle. */
  approver: string | null;
  approverFor?: string;
};

/** L7, frozen when it was decided: the application came too late. Instants are epoch ms. */
export type DismissalFacts = LetterHead & {
  kind: 'L7';
  receivedAt: number;
  deadline: number;
  reason: string;
  /** Why it was late, in the applicant’s words. */
  excuse: string;
  regime: 'notIndividualDecision' | 'individualDecision';
  approver: string;
  approverFor?: string;
};

/** What a letter is made from. Instants are epoch ms, dates "YYYY-MM-DD", amounts whole kroner. */
export type LetterFacts = AnnouncementFacts | InterimReplyFacts | DecisionFacts | DismissalFacts | SubmittedFacts;
