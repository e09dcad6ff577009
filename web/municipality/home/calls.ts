import { randomUUID } from 'node:crypto';
import { isInTime } from '../../../domain/calendar/index.js';
import { can } from '../../../domain/authorisation.js';
import { inForm } from '../../calls/call.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Municipality } from '../../../prisma/generated/client.js';
import { isRankMissing, rankedOf } from '../../../prisma/rank.js';
import type { DeadlineChip, FormTokens } from '../../components/models.js';
import { roleFor, tokens } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { OurCase } from './cases.js';

export type OpenCall = {
  id: string;
  title: string;
  href: string;
  office: string;
  deadline: DeadlineChip;
  /** The most a municipality may send in, when we have as many already. */
  enough: string | null;
  /** To the order of our applications, where there are several; with what is missing. */
  rank: { href: string; missing: string | null } | null;
  /** Null for who may not start an application. */
  start: { action: string; applicationId: string; tokens: FormTokens } | null;
};

/** The open calls of the municipality’s county. Each form carries the id of the application it would make, so that it makes one only. */
export async function openCalls(
  context: UserContext,
  municipality: Municipality,
  cases: readonly OurCase[],
): Promise<OpenCall[]> {
  const { services, user, language, t, now } = context;
  const open = await services.prisma.process.findMany({
    where: { kind: 'call', state: 'open' },
    select: { subjectId: true },
  });
  const calls = await services.prisma.call.findMany({
    where: {
      id: { in: open.map((process) => process.subjectId) },
      countyCodes: { has: municipality.countyCode },
      deadline: { gt: new Date(now) },
    },
    include: { countyGovernor: true },
    orderBy: { deadline: 'asc' },
  });
  const withoutRank: string[] = [];
  for (const { id, rankRequired } of calls) {
    if (rankRequired && isRankMissing(await rankedOf(services.prisma, id, municipality.code))) withoutRank.push(id);
  }
  return calls
    .filter((call) => isInTime(now, call.deadline.getTime()))
    .map((call) => {
      const applicationId = randomUUID();
      const at = { countyGovernorCode: call.countyGovernorCode, municipalityCode: municipality.code };
      const ours = cases.filter(
        (one) => one.callId === call.id && !['withdrawn', 'lapsed', 'cancelled'].includes(one.state),
      ).length;
      return {
        id: call.id,
        title: language === 'nn' ? call.titleNn : call.titleNb,
        href: `/utlysninger/${call.id}`,
        office: call.countyGovernor.name,
        deadline: { at: call.deadline.getTime(), now },
        enough:
          call.maxApplications !== null && ours >= call.maxApplications
            ? t('municipality.enough', { count: call.maxApplications })
            : null,
        rank:
          ours > 1 && can(user.actor, 'application.rank', at)
            ? {
                href: `/kommune/${municipality.code}/prioritering/${call.id}`,
                missing: withoutRank.includes(call.id) ? t('municipality.rankMissing') : null,
              }
            : null,
        start: roleFor(user, 'grant', 'create', 'new', at)
          ? {
              action: `/kommune/${municipality.code}/ny-soknad`,
              applicationId,
              tokens: tokens(context, processIdOf('grant', applicationId), 'create'),
            }
          : null,
      };
    });
}

export type PlannedCall = { title: string; href: string; office: string; opensAt: number };

/** Calls of the municipality’s county that are approved and open later, the first to open first. */
export async function plannedCalls(
  { services: { prisma }, language }: UserContext,
  { countyCode }: Municipality,
): Promise<PlannedCall[]> {
  const planned = await prisma.process.findMany({
    where: { kind: 'call', state: 'scheduled' },
    select: { subjectId: true },
  });
  const calls = await prisma.call.findMany({
    where: { id: { in: planned.map(({ subjectId }) => subjectId) }, countyCodes: { has: countyCode } },
    include: { countyGovernor: true },
    orderBy: { opensAt: 'asc' },
  });
  return calls.map(({ id, titleNb, titleNn, countyGovernor, opensAt }) => ({
    title: inForm(language, titleNb, titleNn),
    href: `/utlysninger/${id}`,
    office: countyGovernor.name,
    opensAt: opensAt.getTime(),
  }));
}
