import { deadlineAtEndOf, formatDate, type LocalDate } from '../../../domain/calendar/index.js';
import type { Moved } from '../../../domain/call/extension.js';
import { callCancellation, callSentBack, deadlineExtension } from '../../../domain/call/form.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { Fault } from '../../forms.js';
import type { Translate } from '../../page.js';
import { readDate } from '../edit/parse.js';
import type { CallAction } from './actions.js';

/** `dates`: what is promised after the deadline, by field, where the form asked for it. */
export type ActionValues = Record<'comment' | 'deadline' | 'reason' | 'anyway', string> & {
  dates: Readonly<Record<string, string>>;
};
type Parsed = { content: Prisma.InputJsonObject; faults: [] } | { content: null; faults: Fault[] };

const longest = { comment: 2000, reason: 1000 } as const;
const shortest = 10;

type Judging = { t: Translate; now: number; deadline: number };

/** What is wrong with the new last day; null when nothing. `now` and `deadline` (the one that holds) are epoch ms. */
export function deadlineFault(text: string, { t, now, deadline }: Judging): Fault | null {
  const date = readDate(text);
  const moved = date ? deadlineAtEndOf(date) : undefined;
  const fault = (code: string): Fault => ({ fieldId: 'deadline', text: t(`calls.fault.${code}`) });
  if (moved === undefined) return fault('deadlineDate');
  if (moved <= deadline) return fault('deadlineNotLater');
  return moved <= now ? fault('deadlinePast') : null;
}

/** What was promised must be promised for a day after the deadline; asked for once when it comes too near. */
export function dateFaults(moved: readonly Moved[], { dates }: ActionValues, { t, later }: { t: Translate; later: LocalDate }): Fault[] {
  return moved.flatMap(({ id, date, suggested }): Fault[] => {
    const kind = id.startsWith('report-') ? 'report' : 'expectedDecisionOn';
    const fault = (code: string): Fault[] => [
      { fieldId: id, text: t(`announcement.extension.fault.${code}.${kind}`, { at: formatDate(date), suggested: formatDate(suggested), deadline: formatDate(later) }) },
    ];
    const typed = dates[id];
    if (typed === undefined) return fault('tooNear');
    const chosen = readDate(typed);
    if (!chosen) return fault('noDate');
    return chosen <= later ? fault('before') : [];
  });
} // prettier-ignore

type Extending = Judging & {
  /** Why the new last day needs a tick. */
  dayOff: string | null;
  /** What comes too near a new last day. */
  promised: (later: LocalDate) => Moved[];
};

/** What was written, as the command’s content. */
export function parseAction({ asks }: CallAction, values: ActionValues, input: Extending): Parsed {
  const { t } = input;
  const faults: Fault[] = [];
  const asked = (field: string): boolean => (asks as readonly string[]).includes(field);
  for (const field of ['comment', 'reason'] as const) {
    if (!asked(field)) continue;
    const { length } = values[field].trim();
    if (length < shortest) faults.push({ fieldId: field, text: t(`calls.fault.${field}Short`) });
    if (length > longest[field])
      faults.push({ fieldId: field, text: t('calls.fault.tooLong', { count: length - longest[field] }) });
  }
  const extension = asked('deadline') ? extensionFrom(values, input) : null;
  if (extension) faults.push(...extension.faults);
  if (faults.length > 0) return { content: null, faults };
  if (extension)
    return { content: deadlineExtension.parse({ ...extension.content, reason: values.reason }), faults: [] };
  if (asked('reason')) return { content: callCancellation.parse({ reason: values.reason }), faults: [] };
  return { content: asked('comment') ? callSentBack.parse({ comment: values.comment }) : {}, faults: [] };
}

type ExtensionRead = { faults: Fault[]; content: Record<string, unknown> };

function extensionFrom(values: ActionValues, { dayOff, promised, ...judging }: Extending): ExtensionRead {
  const { t } = judging;
  const fault = deadlineFault(values.deadline, judging);
  if (fault) return { faults: [fault], content: {} };
  const later = readDate(values.deadline)!;
  const moved = promised(later);
  const faults = dateFaults(moved, values, { t, later });
  if (dayOff !== null && values.anyway !== 'yes')
    faults.unshift({ fieldId: 'deadline', text: `${dayOff} ${t('announcement.extension.tick')}` });
  if (faults.length > 0) return { faults, content: {} };
  const chosen = moved.map(({ id }) => ({ id, date: readDate(values.dates[id]!)! }));
  const answer = chosen.find(({ id }) => id === 'expectedDecisionOn');
  const reports = chosen.flatMap(({ id, date }) =>
    id.startsWith('report-') ? [{ position: Number(id.split('-')[1]), dueOn: date }] : [],
  );
  return {
    faults: [],
    content: {
      deadline: deadlineAtEndOf(later),
      ...(answer ? { expectedDecisionOn: answer.date } : {}),
      ...(reports.length > 0 ? { reports } : {}),
    },
  };
}
