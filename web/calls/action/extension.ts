/** What an extension of the deadline (K5) does to whom and to which dates, told before it is decided. */
import {
  deadlineAtEndOf,
  formatDate,
  formatInstant,
  lastDayOf,
  type LocalDate,
} from '../../../domain/calendar/index.js';
import { withMunicipality } from '../../../domain/application/lifecycle.js';
import { tooNear, type Moved, type Promised } from '../../../domain/call/extension.js';
import { dayOff } from '../../../domain/call/warnings.js';
import { ladders } from '../../../domain/ladder.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { callAudience } from '../../../prisma/call-audience.js';
import { errorOf, type Fault, type FieldDate } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import type { CallRow } from '../call.js';
import { readDate } from '../edit/parse.js';
import { warningText } from '../edit/warnings.js';
import type { ActionValues } from './form.js';

export type ApplicationsRow = { municipality: string; applications: string };
export type MovedRow = { what: string; now: string; then: string };
export type Extension = {
  /** Who is told, one line for each kind, and how many that is. */
  told: string[];
  total: string;
  applications: ApplicationsRow[];
  moved: MovedRow[];
  /** What was promised and comes too near the new deadline. */
  dates: FieldDate[];
};

type Typed = { values: ActionValues; faults: readonly Fault[] };

/** What it moves to is told when the new last day, as it was typed, is later than the one that holds. */
export async function extensionOf(context: UserContext, call: CallRow, { values, faults }: Typed): Promise<Extension> {
  const grants = await context.services.prisma.process.findMany({
    where: { parentId: processIdOf('call', call.id), kind: 'grant', final: false },
    select: { subjectId: true, state: true, municipalityCode: true },
  });
  const drafts = grants.filter(({ state }) => ['draft', 'lapsed'].includes(state)).length;
  const date = readDate(values.deadline);
  const later = date && deadlineAtEndOf(date) > call.deadline.getTime() ? date : undefined;
  return {
    ...(await toldOf(context, call)),
    applications: await applicationRows(context, grants),
    moved: movedRows(context, call, { drafts, later }),
    dates: later ? promisedTooNear(call, later).map((moved) => dateField(context, moved, { values, faults })) : [],
  };
}

/** Everyone once, whatever they have. */
async function toldOf({ services, t, now }: UserContext, call: CallRow): Promise<Pick<Extension, 'told' | 'total'>> {
  const { users, desks, others } = await callAudience(services.prisma, call.id, new Date(now));
  const line = (key: string, count: number): string[] =>
    count > 0 ? [t(`announcement.extension.${key}`, { count })] : [];
  const elsewhere = others.users.length + others.desks.length;
  return {
    told: [...line('users', users.length), ...line('desks', desks.length), ...line('others', elsewhere)],
    total: t('announcement.extension.total', { count: users.length + desks.length + elsewhere }),
  };
}

type Grant = { subjectId: string; state: string; municipalityCode: string | null };

/** What each municipality has in the call. */
async function applicationRows({ services, t }: UserContext, grants: readonly Grant[]): Promise<ApplicationsRow[]> {
  const codes = [...new Set(grants.flatMap(({ municipalityCode }) => municipalityCode ?? []))];
  const municipalities = await services.prisma.municipality.findMany({
    where: { code: { in: codes } },
    orderBy: { name: 'asc' },
  });
  return municipalities.map(({ code, name }) => {
    const own = grants.filter(({ municipalityCode }) => municipalityCode === code);
    const of = (key: string, states: (state: string) => boolean): string[] => {
      const count = own.filter(({ state }) => states(state)).length;
      return count > 0 ? [t(`announcement.extension.${key}`, { count })] : [];
    };
    return {
      municipality: name,
      applications: [
        ...of('draft', (state) => withMunicipality.includes(state)),
        ...of('lapsed', (state) => state === 'lapsed'),
        ...of('sent', (state) => ![...withMunicipality, 'lapsed', 'late', 'dismissed'].includes(state)),
        ...of('late', (state) => state === 'late'),
        ...of('dismissed', (state) => state === 'dismissed'),
      ].join(', '),
    };
  });
}

type Moving = { drafts: number; later: LocalDate | undefined };

function movedRows({ t, now }: UserContext, call: CallRow, { drafts, later }: Moving): MovedRow[] {
  const plan = (kind: 'call' | 'grant', until: number) =>
    ladders[kind]['deadline']!.plan({ at: now, due: until, days: call.reminderDays });
  const shown = (at: number | undefined): string => {
    if (at === undefined) return '–';
    return at <= now ? t('announcement.extension.past', { at: formatInstant(at) }) : formatInstant(at);
  };
  const rows = (kind: 'call' | 'grant', what: (name: string) => string): MovedRow[] => {
    const after = later === undefined ? [] : plan(kind, deadlineAtEndOf(later));
    return plan(kind, call.deadline.getTime())
      .filter(({ type }) => type === 'reminder')
      .map(({ name, due: at }) => ({
        what: what(name),
        now: shown(at),
        then: shown(after.find((step) => step.name === name)?.due),
      }));
  };
  return [
    ...(drafts > 0
      ? rows('grant', (name) =>
          t('calls.duty.draftReminder', {
            count: drafts,
            days: t('calls.duty.days', { count: Number(/\d+$/.exec(name)?.[0] ?? 0) }),
          }),
        )
      : []),
    ...rows('call', (name) => t(`calls.duty.deadline.${name}`)),
  ];
}

const day = (date: Date): LocalDate => date.toISOString().slice(0, 10);

/** The answer that is promised and the reports’ last days, where they come too near this last day. */
export function promisedTooNear(call: CallRow, later: LocalDate): Moved[] {
  const promised: Promised[] = [
    { id: 'expectedDecisionOn', date: day(call.expectedDecisionOn) },
    ...call.reportPlans.map(({ position, dueAt }) => ({ id: `report-${position}`, date: lastDayOf(dueAt.getTime()) })),
  ];
  return tooNear(promised, { from: lastDayOf(call.deadline.getTime()), to: later });
}

const isReport = (id: string): boolean => id.startsWith('report-');

function dateField({ t }: UserContext, { id, date, suggested }: Moved, { values, faults }: Typed): FieldDate {
  const number = Number(id.split('-')[1]) + 1;
  const kind = isReport(id) ? 'report' : 'expectedDecisionOn';
  return {
    id,
    name: id,
    label: t(`announcement.extension.date.${kind}`, { number }),
    help: t('announcement.extension.date.was', { at: formatDate(date) }),
    value: values.dates[id] ?? suggested,
    error: errorOf(faults, id),
  };
}

/** What to say of a last day that is no working day; null of one that is. */
export function dayOffText(context: UserContext, text: string): string | null {
  const date = readDate(text);
  const warnings = date ? dayOff(date, { field: 'deadline' }) : [];
  return warnings.length > 0 ? warnings.map((warning) => warningText(context, warning)).join(' ') : null;
}
