import { randomUUID } from 'node:crypto';
import type { Subject } from '../../../domain/authorisation.js';
import { INVITATION_DAYS } from '../../../domain/access/ladders.js';
import { invitationForm } from '../../../domain/access/form.js';
import { formatShortDate, localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { rolesOfTwo } from '../../../domain/role/rules.js';
import type { Role } from '../../../domain/roles.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import {
  choices,
  errorOf,
  type EmptyState,
  type ErrorSummary,
  type Fault,
  type FieldChoices,
  type FieldText,
  type FormTokens,
  type Receipt,
} from '../../components/models.js';
import { answerCommand, isId, receiptOf, roleFor, sentBefore, tokenId, tokens } from '../../forms.js';
import { countedMail } from '../../middleware/limits.js';
import { notFound, userPage, view, type Answer, type Page, type UserContext } from '../../page.js';
import { personFaults, personFieldsOf, typedOf, type Typed } from '../fields.js';
import { hashOf, invitationSecretFor } from '../secrets.js';
import { inviteActions, placeOf, type Place } from './from.js';
import { shownPlace } from '../../log/shown.js';

type OpenInvitation = { href: string; name: string; role: string; email: string; sent: string; expires: string; path: string; tokens: FormTokens }; // prettier-ignore

export type InviteModel = {
  errors: ErrorSummary;
  receipt: Receipt | null;
  heading: string;
  intro: string;
  action: string;
  id: string;
  tokens: FormTokens;
  role: FieldChoices;
  fields: FieldText[];
  open: OpenInvitation[];
  none: EmptyState;
};

const names = ['firstName', 'lastName', 'email'] as const;
type Values = Typed & { role: string };

/** Whose process it is: an office’s, a municipality’s under its office, or nobody’s. */
const at = ({ municipalityCode, countyGovernorCode }: Place) => ({ municipalityCode, countyGovernorCode });

async function openInvitations(context: UserContext, place: Place): Promise<OpenInvitation[]> {
  const { services, t } = context;
  const { prisma } = services;
  const processes = await prisma.process.findMany({
    where: { kind: 'accessRequest', state: { in: ['new', 'invited'] }, ...at(place) },
  });
  const requests = await prisma.accessRequest.findMany({
    where: {
      id: { in: processes.map(({ subjectId }) => subjectId) },
      role: { in: place.roles },
      invitedAs: { not: null },
    },
    orderBy: { createdAt: 'desc' },
  });
  const duties = await prisma.duty.findMany({
    where: { processId: { in: processes.map(({ id }) => id) }, ladder: 'invitation', name: 'expiry' },
  });
  const day = (instant: Date): string => formatShortDate(localDate(instant.getTime()));
  return requests.map(({ id, firstName, lastName, role, email, createdAt }) => {
    const processId = processIdOf('accessRequest', id);
    const expiry = duties.find((duty) => duty.processId === processId);
    return {
      href: `/tilgang/${id}`,
      name: `${firstName} ${lastName}`,
      role: t(`common.role.${role}`),
      email,
      sent: day(createdAt),
      expires: expiry ? day(expiry.dueAt) : '–',
      path: `/tilgang/${id}`,
      tokens: tokens(context, processId, 'takeBack'),
    };
  });
}

const help = (t: UserContext['t'], role: Role): string =>
  [t(`access.means.${role}`), ...(rolesOfTwo.includes(role) ? [t('access.twoNeeded')] : [])].join(' ');

type Drawing = { place: Place; values: Values; faults?: Fault[] };

async function draw(context: UserContext, { place, values, faults = [] }: Drawing): Promise<Answer> {
  const { t } = context;
  const id = isId(context.body['id']) && faults.length > 0 ? context.body['id'] : randomUUID();
  const open = await openInvitations(context, place);
  const model: InviteModel = {
    errors: { faults },
    receipt: faults.length === 0 ? await receiptOf(context) : null,
    heading: t('access.invite.title', { place: place.name }),
    intro: t(`access.invite.intro.${place.kind === 'municipality' ? 'municipality' : 'staff'}`, {
      days: INVITATION_DAYS,
    }),
    action: `${place.path}/inviter`,
    id,
    tokens: tokens(context, processIdOf('accessRequest', id), 'invite'),
    role: {
      id: 'role',
      name: 'role',
      label: t('access.invite.role'),
      error: errorOf(faults, 'role'),
      options: choices(
        'role',
        values.role,
        place.roles.map((value) => ({ value, text: t(`common.role.${value}`), help: help(t, value) })),
      ),
    },
    fields: personFieldsOf(names, {
      t,
      typed: values,
      faults,
      help: { email: t('access.invite.emailHelp') },
      somebodyElse: true,
    }),
    open,
    none: { text: t('access.invite.none') },
  };
  return view('access/invite/invite', model.heading, model, faults.length > 0 ? 422 : 200);
}

async function post(context: UserContext, place: Place): Promise<Answer> {
  const { body, services, user, t } = context;
  const values: Values = { ...typedOf(names, body), role: body['role'] ?? '' };
  const again = (faults: Fault[]) => draw(context, { place, values, faults });
  const role = place.roles.find((one) => one === values.role);
  const faults: Fault[] = [
    ...(role ? [] : [{ fieldId: 'role', text: t('access.fault.invitedRole') }]),
    ...personFaults(t, names, values),
  ];
  const parsed = invitationForm.safeParse(values);
  if (!parsed.success || faults.length > 0) return again(faults);
  const id = body['id'];
  const processId = processIdOf('accessRequest', isId(id) ? id : '');
  const token = isId(id) ? tokenId(context, { processId, name: 'invite' }) : null;
  if (!isId(id) || !token) return again([{ fieldId: 'svar', text: t('common.form.expired') }]);
  if (!(await sentBefore(context, { processId, name: 'invite' }))) {
    await services.limits.consume('invitation', user.id);
    await services.limits.consume('mailTo', countedMail(parsed.data.email));
  }
  const secret = invitationSecretFor(services.config.SESSION_SECRET, token);
  const actorRole = roleFor(user, 'accessRequest', 'invite', 'new', place);
  return answerCommand(
    context,
    {
      processId,
      name: 'invite',
      content: { secret },
      actorRole,
      write: async (tx, createdAt) => {
        const { municipalityCode, countyGovernorCode } = place;
        const office = place.kind === 'office' ? countyGovernorCode : null;
        await tx.accessRequest.create({ data: { id, ...parsed.data, phone: '', municipalityCode, countyGovernorCode: office, invitedById: user.id, invitedAs: actorRole, secretHash: hashOf(secret), createdAt } }); // prettier-ignore
        await createProcessRow(tx, { kind: 'accessRequest', subjectId: id, parentId: null, callId: null, ...at(place), createdAt }); // prettier-ignore
      },
    },
    { receipt: `${place.path}/inviter`, again },
  );
}

const subjects: Record<Place['kind'], (context: UserContext) => Promise<Subject | null>> = {
  nation: () => Promise.resolve({}),
  office: ({ params }) => Promise.resolve({ countyGovernorCode: params['kode'] ?? '' }),
  municipality: async ({ params, services }) => {
    const where = { code: params['nr'] ?? '' };
    const found = await services.prisma.municipality.findUnique({ where, include: { county: true } });
    return found && { municipalityCode: found.code, countyGovernorCode: found.county.countyGovernorCode };
  },
};

const invitePage = (kind: Place['kind'], path: string): Page =>
  userPage({
    path,
    access: { can: inviteActions[kind], subject: subjects[kind] },
    personal: shownPlace,
    get: async (context) => {
      const place = await placeOf(context, kind);
      const only = place?.roles.length === 1 ? place.roles[0]! : '';
      return place ? draw(context, { place, values: { role: only } }) : notFound;
    },
    post: async (context) => {
      const place = await placeOf(context, kind);
      return place ? post(context, place) : notFound;
    },
  });

/** Somebody is asked to join, by those who may let in. */
export const invitePages: readonly Page[] = [
  invitePage('municipality', '/kommune/:nr/inviter'),
  invitePage('office', '/embete/:kode/inviter'),
  invitePage('nation', '/departement/inviter'),
];
