import { formatDate, formatDeadline, formatInstantWithSeconds, lastDayOf, localDate } from '../calendar/index.js';
import { formatAmount, formatKroner } from '../money.js';
import type {
  DecisionFacts,
  DismissalFacts,
  InterimReplyFacts,
  LetterFacts,
  LetterHead,
  SubmittedFacts,
  WrittenForm,
} from '../notices.js';
import { announcement } from './announcement.js';
import { heading, list, paragraphs, type Block, type Body, type LetterDocument } from './document.js';
import { submittedDocument } from './submitted.js';
import type { DismissalWords, InterimWords, LetterWords, Phrases } from './phrases.js';
import { nb } from './texts.nb.js';
import { nn } from './texts.nn.js';

const phrasesOf: Readonly<Record<WrittenForm, Phrases>> = { nb, nn };

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const thisYear = ({ years, budgetYear }: DecisionFacts) => years.filter((year) => year.year === budgetYear);

const contactOf = ({ caseOfficer }: LetterHead): string => `${caseOfficer.name}, ${caseOfficer.email}`;

function wordsOf(facts: DecisionFacts): LetterWords {
  const { office, recipient, title, callTitle, budgetYear, payee, round, years } = facts;
  return {
    office: office.name,
    recipient: recipient.name,
    title,
    callTitle,
    budgetYear,
    payee,
    applied: formatKroner(sum(years.map((year) => year.applied))),
    awarded: formatKroner(sum(thisYear(facts).map((year) => year.awarded))),
    ownShare: facts.ownSharePercent,
    round: {
      applied: formatKroner(round.applied),
      awarded: formatKroner(round.awarded),
      frame: formatKroner(round.frame),
    },
    contact: contactOf(facts),
  };
}

type Part = (facts: DecisionFacts, phrases: Phrases, words: LetterWords) => Block[];

const amounts: Part = ({ years }, { years: text }, words) => [
  heading(text.heading),
  {
    kind: 'table',
    columns: [
      { label: text.year, align: 'left' },
      { label: text.applied, align: 'right' },
      { label: text.awarded, align: 'right' },
      { label: text.meaning, align: 'left' },
    ],
    rows: years.map(({ year, applied, awarded, commitment }) => [
      String(year),
      formatAmount(applied),
      formatAmount(awarded),
      awarded === 0 ? text.none : text[commitment],
    ]),
    total: [
      text.total,
      formatAmount(sum(years.map((year) => year.applied))),
      formatAmount(sum(years.map((year) => year.awarded))),
      '',
    ],
  },
  ...paragraphs(text.later(words)),
];

const participants: Part = (facts, { participants: text }, words) =>
  facts.participants.length === 0
    ? []
    : [heading(text.heading), ...paragraphs(`${text.text(words)} ${facts.participants.join(', ')}.`)];

const conditions: Part = (facts, { conditions: text }, words) => [
  heading(text.heading),
  ...paragraphs(text.lead),
  list([...(facts.ownSharePercent > 0 ? [text.ownShare(words)] : []), ...text.standing]),
  ...(facts.conditions.trim() === '' ? [] : paragraphs(text.special, facts.conditions)),
];

const reports: Part = (facts, { reports: text }) =>
  facts.reports.length === 0
    ? []
    : [
        heading(text.heading),
        ...paragraphs(text.lead),
        {
          kind: 'table',
          columns: [text.kind, text.opens, text.due].map((label) => ({ label, align: 'left' })),
          rows: facts.reports.map(({ kind, opensAt, dueAt }) => [
            text[kind],
            formatDate(localDate(opensAt)),
            formatDeadline(dueAt),
          ]),
          total: null,
        },
        ...paragraphs(text.late),
      ];

const remedy = (facts: DecisionFacts, phrases: Phrases): Block[] => {
  const { heading: title, texts } = phrases.remedy[facts.regime];
  return [
    heading(title),
    ...paragraphs(...texts, facts.kind === 'L6' && facts.regime === 'notIndividualDecision' ? phrases.access : ''),
  ];
};

const award: Part = (facts, phrases, words) => {
  const { use, payment, control, reasons, publicity } = phrases;
  const partial = facts.kind === 'L5';
  return [
    ...amounts(facts, phrases, words),
    heading(partial ? reasons.headingPartial : reasons.heading),
    ...paragraphs(facts.reason),
    heading(use.heading),
    ...paragraphs(use.purpose(words), use.limits(words), partial ? use.adjustedBudget : ''),
    heading(payment.heading),
    ...paragraphs(payment.text(words)),
    ...participants(facts, phrases, words),
    ...conditions(facts, phrases, words),
    ...reports(facts, phrases, words),
    heading(control.heading),
    ...paragraphs(...control.texts.map((text) => text(words))),
    heading(publicity.heading),
    ...paragraphs(publicity.award),
  ];
};

const rejection: Part = (facts, { basis, assessment, competition, publicity }, words) => [
  heading(basis.heading),
  ...paragraphs(basis.rules(words), basis.facts),
  ...(facts.criteria?.length ? [...paragraphs(basis.criteria), list(facts.criteria)] : []),
  heading(assessment),
  ...paragraphs(facts.reason),
  heading(competition.heading),
  ...paragraphs(
    [
      competition.frame(words),
      competition.round(words, facts.round.applications),
      ...(facts.round.awards > 0 ? [competition.awards(words, facts.round.awards)] : []),
    ].join(' '),
  ),
  heading(publicity.heading),
  ...paragraphs(publicity.rejection),
];

/** "974 761 319" */
const grouped = (organisationNumber: string): string => organisationNumber.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');

function decision(facts: DecisionFacts, phrases: Phrases): Body {
  const words = wordsOf(facts);
  const { kind, approver: name, approverFor, participants: partners } = facts;
  return {
    title: phrases.titles[kind](words),
    blocks: [
      ...paragraphs(...phrases.lead[kind].map((sentence) => sentence(words))),
      ...(kind === 'L6' ? rejection : award)(facts, phrases, words),
      ...remedy(facts, phrases),
    ],
    approver: { name, role: approverFor ? phrases.deputyApprover(approverFor) : phrases.approver },
    copiesTo: kind === 'L6' ? [] : partners,
  };
}

function interimReply(facts: InterimReplyFacts, { interim, access }: Phrases): Body {
  const { title, lead, when, file } = interim;
  const words: InterimWords = {
    title: facts.title,
    callTitle: facts.callTitle,
    received: formatDate(localDate(facts.receivedAt)),
    deadline: formatDate(lastDayOf(facts.deadline)),
    expected: formatDate(facts.expectedOn),
    caseNumber: facts.caseNumber,
    officer: contactOf(facts),
  };
  const answer = facts.expectedOn < facts.date ? when.passed : when.expected;
  return {
    title: title(words),
    blocks: [
      ...paragraphs(...lead.map((sentence) => sentence(words))),
      heading(when.heading),
      ...paragraphs(when.together(words), answer(words)),
      heading(file.heading),
      ...paragraphs((facts.registered ? file.registered : file.waiting)(words), access),
    ],
    approver: null,
    copiesTo: [],
  };
}

function dismissal(facts: DismissalFacts, phrases: Phrases): Body {
  const { title, lead, rule, excuse, assessment, next, remedy: ways } = phrases.dismissal;
  const words: DismissalWords = {
    title: facts.title,
    callTitle: facts.callTitle,
    received: formatInstantWithSeconds(facts.receivedAt),
    deadline: formatDeadline(facts.deadline),
  };
  const way = ways[facts.regime];
  return {
    title: title(words),
    blocks: [
      ...paragraphs(...lead.map((sentence) => sentence(words))),
      heading(rule.heading),
      ...paragraphs(...rule.texts.map((sentence) => sentence(words))),
      heading(excuse.heading),
      ...paragraphs(excuse.lead, facts.excuse),
      heading(assessment),
      ...paragraphs(facts.reason),
      heading(next.heading),
      ...paragraphs(next.text),
      heading(way.heading),
      ...paragraphs(...way.texts, phrases.access),
    ],
    approver: {
      name: facts.approver,
      role: facts.approverFor ? phrases.deputyApprover(facts.approverFor) : phrases.approver,
    },
    copiesTo: [],
  };
}

function bodyOf(facts: Exclude<LetterFacts, SubmittedFacts>, phrases: Phrases): Body {
  switch (facts.kind) {
    case 'L1':
      return announcement(facts, phrases);
    case 'L2':
      return interimReply(facts, phrases);
    case 'L7':
      return dismissal(facts, phrases);
    default:
      return decision(facts, phrases);
  }
}

/** The whole letter as text and tables (letters-and-emails.md E.2). Pure: figures and prose come from the facts alone. */
export function letterDocument(facts: LetterFacts): LetterDocument {
  if (facts.kind === 'application') return submittedDocument(facts);
  const phrases = phrasesOf[facts.language];
  const { references, contact, page } = phrases;
  const { title, blocks, approver, copiesTo } = bodyOf(facts, phrases);
  // Before registration, and of what was never taken in, the call’s contact answers for the letter.
  const assigned = facts.kind === 'L2' ? facts.registered : !['L1', 'L7'].includes(facts.kind);
  return {
    language: facts.language,
    date: facts.date,
    title,
    office: facts.office.name,
    officeLine: `${phrases.organisationNumber} ${grouped(facts.office.organisationNumber)}`,
    markAlt: phrases.markAlt,
    recipient: facts.recipient.name,
    references: [
      { label: references.theirs, value: facts.recipient.ownReference ?? references.none },
      { label: references.ours, value: facts.caseNumber },
      { label: references.date, value: formatDate(facts.date) },
      { label: assigned ? references.officer : references.contact, value: facts.caseOfficer.name },
      { label: references.address, value: facts.caseOfficer.email },
    ],
    blocks: [
      ...blocks,
      heading(contact.heading),
      ...paragraphs(contact.text({ contact: contactOf(facts), reference: facts.caseNumber })),
    ],
    greeting: phrases.greeting,
    signatures: [
      ...(approver === null ? [] : [approver]),
      // Who only answers questions has not had the case that is dismissed.
      ...(facts.kind === 'L7'
        ? []
        : [{ name: facts.caseOfficer.name, role: assigned ? phrases.caseOfficer : phrases.contactPerson }]),
    ],
    approved: phrases.approved,
    copies: copiesTo.length > 0 ? { label: phrases.copies, names: copiesTo.join(', ') } : null,
    pageLabel: page.label,
    ofLabel: page.of,
  };
}
