/** A project that was taken over from before: it has no application, but the same addresses, `/soknader` and `/saker`. */
import { can, isMasked } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma, Process } from '../../../prisma/generated/client.js';
import { timeline, whereNow } from '../../case-view.js';
import type { Crumb, Link, ProcessTimeline, WhereNow } from '../../components/models.js';
import { isId } from '../../forms.js';
import { threadsOf, type CaseThreads } from '../../messages/list.js';
import { notFound, redirect, view, wideView, type Answer, type Translate, type UserContext } from '../../page.js';
import { nameThen } from '../../public/names.js';
import type { AnswerList } from '../answers.js';
import { letterItem, lettersOf, type LetterItem } from './letters.js';
import { projectOf, reportAction, type ProjectModel } from './project.js';

export type ImportedModel = {
  breadcrumbs: Crumb[];
  case: true;
  /** Officers see the timeline beside the rest. */
  wide: boolean;
  title: string;
  source: string | null;
  whereNow: WhereNow;
  facts: AnswerList;
  /** Null until it is public. */
  publicPage: Link | null;
  project: ProjectModel;
  letters: LetterItem[];
  messages: CaseThreads | null;
  timeline: ProcessTimeline;
};

type Side = 'municipality' | 'office';
const addresses = { municipality: '/soknader', office: '/saker' } as const;

const include = {
  municipality: { select: { name: true, postReceptionEmail: true } },
  payee: { select: { name: true } },
  partners: { orderBy: { position: 'asc' }, select: { name: true } },
  importSource: true,
} satisfies Prisma.ProjectInclude;
type Row = Prisma.ProjectGetPayload<{ include: typeof include }>;

const sees = ({ user: { actor } }: UserContext, process: Process, side: Side): boolean =>
  side === 'municipality' ? can(actor, 'application.read', process) : can(actor, 'case.read', process);

/** The page on this side; who belongs on the other is sent there. */
export async function importedProject(context: UserContext, id: string | undefined, side: Side): Promise<Answer> {
  const { services, t, language } = context;
  if (!isId(id)) return notFound;
  const process = await services.prisma.process.findUnique({ where: { id: processIdOf('project', id) } });
  if (!process) return notFound;
  if (!sees(context, process, side)) {
    const other = side === 'office' ? 'municipality' : 'office';
    return sees(context, process, other) ? redirect(`${addresses[other]}/${id}`) : notFound;
  }
  const onSide = side === 'office' ? { ...process, municipalityCode: null } : process;
  const mayReadLetters = can(context.user.actor, 'letter.read', onSide);
  const row = await services.prisma.project.findUniqueOrThrow({ where: { id }, include });
  const project = (await projectOf(context, id))!;
  const source = row.importSource && (language === 'nn' ? row.importSource.titleNn : row.importSource.titleNb);
  const model: ImportedModel = {
    breadcrumbs: [crumbOf(row, side, t)],
    case: true,
    wide: side === 'office',
    title: row.title,
    source: source && t('applications.imported.source', { source }),
    whereNow: await whereNow(context, project.process, {
      viewer: side,
      action: reportAction(t, project.model.reports),
      deadline: project.model.reports.find((one) => one.deadline)?.deadline ?? null,
      ...(side === 'municipality' ? { waitsFor: project.waitsFor } : {}),
    }),
    facts: await factsOf(
      context,
      row,
      isMasked(context.user.actor, 'case.content', process, 'personal') && side === 'office',
    ),
    publicPage: row.publicSince && { text: t('applications.imported.public'), href: `/offentlig/${id}` },
    project: project.model,
    letters: (mayReadLetters ? await lettersOf(context, project.processIds) : []).map((letter) =>
      letterItem(t, letter),
    ),
    messages: await threadsOf(context, id, side),
    timeline: side === 'municipality' ? project.timeline : await timeline(context, process),
  };
  return (side === 'office' ? wideView : view)('applications/overview/imported', row.title, model);
}

function crumbOf({ municipality, municipalityCode, callId }: Row, side: Side, t: Translate): Crumb {
  if (side === 'municipality')
    return { text: t('applications.municipality', { name: municipality.name }), href: `/kommune/${municipalityCode}` };
  return callId
    ? { text: t('applications.imported.round'), href: `/utlysninger/${callId}/styring` }
    : { text: t('common.menu.cases'), href: '/saker' };
}

/** Who gets the e-mails that go to the contact person; the same order as `recipientsOf` has. */
async function contactText({ services: { prisma }, t }: UserContext, row: Row): Promise<string> {
  const contact = row.contactId && (await prisma.person.findUnique({ where: { id: row.contactId } }));
  if (contact) return `${contact.firstName} ${contact.lastName}, ${contact.email}`;
  const users = await prisma.roleGrant.count({
    where: {
      municipalityCode: row.municipalityCode,
      role: { in: ['applicant', 'municipalCoordinator'] },
      state: 'active',
    },
  });
  return users > 0
    ? t('applications.imported.usersAreContact')
    : t('applications.imported.noContact', { address: row.municipality.postReceptionEmail });
}

async function factsOf(context: UserContext, row: Row, masked: boolean): Promise<AnswerList> {
  const { t } = context;
  const { municipality, applicantName, partners, payee, callId, summary } = row;
  const line = (name: string, text: string) => ({
    label: t(`applications.imported.${name}`),
    lines: text ? [text] : [],
  });
  return {
    answers: [
      line('applicant', nameThen(applicantName, municipality.name, t)),
      ...(partners.length > 0 ? [line('partners', partners.map(({ name }) => name).join(', '))] : []),
      // A row that was imported without its round does not tell who was paid.
      ...(callId === null ? [] : [line('payee', payee.name)]),
      line('summary', summary),
      ...(masked ? [] : [line('contact', await contactText(context, row))]),
    ],
    notGiven: t('applications.notGiven'),
  };
}
