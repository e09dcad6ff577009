import type { Kind } from '../../../domain/lifecycle.js';
import type { EffectOf } from '../kernel.js';
import { accessEffects } from './access.js';
import { callEffects } from './call.js';
import { consultationEffects } from './consultation.js';
import { grantEffects } from './grant.js';
import { personEffects } from './person.js';
import { projectEffects } from './project.js';
import { reportEffects } from './report.js';
import { roleEffects } from './role.js';
import { threadEffects } from './thread.js';

/** What each command does beyond its row in the lifecycle table; most do nothing more. */
export const effects: Readonly<Record<Kind, Readonly<Record<string, EffectOf>>>> = {
  accessRequest: accessEffects,
  call: callEffects,
  consultation: consultationEffects,
  grant: grantEffects,
  person: personEffects,
  project: projectEffects,
  report: reportEffects,
  role: roleEffects,
  thread: threadEffects,
};
