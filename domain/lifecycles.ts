import { accessLifecycle } from './access/lifecycle.js';
import { applicationLifecycle } from './application/lifecycle.js';
import { callLifecycle } from './call/lifecycle.js';
import { consultationLifecycle } from './consultation/lifecycle.js';
import type { Kind, Lifecycle } from './lifecycle.js';
import { personLifecycle } from './person/lifecycle.js';
import { projectLifecycle } from './project/lifecycle.js';
import { reportLifecycle } from './report/lifecycle.js';
import { roleLifecycle } from './role/lifecycle.js';
import { threadLifecycle } from './thread/lifecycle.js';

/** Every lifecycle by the kind of its process. */
export const lifecycles: Readonly<Record<Kind, Lifecycle>> = {
  accessRequest: accessLifecycle,
  call: callLifecycle,
  consultation: consultationLifecycle,
  grant: applicationLifecycle,
  person: personLifecycle,
  project: projectLifecycle,
  report: reportLifecycle,
  role: roleLifecycle,
  thread: threadLifecycle,
};

const prefixes: Readonly<Record<Kind, string>> = {
  accessRequest: 'access-request',
  call: 'call',
  consultation: 'consultation',
  grant: 'grant',
  person: 'person',
  project: 'project',
  report: 'report',
  role: 'role',
  thread: 'thread',
};

/** The workflow id of a subject’s process: "grant/<application id>". */
export const processIdOf = (kind: Kind, subjectId: string): string => `${prefixes[kind]}/${subjectId}`;
