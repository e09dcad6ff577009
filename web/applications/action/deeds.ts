/** What a municipality can do with an application beyond a button: one form each, drawn from this table. */
import type { Prisma } from '../../../prisma/generated/client.js';
import { snapshotOf, type Declaration } from '../draft.js';
import type { Case } from '../case.js';

export const declarations = ['true', 'ownShare', 'public'] as const satisfies readonly Declaration[];

export type TextRule = { field: 'answer' | 'reason' | 'comment'; min: number; max: number; rows: number };
export type Typed = { text: string; ticked: Declaration[] };
export type Deed = {
  command: 'answer' | 'withdraw' | 'reopen' | 'takeBack' | 'sendBack' | 'submitLate';
  text: TextRule | null;
  /** Only in time, or only after. */
  when?: 'beforeDeadline' | 'afterDeadline';
  /** The whole application goes with it, as when it is sent in. */
  whole?: true;
};

export const deeds: Readonly<Record<string, Deed>> = {
  svar: { command: 'answer', text: { field: 'answer', min: 1, max: 6000, rows: 10 } },
  trekk: { command: 'withdraw', text: { field: 'reason', min: 0, max: 1000, rows: 4 } },
  rett: { command: 'reopen', text: null, when: 'beforeDeadline' },
  'ta-tilbake': { command: 'takeBack', text: null, when: 'beforeDeadline' },
  'send-tilbake': {
    command: 'sendBack',
    text: { field: 'comment', min: 10, max: 2000, rows: 6 },
    when: 'beforeDeadline',
  },
  'for-sent': {
    command: 'submitLate',
    text: { field: 'reason', min: 10, max: 2000, rows: 6 },
    when: 'afterDeadline',
    whole: true,
  },
};

export const contentOfDeed = ({ row }: Case, deed: Deed, { text, ticked }: Typed): Prisma.InputJsonObject => ({
  ...(deed.text ? { [deed.text.field]: text } : {}),
  ...(deed.whole ? { application: snapshotOf(row, ticked) } : {}),
});
