import type { LetterFacts } from '../notices.js';

/** What the sentences need, already as text. */
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
  round: Record<keyof LetterFacts['round'], string>;
  contact: string;
};

type Sentence = (words: LetterWords) => string;

/** One letter in one written form. Filled by texts.nb.ts and texts.nn.ts; put together by content.ts. */
export type Phrases = {
  markAlt: string;
  references: { theirs: string; ours: string; date: string; officer: string; none: string };
  organisationNumber: string;
  titles: Record<LetterFacts['kind'], Sentence>;
  lead: Record<LetterFacts['kind'], Sentence[]>;
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
    later: string;
  };
  use: { heading: string; purpose: Sentence; adjustedBudget: string };
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
    round: Sentence;
    awards: Sentence;
    applications: (n: number) => string;
    projects: (n: number) => string;
  };
  basis: { heading: string; text: Sentence };
  publicity: { heading: string; award: string; rejection: string };
  remedy: Record<LetterFacts['regime'], { heading: string; text: string }>;
  access: string;
  contact: { heading: string; text: Sentence };
  greeting: string;
  caseOfficer: string;
  approver: string;
  approved: string;
  copies: string;
  page: { label: string; of: string };
};
