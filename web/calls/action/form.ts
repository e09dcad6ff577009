import { deadlineAtEndOf } from '../../../domain/calendar/index.js';
import { callCancellation, callSentBack, deadlineExtension } from '../../../domain/call/form.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { Fault } from '../../forms.js';
import type { Translate } from '../../page.js';
import { readDate } from '../edit/parse.js';
import type { CallAction } from './actions.js';

export type ActionValues = Record<'comment' | 'deadline' | 'reason' | 'anyway', string>;
type Parsed = { content: Prisma.InputJsonObject; faults: [] } | { content: null; faults: Fault[] };

const longest = { comment: 2000, reason: 1000 } as const;
const shortest = 10;

/** What was written, as the command’s content. `now` and `deadline` (the one that holds) are epoch ms; `dayOff`: why the new last day needs a tick. */
export function parseAction(
  { asks }: CallAction,
  values: ActionValues,
  { t, now, deadline, dayOff }: { t: Translate; now: number; deadline: number; dayOff: string | null },
): Parsed {
  const faults: Fault[] = [];
  const asked = (field: keyof ActionValues): boolean => (asks as readonly string[]).includes(field);
  for (const field of ['comment', 'reason'] as const) {
    if (!asked(field)) continue;
    const { length } = values[field].trim();
    if (length < shortest) faults.push({ fieldId: field, text: t(`calls.fault.${field}Short`) });
    if (length > longest[field])
      faults.push({ fieldId: field, text: t('calls.fault.tooLong', { count: length - longest[field] }) });
  }
  const date = asked('deadline') ? readDate(values.deadline) : undefined;
  const moved = date ? deadlineAtEndOf(date) : undefined;
  if (asked('deadline') && moved === undefined)
    faults.push({ fieldId: 'deadline', text: t('calls.fault.deadlineDate') });
  if (moved !== undefined && moved <= deadline)
    faults.push({ fieldId: 'deadline', text: t('calls.fault.deadlineNotLater') });
  else if (moved !== undefined && moved <= now)
    faults.push({ fieldId: 'deadline', text: t('calls.fault.deadlinePast') });
  else if (asked('deadline') && dayOff !== null && values.anyway !== 'yes')
    faults.push({ fieldId: 'deadline', text: `${dayOff} ${t('announcement.extension.tick')}` });
  if (faults.length > 0) return { content: null, faults };
  if (moved !== undefined)
    return { content: deadlineExtension.parse({ deadline: moved, reason: values.reason }), faults: [] };
  if (asked('reason')) return { content: callCancellation.parse({ reason: values.reason }), faults: [] };
  return { content: asked('comment') ? callSentBack.parse({ comment: values.comment }) : {}, faults: [] };
}
