import { accessLifecycle } from './access/lifecycle.js';
import { applicationLifecycle } from './application/lifecycle.js';
import { callLifecycle } from './call/lifecycle.js';
import type { Kind, Lifecycle } from './lifecycle.js';
import { projectLifecycle } from './project/lifecycle.js';
import { reportLifecycle } from './report/lifecycle.js';
import { threadLifecycle } from './thread/lifecycle.js';

/** Every lifecycle by the kind of its process. */
export const lifecycles: Readonly<Record<Kind, Lifecycle>> = {
  accessRequest: accessLifecycle,
  call: callLifecycle,
  grant: applicationLifecycle,
  project: projectLifecycle,
  report: reportLifecycle,
  thread: threadLifecycle,
};

const prefixes: Readonly<Record<Kind, string>> = {
  accessRequest: 'access-request',
  call: 'call',
  grant: 'grant',
  project: 'project',
  report: 'report',
  thread: 'thread',
};

/** The workflow id of a subject’s process: "grant/<application id>". */
export const processIdOf = (kind: Kind, subjectId: string): string => `${prefixes[kind]}/${subjectId}`;
