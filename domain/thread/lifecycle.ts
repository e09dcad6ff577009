import type { Lifecycle } from '../lifecycle.js';

const municipalWriters = ['applicant', 'municipalCoordinator'] as const;
const threadOfficers = ['caseOfficer', 'leader'] as const;

const tasks = ['answerMessage', 'messageUnanswered'];

/** Message thread, lifecycles.md C.5: `thread/<id>`. The Governor may begin one too; then it is the applicant’s turn. */
export const threadLifecycle: Lifecycle = {
  kind: 'thread',
  states: ['new', 'open', 'answered', 'closed'],
  waitsFor: { new: 'system', open: 'governor', answered: 'applicant', closed: 'nobody' },
  transitions: [
    {
      id: 'C.5',
      on: 'writeToGovernor',
      from: ['new', 'answered'],
      to: 'open',
      who: municipalWriters,
      starts: ['answer'],
      emails: [{ email: 'E32office', to: ['caseOfficer'] }],
      tasks: [{ task: 'answerMessage', to: 'caseOfficer' }],
    },
    {
      // The answer is due from the first message that waits; more of them do not move it.
      id: 'C.5',
      on: 'writeToGovernor',
      from: ['open'],
      to: 'same',
      who: municipalWriters,
      emails: [{ email: 'E32office', to: ['caseOfficer'] }],
    },
    {
      id: 'C.5',
      on: 'writeToMunicipality',
      from: ['new', 'open', 'answered'],
      to: 'answered',
      who: threadOfficers,
      separation: ['noConflict'],
      stops: ['answer'],
      settles: tasks,
      emails: [{ email: 'E32', to: ['municipalityUsers'] }],
    },
    {
      id: 'C.5',
      on: 'close',
      from: ['open', 'answered'],
      to: 'closed',
      who: [...municipalWriters, ...threadOfficers],
      separation: ['noConflict'],
      stops: 'all',
      settles: tasks,
      final: true,
    },
  ],
  phases: [
    { phase: 'open', states: ['new', 'open'] },
    { phase: 'answered', states: ['answered'] },
    { phase: 'closed', states: ['closed'] },
  ],
};
