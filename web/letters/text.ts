/** A letter’s facts as text, in the letter’s own written form (letters-and-emails.md L4–L6). */
import { formatDate, formatDeadline, localDate } from '../../domain/calendar/index.js';
import { formatKroner } from '../../domain/money.js';
import type { LetterFacts, WrittenForm } from '../../domain/notices.js';
import type { Translate } from '../page.js';

export type LetterPart = { heading: string; paragraphs: string[]; list: string[] };
export type LetterYearRow = { year: number; applied: string; awarded: string; commitment: string };
export type LetterText = {
  language: WrittenForm;
  heading: string;
  meta: { label: string; value: string }[];
  lead: string;
  /** Absent in a rejection. */
  years: { caption: string; columns: [string, string, string, string]; rows: LetterYearRow[] } | null;
  parts: LetterPart[];
  signature: string[];
};

const paragraphs = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

/** The words of one letter; `t` is the reader’s, the letter’s language is asked for by name. */
export function letterText(facts: LetterFacts, t: Translate): LetterText {
  const word: Translate = (key, params = {}) => t(`letters.text.${key}`, { ...params, lng: facts.language });
  const awards = facts.kind !== 'L6';
  const awarded = facts.years.reduce((sum, year) => sum + year.awarded, 0);
  const applied = facts.years.reduce((sum, year) => sum + year.applied, 0);
  return {
    language: facts.language,
    heading: word(`heading.${facts.kind}`),
    meta: [
      { label: word('to'), value: facts.recipient.name },
      { label: word('from'), value: facts.office.name },
      { label: word('ourReference'), value: facts.caseNumber },
      ...(facts.recipient.ownReference ? [{ label: word('yourReference'), value: facts.recipient.ownReference }] : []),
      { label: word('date'), value: formatDate(facts.date) },
    ],
    lead: word(`lead.${facts.kind}`, {
      title: facts.title,
      call: facts.callTitle,
      awarded: formatKroner(awarded),
      applied: formatKroner(applied),
    }),
    years: awards ? yearTable(facts, word) : null,
    parts: (awards ? awardParts(facts, word) : rejectionParts(facts, word)).filter(
      (part) => part.paragraphs.length + part.list.length > 0,
    ),
    signature: [
      word('regards'),
      facts.approver,
      facts.office.name,
      word('approved'),
      word('caseOfficer', facts.caseOfficer),
    ],
  };
}

function yearTable({ years }: LetterFacts, word: Translate): NonNullable<LetterText['years']> {
  return {
    caption: word('years.caption'),
    columns: [word('years.year'), word('years.applied'), word('years.awarded'), word('years.commitment')],
    rows: years.map(({ year, applied, awarded, commitment }) => ({
      year,
      applied: formatKroner(applied),
      awarded: formatKroner(awarded),
      commitment: word(`commitment.${commitment}`),
    })),
  };
}

const part = (word: Translate, name: string, paragraphs: string[], list: string[] = []): LetterPart => ({
  heading: word(`part.${name}`),
  paragraphs,
  list,
});

function awardParts(facts: LetterFacts, word: Translate): LetterPart[] {
  const { ownSharePercent: percent, participants, payee, budgetYear } = facts;
  const later = facts.years.some((year) => year.commitment === 'conditional' && year.awarded > 0);
  return [
    part(word, 'reason', paragraphs(facts.reason)),
    part(word, 'money', [
      word('payee', { payee, year: budgetYear }),
      ...(later ? [word('later')] : []),
      ...(percent > 0 ? [word('ownShare', { percent })] : []),
      ...(participants.length > 0 ? [word('participants', { names: participants.join(', ') })] : []),
    ]),
    part(word, 'conditions', [...paragraphs(facts.conditions), word('changes')]),
    part(word, 'reports', facts.reports.length > 0 ? [word('reports')] : [], facts.reports.map((report) => reportLine(report, word))),
    part(word, 'control', [word('control'), word('publicity')]),
    part(word, 'regime', [word(`regime.${facts.regime}`)]),
  ]; // prettier-ignore
}

const reportLine = ({ kind, opensAt, dueAt }: LetterFacts['reports'][number], word: Translate): string =>
  word(`report.${kind}`, { opens: formatDate(localDate(opensAt)), due: formatDeadline(dueAt) });

function rejectionParts(facts: LetterFacts, word: Translate): LetterPart[] {
  const { applications, applied, awards, awarded, frame } = facts.round;
  const figures = { applications, awards, applied: formatKroner(applied), awarded: formatKroner(awarded), frame: formatKroner(frame), year: facts.budgetYear }; // prettier-ignore
  return [
    part(word, 'reason', paragraphs(facts.reason)),
    part(word, 'round', [word('round', figures)]),
    part(word, 'access', [word('access')]),
    part(word, 'regime', [word(`regime.${facts.regime}`)]),
  ];
}
