/** A case as the office sees it. What is read here is the head; `content.ts` reads the rest for who may see it. */
import { can, isMasked, type Subject } from '../../domain/authorisation.js';
import type { People } from '../../domain/lifecycle.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { letterLanguage } from '../../domain/letter/language.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { Prisma, PrismaClient, Process } from '../../prisma/generated/client.js';
import { peopleOf } from '../../prisma/people.js';
import { isId } from '../forms.js';
import type { User } from '../page.js';

const include = {
  call: { include: { criteria: { orderBy: { position: 'asc' } }, countyGovernor: { select: { name: true } } } },
  municipality: { select: { code: true, name: true, writtenForm: true } },
  clarifications: { orderBy: { round: 'asc' } },
  declarations: { select: { personId: true, outcome: true, text: true, declaredAt: true } },
  assessments: { include: { scores: true }, orderBy: { savedAt: 'asc' } },
  recommendations: { orderBy: { round: 'desc' }, include: { years: { orderBy: { budgetYear: 'asc' } } } },
  comments: { orderBy: { position: 'asc' }, include: { author: { select: { firstName: true, lastName: true } } } },
} satisfies Prisma.ApplicationInclude;

export type ApplicationCase = Prisma.ApplicationGetPayload<{ include: typeof include }>;
export type Pending = { id: string; name: string; actorId: string | null; receivedAt: Date };

/**
 * What this person may see of the case: `open`, or only its head. `undeclared`: impartiality comes first; `tooEarly`: the deadline has
 * not passed, and nobody can declare anything yet; `late`: it is not decided whether it comes in; `conflict`: never.
 */
export type Sight = 'open' | 'undeclared' | 'tooEarly' | 'late' | 'conflict';

export type OfficeCase = {
  application: ApplicationCase;
  process: Process;
  people: People;
  /** Commands of people that are received and not yet processed, oldest first. */
  pending: Pending[];
  /** What the access rules look at. */
  subject: Subject;
  sight: Sight;
  /** Assessments, recommendation and log. */
  seesAssessment: boolean;
  /** Who is who in the municipality. */
  seesPeople: boolean;
};

/** Null when there is no such application. */
export async function loadCase(prisma: PrismaClient, id: string | undefined, user: User): Promise<OfficeCase | null> {
  if (!isId(id)) return null;
  const processId = processIdOf('grant', id);
  const [application, process, pending] = await Promise.all([
    prisma.application.findUnique({ where: { id }, include }),
    prisma.process.findUnique({ where: { id: processId } }),
    prisma.command.findMany({
      where: { processId, status: 'pending', actorId: { not: null } },
      orderBy: { seq: 'asc' },
      select: { id: true, name: true, actorId: true, receivedAt: true },
    }),
  ]);
  if (!application || !process) return null;
  const people = await peopleOf(prisma, { id: processId, kind: 'grant', subjectId: id });
  const { countyGovernorCode, municipalityCode, state } = process;
  const subject = { countyGovernorCode, municipalityCode, state, conflicted: people.conflicted ?? [] };
  return {
    application,
    process,
    people,
    pending,
    subject,
    sight: sightOf(user, subject, people),
    seesAssessment: can(user.actor, 'case.assessment', subject),
    seesPeople: !isMasked(user.actor, 'case.content', subject, 'personal'),
  };
}

/** Impartiality can be declared in these states, and must be before the content is seen: also of what was dismissed unread (A14). */
const declares = ['registered', 'underAssessment', 'informationRequested', 'recommended', 'dismissed'];

export function sightOf({ id, actor }: User, subject: Subject, people: Pick<People, 'declared'>): Sight {
  if (!can(actor, 'case.content', subject)) return 'conflict';
  // Who cannot handle it has nothing to declare: the ministry, the auditor, another office.
  if (!can(actor, 'case.act', subject)) return 'open';
  if (subject.state === 'submitted') return 'tooEarly';
  if (subject.state === 'late') return 'late';
  return declares.includes(subject.state ?? '') && !people.declared?.includes(id) ? 'undeclared' : 'open';
}

/** May this person see that the case exists, from the office’s side? */
export const seesCase = ({ actor }: User, { subject }: OfficeCase): boolean => can(actor, 'case.read', subject);

/** The case’s own number; before registration the application’s reference. */
export const numberOf = ({ caseNumber, reference }: Pick<ApplicationCase, 'caseNumber' | 'reference'>): string =>
  caseNumber ?? reference;

/** The open tasks of those who are asked to assess a case. */
export const askedToAssess = (processId: string): Prisma.TaskWhereInput => ({
  processId,
  kind: 'assess',
  doneAt: null,
});

/** The clarification that is waited for, or null. */
export const openClarification = ({ clarifications }: ApplicationCase) =>
  clarifications.find(({ endedAt }) => endedAt === null) ?? null;

/** The written form the municipality is answered in. */
export const replyForm = ({
  municipality,
  language,
}: Pick<ApplicationCase, 'municipality' | 'language'>): WrittenForm =>
  letterLanguage(municipality.writtenForm, language);
