import type { Role } from '../../domain/roles.js';
import type { User } from '../page.js';
import { areas, guides, parts } from './guide/sections.js';
import { slugs } from './slugs.js';

/** Who has several roles at a place is helped with the one that answers for the most there. */
const first: readonly Role[] = [
  'countyGovernorAdmin',
  'leader',
  'approver',
  'caseOfficer',
  'assessor',
  'municipalCoordinator',
  'applicant',
  'ministryOfficer',
  'systemAdmin',
];

/** The role the reader acts in at the place acted for; whoever has none yet is going to ask to be let in. */
function roleOf(user: User | null): Role {
  if (!user) return 'applicant';
  const code = user.at?.kind === 'national' ? null : user.at?.code;
  const here = user.actor.grants
    .filter((grant) => code === undefined || (grant.municipalityCode ?? grant.countyGovernorCode) === code)
    .map(({ role }) => role);
  return first.find((role) => here.includes(role)) ?? here[0] ?? 'applicant';
}

/** The guide of the reader’s role, at the part about this page where there is one. */
export function helpAt(user: User | null, path: string): string {
  const role = roleOf(user);
  const names = areas.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}.`))?.[1] ?? []; // prettier-ignore
  const name = names.find((one) => guides[role].includes(one));
  return `/om/veiledning/${slugs[role]}${name ? `#${parts[name].anchor}` : ''}`;
}
