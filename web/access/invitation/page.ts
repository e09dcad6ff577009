import { acceptance } from '../../../domain/access/form.js';
import { formatInstant } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { rolesOfTwo } from '../../../domain/role/rules.js';
import { isStaffRole, type Role } from '../../../domain/roles.js';
import type {
  DeadlineChip,
  ErrorSummary,
  Fault,
  FieldText,
  FormTokens,
  Link,
  Receipt,
} from '../../components/models.js';
import { answerCommand, isId, receiptOf, roleFor, tokens } from '../../forms.js';
import { homeOf } from '../../layout/layout.js';
import { isHigh } from '../../login/providers.js';
import { notFound, userPage, view, type Answer, type Page, type UserContext } from '../../page.js';
import { personFaults, personFieldsOf, typedOf, type Typed } from '../fields.js';
import { placeName } from '../place-name.js';
import { loadInvitation, type Invitation } from './load.js';

export type InvitationModel = {
  errors: ErrorSummary;
  receipt: Receipt | null;
  heading: string;
  /** Who invited, to what, and what that means. */
  told: string[];
  deadline: DeadlineChip | null;
  /** Why it cannot be accepted as one is logged in now, and the way. */
  stop: { text: string; link: Link | null } | null;
  form: { action: string; tokens: FormTokens; fields: FieldText[] } | null;
  onward: Link | null;
};

const names = ['firstName', 'lastName', 'phone'] as const;

/** A name of any script inside a sentence, without turning it round. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

const here = ({ request, secret }: Invitation): string => `/tilgang/${request.id}/invitasjon?kode=${secret}`;

/** Whoever invited is somebody else, and the state’s people prove themselves with the high level. */
function stopOf({ t, user, req, services }: UserContext, invitation: Invitation): InvitationModel['stop'] {
  const { request } = invitation;
  if (request.invitedById === user.id) return { text: t('access.invitation.own'), link: null };
  if (!isStaffRole(request.role) || isHigh(services.config, req.session.login)) return null;
  const href = `/logg-inn/stat?til=${encodeURIComponent(here(invitation))}`;
  return { text: t('access.invitation.high'), link: { text: t('access.invitation.highLink'), href } };
}

async function draw(context: UserContext, invitation: Invitation, form: { typed: Typed; faults: Fault[] }) {
  const { t, now } = context;
  const { request, process, deadline } = invitation;
  const { typed, faults } = form;
  const { invitedBy, role } = request;
  const place = await placeName(context, { ...process, municipality: request.municipality });
  const who = invitedBy
    ? isolated(`${invitedBy.firstName} ${invitedBy.lastName}`)
    : t('access.invitation.installation');
  const stop = stopOf(context, invitation);
  const model: InvitationModel = {
    errors: { faults },
    receipt: null,
    heading: t('access.invitation.title', { place }),
    told: [
      t('access.invitation.who', { who, place, role: t(`common.role.${role}`) }),
      t(`access.means.${role}`),
      ...(rolesOfTwo.includes(role as Role) && invitedBy ? [t('access.twoNeeded')] : []),
    ],
    deadline: deadline === null ? null : { at: deadline, now },
    stop,
    form: stop
      ? null
      : {
          action: here(invitation),
          tokens: tokens(context, process.id, 'accept'),
          fields: personFieldsOf(names, { t, typed, faults }),
        },
    onward: null,
  };
  return view('access/invitation/invitation', model.heading, model, faults.length > 0 ? 422 : 200);
}

/** Nobody accepted it in time: when it expired, and whom to ask for another. */
async function expired(context: UserContext, { request, process }: Invitation): Promise<Answer> {
  const { t, services } = context;
  const place = await placeName(context, { ...process, municipality: request.municipality });
  const event = await services.prisma.event.findFirst({
    where: { processId: process.id, toState: 'expired' },
    orderBy: { seq: 'desc' },
  });
  const at = event?.at ?? request.closedAt;
  const { invitedBy } = request;
  const model: InvitationModel = {
    errors: { faults: [] },
    receipt: null,
    heading: t('access.invitation.title', { place }),
    told: [
      at ? t('access.invitation.expiredAt', { at: formatInstant(at.getTime()) }) : t('access.invitation.expired'),
      invitedBy
        ? t('access.invitation.askAgain', { who: isolated(`${invitedBy.firstName} ${invitedBy.lastName}`) })
        : t('access.invitation.askInstallation'),
    ],
    deadline: null,
    stop: null,
    form: null,
    onward: null,
  };
  return view('access/invitation/invitation', model.heading, model);
}

/** After it is accepted the link is nobody’s; whoever accepted has the receipt, and where to go. */
async function received(context: UserContext): Promise<Answer> {
  const { t, params, user, services } = context;
  const id = params['id'];
  const receipt = isId(id) ? await receiptOf(context, processIdOf('accessRequest', id)) : null;
  if (!receipt || !isId(id)) return notFound;
  const { role, invitedById } = await services.prisma.accessRequest.findUniqueOrThrow({ where: { id } });
  const applied = receipt.kind === 'applied';
  const waits = rolesOfTwo.includes(role as Role) && invitedById !== null;
  const model: InvitationModel = {
    errors: { faults: [] },
    receipt,
    heading: t('access.invitation.received'),
    told: applied ? [t(waits ? 'access.twoNeeded' : 'access.invitation.next')] : [],
    deadline: null,
    stop: null,
    form: null,
    onward: applied ? { text: t('access.begin'), href: user.places.length > 0 ? homeOf(user) : '/meg' } : null,
  };
  return view('access/invitation/invitation', model.heading, model);
}

async function get(context: UserContext): Promise<Answer> {
  const invitation = await loadInvitation(context, { also: 'expired' });
  if (!invitation) return received(context);
  if (invitation.process.state === 'expired') return expired(context, invitation);
  const person = await context.services.prisma.person.findUniqueOrThrow({ where: { id: context.user.id } });
  const { request } = invitation;
  const typed = {
    firstName: person.firstName || request.firstName,
    lastName: person.lastName || request.lastName,
    phone: person.phone ?? '',
  };
  return draw(context, invitation, { typed, faults: [] });
}

async function post(context: UserContext): Promise<Answer> {
  const { body, t, user } = context;
  const late = await loadInvitation(context, { also: 'expired' });
  if (late?.process.state === 'expired') return expired(context, late);
  const invitation = await loadInvitation(context, { also: 'accepted' });
  if (!invitation) return notFound;
  const { request, process } = invitation;
  const typed = typedOf(names, body);
  const again = (faults: Fault[]) => draw(context, invitation, { typed, faults });
  const stop = stopOf(context, invitation);
  if (stop) return again([{ fieldId: 'svar', text: stop.text }]);
  const faults = personFaults(t, names, typed);
  const parsed = acceptance.safeParse(typed);
  if (!parsed.success || faults.length > 0) return again(faults);
  return answerCommand(
    context,
    {
      processId: process.id,
      name: 'accept',
      content: parsed.data,
      actorRole: roleFor(user, 'accessRequest', 'accept', process.state, process),
    },
    { receipt: `/tilgang/${request.id}/invitasjon`, again },
  );
}

/** The invited person says who they are, and accepts; the e-mail’s link is the proof of the address. */
export const invitationPage: Page = userPage({
  path: '/tilgang/:id/invitasjon',
  access: { loggedIn: true },
  personal: 'none',
  get,
  post,
});
