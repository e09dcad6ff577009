import { formatDate, formatDeadline, localDate } from '../calendar/index.js';
import { formatAmount, formatKroner } from '../money.js';
import type { LetterFacts, WrittenForm } from '../notices.js';
import { heading, paragraphs, type Block, type LetterDocument } from './document.js';
import type { LetterWords, Phrases } from './phrases.js';
import { nb } from './texts.nb.js';
import { nn } from './texts.nn.js';

const phrasesOf: Readonly<Record<WrittenForm, Phrases>> = { nb, nn };

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const thisYear = ({ years, budgetYear }: LetterFacts) => years.filter((year) => year.year === budgetYear);

function wordsOf(facts: LetterFacts, { competition }: Phrases): LetterWords {
  const { office, recipient, title, callTitle, budgetYear, payee, round, years, caseOfficer } = facts;
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
      applications: competition.applications(round.applications),
      awards: competition.projects(round.awards),
      applied: formatKroner(round.applied),
      awarded: formatKroner(round.awarded),
      frame: formatKroner(round.frame),
    },
    contact: `${caseOfficer.name}, ${caseOfficer.email}`,
  };
}

type Part = (facts: LetterFacts, phrases: Phrases, words: LetterWords) => Block[];

const amounts: Part = ({ years }, { years: text }) => [
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
  ...(years.length > 1 ? paragraphs(text.later) : []),
];

const participants: Part = (facts, { participants: text }, words) =>
  facts.participants.length === 0
    ? []
    : [heading(text.heading), ...paragraphs(text.text(words)), { kind: 'list', items: facts.participants }];

const conditions: Part = (facts, { conditions: text }, words) => [
  heading(text.heading),
  ...paragraphs(text.lead),
  { kind: 'list', items: [...(facts.ownSharePercent > 0 ? [text.ownShare(words)] : []), ...text.standing] },
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

const remedy: Part = (facts, phrases, words) => {
  const { heading: title, text } = phrases.remedy[facts.regime];
  return [
    heading(title),
    ...paragraphs(text, facts.kind === 'L6' && facts.regime === 'notIndividualDecision' ? phrases.access : ''),
    heading(phrases.contact.heading),
    ...paragraphs(phrases.contact.text(words)),
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
    ...paragraphs(use.purpose(words), partial ? use.adjustedBudget : ''),
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

const rejection: Part = (facts, { basis, competition, publicity }, words) => [
  heading(basis.heading),
  ...paragraphs(basis.text(words), facts.reason),
  heading(competition.heading),
  ...paragraphs(competition.round(words), facts.round.awards > 0 ? competition.awards(words) : ''),
  heading(publicity.heading),
  ...paragraphs(publicity.rejection),
];

/** "974 761 319" */
const grouped = (organisationNumber: string): string => organisationNumber.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');

/** The whole letter as text and tables (letters-and-emails.md E.2). Pure: figures and prose come from the facts alone. */
export function letterDocument(facts: LetterFacts): LetterDocument {
  const phrases = phrasesOf[facts.language];
  const words = wordsOf(facts, phrases);
  const { references, page } = phrases;
  const body = facts.kind === 'L6' ? rejection : award;
  return {
    language: facts.language,
    date: facts.date,
    title: phrases.titles[facts.kind](words),
    office: facts.office.name,
    officeLine: `${phrases.organisationNumber} ${grouped(facts.office.organisationNumber)}`,
    markAlt: phrases.markAlt,
    recipient: facts.recipient.name,
    references: [
      { label: references.theirs, value: facts.recipient.ownReference ?? references.none },
      { label: references.ours, value: facts.caseNumber },
      { label: references.date, value: formatDate(facts.date) },
      { label: references.officer, value: facts.caseOfficer.name },
    ],
    blocks: [
      ...paragraphs(...phrases.lead[facts.kind].map((sentence) => sentence(words))),
      ...body(facts, phrases, words),
      ...remedy(facts, phrases, words),
    ],
    greeting: phrases.greeting,
    signatures: [
      { name: facts.approver, role: phrases.approver },
      { name: facts.caseOfficer.name, role: phrases.caseOfficer },
    ],
    approved: phrases.approved,
    copies:
      facts.kind !== 'L6' && facts.participants.length > 0
        ? { label: phrases.copies, names: facts.participants.join(', ') }
        : null,
    pageLabel: page.label,
    ofLabel: page.of,
  };
}
