/** The log’s rows as they are shown and exported. */
import { isMasked } from '../../domain/authorisation.js';
import { formatDeadline } from '../../domain/calendar/index.js';
import { lifecycles } from '../../domain/lifecycles.js';
import type { UserContext } from '../page.js';
import type { LogFilter } from './filter.js';
import { namingOf, type About, type Who } from './naming.js';
import {
  asked,
  cursorOf,
  eventRows,
  lookRows,
  processOfLook,
  renamed,
  type EventRow,
  type LookRow,
} from './reading.js';
import { pageText, whatText } from './words.js';

export type LogLine = {
  at: number;
  who: Who;
  role: string;
  /** In whose place. */
  inPlaceOf: Who | null;
  what: string;
  about: About | null;
  /** Of an event: from which state to which, of a change of name from what to what; null where it stayed or is not shown. */
  change: { from: string; to: string } | null;
  /** What stands where there is no change to show. */
  noChange: string;
  /** Of a look: whose data it was. */
  whose: Who | null;
  /** Of an event: what brought it about; of a look: what was looked at, where that is no process. */
  detail: string;
};

type Changed = Pick<LogLine, 'change' | 'noChange'>;

/** What somebody was called and is called, for who is told names. */
function nameChange({ t, user }: UserContext, row: EventRow): Changed {
  const [from, to] = [row.before ?? '', row.after ?? ''];
  if (isMasked(user.actor, 'log.read', row, 'personal')) return { change: null, noChange: t('log.notShown') };
  // Emptied with the person.
  if (from === '' && to === '') return { change: null, noChange: t('log.emptied') };
  return { change: { from: from || t('log.noName'), to: to || t('log.noName') }, noChange: '' };
}

/** "Skjema", "Frist eller påminning", "Følger av en annen sak": what brought an event about. */
function causeText({ t }: UserContext, { cause, name, actorId }: EventRow): string {
  if (cause.includes('>')) return t('log.cause.derived');
  if (name.includes(':')) return t('log.cause.ladder');
  return t(actorId === null ? 'log.cause.system' : 'log.cause.form');
}

async function eventLines(context: UserContext, rows: readonly EventRow[]): Promise<LogLine[]> {
  const { t } = context;
  const naming = await namingOf(context, {
    people: rows.flatMap(({ actorId, deputyForId, name, subjectId }) => [
      actorId,
      deputyForId,
      name === renamed ? subjectId : null,
    ]),
    processes: rows.filter(({ name }) => name !== renamed).map(({ processId }) => processId),
  });
  const moved = await extensionTexts(context, rows);
  const state = ({ kind }: EventRow, name: string) =>
    lifecycles[kind].states.includes(name) ? t(`common.state.${kind}.${name}`) : name;
  /** Nothing where the words are the same: two states may share one. */
  const changeOf = (row: EventRow): Changed => {
    if (row.name === renamed) return nameChange(context, row);
    const [from, to] = [state(row, row.fromState), state(row, row.toState)];
    return { change: from === to ? null : { from, to }, noChange: t('log.noChange') };
  };
  const aboutOf = (row: EventRow): About =>
    row.name === renamed
      ? { text: t('log.kind.person'), title: naming.who(row.subjectId, row).name, href: null }
      : naming.about(row.processId);
  return rows.map((row) => ({
    at: row.at.getTime(),
    who: naming.who(row.actorId, row),
    role: row.actorId === null ? '' : t(`common.role.${row.actorRole}`),
    inPlaceOf: row.deputyForId === null ? null : naming.who(row.deputyForId, row),
    what: whatText(t, row.kind, row.name, row.toState),
    about: aboutOf(row),
    ...changeOf(row),
    whose: null,
    detail: moved.get(row.cause) ?? causeText(context, row),
  }));
}

/** Of extensions of a call’s deadline, by their cause: from when to when. */
async function extensionTexts({ services, t }: UserContext, rows: readonly EventRow[]): Promise<Map<string, string>> {
  const extended = rows.filter(({ kind, name }) => kind === 'call' && name === 'extendDeadline');
  if (extended.length === 0) return new Map();
  const deadlines = await services.prisma.callDeadline.findMany({
    where: { callId: { in: extended.map(({ subjectId }) => subjectId) } },
    orderBy: { version: 'asc' },
  });
  return new Map(
    extended.flatMap(({ cause, subjectId, at }): [string, string][] => {
      const own = deadlines.filter(({ callId }) => callId === subjectId);
      const i = own.findIndex(({ version, decidedAt }) => version > 1 && decidedAt.getTime() === at.getTime());
      if (i < 1) return [];
      const [was, is] = [own[i - 1]!, own[i]!].map(({ deadline }) => formatDeadline(deadline.getTime()));
      return [[cause, t('log.extension', { was, is })]];
    }),
  );
}

async function lookLines(context: UserContext, rows: readonly LookRow[]): Promise<LogLine[]> {
  const { t } = context;
  const processes = rows.map(processOfLook);
  const naming = await namingOf(context, {
    people: rows.flatMap(({ actorId, personId }) => [actorId, personId]),
    processes: processes.filter((id) => id !== null),
  });
  return rows.map((row, i) => ({
    at: row.at.getTime(),
    who: naming.who(row.actorId, row),
    role: t(`common.role.${row.actorRole}`),
    inPlaceOf: null,
    what: pageText(t, row.page),
    about: processes[i] ? naming.about(processes[i]) : null,
    change: null,
    noChange: '',
    whose: row.personId === null ? null : naming.who(row.personId, row),
    detail: processes[i] ? '' : row.subject,
  }));
}

export type LogPage = { lines: LogLine[]; next: string | null };

/** Pages of the log, one after the other, `size` lines each; ends with the last. */
export async function* logPages(context: UserContext, filter: LogFilter, size: number): AsyncGenerator<LogPage> {
  const what = await asked(context, filter);
  for (let after = filter.after; ;) {
    const rows =
      filter.kind === 'hendelser' ? await eventRows(what, after, size + 1) : await lookRows(what, after, size + 1);
    const shown = rows.slice(0, size);
    const next = rows.length > size ? cursorOf(shown.at(-1)!) : null;
    const lines =
      filter.kind === 'hendelser'
        ? await eventLines(context, shown as EventRow[])
        : await lookLines(context, shown as LookRow[]);
    yield { lines, next };
    if (next === null) return;
    after = next;
  }
}
