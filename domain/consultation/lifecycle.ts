import type { Lifecycle } from '../lifecycle.js';

const officers = ['caseOfficer', 'leader'] as const;

/** Consultation on criteria or priorities, lifecycles.md C.6: `consultation/<id>`. */
export const consultationLifecycle: Lifecycle = {
  kind: 'consultation',
  states: ['new', 'draft', 'open', 'closed', 'summarised', 'cancelled'],
  waitsFor: {
    new: 'system',
    draft: 'governor',
    open: 'applicant',
    closed: 'governor',
    summarised: 'nobody',
    cancelled: 'nobody',
  },
  transitions: [
    { id: 'C.6', on: 'create', from: ['new'], to: 'draft', who: officers },
    {
      // A task for each municipality comes with the effect.
      id: 'C.6',
      on: 'sendOut',
      from: ['draft'],
      to: 'open',
      who: officers,
      starts: ['deadline'],
      emails: [{ email: 'E38', to: ['consultationMunicipalities'] }],
    },
    { id: 'C.6', on: 'answer', from: ['open'], to: 'same', who: ['applicant', 'municipalCoordinator'] },
    {
      id: 'C.6',
      on: 'extendDue',
      from: ['open'],
      to: 'same',
      who: officers,
      stops: ['deadline'],
      starts: ['deadline'],
      emails: [{ email: 'E38extended', to: ['consultationMunicipalities'] }],
    },
    {
      id: 'C.6',
      on: 'due:close',
      from: ['open'],
      to: 'closed',
      who: ['system'],
      stops: ['deadline'],
      settles: ['answerConsultation'],
      emails: [{ email: 'E33', to: ['officers'] }],
      tasks: [{ task: 'summariseConsultation', to: 'officers' }],
    },
    {
      id: 'C.6',
      on: 'summarise',
      from: ['closed'],
      to: 'summarised',
      who: officers,
      settles: ['summariseConsultation'],
      final: true,
    },
    {
      id: 'C.6',
      on: 'cancel',
      from: ['draft', 'open', 'closed'],
      to: 'cancelled',
      who: officers,
      stops: 'all',
      final: true,
    },
  ],
  phases: [
    { phase: 'draft', states: ['new', 'draft'] },
    { phase: 'open', states: ['open'] },
    { phase: 'closed', states: ['closed'] },
    { phase: 'settled', states: ['summarised', 'cancelled'] },
  ],
};
