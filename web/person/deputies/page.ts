/** `/meg/stedfortreder`: a role lent to a colleague for a time, and taken back (C.4). */
import { randomUUID } from 'node:crypto';
import { addDays, isLocalDate, localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { LONGEST_DEPUTY_DAYS, lendable, rolesOfTwo, living } from '../../../domain/role/rules.js';
import { isMunicipalRole, type ActorRole, type Role } from '../../../domain/roles.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import { statusTag } from '../../case-view.js';
import { errorOf, type Crumb, type Fault, type FieldDate, type FieldSelect, type FormTokens, type Option, type Receipt, type StatusTag } from '../../components/models.js'; // prettier-ignore
import { answerCommand, isId, receiptAt, sentBefore, tokens } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { placeName } from '../../people/place.js';
import { dayOf, lastDay, rolesWhere, type Grant } from '../../people/reading.js';
import { roleReceipt } from '../../people/receipt.js';

export type LoanLine = {
  who: string;
  role: string;
  status: StatusTag;
  time: string;
  back: { tokens: FormTokens; id: string; sure: string } | null;
};
export type DeputiesModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  receipt: Receipt | null;
  given: LoanLine[];
  had: LoanLine[];
  /** Why nothing can be lent. */
  nothing: string | null;
  form: { id: string; tokens: FormTokens; grant: FieldSelect; person: FieldSelect; from: FieldDate; to: FieldDate; consequence: string[] } | null;
}; // prettier-ignore

const page = '/meg/stedfortreder';

/** What this person can lend: own roles that count in this log-in, of a kind that can be lent. */
const lendableOf = async ({ services, user }: UserContext): Promise<Grant[]> =>
  (await rolesWhere(services.prisma, { personId: user.id, state: 'active', deputyForId: null })).filter(
    (one) =>
      lendable(one.role as Role) &&
      user.actor.grants.some((held) => !held.deputyFor && held.role === one.role && samePlace(held, one)) &&
      (one.role !== 'municipalCoordinator' || one.municipality!.coordinatorApproves),
  );

/** Colleagues: those with a role of their own that counts in one of the places. */
async function colleaguesOf({ services, user }: UserContext, own: readonly Grant[]) {
  const places = own.map(({ municipalityCode, countyGovernorCode }) => ({ municipalityCode, countyGovernorCode }));
  if (places.length === 0) return [];
  return services.prisma.person.findMany({
    where: { id: { not: user.id }, dormantSince: null, roles: { some: { OR: places, state: 'active', deputyForId: null } } },
    include: { roles: { where: { OR: places, state: 'active', deputyForId: null } } },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
  });
} // prettier-ignore
type Colleague = Awaited<ReturnType<typeof colleaguesOf>>[number];

const samePlace = (a: Pick<Grant, 'municipalityCode' | 'countyGovernorCode'>, b: typeof a): boolean =>
  a.municipalityCode === b.municipalityCode && a.countyGovernorCode === b.countyGovernorCode;

async function loansOf(context: UserContext): Promise<{ given: LoanLine[]; had: LoanLine[] }> {
  const { services, user, t } = context;
  const where = { state: { in: living } };
  const [given, had] = await Promise.all([
    rolesWhere(services.prisma, { ...where, deputyForId: user.id }),
    rolesWhere(services.prisma, { ...where, personId: user.id, deputyForId: { not: null } }),
  ]);
  const line = ({ id, role, state, person, deputyFor, fromAt, toAt }: Grant, mine: boolean): LoanLine => {
    const who = fullName(mine ? person : deputyFor!);
    return {
      who,
      role: t(`common.role.${role}`),
      status: statusTag(t, 'role', state),
      time: t('people.fromTo', { from: dayOf(fromAt.getTime()), to: lastDay(toAt!.getTime()) }),
      back: ['proposed', 'active'].includes(state)
        ? { tokens: tokens(context, processIdOf('role', id), 'takeBack'), id, sure: t('person.deputies.backOf', { who }) }
        : null,
    };
  };
  return { given: given.map((one) => line(one, true)), had: had.map((one) => line(one, false)) };
} // prettier-ignore

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { services, t, body, now } = context;
  const own = await lendableOf(context);
  const people = await colleaguesOf(context, own);
  const today = localDate(now);
  const kept = (name: string, otherwise = ''): string => (faults.length > 0 ? (body[name] ?? '') : otherwise);
  const id = isId(body['id']) && faults.length > 0 ? body['id'] : randomUUID();
  const options: Option[] = [];
  for (const grant of own)
    options.push({
      value: grant.id,
      text: `${t(`common.role.${grant.role}`)}, ${await placeName(services.prisma, grant, t('common.layout.nation'))}`,
    });
  const field = (name: string, help = false) => ({
    id: name,
    name,
    label: t(`person.deputies.${name}`),
    ...(help ? { help: t(`person.deputies.${name}Help`) } : {}),
    value: kept(name, name === 'from' ? today : ''),
    error: errorOf(faults, name),
  });
  const limits = { min: today, max: addDays(today, LONGEST_DEPUTY_DAYS) };
  const model: DeputiesModel = {
    breadcrumbs: [{ text: t('person.title'), href: '/meg' }],
    faults,
    receipt: faults.length > 0 ? null : await roleReceipt(context),
    ...(await loansOf(context)),
    nothing: t(own.length === 0 ? 'person.deputies.noRole' : 'person.deputies.noColleague'),
    form:
      own.length > 0 && people.length > 0
        ? {
            id,
            tokens: tokens(context, processIdOf('role', id), 'lend'),
            grant: { ...field('grantId'), value: kept('grantId', options.length === 1 ? options[0]!.value : ''), options, empty: t('person.deputies.chooseRole') },
            person: { ...field('personId', true), options: people.map((one) => ({ value: one.id, text: `${fullName(one)} (${one.email})` })), empty: t('person.deputies.choosePerson') },
            from: { ...field('from'), ...limits },
            to: { ...field('to', true), ...limits },
            consequence: [
              t('person.deputies.consequence'),
              ...(own.some(({ role }) => rolesOfTwo.includes(role as Role)) ? [t('person.deputies.two')] : []),
            ],
          }
        : null,
  };
  return view('person/deputies/deputies', t('person.deputies.title'), model, faults.length > 0 ? 422 : undefined);
} // prettier-ignore

type Typed = { grant: Grant | undefined; colleague: Colleague | undefined; from: string; to: string };

function faultsOf({ t, now }: UserContext, { grant, colleague, from, to }: Typed): Fault[] {
  const today = localDate(now);
  const fits = grant && colleague?.roles.some((one) => samePlace(one, grant));
  const days = isLocalDate(from) && isLocalDate(to);
  return [
    ...(grant ? [] : [{ fieldId: 'grantId', text: t('person.fault.lendRole') }]),
    ...(colleague && (fits || !grant) ? [] : [{ fieldId: 'personId', text: t(`person.fault.${colleague ? 'otherPlace' : 'colleague'}`) }]),
    ...(isLocalDate(from) && from >= today ? [] : [{ fieldId: 'from', text: t('person.fault.from') }]),
    ...(isLocalDate(from) && from > addDays(today, LONGEST_DEPUTY_DAYS) ? [{ fieldId: 'from', text: t('person.fault.fromFar') }] : []),
    ...(isLocalDate(to) && to >= today ? [] : [{ fieldId: 'to', text: t('person.fault.to') }]),
    ...(days && to >= today && to < from ? [{ fieldId: 'to', text: t('person.fault.toBefore') }] : []),
    ...(days && to > addDays(from, LONGEST_DEPUTY_DAYS) ? [{ fieldId: 'to', text: t('person.fault.toFar') }] : []),
  ];
} // prettier-ignore

async function lend(context: UserContext): Promise<Answer> {
  const { body, services, t } = context;
  const { id, grantId = '', personId = '', from = '', to = '' } = body;
  if (!isId(id)) return draw(context, [{ fieldId: 'svar', text: t('common.form.expired') }]);
  const processId = processIdOf('role', id);
  const content = { grantId, personId, from, to };
  const before = await sentBefore(context, { processId, name: 'lend', content });
  if (before) return redirect(receiptAt(page, before));
  const own = await lendableOf(context);
  const people = await colleaguesOf(context, own);
  const grant = own.find((one) => one.id === grantId);
  const colleague = people.find((one) => one.id === personId);
  const faults = faultsOf(context, { grant, colleague, from, to });
  if (faults.length > 0 || !grant) return draw(context, faults);
  const { municipalityCode } = grant;
  const office = grant.countyGovernorCode ?? grant.municipality!.county.countyGovernorCode;
  const lentAlready = await services.prisma.roleGrant.count({
    where: { personId, role: grant.role, deputyForId: context.user.id, state: { in: living }, municipalityCode, countyGovernorCode: grant.countyGovernorCode },
  });
  if (lentAlready > 0) return draw(context, [{ fieldId: 'personId', text: t('person.fault.lentAlready') }]);
  return answerCommand(
    context,
    {
      processId,
      name: 'lend',
      content,
      actorRole: grant.role as ActorRole,
      write: async (tx, createdAt) => {
        await createProcessRow(tx, { kind: 'role', subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode: isMunicipalRole(grant.role) ? municipalityCode : null, createdAt });
      },
    },
    { receipt: page, again: (again) => draw(context, again) },
  );
} // prettier-ignore

async function takeBack(context: UserContext): Promise<Answer> {
  const { body, user, services } = context;
  const id = body['id'];
  const grant = isId(id) ? await services.prisma.roleGrant.findUnique({ where: { id } }) : null;
  if (!grant?.deputyForId || ![grant.personId, grant.deputyForId].includes(user.id)) return notFound;
  return answerCommand(
    context,
    { processId: processIdOf('role', grant.id), name: 'takeBack', content: {}, actorRole: 'holder' },
    { receipt: page, again: (faults) => draw(context, faults) },
  );
}

export const deputiesPage = userPage({
  path: page,
  access: { can: 'person.own', subject: ({ user }) => Promise.resolve({ personId: user.id }) },
  personal: 'none',
  get: (context) => draw(context),
  post: (context) => (context.body['command'] === 'takeBack' ? takeBack(context) : lend(context)),
});
