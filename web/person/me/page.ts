import { slugs } from '../../about/slugs.js';
import { z } from 'zod';
import { personName, phoneNumber } from '../../../domain/person/form.js';
import type { Role } from '../../../domain/roles.js';
import { rename } from '../../../prisma/person-name.js';
import {
  choices,
  errorOf,
  type ErrorSummary,
  type Fault,
  type FieldChoices,
  type FieldText,
  type Receipt,
} from '../../components/models.js';
import { csrfOnly, receiptOf } from '../../forms.js';
import { placeName } from '../../people/place.js';
import { roleLine, rolesWhere, type RoleLine } from '../../people/reading.js';
import { suspendedText } from '../../people/role/confirmers.js';
import { noticesForm, type NoticesForm } from '../notices/page.js';
import { endedText, sessionsForm, type SessionsForm } from '../sessions/page.js';
import { redirect, userPage, view, type Answer, type Page, type UserContext } from '../../page.js';

/** `suspended`: why, and who can open it. */
export type MyRole = RoleLine & { place: string; help: string; suspended: string | null };
export type MeModel = {
  csrf: string;
  errors: ErrorSummary;
  saved: boolean;
  receipt: Receipt | null;
  fields: FieldText[];
  language: FieldChoices;
  email: string;
  /** An address whose code is waited for. */
  newEmail: string | null;
  roles: MyRole[];
  notices: NoticesForm;
  sessions: SessionsForm;
  /** Said when sessions have been ended. */
  ended: string | null;
};

const form = z.object({
  firstName: personName,
  lastName: personName,
  phone: z.union([z.literal(''), phoneNumber]),
  language: z.enum(['nb', 'nn']),
});
type Values = Record<keyof z.infer<typeof form>, string>;

const autocomplete = { firstName: 'given-name', lastName: 'family-name', phone: 'tel' } as const;

async function rolesOf(context: UserContext): Promise<MyRole[]> {
  const { services, user, t, now } = context;
  const grants = await rolesWhere(services.prisma, { personId: user.id });
  return Promise.all(
    grants.map(async (grant) => ({
      ...roleLine(context, grant),
      place: await placeName(services.prisma, grant, t('common.layout.nation')),
      suspended:
        grant.state === 'suspended'
          ? await suspendedText(
              { prisma: services.prisma, t, now },
              grant,
              grant.countyGovernorCode ?? grant.municipality?.county.countyGovernorCode ?? null,
            )
          : null,
      help: `/om/roller/${slugs[grant.role as Role]}`,
    })),
  );
}

async function draw(context: UserContext, values: Values, faults: Fault[] = []): Promise<Answer> {
  const { t, user, query, services } = context;
  const { email, newEmail } = await services.prisma.person.findUniqueOrThrow({ where: { id: user.id } });
  const model: MeModel = {
    csrf: csrfOnly(context),
    errors: { faults },
    saved: query.has('lagret') && faults.length === 0,
    receipt: faults.length > 0 ? null : await receiptOf(context),
    fields: (['firstName', 'lastName', 'phone'] as const).map((name) => ({
      id: name,
      name,
      label: t(`person.${name}`),
      value: values[name],
      error: errorOf(faults, name),
      autocomplete: autocomplete[name],
      ...(name === 'phone' ? { type: 'tel' as const } : {}),
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
    email,
    newEmail,
    roles: await rolesOf(context),
    notices: await noticesForm(context),
    sessions: await sessionsForm(context),
    ended: faults.length > 0 ? null : endedText(context),
  };
  return view('person/me/me', t('person.title'), model, faults.length > 0 ? 422 : 200);
}

async function get(context: UserContext): Promise<Answer> {
  const { firstName, lastName, phone, language } = await context.services.prisma.person.findUniqueOrThrow({
    where: { id: context.user.id },
  });
  return draw(context, { firstName, lastName, phone: phone ?? '', language });
}

async function post(context: UserContext): Promise<Answer> {
  const { body, services, user, t, now } = context;
  const { firstName = '', lastName = '', phone = '', language = '' } = body;
  const values = { firstName, lastName, phone: phone.trim(), language };
  // Who has not asked for access yet has no name here, and may still choose the language.
  const nameless = !user.name && firstName === '' && lastName === '';
  const parsed = (nameless ? form.extend({ firstName: z.literal(''), lastName: z.literal('') }) : form).safeParse(
    values,
  );
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    return draw(
      context,
      values,
      wrong.map((name) => ({ fieldId: name, text: t(`person.fault.${name}`) })),
    );
  }
  const { phone: number, language: chosen, ...name } = parsed.data;
  await services.prisma.$transaction(async (tx) => {
    await rename(tx, { personId: user.id, name, actorId: user.id, actorRole: 'holder', at: new Date(now) });
    await tx.person.update({ where: { id: user.id }, data: { phone: number || null, language: chosen } });
  });
  return redirect('/meg?lagret=1#svar');
}

/** One’s own details and roles (U6); the address has a page of its own, since it must be proved. */
export const mePage: Page = userPage({ path: '/meg', access: { loggedIn: true }, personal: 'none', get, post });
