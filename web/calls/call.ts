/** A call as the pages read it, and who may see it. */
import { can, type Subject } from '../../domain/authorisation.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { People } from '../../domain/lifecycle.js';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.js';
import { peopleOf } from '../../prisma/people.js';
import { isId } from '../forms.js';
import type { PageContext, User } from '../page.js';

export const callInclude = {
  countyGovernor: true,
  deadlines: { orderBy: { version: 'asc' } },
  criteria: { orderBy: { position: 'asc' } },
  priorityAreas: { orderBy: { position: 'asc' } },
  reportPlans: { orderBy: { position: 'asc' } },
} satisfies Prisma.CallInclude;
export type CallRow = Prisma.CallGetPayload<{ include: typeof callInclude }>;
export type CallProcess = Prisma.ProcessGetPayload<object>;
/** `people`: who wrote the call and sent it for approval, as its process remembers them. */
export type LoadedCall = { call: CallRow; process: CallProcess; people: People };

/** The call with what belongs to it, or null when there is none with this id. */
export async function loadCall(prisma: PrismaClient, id: string | undefined): Promise<LoadedCall | null> {
  if (!isId(id)) return null;
  const [call, process] = await Promise.all([
    prisma.call.findUnique({ where: { id }, include: callInclude }),
    prisma.process.findUnique({ where: { id: processIdOf('call', id) } }),
  ]);
  return call && process ? { call, process, people: await peopleOf(prisma, { ...process, kind: 'call' }) } : null;
}

/** What authorisation looks at for the call of `/utlysninger/:id…`. */
export async function callSubject({ services, params }: PageContext): Promise<Subject | null> {
  const id = params['id'];
  if (!isId(id)) return null;
  const process = await services.prisma.process.findUnique({ where: { id: processIdOf('call', id) } });
  return process && { countyGovernorCode: process.countyGovernorCode, state: process.state };
}

/** States the public sees a call in: from its approval on. */
export const publicStates = [
  'scheduled',
  'open',
  'closed',
  'underAssessment',
  'allocated',
  'decided',
  'completed',
] as const;
/** States before that; nobody but the office knows of the call. */
export const unannounced: readonly string[] = ['new', 'draft', 'awaitingApproval'];

/** Process rows of calls that have been announced; one cancelled before that never was. */
export const announced = {
  kind: 'call',
  OR: [
    { state: { in: [...publicStates] } },
    { state: 'cancelled', events: { some: { toState: 'cancelled', fromState: { notIn: [...unannounced] } } } },
  ],
} satisfies Prisma.ProcessWhereInput;

export const isAnnounced = async (prisma: PrismaClient, processId: string): Promise<boolean> =>
  (await prisma.process.count({ where: { id: processId, ...announced } })) > 0;

/** May this user see calls of the office that are not public, and how the round goes? */
export const seesOffice = (user: User | null, { countyGovernorCode, state }: CallProcess): boolean =>
  user !== null && can(user.actor, 'call.read', { countyGovernorCode, state });

/** The text in the reader’s written form; in a draft the other when it is not written yet. */
export const inForm = (language: WrittenForm, nb: string, nn: string): string =>
  language === 'nn' ? nn || nb : nb || nn;

/** The call’s title, also for a draft that has none yet. */
export const titleOf = (
  { t, language }: Pick<PageContext, 't' | 'language'>,
  call: { titleNb: string; titleNn: string },
): string => inForm(language, call.titleNb, call.titleNn) || t('calls.untitled');
