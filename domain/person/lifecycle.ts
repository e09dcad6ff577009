import type { Lifecycle } from '../lifecycle.js';

/**
 * A person as the product knows them, lifecycles.md C.4 and R11: the life of `person/<id>`, from the first log-in or role until nothing
 * personal is left (decision 0009).
 */
export const personLifecycle: Lifecycle = {
  kind: 'person',
  states: ['new', 'visitor', 'active', 'dormant', 'anonymised'],
  waitsFor: { new: 'system', visitor: 'nobody', active: 'nobody', dormant: 'nobody', anonymised: 'nobody' },
  transitions: [
    // With no role there is nothing to sleep from: who does not come back is forgotten two years after the last visit.
    { id: 'U1', on: 'logIn', from: ['new'], to: ['visitor', 'active'], who: ['system'] },
    {
      id: 'U2',
      on: 'roleGiven',
      from: ['visitor'],
      to: 'active',
      who: ['system'],
      stops: ['anonymisation'],
      starts: ['dormancy'],
    },
    { id: 'U2', on: 'roleGiven', from: ['new'], to: 'active', who: ['system'], starts: ['dormancy'] },
    { id: 'U2', on: 'roleGiven', from: ['active'], to: 'same', who: ['system'], stops: ['anonymisation'] },
    // An invitation that was accepted has proved the address: whoever sleeps is awake again.
    {
      id: 'U2',
      on: 'roleGiven',
      from: ['dormant'],
      to: ['active', 'dormant'],
      who: ['system'],
      stops: ['anonymisation'],
    },
    // Starts the two years when it was the last role.
    {
      id: 'U6',
      on: 'roleEnded',
      from: ['new', 'visitor', 'active', 'dormant'],
      to: ['visitor', 'active', 'dormant'],
      who: ['system'],
      stops: ['anonymisation'],
    },
    // Whoever waits for an answer is not forgotten meanwhile; where there is no role when it has come, the two years begin.
    {
      id: 'U1',
      on: 'accessAsked',
      from: ['visitor', 'active', 'dormant'],
      to: 'same',
      who: ['system'],
      stops: ['anonymisation'],
    },
    {
      id: 'U3',
      on: 'accessClosed',
      from: ['visitor', 'active', 'dormant'],
      to: ['visitor', 'active', 'dormant'],
      who: ['system'],
      stops: ['anonymisation'],
    },
    {
      id: 'U6',
      on: 'changeAddress',
      from: ['new', 'visitor', 'active'],
      to: ['visitor', 'active'],
      who: ['holder'],
      emails: [
        { email: 'E35code', to: ['newAddress'] },
        { email: 'E35', to: ['holder'] },
      ],
    },
    { id: 'U6', on: 'confirmAddress', from: ['visitor', 'active'], to: 'same', who: ['holder'] },
    // One e-mail a day, or each at once: then what waits is told now.
    {
      id: 'E26',
      on: 'chooseNotices',
      from: ['new', 'visitor', 'active'],
      to: ['visitor', 'active'],
      who: ['holder'],
      stops: ['digest'],
    },
    {
      id: 'E26',
      on: 'due:digest',
      from: ['visitor', 'active', 'dormant'],
      to: 'same',
      who: ['system'],
      stops: ['digest'],
      starts: ['digest'],
    },
    {
      id: 'R11',
      on: 'due:dormant',
      from: ['active'],
      to: ['active', 'dormant'],
      who: ['system'],
      stops: ['dormancy'],
    },
    {
      id: 'U6',
      on: 'askWake',
      from: ['dormant'],
      to: 'same',
      who: ['holder'],
      emails: [{ email: 'E35wake', to: ['holder'] }],
    },
    {
      id: 'U6',
      on: 'wake',
      from: ['dormant'],
      to: 'active',
      who: ['holder'],
      starts: ['dormancy'],
    },
    {
      id: 'B.2.8',
      on: 'due:anonymise',
      from: ['visitor', 'active', 'dormant'],
      // Stays where there is a role or an open request after all, or who never had a role has been here since.
      to: ['anonymised', 'visitor', 'active', 'dormant'],
      who: ['system'],
      stops: 'all',
      final: true,
    },
    // The last request of who only ever asked has been emptied: the person goes with it.
    {
      id: 'B.2.8',
      on: 'requestEmptied',
      from: ['visitor', 'active', 'dormant'],
      to: ['anonymised', 'visitor', 'active', 'dormant'],
      who: ['system'],
      final: true,
    },
  ],
  phases: [
    { phase: 'active', states: ['new', 'visitor', 'active'] },
    { phase: 'dormant', states: ['dormant'] },
    { phase: 'anonymised', states: ['anonymised'] },
  ],
};
