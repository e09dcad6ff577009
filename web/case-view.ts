/** What every page of a case begins with: where it stands, who is waited for, until when. From process, event and duty rows. */
import type { Kind, WaitsFor } from '../domain/lifecycle.js';
import { lifecycles } from '../domain/lifecycles.js';
import { formatInstant } from '../domain/calendar/index.js';
import type { Process } from '../prisma/generated/client.js';
import type { DeadlineChip, Link, ProcessTimeline, StatusTag, TagColor, WhereNow } from './components/models.js';
import type { PageContext, Translate } from './page.js';

const kinds: Readonly<Record<string, Kind>> = {
  'access-request': 'accessRequest',
  call: 'call',
  consultation: 'consultation',
  grant: 'grant',
  person: 'person',
  project: 'project',
  report: 'report',
  role: 'role',
  thread: 'thread',
};

/** The kind in a process id: "grant/…" is `grant`. */
export function kindOf(processId: string): Kind {
  const kind = kinds[processId.split('/')[0] ?? ''];
  if (!kind) throw new Error('not the id of a process');
  return kind;
}

/** From which side a case is looked at. Applicants see «Til vurdering» until the letter. */
export type Viewer = 'municipality' | 'office' | 'public';

/** Instead of its state, of an application whose municipality has not opened the letter: `applications/outcome.ts` says when. */
export const decidedUnread = 'decidedUnread';

/** What is inside the office’s house is not told outside it; «Venter på oss» is the office’s to say. */
function shownState(kind: Kind, state: string, viewer: Viewer): string {
  if (viewer === 'office') return state;
  if (kind === 'thread' && state === 'open') return 'awaitingAnswer';
  return kind === 'grant' && state === 'recommended' ? 'underAssessment' : state;
}

const colors: Readonly<Record<Kind, Readonly<Record<string, TagColor>>>> = {
  accessRequest: { submitted: 'warning', needsClarification: 'warning', invited: 'info', approved: 'success' },
  call: { awaitingApproval: 'warning', scheduled: 'info', open: 'success', underAssessment: 'info', allocated: 'warning', decided: 'success', cancelled: 'danger' },
  consultation: { open: 'success', closed: 'info', summarised: 'success', cancelled: 'danger' },
  grant: { awaitingLocalApproval: 'warning', awaitingMayor: 'warning', late: 'warning', submitted: 'info', registered: 'info', underAssessment: 'info', informationRequested: 'warning', recommended: 'info', decidedUnread: 'info', granted: 'success', partiallyGranted: 'success' },
  person: { active: 'success' },
  role: { proposed: 'warning', active: 'success', suspended: 'danger' },
  project: { active: 'info', finalReporting: 'info', completed: 'success' },
  report: { open: 'info', overdue: 'danger', submitted: 'info', returned: 'warning', approved: 'success' },
  thread: { open: 'warning', awaitingAnswer: 'info', answered: 'info' },
}; // prettier-ignore

/** The tag of a state in the words of ui.md, section 4. */
export function statusTag(t: Translate, kind: Kind, state: string, viewer: Viewer = 'office'): StatusTag {
  const seen = shownState(kind, state, viewer);
  return { text: t(`common.state.${kind}.${seen}`), color: colors[kind][seen] ?? 'neutral' };
}

const office: readonly string[] = ['governor', 'approver', 'assessor'] satisfies WaitsFor[];

export type WhereNowOptions = {
  viewer: Viewer;
  /** The one thing this person can do now. */
  action?: Link | null;
  /** Where the duty rows do not hold the deadline: a clarification’s, a call’s while it is written. */
  deadline?: DeadlineChip | null;
  /** The reader can do it: «deg», not the name of the role. */
  yours?: boolean;
  /** What comes next, where that says more than who is waited for. */
  waitsFor?: string | undefined;
};

/** `where-now` of a case. Without an action it says that nothing need be done. */
export async function whereNow(context: PageContext, process: Process, options: WhereNowOptions): Promise<WhereNow> {
  const { t } = context;
  const kind = process.kind as Kind;
  const you = options.yours && office.includes(process.waitsFor) ? t('common.whereNow.you') : undefined;
  return {
    status: statusTag(t, kind, process.state, options.viewer),
    waitsFor:
      options.waitsFor ?? you ?? (await opensText(context, process)) ?? waitsForText(t, process, options.viewer),
    deadline: options.deadline === undefined ? await nextDeadline(context, process) : options.deadline,
    action: options.action ?? null,
    calm: t('common.whereNow.calm'),
  };
}

/** States in which nobody in particular is waited for, and something can be said of what happens: `common.waitsIn.<side>`. */
const ownWords: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  grant: ['submitted'],
  call: ['scheduled', 'open', 'decided'],
  report: ['scheduled'],
};

/** "Venter på dere", "Venter på Statsforvalteren": seen from one’s own side. */
export function waitsForText(
  t: Translate,
  process: Pick<Process, 'waitsFor' | 'state' | 'kind'>,
  viewer: Viewer,
): string {
  const { kind, state } = process;
  const inside: readonly WaitsFor[] = ['approver', 'assessor'];
  const waitsFor = process.waitsFor as WaitsFor;
  const side = viewer === 'public' ? 'office' : viewer;
  if (ownWords[kind as Kind]?.includes(state)) return t(`common.waitsIn.${side}.${kind}.${state}`);
  return t(`common.waitsFor.${side}.${viewer !== 'office' && inside.includes(waitsFor) ? 'governor' : waitsFor}`);
}

/** When what is scheduled opens by itself: a date, not a deadline. */
async function opensText({ services, t }: PageContext, { id, state }: Process): Promise<string | null> {
  if (state !== 'scheduled') return null;
  const duty = await services.prisma.duty.findFirst({ where: { processId: id, status: 'planned', ladder: 'opening' } });
  return duty && t('common.whereNow.opens', { at: formatInstant(duty.dueAt.getTime()) });
}

/** The earliest planned deadline of the process. */
export async function nextDeadline(
  { services, now }: PageContext,
  process: Pick<Process, 'id'>,
): Promise<DeadlineChip | null> {
  const duty = await services.prisma.duty.findFirst({
    where: {
      processId: process.id,
      status: 'planned',
      type: 'deadline',
      ladder: { in: ['deadline', 'localDeadline', 'registration', 'confirmation'] },
    },
    orderBy: { dueAt: 'asc' },
  });
  return duty ? { at: duty.dueAt.getTime(), now } : null;
}

const brokenOff: readonly string[] = ['cancelled', 'withdrawn', 'dismissed'];

/** The line with nodes: the lifecycle’s phases, when each was reached, and the next reminder. */
export async function timeline(
  context: PageContext,
  process: Process,
  viewer: Viewer = 'office',
): Promise<ProcessTimeline> {
  const { services, t } = context;
  const kind = process.kind as Kind;
  const [events, reminder] = await Promise.all([
    services.prisma.event.findMany({
      // The day something was imported says nothing of when it happened.
      where: { processId: process.id, name: { not: 'imported' } },
      orderBy: { seq: 'asc' },
      select: { name: true, toState: true, fromState: true, at: true },
    }),
    services.prisma.duty.findFirst({
      where: { processId: process.id, status: 'planned', type: 'reminder' },
      orderBy: { dueAt: 'asc' },
    }),
  ]);
  const { phases } = lifecycles[kind];
  const shown = viewer === 'office' ? phases : phases.filter(({ phase }) => phase !== 'recommended');
  const state = shownState(kind, process.state, viewer);
  const current = shown.findIndex(
    ({ phase, states }) => states.includes(state) || (state === decidedUnread && phase === 'decided'),
  );
  // A decision that is not told yet stands among the events.
  const isBrokenOff = brokenOff.includes(events.at(-1)?.toState ?? process.state);
  /** The newest time, so that later is not earlier; what a deadline puts back is counted from when it came in. */
  const reachedOf = (states: readonly string[], i: number) => {
    const entered = events.filter(({ toState, fromState }) => states.includes(toState) && !states.includes(fromState));
    if (i === 0) return events[0] && states.includes(events[0].toState) ? events[0] : undefined;
    return entered.findLast(({ name }) => !name.startsWith('due:')) ?? entered.at(-1);
  };
  const steps = shown
    .map(({ phase, states }, i) => ({ phase, i, reached: reachedOf(states, i) }))
    // What was broken off never came to what lies between.
    .filter(({ i, reached }) => i === 0 || i >= current || reached !== undefined || !isBrokenOff);
  return {
    steps: steps.map(({ phase, i, reached }) => {
      const passed = i < current;
      const place = passed || (i === current && process.final) ? 'done' : i === current ? 'now' : 'later';
      const name = t(`common.phase.${kind}.${phase}`);
      const stands = statusTag(t, kind, state, viewer).text;
      return {
        label: i === current && stands !== name ? `${name}: ${stands}` : name,
        phase: place,
        at: place === 'later' ? null : (reached?.at.getTime() ?? null),
        waitsFor: place === 'now' ? waitsForText(t, process, viewer) : null,
      };
    }),
    nextReminder: reminder?.dueAt.getTime() ?? null,
  };
}
