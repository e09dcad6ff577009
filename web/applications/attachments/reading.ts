/** What became of files that are not there. */
import { processIdOf } from '../../../domain/lifecycles.js';
import type { UserContext } from '../../page.js';

/** So long a broken upload is told of to who began it. */
const TOLD_HOURS = 12;

export type BrokenOff = { name: string; at: number };

/** Files of this person that broke off on their way and have not come since. */
export async function brokenOff({ services, user, now }: UserContext, applicationId: string): Promise<BrokenOff[]> {
  const rows = await services.prisma.$queryRaw<{ name: string; at: Date }[]>`
    select details ->> 'name' as name, max(at) as at from attachment_change c
    where "applicationId" = ${applicationId}::uuid and "actorId" = ${user.id}::uuid and name = 'interrupted'
      and at > ${new Date(now - TOLD_HOURS * 3_600_000)}
      and not exists (select from attachment_change later where later."applicationId" = c."applicationId" and later.name = 'added'
        and later.at >= c.at and later.details ->> 'name' = c.details ->> 'name')
    group by 1 order by 2`;
  return rows.map(({ name, at }) => ({ name, at: at.getTime() }));
}

/** Names of files that the virus scan took out after they had come, until somebody has seen it. */
export async function stoppedFiles({ services }: UserContext, applicationId: string): Promise<string[]> {
  const open = await services.prisma.task.findMany({
    where: { processId: processIdOf('grant', applicationId), kind: 'attachmentInfected', audience: 'municipalityUsers', doneAt: null },
    select: { key: true },
  }); // prettier-ignore
  const ids = open.map(({ key }) => key.split('/')[1]!);
  const rows = await services.prisma.attachment.findMany({ where: { id: { in: ids } }, select: { name: true } });
  return rows.map(({ name }) => name);
}

/** Somebody of the municipality has seen what the virus scan took out. */
export async function seenStopped({ services, user, now }: UserContext, applicationId: string): Promise<void> {
  await services.prisma.task.updateMany({
    where: { processId: processIdOf('grant', applicationId), kind: 'attachmentInfected', audience: 'municipalityUsers', doneAt: null },
    data: { doneAt: new Date(now), doneById: user.id },
  });
} // prettier-ignore
