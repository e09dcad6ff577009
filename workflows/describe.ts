/** What administrators read in Temporal UI. No person, no prose of a case (DESIGN rule 7). */
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair } from '@temporalio/common';
import { byDue, nextDue } from '../domain/ladder.js';
import type { ProcessState } from './messages.js';

export const stageKey = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);
export const governorKey = defineSearchAttributeKey('CountyGovernor', SearchAttributeType.KEYWORD);
export const callKey = defineSearchAttributeKey('CallId', SearchAttributeType.KEYWORD);
export const waitingKey = defineSearchAttributeKey('Waiting', SearchAttributeType.KEYWORD);
export const deadlineKey = defineSearchAttributeKey('NextDeadline', SearchAttributeType.DATETIME);

/** The typed search attributes of a process; the same pairs at the start and at every change. */
export function searchAttributes(state: ProcessState): SearchAttributePair[] {
  const next = nextDue(state.ladders);
  return [
    { key: stageKey, value: state.state },
    { key: waitingKey, value: state.waitsFor },
    { key: governorKey, value: state.countyGovernorCode },
    { key: callKey, value: state.callId },
    { key: deadlineKey, value: next === undefined ? null : new Date(next) },
  ] as SearchAttributePair[];
}

/** Markdown: stage, what it waits for, until when, the next steps, link to the case. */
export function describe(state: ProcessState): string {
  const steps = Object.values(state.ladders).flat().sort(byDue);
  const deadline = steps.find((step) => step.type === 'deadline');
  const lines = [
    `**Stage:** ${state.state}  `,
    `**Waits for:** ${state.waitsFor}${deadline ? `, until ${new Date(deadline.due).toISOString()}` : ''}  `,
    `**Case:** [${state.number ?? state.subjectId}](${state.link})`,
    '',
    ...(steps.length > 0 ? ['| due | step | type |', '|---|---|---|'] : ['Nothing is planned.']),
    ...steps
      .slice(0, 8)
      .map((step) => `| ${new Date(step.due).toISOString()} | ${step.ladder} ${step.name} | ${step.type} |`),
  ];
  return lines.join('\n');
}
