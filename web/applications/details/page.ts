import type { FieldKey } from '../../../domain/application/fields.js';
import { contactOptions } from '../answers.js';
import { projectName } from '../../../prisma/application-names.js';
import { familyOf, type Family } from '../family.js';
import { fieldsStep } from '../fields/step.js';
import { saveDraft } from '../save.js';
import { addressOf } from '../step-head.js';
import { stepPage, type FieldsModel } from '../step-page.js';
import { redirect, type UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { answersFrom } from './earlier.js';

export type DetailsModel = FieldsModel & {
  /** What the undertaking has been given, where it goes on from an earlier project. */
  family: Family | null;
  /** The answers of the earlier project’s application can be taken over. */
  fill: boolean;
};

/** Projects of the municipality, newest first. */
async function projectOptions({ services }: UserContext, { row }: Case) {
  const projects = await services.prisma.project.findMany({
    where: { municipalityCode: row.municipalityCode },
    orderBy: [{ firstYear: 'desc' }, { title: 'asc' }],
    select: { id: true, title: true, firstYear: true },
  });
  return projects.map((project) => ({ value: project.id, text: projectName(project) }));
}

/** "kommuner; regionråd og andre interkommunale råd, gjennom en kommune" (D-9). */
const applicantsText = ({ t }: UserContext, { rules }: Case): string =>
  rules.applicants.map((kind) => t(`callForm.applicantsOf.${kind}`).toLocaleLowerCase('nb')).join('; ');

/** Step 1: title, summary, kind, owner, people, written form (forms.md D.1). */
export const detailsPage = stepPage(
  fieldsStep({
    step: 'soknaden',
    view: 'applications/details/details',
    async surroundings(context, found) {
      return {
        options: {
          contactId: await contactOptions(context, found.row),
          previousProjectId: await projectOptions(context, found),
        },
        facts: { municipality: found.row.municipality.name, applicants: applicantsText(context, found) },
      };
    },
    /** The contact is one of the municipality’s own users; the earlier project one of its own. */
    async check(mine, context, found) {
      const [contacts, projects] = await Promise.all([
        contactOptions(context, found.row),
        projectOptions(context, found),
      ]);
      const refused: FieldKey[] = [
        ...(contacts.some(({ value }) => value === mine.contactId) ? [] : (['contactId'] as const)),
        ...(mine.previousProjectId === '' || projects.some(({ value }) => value === mine.previousProjectId)
          ? []
          : (['previousProjectId'] as const)),
      ];
      return Object.fromEntries(Object.entries(mine).filter(([key]) => !refused.includes(key as FieldKey)));
    },
    async beside({ services }, { row }): Promise<Omit<DetailsModel, keyof FieldsModel>> {
      const [family, earlier] = await Promise.all([
        familyOf(services.prisma, row.previousProjectId),
        row.previousProjectId === null
          ? null
          : services.prisma.application.findUnique({ where: { id: row.previousProjectId }, select: { id: true } }),
      ]);
      return { family, fill: earlier !== null };
    },
    async saves(context, { row }) {
      if (context.body['do'] !== 'fill' || row.previousProjectId === null) return null;
      const earlier = await answersFrom(context.services.prisma, row.previousProjectId);
      await saveDraft(context.services.prisma, {
        applicationId: row.id,
        at: new Date(context.now),
        actorId: context.user.id,
        changes: (current) => earlier?.(current) ?? {},
      });
      return redirect(`${addressOf(row.id)}/soknaden?hentet#svar`);
    },
  }),
);
