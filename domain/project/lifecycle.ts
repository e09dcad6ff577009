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
      id: 'R11',
      on: 'contactDormant',
      from: ['active', 'finalReporting'],
      to: 'same',
      who: ['system'],
      tasks: [{ task: 'contactDormant', to: 'municipalityUsers' }],
    },
    {
      id: 'R11',
      on: 'contactAwake',
      from: ['active', 'finalReporting'],
      to: 'same',
      who: ['system'],
      settles: ['contactDormant', 'contactUnreached'],
    },
    {
      id: 'R11',
      on: 'handOver',
      from: ['active', 'finalReporting'],
      to: 'same',
      who: ['applicant', 'municipalCoordinator', 'countyGovernorAdmin'],
      separation: ['noConflict'],
      settles: ['contactDormant', 'contactUnreached'],
      emails: [{ email: 'E24', to: ['contact', 'formerContact'] }],
    },
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
