/** U5: a role for someone who is known here; the same form for an office, a municipality and the nation. */
import { randomUUID } from 'node:crypto';
import { processIdOf } from '../../domain/lifecycles.js';
import { living, rolesOfTwo } from '../../domain/role/rules.js';
import { grantFor, placeOfRole, type At, type Role } from '../../domain/roles.js';
import { createProcessRow } from '../../prisma/process-rows.js';
import { errorOf, type Fault, type FieldSelect, type FormTokens, type Option } from '../components/models.js';
import { answerCommand, isId, sentBefore, receiptAt, tokens } from '../forms.js';
import { redirect, type Answer, type UserContext } from '../page.js';
import { fullName } from '../who.js';
import { managerOf } from './place.js';

export type GiveForm = {
  action: string;
  /** Id of the role this form will make. */
  id: string;
  tokens: FormTokens;
  person: FieldSelect;
  role: FieldSelect;
  consequence: string;
};

export type Giving = {
  /** The page that shows the form and its receipt. */
  page: string;
  at: At;
  /** Those that this person may give here. */
  roles: readonly Role[];
  people: readonly Option[];
};

/** Those who have, or have had, a role in these places. */
export async function knownPeople({ services, user }: UserContext, where: object): Promise<Option[]> {
  const people = await services.prisma.person.findMany({
    where: { anonymisedAt: null, id: { not: user.id }, roles: { some: where } },
    select: { id: true, firstName: true, lastName: true, email: true },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
    take: 500,
  });
  return people.map((person) => ({ value: person.id, text: `${fullName(person)} (${person.email})` }));
}

/** Null where there is nothing to give, or nobody to give it to. */
export function giveForm(context: UserContext, { page, at, roles, people }: Giving, faults: readonly Fault[] = []): GiveForm | null {
  const { t, body } = context;
  const mine = roles.filter((role) => managerOf(context.user, role, at));
  if (mine.length === 0 || people.length === 0) return null;
  const id = isId(body['id']) && faults.length > 0 ? body['id'] : randomUUID();
  const kept = (name: string): string => (faults.length > 0 ? (body[name] ?? '') : '');
  return {
    action: page,
    id,
    tokens: tokens(context, processIdOf('role', id), 'give'),
    person: {
      id: 'personId',
      name: 'personId',
      label: t('people.give.person'),
      help: t('people.give.personHelp'),
      value: kept('personId'),
      empty: t('people.give.choosePerson'),
      options: [...people],
      error: errorOf(faults, 'personId'),
    },
    role: {
      id: 'role',
      name: 'role',
      label: t('people.give.role'),
      value: kept('role'),
      empty: t('people.give.chooseRole'),
      options: mine.map((role) => ({
        value: role,
        text: rolesOfTwo.includes(role) ? t('people.give.two', { role: t(`common.role.${role}`) }) : t(`common.role.${role}`),
      })),
      error: errorOf(faults, 'role'),
    },
    consequence: t('people.give.consequence'),
  };
} // prettier-ignore

/** Is this the form to give a role? Then its answer; the page draws itself again with the faults. */
export async function postGive(
  context: UserContext,
  giving: Giving,
  again: (faults: Fault[]) => Promise<Answer>,
): Promise<Answer> {
  const { body, t, user, services } = context;
  const { id, personId = '', role: chosen = '' } = body;
  const role = giving.roles.find((one) => one === chosen);
  const known = giving.people.some(({ value }) => value === personId);
  const faults = [
    ...(known ? [] : [{ fieldId: 'personId', text: t('people.fault.personId') }]),
    ...(role ? [] : [{ fieldId: 'role', text: t('people.fault.role') }]),
  ];
  if (!isId(id)) return again([{ fieldId: 'svar', text: t('common.form.expired') }]);
  const processId = processIdOf('role', id);
  if (faults.length > 0 || !role) return again(faults);
  const content = { personId, role };
  const before = await sentBefore(context, { processId, name: 'give', content });
  if (before) return redirect(receiptAt(giving.page, before));
  const place = placeOfRole(role, giving.at);
  const held = await services.prisma.roleGrant.count({
    where: { personId, role, ...place, deputyForId: null, state: { in: living } },
  });
  if (held > 0) return again([{ fieldId: 'role', text: t('common.refusal.alreadyHeld') }]);
  const actorRole = managerOf(user, role, giving.at);
  return answerCommand(
    context,
    {
      processId,
      name: 'give',
      content,
      actorRole,
      deputyForId: actorRole && grantFor(user.actor, actorRole, giving.at)?.deputyFor,
      write: async (tx, createdAt) => {
        await createProcessRow(tx, {
          kind: 'role',
          subjectId: id,
          parentId: null,
          callId: null,
          countyGovernorCode: giving.at.countyGovernorCode,
          municipalityCode: place.municipalityCode ?? null,
          createdAt,
        });
      },
    },
    { receipt: giving.page, again },
  );
}
