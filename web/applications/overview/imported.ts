/** A project that was taken over from before: it has no application, but the same address. */
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { whereNow } from '../../case-view.js';
import type { Crumb, ProcessTimeline, WhereNow } from '../../components/models.js';
import { isId } from '../../forms.js';
import { threadsOf, type CaseThreads } from '../../messages/list.js';
import { notFound, view, type Answer, type UserContext } from '../../page.js';
import { letterItem, lettersOf, type LetterItem } from './letters.js';
import { projectOf, reportAction, type ProjectModel } from './project.js';

export type ImportedModel = {
  breadcrumbs: Crumb[];
  case: true;
  title: string;
  summary: string;
  whereNow: WhereNow;
  project: ProjectModel;
  letters: LetterItem[];
  messages: CaseThreads | null;
  timeline: ProcessTimeline;
};

export async function importedProject(context: UserContext, id: string): Promise<Answer> {
  const { services, user, t } = context;
  if (!isId(id)) return notFound;
  const process = await services.prisma.process.findUnique({ where: { id: processIdOf('project', id) } });
  if (!process || !can(user.actor, 'application.read', process)) return notFound;
  const row = await services.prisma.project.findUniqueOrThrow({ where: { id }, include: { municipality: true } });
  const project = (await projectOf(context, id))!;
  const model: ImportedModel = {
    breadcrumbs: [
      {
        text: t('applications.municipality', { name: row.municipality.name }),
        href: `/kommune/${row.municipalityCode}`,
      },
    ],
    case: true,
    title: row.title,
    summary: row.summary,
    whereNow: await whereNow(context, project.process, {
      viewer: 'municipality',
      action: reportAction(t, project.model.reports),
      deadline: project.model.reports.find((one) => one.deadline)?.deadline ?? null,
      waitsFor: project.waitsFor,
    }),
    project: project.model,
    letters: (await lettersOf(context, project.processIds)).map((letter) => letterItem(t, letter)),
    messages: await threadsOf(context, id, 'municipality'),
    timeline: project.timeline,
  };
  return view('applications/overview/imported', row.title, model);
}
