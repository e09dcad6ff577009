import type { Logger } from 'pino';
import type pg from 'pg';
import type { Deliver } from '../delivery/deliver.js';
import type { PrismaClient } from '../prisma/generated/client.js';
import type { Scan } from '../scanning/clamd.js';
import type { WebConfig } from './config.js';
import type { Room } from './files/room.js';
import type { Limits } from './middleware/limits.js';

/** A demo part that `npm start` hands in; production has none. */
export type DemoParts = {
  inbox: {
    /** The newest first. `before` and `after` are ids: only older or newer ones, those nearest to it. */
    list(options: { limit: number; to?: string; before?: string; after?: string }): Promise<InboxMail[]>;
    get(id: string): Promise<InboxMail | undefined>;
  };
  timeMachine: TimeMachine;
  tour: Tour;
};
export type InboxMail = {
  id: string;
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** The product’s instant, epoch ms; null when the mail does not say. */
  at: number | null;
};
export type JumpState =
  | { kind: 'still' }
  | { kind: 'turning'; from: number; now: number; target: number; instants: number }
  | { kind: 'stopped'; target: number; why: string[] };
export type TimeMachine = {
  /** Starts a jump; answers at once. Refuses while one runs or an activity fails, naming it. */
  turnTo(target: number): Promise<{ started: true } | { started: false; why: string[] }>;
  state(): JumpState;
  nextDue(): Promise<number | null>;
};

export type TourTask = {
  key: 'ask' | 'letIn' | 'approveCall' | 'read' | 'apply' | 'approveLocally' | 'turnClock';
  /** Who does it, and the door they log in by; null: without log-in. */
  who: { name: string; door: 'kommune' | 'stat' } | null;
  /** It was done, by what the product has recorded; the task of reading, by its answer. */
  done: boolean;
};
/** «Prøv selv»: tasks for a newcomer. */
export type Tour = {
  tasks(): Promise<TourTask[]>;
  /** Is this the largest award of Rogaland’s round of 2021, in kroner? Then the task of reading is done. */
  answer(kroner: number): Promise<boolean>;
};

/** Everything a page may use, wired by hand. */
export type Services = {
  prisma: PrismaClient;
  pool: pg.Pool;
  deliver: Deliver;
  config: WebConfig;
  limits: Limits;
  /** The virus scanner; null where there is none. */
  scan: Scan | null;
  /** For files while they are received. */
  room: Room;
  log: Logger;
  demo?: DemoParts | undefined;
};
