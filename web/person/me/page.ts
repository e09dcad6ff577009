import { z } from 'zod';
import {
  choices,
  errorOf,
  type ErrorSummary,
  type Fault,
  type FieldChoices,
  type FieldText,
} from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { redirect, userPage, view, type Answer, type Page, type UserContext } from '../../page.js';

export type MeModel = {
  csrf: string;
  errors: ErrorSummary;
  saved: boolean;
  fields: FieldText[];
  language: FieldChoices;
  /** "Saksbehandler, Statsforvalteren i Nordland" */
  roles: string[];
};

const form = z.object({
  firstName: z.string().trim().min(1).max(80),
  lastName: z.string().trim().min(1).max(80),
  email: z.email().max(254),
  language: z.enum(['nb', 'nn']),
});
type Values = Record<keyof z.infer<typeof form>, string>;

const autocomplete = { firstName: 'given-name', lastName: 'family-name', email: 'email' } as const;

async function draw(context: UserContext, values: Values, faults: Fault[] = []): Promise<Answer> {
  const { t, user, query } = context;
  const roles = await context.services.prisma.roleGrant.findMany({
    where: { personId: user.id, state: 'active' },
    include: { municipality: true, countyGovernor: true },
    orderBy: { fromAt: 'asc' },
  });
  const model: MeModel = {
    csrf: csrfOnly(context),
    errors: { faults },
    saved: query.has('lagret') && faults.length === 0,
    fields: (['firstName', 'lastName', 'email'] as const).map((name) => ({
      id: name,
      name,
      label: t(`person.${name}`),
      value: values[name],
      error: errorOf(faults, name),
      autocomplete: autocomplete[name],
      ...(name === 'email' ? { type: 'email' as const, help: t('person.emailHelp') } : {}),
    })),
    language: {
      id: 'language',
      name: 'language',
      label: t('person.language'),
      help: t('person.languageHelp'),
      error: errorOf(faults, 'language'),
      options: choices('language', values.language, [
        { value: 'nb', text: t('common.writtenForm.nb') },
        { value: 'nn', text: t('common.writtenForm.nn') },
      ]),
    },
    roles: roles.map(({ role, municipality, countyGovernor }) => {
      const place = municipality ? `${municipality.name} kommune` : (countyGovernor?.name ?? t('common.layout.nation'));
      return `${t(`common.role.${role}`)}, ${place}`;
    }),
  };
  return view('person/me/me', t('person.title'), model, faults.length > 0 ? 422 : 200);
}

async function get(context: UserContext): Promise<Answer> {
  const { firstName, lastName, email, language } = await context.services.prisma.person.findUniqueOrThrow({
    where: { id: context.user.id },
  });
  return draw(context, { firstName, lastName, email, language });
}

async function post(context: UserContext): Promise<Answer> {
  const { body, services, user, t } = context;
  const { firstName = '', lastName = '', email = '', language = '' } = body;
  const parsed = form.safeParse({ firstName, lastName, email: email.trim(), language });
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    return draw(
      context,
      { firstName, lastName, email, language },
      wrong.map((name) => ({ fieldId: name, text: t(`person.fault.${name}`) })),
    );
  }
  await services.prisma.person.update({ where: { id: user.id }, data: parsed.data });
  return redirect('/meg?lagret=1#svar');
}

/** One’s own details (U6). */
export const mePage: Page = userPage({ path: '/meg', access: { loggedIn: true }, personal: 'none', get, post });
