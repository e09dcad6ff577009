import { isRefusal } from '../../../domain/errors.js';
import type { Kind } from '../../../domain/lifecycle.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { inForm } from '../../calls/call.js';
import { commandText, refusalText } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { OurCase } from './cases.js';

export type RefusedCommand = { what: string; title: string; href: string; receivedAt: number; why: string };

/** Where a process has a page beside its case’s. */
const pageOf: Readonly<Partial<Record<string, (id: string) => string>>> = {
  report: (id) => `/rapporter/${id}`,
  thread: (id) => `/meldinger/${id}`,
  consultation: (id) => `/horinger/${id}/svar`,
};

type Told = Pick<OurCase, 'processIds' | 'title' | 'href'>;

/** How long a refusal is told of on the home page. */
const TOLD_MS = 30 * 86_400_000;

/**
 * My commands that were refused after a receipt (DESIGN rule 1), newest first. One that was later given again and applied, by me or a
 * colleague, is no longer told of.
 */
export async function refusalsOf(context: UserContext, cases: readonly Told[]): Promise<RefusedCommand[]> {
  const { services, user, now } = context;
  const mine = await services.prisma.command.findMany({
    where: {
      processId: { in: cases.flatMap((one) => one.processIds) },
      OR: [{ status: 'refused', actorId: user.id }, { status: 'applied' }],
      receivedAt: { gt: new Date(now - TOLD_MS) },
    },
    orderBy: { receivedAt: 'desc' },
    select: {
      processId: true,
      seq: true,
      name: true,
      status: true,
      refusal: true,
      receivedAt: true,
      process: { select: { kind: true } },
    },
  });
  const mended = (row: (typeof mine)[number]) =>
    mine.some(
      (later) =>
        later.status === 'applied' &&
        later.processId === row.processId &&
        later.name === row.name &&
        later.seq > row.seq,
    );
  return mine
    .filter((row) => row.status === 'refused' && !mended(row))
    .map(({ processId, name, refusal, receivedAt, process }) => {
      const found = cases.find((one) => one.processIds.includes(processId))!;
      return {
        what: commandText(context, process.kind as Kind, name),
        title: found.title,
        href: pageOf[process.kind]?.(processId.split('/')[1]!) ?? found.href,
        receivedAt: receivedAt.getTime(),
        why: refusalText(context, refusal && isRefusal(refusal) ? refusal : 'closed'),
      };
    });
}

/** Consultations this person has lately answered: a late answer is told of like what belongs to a case. */
export async function answeredConsultations({ services: { prisma }, user, now, language }: UserContext): Promise<Told[]> {
  const answers = await prisma.command.findMany({
    where: { actorId: user.id, name: 'answer', status: 'refused', receivedAt: { gt: new Date(now - TOLD_MS) }, process: { kind: 'consultation' } },
    select: { processId: true, process: { select: { subjectId: true } } },
  });
  const consultations = await prisma.consultation.findMany({
    where: { id: { in: answers.map(({ process }) => process.subjectId) } },
  });
  return consultations.map(({ id, titleNb, titleNn }) => ({
    processIds: [processIdOf('consultation', id)],
    title: inForm(language, titleNb, titleNn),
    href: `/horinger/${id}`,
  }));
} // prettier-ignore
