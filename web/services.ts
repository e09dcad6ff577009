import type { Logger } from 'pino';
import type pg from 'pg';
import type { Deliver } from '../delivery/deliver.js';
import type { PrismaClient } from '../prisma/generated/client.js';
import type { WebConfig } from './config.js';

/** A demo part that `npm start` hands in; production has none. */
export type DemoParts = {
  inbox: {
    list(options: { limit: number; to?: string }): Promise<InboxMail[]>;
    get(id: string): Promise<InboxMail | undefined>;
  };
  timeMachine: TimeMachine;
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

/** Everything a page may use, wired by hand. */
export type Services = {
  prisma: PrismaClient;
  pool: pg.Pool;
  deliver: Deliver;
  config: WebConfig;
  log: Logger;
  demo?: DemoParts | undefined;
};
