import type { Lifecycle } from '../lifecycle.js';

/** Project, lifecycles.md C.3: from the award until the last report is approved (R1, R9). */
export const projectLifecycle: Lifecycle = {
  kind: 'project',
  states: ['new', 'active', 'finalReporting', 'completed'],
  waitsFor: { new: 'system', active: 'applicant', finalReporting: 'applicant', completed: 'nobody' },
  transitions: [
    { id: 'R1', on: 'create', from: ['new'], to: 'active', who: ['system'] },
    { id: 'R2', on: 'finalReportOpened', from: ['active'], to: 'finalReporting', who: ['system'] },
    {
      id: 'R9',
      on: 'finalReportApproved',
      from: ['active', 'finalReporting'],
      to: 'completed',
      who: ['system'],
      final: true,
    },
  ],
  phases: [
    { phase: 'active', states: ['new', 'active'] },
    { phase: 'finalReporting', states: ['finalReporting'] },
    { phase: 'completed', states: ['completed'] },
  ],
};
