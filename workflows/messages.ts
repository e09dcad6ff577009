/** What passes between web, deliverer, workflows and activities: ids, enumerations, amounts and instants only (DESIGN rule 7). */
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Refusal } from '../domain/errors.js';
import type { Ladders, Step } from '../domain/ladder.js';
import type { Kind, People, WaitsFor } from '../domain/lifecycle.js';
import type { ActorRole } from '../domain/roles.js';

/** An Update carries ids and instants; `record` reads the content from Postgres. `receivedAt` is epoch ms. */
export type CommandMessage = {
  id: string;
  seq: number;
  name: string;
  receivedAt: number;
  actorId: string | null;
  actorRole: ActorRole;
  /** In whose place the actor acts; absent when in no one’s. */
  deputyForId?: string | null;
};

export type Outcome = { status: 'applied' } | { status: 'refused'; refusal: Refusal; allowed: string[] };

/** What `record` and `settle` answer; kept beside its cause, so a repeated activity answers the same. */
export type Recorded = {
  outcome: Outcome;
  state: string;
  waitsFor: WaitsFor;
  appliedSeq: number;
  final: boolean;
  /** Ladders that end. */
  stop: string[];
  /** Ladders that begin, planned as absolute instants. */
  start: Ladders;
  people: People;
  /** The case’s number, when it was given just now. */
  number?: string;
  /** Keys of e-mails and ids of letters to be brought out beside the process. */
  emails: string[];
  letters: string[];
};

export type RecordInput = {
  processId: string;
  kind: Kind;
  command: CommandMessage;
  state: string;
  refusal: Refusal | null;
};
/** `beforeSeq`: the step is fired ahead of this command, so only older ones may still be pending. */
export type SettleInput = {
  processId: string;
  kind: Kind;
  step: Step;
  superseded: Step[];
  state: string;
  beforeSeq: number | null;
};
/** `moved`: the deadline has been moved by then, the step is void. `pending`: commands received before it come first. */
export type Settled = { kind: 'moved' } | { kind: 'pending' } | ({ kind: 'fired' } & Recorded);

/** What a running process knows of itself; small, so that continue-as-new is cheap. */
export type ProcessState = {
  id: string;
  kind: Kind;
  subjectId: string;
  /** The case’s number, before it has one the application’s reference; absent for what has none. */
  number?: string;
  state: string;
  waitsFor: WaitsFor;
  appliedSeq: number;
  ladders: Ladders;
  people: People;
  final: boolean;
  /** Path of the case’s page, for Temporal UI. */
  link: string;
  countyGovernorCode: string | null;
  callId: string | null;
  run: number;
  /** Test hook: continue as new after so many handled commands. */
  continueAfter?: number;
};

/** The one Update every process takes. */
export const command = defineUpdate<Outcome, [CommandMessage]>('command');
/** What the process remembers; for tests and administrators. */
export const memory = defineQuery<ProcessState>('memory');

export type RecordActivities = {
  record(input: RecordInput): Promise<Recorded>;
  settle(input: SettleInput): Promise<Settled>;
  pendingCommands(input: { processId: string; after: number }): Promise<CommandMessage[]>;
};
export type PostActivities = {
  renderLetters(ids: string[]): Promise<void>;
  sendEmails(keys: string[]): Promise<void>;
  giveUp(input: { letters: string[]; emails: string[] }): Promise<void>;
};

export const taskQueue = 'prosjektskjonn';

/** Workflow type by kind. */
export const workflowTypes: Readonly<Record<Kind, string>> = {
  accessRequest: 'accessRequest',
  call: 'call',
  consultation: 'consultation',
  grant: 'grant',
  person: 'person',
  project: 'project',
  report: 'report',
  role: 'role',
  thread: 'thread',
};
