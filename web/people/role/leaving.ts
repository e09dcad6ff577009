/** What stands behind when the last coordinator, or the last person of all, leaves a municipality; said before it happens. */
import { isMunicipalRole } from '../../../domain/roles.js';
import { rolesOfOthers } from '../../../prisma/last-role.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Translate } from '../../page.js';
import type { RoleCase } from './obstacle.js';

/** "1 søknad, 2 prosjekter": what goes on in the municipality; empty when nothing does. */
async function goingOn(prisma: PrismaClient, t: Translate, municipalityCode: string): Promise<string> {
  const rows = await prisma.process.groupBy({
    by: ['kind'],
    where: { municipalityCode, final: false, kind: { in: ['grant', 'project', 'report'] } },
    _count: true,
  });
  const count = (kind: string): number => rows.find((row) => row.kind === kind)?._count ?? 0;
  const words = { applications: count('grant'), projects: count('project'), reports: count('report') };
  return Object.entries(words)
    .filter(([, n]) => n > 0)
    .map(([word, n]) => t(`people.leaving.${word}`, { count: n }))
    .join(', ');
}

/** The warning; null where others stay. */
export async function leavingText(prisma: PrismaClient, t: Translate, { grant }: RoleCase): Promise<string | null> {
  const { role, municipalityCode, deputyForId } = grant;
  if (municipalityCode === null || deputyForId !== null || !isMunicipalRole(role)) return null;
  const others = await rolesOfOthers(prisma, grant);
  if (others.length === 0) {
    const what = await goingOn(prisma, t, municipalityCode);
    return [t('people.leaving.lastPerson'), ...(what ? [t('people.leaving.goingOn', { what })] : [])].join(' ');
  }
  const last = role === 'municipalCoordinator' && !others.some((one) => one.role === role);
  return last ? t('people.leaving.lastCoordinator') : null;
}
