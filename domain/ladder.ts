/**
 * Ladders: what must happen by itself, and when. Pure: the same facts give the same instants, in `record`, in
 * `settle` and in the tests (DESIGN section 3).
 */
import { accessLadders } from './access/ladders.js';
import { applicationLadders } from './application/ladders.js';
import { callLadders } from './call/ladders.js';
import { consultationLadders } from './consultation/ladders.js';
import type { Kind, Notices } from './lifecycle.js';
import { personLadders } from './person/ladders.js';
import { reportLadders } from './report/ladders.js';
import { roleLadders } from './role/ladders.js';
import type { Ladder, LadderFacts, StepType } from './steps.js';
import { threadLadders } from './thread/ladders.js';

/** One planned duty. `due` is epoch ms; `key` = process/ladder/round/version/name. */
export type Step = { key: string; ladder: string; name: string; type: StepType; due: number };

export const ladders: Readonly<Record<Kind, Readonly<Record<string, Ladder>>>> = {
  accessRequest: accessLadders,
  call: callLadders,
  consultation: consultationLadders,
  grant: applicationLadders,
  person: personLadders,
  project: {},
  report: reportLadders,
  role: roleLadders,
  thread: threadLadders,
};

function ladderOf(kind: Kind, name: string): Ladder {
  const ladder = ladders[kind][name];
  if (!ladder) throw new Error(`no ladder ${name} for ${kind}`);
  return ladder;
}

export type PlanRequest = { processId: string; kind: Kind; ladder: string; facts: LadderFacts };

/**
 * The steps of a ladder as absolute instants. Steps up to the cause’s instant come back as `skipped`, never sent late;
 * one that would fall at or after the ladder’s deadline is left out. A deadline already passed fires at the cause’s instant.
 */
export function planLadder({ processId, kind, ladder, facts }: PlanRequest): { steps: Step[]; skipped: Step[] } {
  const planned = ladderOf(kind, ladder).plan(facts);
  const deadline = planned.find((step) => step.type === 'deadline')?.due ?? Number.POSITIVE_INFINITY;
  const all = planned
    .filter((step) => step.type !== 'reminder' || step.due < deadline)
    .map((step) => ({
      ...step,
      ladder,
      key: `${processId}/${ladder}/${facts.round ?? 1}/v${facts.version ?? 1}/${step.name}`,
      due: step.type === 'deadline' ? Math.max(step.due, facts.at) : step.due,
    }))
    .sort((a, b) => a.due - b.due);
  return {
    steps: all.filter((step) => step.type === 'deadline' || step.due > facts.at),
    skipped: all.filter((step) => step.type !== 'deadline' && step.due <= facts.at),
  };
}

/** Who is told, and who gets a task, when a step fires. */
export const noticesOf = (kind: Kind, step: Step): Notices => ladderOf(kind, step.ladder).notices(step.name);

/** Earliest first; at one instant by key, so that the order is the same everywhere. */
export const byDue = (a: Step, b: Step): number => a.due - b.due || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export type Ladders = Record<string, Step[]>;

export type DueStep = { step: Step; superseded: Step[] };

/**
 * The earliest step due at `now`, with the reminders it makes superfluous: a due reminder gives way to a later due
 * reminder or deadline of its ladder. `leaveOut` takes steps out of the running.
 */
export function dueStep(
  running: Ladders,
  now: number,
  leaveOut: (step: Step) => boolean = () => false,
): DueStep | undefined {
  const due = Object.values(running)
    .flat()
    .filter((step) => step.due <= now && !leaveOut(step))
    .sort(byDue);
  const gaveWay: Step[] = [];
  for (const step of due) {
    const later = due.some(
      (other) => other.ladder === step.ladder && other.type !== 'escalation' && byDue(step, other) < 0,
    );
    if (step.type === 'reminder' && later) gaveWay.push(step);
    else return { step, superseded: gaveWay.filter((other) => other.ladder === step.ladder) };
  }
  return undefined;
}

/** The next instant of all running ladders, or undefined when none runs. */
export const nextDue = (running: Ladders): number | undefined =>
  Object.values(running)
    .flat()
    .reduce<number | undefined>((min, step) => (min === undefined || step.due < min ? step.due : min), undefined);
