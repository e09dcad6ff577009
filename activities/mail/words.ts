import {
  formatDate,
  formatInstantWithSeconds,
  formatLongDate,
  formatLongDeadline,
  lastDayOf,
  localDate,
} from '../../domain/calendar/index.js';
import { formatKroner } from '../../domain/money.js';
import type { EmailFacts, EmailKind, WrittenForm } from '../../domain/notices.js';
import { roleNames } from './role-names.js';

const reports = {
  nb: { interim: ['en underveisrapport', 'underveisrapporten'], final: ['en sluttrapport', 'sluttrapporten'] },
  nn: { interim: ['ein undervegsrapport', 'undervegsrapporten'], final: ['ein sluttrapport', 'sluttrapporten'] },
} as const;

const distances = {
  nb: { tomorrow: 'i morgen', days: 'dager' },
  nn: { tomorrow: 'i morgon', days: 'dagar' },
} as const;

/** One line, at most `length` characters, whole words where possible. */
function cut(text: string, length = 40): string {
  const line = oneLine(text);
  if (line.length <= length) return line;
  const whole = line.slice(0, length).replace(/\s+\S*$/, '');
  return `${(whole.length > length / 2 ? whole : line.slice(0, length - 1)).trimEnd()}…`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const withoutYear = (date: string): string => date.replace(/ \d{4}$/, '');

/**
 * The facts as words of a sentence. Each is worked out when a text asks for it; one that is missing throws an Error
 * naming the kind and the fact.
 */
export function wordsOf(kind: EmailKind, form: WrittenForm, facts: EmailFacts) {
  function need<K extends keyof EmailFacts>(name: K): NonNullable<EmailFacts[K]> {
    const value = facts[name];
    if (value === undefined || value === '') throw new Error(`${kind} lacks the fact ${name}`);
    return value;
  }
  /** The number at the end of the ladder’s step: days before or after the deadline. */
  function stepDays(): number {
    const days = /-(\d+)$/.exec(need('step'))?.[1];
    if (days === undefined) throw new Error(`${kind} lacks the days of the fact step`);
    return Number(days);
  }

  return {
    /** «The whole title» */
    get title() { return `«${oneLine(need('matter'))}»`; },
    /** «At most 40 characters of it», for subjects. */
    get short() { return `«${cut(need('matter'))}»`; },
    /** "Bodø kommune", "Statsforvalteren i Nordland": the matter of an access request or a role. */
    get place() { return cut(need('matter')); },
    /** "saksbehandler" */
    get role() { return roleNames[form][need('role')]; },
    get from() { return formatLongDate(localDate(need('from')), form); },
    /** In whose place; null for a role that is one’s own. */
    get lenderIfAny() { return facts.lender ?? null; },
    get coordinator() { return facts.coordinator ?? false; },
    get stands() { return facts.stands ?? false; },
    get suspended() { return facts.suspended ?? false; },
    get unconfirmed() { return facts.unconfirmed ?? false; },
    /** Names, where there is anybody. */
    get administratorsIfAny() { return facts.administrators ?? null; },
    get question() { return need('question').trim(); },
    /** Why, where somebody gave a reason. */
    get reasonIfAny() { return facts.reason?.trim() ?? null; },
    get office() { return need('office'); },
    get url() { return need('url'); },
    /** The announcement’s file in this written form. */
    get announcement() { return `${need('announcement')}/${form}`; },
    get localApproval() { return facts.localApproval ?? 'none'; },
    get municipality() { return `${need('municipality')} kommune`; },
    get reference() { return need('reference'); },
    get caseNumber() { return need('caseNumber'); },
    /** What the day’s one e-mail tells of. */
    get notices() { return need('notices'); },
    get received() { return formatInstantWithSeconds(need('receivedAt')); },
    /** "onsdag 31. mars 2027 kl. 23.59" */
    get deadline() { return formatLongDeadline(need('deadline'), form); },
    /** "31. mars", for subjects. */
    get day() { return withoutYear(formatDate(lastDayOf(need('deadline')))); },
    /** "31. mars 2027", for subjects about another year. */
    get dayAndYear() { return formatDate(lastDayOf(need('deadline'))); },
    get previousDeadline() { return formatLongDeadline(need('previousDeadline'), form); },
    /** When an answer is promised from now on; null where that stands. */
    get answerByIfAny() { return facts.answerBy ? formatLongDate(facts.answerBy, form) : null; },
    get opens() { return formatLongDate(localDate(need('opensAt')), form); },
    get amount() { return formatKroner(need('amount')); },
    get reason() { return need('reason').trim(); },
    get code() { return need('code'); },
    get requester() { return oneLine(need('requester')); },
    get task() { return need('task'); },
    get command() { return need('command'); },
    get refusal() { return need('refusal'); },
    /** "ein sluttrapport" */
    get aReport() { return reports[form][need('reportKind')][0]; },
    /** "sluttrapporten" */
    get theReport() { return reports[form][need('reportKind')][1]; },
    get stepDays() { return stepDays(); },
    /** "i dag", "i morgen", "om 7 dager": from the step. */
    get left() {
      const days = stepDays();
      if (days === 0) return 'i dag';
      return days === 1 ? distances[form].tomorrow : `om ${days} ${distances[form].days}`;
    },
  }; // prettier-ignore
}

export type Words = ReturnType<typeof wordsOf>;
