/** `/roller/:id`: one role of one person: where it stands, what it lets one do, and what can be done with it (U5, U6). */
import { slugs } from '../../about/slugs.js';
import { roleReason } from '../../../domain/role/form.js';
import { isStaffRole, type Role } from '../../../domain/roles.js';
import { timeline, whereNow } from '../../case-view.js';
import type { Fault, ProcessTimeline, Receipt, WhereNow } from '../../components/models.js';
import { proposersOf } from '../../../prisma/people.js';
import { answerCommand, isId, receiptOf, receiptAt, refusalText, sentBefore } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { subjectOf } from '../../where.js';
import { fullName, inSentence, namesOf } from '../../who.js';
import { placeName } from '../place.js';
import { dayOf, lastDay, rolesWhere } from '../reading.js';
import { confirmText, suspendedText } from './confirmers.js';
import { deedsOf, type Deed } from './deeds.js';
import { actorFor, commands, type RoleCase, type RoleCommand } from './obstacle.js';
import { shownRole } from '../../log/shown.js';

export type RoleModel = {
  case: true;
  breadcrumbs: { text: string; href: string }[];
  faults: Fault[];
  receipt: Receipt | null;
  heading: string;
  place: string;
  whereNow: WhereNow;
  /** Of a proposal: who can confirm it; of what is suspended: why, and who can open it. */
  told: string | null;
  timeline: ProcessTimeline;
  facts: { label: string; value: string }[];
  help: { text: string; href: string };
  deeds: Deed[];
};

/** Which of these needs a reason. */
const withReason: readonly RoleCommand[] = ['decline', 'suspend', 'revoke', 'takeBack'];

export async function loadRole({ services, params }: UserContext): Promise<RoleCase | null> {
  const id = params['id'];
  if (!isId(id)) return null;
  const [[grant], process] = await Promise.all([
    rolesWhere(services.prisma, { id, state: {} }),
    services.prisma.process.findUnique({ where: { id: `role/${id}` } }),
  ]);
  if (!grant || !process) return null;
  const [proposers, suspendedBy] = await Promise.all([
    proposersOf(services.prisma, grant),
    services.prisma.event.findFirst({
      where: { processId: process.id, toState: 'suspended' },
      orderBy: { seq: 'desc' },
      select: { name: true, actorRole: true },
    }),
  ]);
  return { grant, process, proposers, suspendedBy };
}

async function factsOf({ services, t }: UserContext, { grant }: RoleCase): Promise<RoleModel['facts']> {
  const { role, fromAt, toAt, attestBy, attestedAt, proposedById, confirmedById, attestedById, reason, endedAt, state } = grant; // prettier-ignore
  const name = await namesOf(services.prisma, [proposedById, confirmedById, attestedById]);
  const fact = (key: string, value: string | null | undefined | false) =>
    value ? [{ label: t(`people.fact.${key}`), value }] : [];
  const living = ['active', 'suspended'].includes(state);
  return [
    ...fact('person', fullName(grant.person)),
    ...fact('email', grant.person.email),
    ...fact('deputyFor', grant.deputyFor && fullName(grant.deputyFor)),
    ...fact('from', state !== 'proposed' && dayOf(fromAt.getTime())),
    ...fact('to', toAt && lastDay(toAt.getTime())),
    ...fact('attestBy', isStaffRole(role) && living && attestBy && lastDay(attestBy.getTime())),
    ...fact('attested', attestedById && attestedAt && t('people.fact.attestedBy', { name: name(attestedById), at: dayOf(attestedAt.getTime()) })), // prettier-ignore
    ...fact('proposedBy', proposedById && name(proposedById)),
    ...fact('confirmedBy', confirmedById && name(confirmedById)),
    ...fact('ended', endedAt && dayOf(endedAt.getTime())),
    ...fact('reason', reason),
  ];
}

/** Where one came from: the people of the place. */
function listOf({ t, user }: UserContext, { grant }: RoleCase): { text: string; href: string } {
  if (grant.personId === user.id) return { text: t('person.title'), href: '/meg' };
  if (grant.municipalityCode)
    return { text: t('people.municipality.table'), href: `/kommune/${grant.municipalityCode}/personer` };
  return grant.countyGovernorCode
    ? { text: t('people.office.title'), href: `/embete/${grant.countyGovernorCode}/oppsett` }
    : { text: t('people.nation.title'), href: '/departement/personer' };
}

async function toldOf({ services, t, now }: UserContext, found: RoleCase): Promise<string | null> {
  const telling = { prisma: services.prisma, t, now };
  if (found.process.state === 'proposed') return confirmText(telling, found);
  if (found.process.state !== 'suspended') return null;
  return suspendedText(telling, found.grant, found.process.countyGovernorCode);
}

async function draw(context: UserContext, found: RoleCase, faults: Fault[] = []): Promise<Answer> {
  const { t, user, now, services } = context;
  const { grant, process } = found;
  const own = grant.personId === user.id;
  const receipt = faults.length > 0 ? null : await receiptOf(context, process.id);
  const deeds = receipt?.kind === 'pending' ? [] : await deedsOf(context, found, faults);
  const main = deeds.find(({ main: first }) => first);
  const role = t(`common.role.${grant.role as Role}`);
  const tooLate = process.state === 'active' ? (grant.deputyForId ? grant.toAt : grant.attestBy) : null;
  const proposal =
    process.state === 'proposed'
      ? await services.prisma.duty.findFirst({ where: { processId: process.id, status: 'planned', type: 'deadline' } })
      : null;
  const due = proposal?.dueAt ?? tooLate;
  const heading = own ? t('people.role.own', { role }) : t('people.role.of', { role, name: fullName(grant.person) });
  const model: RoleModel = {
    case: true,
    breadcrumbs: [listOf(context, found)],
    faults,
    receipt,
    heading,
    place: await placeName(services.prisma, grant, t('common.layout.nation')),
    whereNow: {
      ...(await whereNow(context, process, { viewer: 'office', deadline: due ? { at: due.getTime(), now } : null })),
      ...(main && process.state !== 'active' ? { waitsFor: t('common.whereNow.you') } : {}),
      calm: main && process.state !== 'active' ? t('people.role.below') : t('common.whereNow.calm'),
    },
    told: await toldOf(context, found),
    timeline: await timeline(context, process),
    facts: await factsOf(context, found),
    help: { text: t('people.role.help', { role: inSentence(role) }), href: `/om/roller/${slugs[grant.role as Role]}` },
    deeds,
  };
  return view('people/role/role', heading, model, faults.length > 0 ? 422 : undefined);
}

async function post(context: UserContext): Promise<Answer> {
  const found = await loadRole(context);
  const name = commands.find((one) => one === context.body['command']);
  if (!found || !name) return notFound;
  const { process, grant } = found;
  const page = `/roller/${grant.id}`;
  const before = await sentBefore(context, { processId: process.id, name });
  if (before) return redirect(receiptAt(page, before));
  const actorRole = actorFor(context.user, name, found);
  if (!actorRole) return draw(context, found, [{ fieldId: 'svar', text: refusalText(context, 'notYours') }]);
  const asked = withReason.includes(name) && actorRole !== 'holder';
  const reason = roleReason.safeParse({ reason: context.body[`reason-${name}`] ?? '' });
  if (asked && !reason.success) {
    const text = (context.body[`reason-${name}`] ?? '').trim().length > 1000 ? 'reasonLong' : 'reason';
    return draw(context, found, [{ fieldId: `reason-${name}`, text: context.t(`people.fault.${text}`) }]);
  }
  const content = asked && reason.success ? reason.data : {};
  return answerCommand(
    context,
    { processId: process.id, name, content, actorRole },
    { receipt: page, again: (faults) => draw(context, found, faults) },
  );
}

export const rolePage = userPage({
  path: '/roller/:id',
  access: { can: 'role.read', subject: ({ services, params }) => subjectOf(services.prisma, 'role', params['id']) },
  personal: shownRole,
  async get(context) {
    const found = await loadRole(context);
    return found ? draw(context, found) : notFound;
  },
  post,
});
