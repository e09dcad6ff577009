/** The commands on a call that need a form: their addresses, in the order they are offered, and what is asked. */
export const actions = [
  { slug: 'godkjenn', command: 'approve', asks: [] },
  { slug: 'send-tilbake', command: 'sendBack', asks: ['comment'] },
  { slug: 'start-vurdering', command: 'startAssessment', asks: [] },
  { slug: 'send-fordeling', command: 'allocate', asks: [] },
  { slug: 'send-fordeling-tilbake', command: 'sendAllocationBack', asks: ['comment'] },
  { slug: 'avslutt', command: 'complete', asks: [] },
  { slug: 'utsett', command: 'extendDeadline', asks: ['deadline', 'reason'] },
  { slug: 'avlys', command: 'cancel', asks: ['reason'] },
] as const satisfies readonly { slug: string; command: string; asks: readonly ('comment' | 'deadline' | 'reason')[] }[];

export type CallAction = (typeof actions)[number];
export type CallCommand = CallAction['command'];
