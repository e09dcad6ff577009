import type { DecisionFacts, DecisionLetterKind } from '../notices.js';

/** What the sentences of a decision letter need, already as text. */
export type LetterWords = {
  office: string;
  recipient: string;
  title: string;
  callTitle: string;
  budgetYear: number;
  applied: string;
  awarded: string;
  payee: string;
  ownShare: number;
  round: { applied: string; awarded: string; frame: string };
  contact: string;
};

/** What the sentences of an interim reply need. */
export type InterimWords = {
  title: string;
  callTitle: string;
  received: string;
  deadline: string;
  expected: string;
  caseNumber: string;
  officer: string;
};

/** What the sentences of a dismissal need. */
export type DismissalWords = { title: string; callTitle: string; received: string; deadline: string };

type DismissalSentence = (words: DismissalWords) => string;
type Sentence = (words: LetterWords) => string;
type InterimSentence = (words: InterimWords) => string;

/** One letter in one written form. Filled by texts.nb.ts and texts.nn.ts; put together by content.ts. */
export type Phrases = {
  markAlt: string;
  references: {
    theirs: string;
    ours: string;
    date: string;
    officer: string;
    contact: string;
    address: string;
    none: string;
  };
  organisationNumber: string;
  interim: {
    title: InterimSentence;
    lead: InterimSentence[];
    when: { heading: string; together: InterimSentence; expected: InterimSentence; passed: InterimSentence };
    file: { heading: string; registered: InterimSentence; waiting: InterimSentence };
  };
  dismissal: {
    title: DismissalSentence;
    lead: DismissalSentence[];
    rule: { heading: string; texts: DismissalSentence[] };
    excuse: { heading: string; lead: string };
    assessment: string;
    /** What becomes of what was written. */
    next: { heading: string; text: string };
    remedy: Record<DecisionFacts['regime'], { heading: string; texts: string[] }>;
  };
  titles: Record<DecisionLetterKind, Sentence>;
  lead: Record<DecisionLetterKind, Sentence[]>;
  years: {
    heading: string;
    year: string;
    applied: string;
    awarded: string;
    meaning: string;
    total: string;
    committed: string;
    conditional: string;
    none: string;
    later: Sentence;
  };
  use: { heading: string; purpose: Sentence; limits: Sentence; adjustedBudget: string };
  payment: { heading: string; text: Sentence };
  participants: { heading: string; text: Sentence };
  conditions: { heading: string; lead: string; ownShare: Sentence; standing: string[]; special: string };
  reports: {
    heading: string;
    lead: string;
    kind: string;
    opens: string;
    due: string;
    interim: string;
    final: string;
    late: string;
  };
  control: { heading: string; texts: Sentence[] };
  reasons: { heading: string; headingPartial: string };
  competition: {
    heading: string;
    frame: Sentence;
    /** By the number of applications. */
    round: (words: LetterWords, n: number) => string;
    /** By the number of awards. */
    awards: (words: LetterWords, n: number) => string;
  };
  basis: { heading: string; rules: Sentence; criteria: string; facts: string };
  assessment: string;
  publicity: { heading: string; award: string; rejection: string };
  remedy: Record<DecisionFacts['regime'], { heading: string; texts: string[] }>;
  access: string;
  contact: { heading: string; text: (words: { contact: string; reference: string }) => string };
  greeting: string;
  caseOfficer: string;
  contactPerson: string;
  approver: string;
  /** The approver who signs in the place of another. */
  deputyApprover: (lender: string) => string;
  approved: string;
  copies: string;
  page: { label: string; of: string };
};
