/**
 * What every process shares: one command at a time, in order, once; memory and timers move only after the record;
 * letters and e-mails go out beside it; it ends when its last duty is settled (DESIGN sections 1 and 3).
 */
import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { dueStep, type Step } from '../domain/ladder.js';
import { judge, transitionOf, type Lifecycle } from '../domain/lifecycle.js';
import { describe, searchAttributes } from './describe.js';
import { runLadders } from './ladder.js';
import { command, memory, type CommandMessage, type Outcome, type PostActivities, type ProcessState, type RecordActivities, type Recorded } from './messages.js'; // prettier-ignore

// `record` and `settle` never fail finally: a failed Update is remembered under its id and would never run again.
const records = proxyActivities<RecordActivities>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '5s' },
});
const post = proxyActivities<PostActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '5s',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '300ms', backoffCoefficient: 2, maximumInterval: '30s' },
});
const afterwards = proxyActivities<Pick<PostActivities, 'giveUp'>>({ startToCloseTimeout: '5s' });

/** Lives a process of this lifecycle to its end, over any number of runs. Answers its final state. */
export async function live(state: ProcessState, lifecycle: Lifecycle): Promise<string> {
  let tail: Promise<unknown> = Promise.resolve();
  let busy = 0;
  let outside = 0;
  let handled = 0;
  let version = 0;

  /** First come, first served. A condition() on a flag would wake all waiters at once. */
  function exclusive<T>(work: () => Promise<T>): Promise<T> {
    busy++;
    const mine = tail.then(work).finally(() => busy--);
    tail = mine.catch(() => undefined);
    return mine;
  }

  function show(): void {
    setCurrentDetails(describe(state));
  }

  /** Letters first, then the e-mails that say they are ready. Nobody waits for it but the end of the process. */
  async function bringOut(letters: string[], emails: string[]): Promise<void> {
    outside++;
    try {
      if (letters.length > 0) await post.renderLetters(letters);
      if (emails.length > 0) await post.sendEmails(emails);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      await afterwards.giveUp({ letters, emails });
    } finally {
      outside--;
    }
  }

  function take(recorded: Recorded): void {
    const before = searchAttributes(state);
    state.state = recorded.state;
    state.waitsFor = recorded.waitsFor;
    state.appliedSeq = Math.max(state.appliedSeq, recorded.appliedSeq);
    state.final = recorded.final;
    state.people = { ...state.people, ...recorded.people };
    if (recorded.number) state.number = recorded.number;
    for (const ladder of recorded.stop) delete state.ladders[ladder];
    Object.assign(state.ladders, recorded.start);
    version++;
    const after = searchAttributes(state);
    if (JSON.stringify(before) !== JSON.stringify(after)) upsertSearchAttributes(after);
    show();
    if (recorded.letters.length > 0 || recorded.emails.length > 0) void bringOut(recorded.letters, recorded.emails);
  }

  async function apply(message: CommandMessage): Promise<Outcome> {
    await fireAhead(message);
    const verdict = judge(lifecycle, {
      on: message.name,
      state: state.state,
      actorId: message.actorId,
      actorRole: message.actorRole,
      deputyForId: message.deputyForId,
      people: state.people,
    });
    const refusal = 'refusal' in verdict ? verdict.refusal : null;
    const recorded = await records.record({
      processId: state.id,
      kind: state.kind,
      command: message,
      state: state.state,
      refusal,
    });
    take(recorded);
    handled++;
    return recorded.outcome;
  }

  async function catchUp(): Promise<void> {
    for (const message of await records.pendingCommands({ processId: state.id, after: state.appliedSeq })) {
      if (message.seq === state.appliedSeq + 1 && !state.final) await apply(message);
    }
  }

  /** What fell due before the command was received comes first, but not a reminder of what it ends. */
  async function fireAhead(message: CommandMessage): Promise<void> {
    for (;;) {
      const stops = transitionOf(lifecycle, message.name, state.state)?.stops ?? [];
      const ended = (step: Step) => step.type === 'reminder' && (stops === 'all' || stops.includes(step.ladder));
      if (!(await fire(message.receivedAt, message.seq, ended))) return;
    }
  }

  /** Fires the earliest step due at `now`. False when there is none. */
  async function fire(now: number, beforeSeq: number | null, leaveOut?: (step: Step) => boolean): Promise<boolean> {
    const due = state.final ? undefined : dueStep(state.ladders, now, leaveOut);
    if (!due) return false;
    const { step, superseded } = due;
    const settled = await records.settle({
      processId: state.id,
      kind: state.kind,
      step,
      superseded,
      state: state.state,
      beforeSeq,
    });
    if (settled.kind === 'pending') {
      await catchUp();
      return true;
    }
    const gone = settled.kind === 'moved' ? [step] : [step, ...superseded];
    state.ladders[step.ladder] = (state.ladders[step.ladder] ?? []).filter((other) => !gone.includes(other));
    version++;
    if (settled.kind === 'fired') take(settled);
    return true;
  }

  async function handle(message: CommandMessage): Promise<Outcome> {
    if (message.seq > state.appliedSeq + 1) await catchUp();
    if (message.seq <= state.appliedSeq) return { status: 'applied' }; // the Command row has the real outcome
    const outcome = await apply(message);
    if (outcome.status === 'refused') {
      throw ApplicationFailure.create({
        message: outcome.refusal,
        type: outcome.refusal,
        details: [outcome.allowed],
        nonRetryable: true,
      });
    }
    return outcome;
  }

  const asked = () =>
    workflowInfo().continueAsNewSuggested || (state.continueAfter !== undefined && handled >= state.continueAfter);
  const quiet = () => busy === 0 && outside === 0 && allHandlersFinished();

  setHandler(memory, () => state, { description: 'What the process remembers' });
  setHandler(command, (message) => exclusive(() => handle(message)), {
    validator: (message: CommandMessage) => {
      if (typeof message?.id !== 'string' || !Number.isInteger(message.seq) || typeof message.name !== 'string') {
        throw new TypeError('not a command');
      }
    },
    description: 'A command that stands in Postgres',
  });
  show();

  await runLadders({
    state,
    version: () => version,
    exclusive,
    fireDue: async (now) => void (await fire(now, null)),
    mayStop: () => quiet() && (state.final || asked()),
  });
  if (state.final) return state.state;
  return continueAsNew<(next: ProcessState) => Promise<string>>({ ...state, run: state.run + 1 });
}
