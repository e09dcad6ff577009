/** What the page of a case is drawn from. */
import type { SentModel } from '../../applications/sent/model.js';
import type { AnswerList } from '../../applications/answers.js';
import type { Family } from '../../applications/family.js';
import type {
  AttachmentList,
  Crumb,
  Link,
  MoneyTable,
  ProcessTimeline,
  Receipt,
  StatusTag,
  WhereNow,
} from '../../components/models.js';
import type { CaseThreads } from '../../messages/list.js';
import type { AssessmentTable } from './assessments.js';
import type { LogLine } from './log.js';

export type ClarificationView = {
  heading: string;
  question: string;
  askedAt: number;
  dueAt: number;
  answer: string;
  outcome: string;
  lang: string;
};
export type RecommendationView = {
  outcome: string;
  amounts: MoneyTable | null;
  reason: string;
  conditions: string;
  lang: string;
  by: string;
  earlier: string | null;
  /** Where the letter can be read as it will be; null once it is decided. */
  letter: string | null;
};
export type DecisionView = { outcome: string; amounts: MoneyTable | null; by: string };

export type RemarkView = { who: string; at: number; text: string };
/** The office’s own work with the case. */
export type InternalModel = {
  assessment: AssessmentTable;
  /** Why the others’ assessments are not shown. */
  blind: string | null;
  recommendation: RecommendationView | null;
  log: LogLine[];
};

export type ContentModel = {
  facts: string;
  /** What the call asks for and the application does not have. */
  missing: string[];
  /** What the undertaking has been given before; null where it does not go on from a project. */
  family: Family | null;
  /** To the parts of a long page. */
  contents: Link[];
  budget: MoneyTable[];
  /** The form’s steps, in their order. */
  steps: { id: string; heading: string; open: boolean; answers: AnswerList }[];
  /** Null for who reads no personal data. */
  sent: SentModel | null;
  /** Null where there is none that this person may see. */
  attachments: AttachmentList | null;
  clarifications: ClarificationView[];
  /** Null for who may see the case but not how it is assessed. */
  internal: InternalModel | null;
  /** What the reference group has said: all to the office, their own to its members. */
  remarks: RemarkView[];
  decision: DecisionView | null;
  letters: { href: string; text: string; note: string }[];
  reports: { href: string; text: string; status: StatusTag; dueAt: number }[];
};

export type CaseModel = {
  case: true;
  breadcrumbs: Crumb[];
  whereNow: WhereNow;
  receipt: Receipt | null;
  /** Something received and not yet processed. */
  pending: string | null;
  number: string;
  /** What the case number and the application’s reference are. */
  numbers: string;
  title: string;
  municipality: string;
  call: Link;
  days: string | null;
  /** Why there is no more to see, or what stands in the way of this person. */
  notice: string | null;
  actions: Link[];
  timeline: ProcessTimeline;
  people: { role: string; name: string; email: string | null }[];
  /** Null where there is none to read or begin. */
  messages: CaseThreads | null;
  content: ContentModel | null;
};
