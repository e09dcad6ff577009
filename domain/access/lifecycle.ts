import type { Lifecycle } from '../lifecycle.js';

/** Access request, lifecycles.md C.4 U1–U4. */
export const accessLifecycle: Lifecycle = {
  kind: 'accessRequest',
  states: ['new', 'started', 'submitted', 'approved', 'denied', 'expired'],
  waitsFor: {
    new: 'system',
    started: 'applicant',
    submitted: 'governor',
    approved: 'nobody',
    denied: 'nobody',
    expired: 'nobody',
  },
  transitions: [
    {
      id: 'U1',
      on: 'start',
      from: ['new'],
      to: 'started',
      who: ['requester'],
      starts: ['confirmation'],
      emails: [{ email: 'E25code', to: ['requester'] }],
    },
    {
      id: 'U1',
      on: 'submit',
      from: ['started'],
      to: 'submitted',
      who: ['requester'],
      stops: ['confirmation'],
      starts: ['approval'],
      emails: [
        { email: 'E25', to: ['requester'] },
        { email: 'E26', to: ['officers'] },
      ],
      tasks: [{ task: 'decideAccess', to: 'officers' }],
    },
    {
      id: 'U2',
      on: 'approve',
      from: ['submitted'],
      to: 'approved',
      who: ['caseOfficer', 'leader', 'countyGovernorAdmin'],
      stops: 'all',
      settles: ['decideAccess', 'accessRequestWaiting'],
      emails: [{ email: 'E27', to: ['requester'] }],
      final: true,
    },
    {
      id: 'U3',
      on: 'deny',
      from: ['submitted'],
      to: 'denied',
      who: ['caseOfficer', 'leader', 'countyGovernorAdmin'],
      stops: 'all',
      settles: ['decideAccess', 'accessRequestWaiting'],
      emails: [{ email: 'E28', to: ['requester'] }],
      final: true,
    },
    { id: 'U4', on: 'due:expiry', from: ['started'], to: 'expired', who: ['system'], stops: 'all', final: true },
  ],
  phases: [
    { phase: 'asked', states: ['new', 'started'] },
    { phase: 'approval', states: ['submitted'] },
    { phase: 'settled', states: ['approved', 'denied', 'expired'] },
  ],
};
