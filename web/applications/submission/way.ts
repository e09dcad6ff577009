/** Which way an application takes from here: sent in, to the municipality’s own approval, or approved there (A2–A4). */
import { approversOf, lateAskerOf, type LocalApproval } from '../../../domain/application/local-approval.js';
import { isInTime } from '../../../domain/calendar/index.js';
import { grantFor, type ActorRole, type MunicipalRole } from '../../../domain/roles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { isRankMissing, rankedOf, sentInBeside } from '../../../prisma/rank.js';
import { roleFor } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';

export type WayCommand = 'submit' | 'sendForLocalApproval' | 'approveLocally';

const atApprover: readonly string[] = ['awaitingLocalApproval', 'awaitingMayor'];
export const awaitsApproval = ({ process }: Case): boolean => atApprover.includes(process.state);

export const approversIn = ({ row }: Case) => approversOf(row.call.localApproval as LocalApproval);

export const lateAskerIn = ({ row, firstApproval }: Case) =>
  lateAskerOf(row.call.localApproval as LocalApproval, firstApproval !== null);

/** The command of the check page’s button, in this state and by this call’s rules. */
export function commandOf(found: Case): WayCommand {
  if (awaitsApproval(found)) return 'approveLocally';
  return approversIn(found).length > 0 ? 'sendForLocalApproval' : 'submit';
}

/** The role this person asks for an assessment after the deadline with (A14), or null. */
export function lateRoleOf({ user, now }: UserContext, found: Case): ActorRole | null {
  const { process, row } = found;
  if (isInTime(now, row.call.deadline.getTime()) || process.final || process.state !== 'lapsed') return null;
  const asker = lateAskerIn(found);
  const roles: readonly ActorRole[] = asker ? [asker] : ['applicant', 'municipalCoordinator'];
  return roles.find((role) => grantFor(user.actor, role, process)) ?? null;
}

/** Why there is no button, in words; null when there is one. */
export async function whyNot(context: UserContext, found: Case): Promise<string | null> {
  const { t, user, now, services } = context;
  const { process, row } = found;
  if (!isInTime(now, row.call.deadline.getTime())) return null;
  if (process.state === 'new') return t('applications.submission.beingCreated');
  const command = commandOf(found);
  if (!roleFor(user, 'grant', command, process.state, process)) {
    if (command === 'approveLocally') return t(`applications.readOnly.${process.state}`);
    const pending = user.actor.pendingMunicipalities.includes(row.municipalityCode);
    return t(pending ? 'applications.submission.accessPending' : 'applications.submission.notYours');
  }
  const [first] = approversIn(found);
  if (
    command === 'sendForLocalApproval' &&
    first &&
    (await holdersOf(services.prisma, row.municipalityCode, first)).length === 0
  )
    return t(`submission.noApprover.${first}`);
  const { maxApplications } = row.call;
  if (maxApplications === null || (await sentInBeside(services.prisma, row)) < maxApplications) return null;
  return t('submission.tooMany', { count: maxApplications });
}

export type Notice = { text: string; href: string | null; link: string | null };

/** Names of those who may approve, in the order they do. */
async function holdersOf(prisma: PrismaClient, municipalityCode: string, role: MunicipalRole): Promise<string[]> {
  const people = await prisma.person.findMany({
    where: { dormantSince: null, roles: { some: { role, municipalityCode, state: 'active' } } },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    select: { firstName: true, lastName: true },
  });
  return people.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
}

/** Who is to approve; where nobody can, what to do about it before the deadline. */
export async function approvalNotices({ services, t }: UserContext, found: Case): Promise<Notice[]> {
  const { municipalityCode } = found.row;
  return Promise.all(
    approversIn(found).map(async (role): Promise<Notice> => {
      const names = await holdersOf(services.prisma, municipalityCode, role);
      if (names.length > 0)
        return { text: t(`submission.approver.${role}`, { names: names.join(', ') }), href: null, link: null };
      return {
        text: t(`submission.noApprover.${role}`),
        href: `/kommune/${municipalityCode}/personer`,
        link: t('submission.toPeople'),
      };
    }),
  );
}

const WEEK = 7 * 86_400_000;

/** A6: a rank the call asks for and the municipality has not given; it stops nothing. `soon`: seven days are left. */
export async function rankNotice(context: UserContext, { row }: Case): Promise<(Notice & { soon: boolean }) | null> {
  const { services, t, now } = context;
  if (!row.call.rankRequired) return null;
  const ranked = await rankedOf(services.prisma, row.callId, row.municipalityCode);
  if (!isRankMissing(ranked)) return null;
  return {
    text: t('submission.rankMissing', { count: ranked.length }),
    href: `/kommune/${row.municipalityCode}/prioritering/${row.callId}`,
    link: t('submission.toRank'),
    soon: row.call.deadline.getTime() - now <= WEEK,
  };
}
