import { randomUUID } from 'node:crypto';
import { accessRequestForm, askedRoles, type AccessRequestForm } from '../../../domain/access/form.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { personFields } from '../../../domain/person/faults.js';
import { Prisma } from '../../../prisma/generated/client.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import { statusTag } from '../../case-view.js';
import {
  choices,
  errorOf,
  type ErrorSummary,
  type Fault,
  type FieldChoices,
  type FieldSelect,
  type FieldText,
  type FormTokens,
  type StatusTag,
} from '../../components/models.js';
import { answerCommand, isId, tokenId, tokens } from '../../forms.js';
import { userPage, view, type Answer, type Page, type UserContext } from '../../page.js';
import { personFaults, personFieldsOf, typedOf, type Typed } from '../fields.js';
import { countCode } from '../../person/codes.js';
import { codeFor } from '../secrets.js';
import { chosenMunicipality, municipalityOptions } from './municipalities.js';

export type AskModel = {
  errors: ErrorSummary;
  requests: { text: string; href: string; status: StatusTag }[];
  /** Id of the request this form will make. */
  id: string;
  tokens: FormTokens;
  municipality: FieldSelect;
  role: FieldChoices;
  fields: FieldText[];
};

type Values = Typed & { municipalityCode: string; role: string };

async function mine({ t, services, user }: UserContext): Promise<AskModel['requests']> {
  const { prisma } = services;
  const requests = await prisma.accessRequest.findMany({
    where: { personId: user.id, invitedById: null },
    include: { municipality: true },
    orderBy: { createdAt: 'desc' },
  });
  const states = await prisma.process.findMany({
    where: { kind: 'accessRequest', subjectId: { in: requests.map(({ id }) => id) } },
  });
  const stateOf = new Map(states.map(({ subjectId, state }) => [subjectId, state]));
  return requests.flatMap(({ id, municipality, role }) => {
    const state = stateOf.get(id) ?? 'new';
    if (!municipality || state === 'anonymised') return [];
    return [
      {
        text: t('access.asRole', { place: `${municipality.name} kommune`, role: t(`common.role.${role}`) }),
        href: `/tilgang/${id}`,
        status: statusTag(t, 'accessRequest', state, 'municipality'),
      },
    ];
  });
}

async function draw(context: UserContext, values: Values, faults: Fault[] = []): Promise<Answer> {
  const { t, services, now } = context;
  const [requests, options] = await Promise.all([
    mine(context),
    municipalityOptions(services.prisma, t, new Date(now)),
  ]);
  const id = isId(context.body['id']) && faults.length > 0 ? context.body['id'] : randomUUID();
  const model: AskModel = {
    errors: { faults },
    requests,
    id,
    tokens: tokens(context, processIdOf('accessRequest', id), 'start'),
    municipality: {
      id: 'municipalityCode',
      name: 'municipalityCode',
      label: t('access.municipality'),
      help: t('access.municipalityHelp'),
      value: values.municipalityCode,
      error: errorOf(faults, 'municipalityCode'),
      empty: t('access.chooseMunicipality'),
      options,
    },
    role: {
      id: 'role',
      name: 'role',
      label: t('access.askAs'),
      error: errorOf(faults, 'role'),
      options: choices(
        'role',
        values.role,
        askedRoles.map((value) => ({ value, text: t(`common.role.${value}`), help: t(`access.means.${value}`) })),
      ),
    },
    fields: personFieldsOf(personFields, { t, typed: values, faults, help: { email: t('access.emailHelp') } }),
  };
  return view('access/ask/ask', t('access.title'), model, faults.length > 0 ? 422 : 200);
}

async function get(context: UserContext): Promise<Answer> {
  const person = await context.services.prisma.person.findUniqueOrThrow({ where: { id: context.user.id } });
  const { firstName, lastName, email, phone } = person;
  return draw(context, { firstName, lastName, email, phone: phone ?? '', municipalityCode: '', role: 'applicant' });
}

type Wanted = Pick<AccessRequestForm, 'municipalityCode' | 'role'>;

/** One open request per person and municipality, and none for what one has (U1). */
async function taken({ services, user, t }: UserContext, { municipalityCode, role }: Wanted): Promise<Fault[]> {
  const { prisma } = services;
  const held = { personId: user.id, municipalityCode, role, deputyForId: null, state: { in: ['active', 'suspended'] } };
  const there = await prisma.roleGrant.findFirst({ where: held });
  if (there) return [{ fieldId: 'municipalityCode', text: t(`access.fault.has.${there.state}`) }];
  const open = await prisma.accessRequest.count({
    where: { personId: user.id, municipalityCode, closedAt: null, invitedById: null },
  });
  return open > 0 ? [{ fieldId: 'municipalityCode', text: t('access.fault.asked') }] : [];
}

/** Two forms at the same moment: the database lets one of them in. */
const isSecondOpen = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

async function post(context: UserContext): Promise<Answer> {
  const { body, services, user, t, now } = context;
  const { prisma, config } = services;
  const typed = { ...typedOf(personFields, body), role: body['role'] ?? '' };
  const asked = (body['municipalityCode'] ?? '').trim();
  const chosen = await chosenMunicipality({ prisma, t, now: new Date(now) }, asked);
  const values: Values = { ...typed, municipalityCode: chosen.kind === 'fault' ? chosen.value : chosen.code };
  const faults: Fault[] = [
    ...(chosen.kind === 'fault' ? [{ fieldId: 'municipalityCode', text: chosen.text }] : []),
    ...(askedRoles.some((role) => role === values.role) ? [] : [{ fieldId: 'role', text: t('access.fault.role') }]),
    ...personFaults(t, personFields, typed),
  ];
  const parsed = accessRequestForm.safeParse(values);
  if (!parsed.success || chosen.kind === 'fault' || faults.length > 0) return draw(context, values, faults);
  const id = body['id'];
  const expired: Fault[] = [{ fieldId: 'svar', text: t('common.form.expired') }];
  if (!isId(id)) return draw(context, values, expired);
  const processId = processIdOf('accessRequest', id);
  const token = tokenId(context, { processId, name: 'start' });
  if (!token) return draw(context, values, expired);
  if ((await prisma.accessRequest.count({ where: { id, personId: user.id } })) === 0) {
    const blocked = await taken(context, parsed.data);
    if (blocked.length > 0) return draw(context, values, blocked);
    await services.limits.consume('accessRequest', user.id);
    await countCode(context, parsed.data.email);
  }
  try {
    return await answerCommand(
      context,
      {
        processId,
        name: 'start',
        content: { code: codeFor(config.SESSION_SECRET, token) },
        actorRole: 'requester',
        write: async (tx, at) => {
          await tx.accessRequest.create({ data: { id, personId: user.id, createdAt: at, ...parsed.data } });
          const { code: municipalityCode, countyGovernorCode } = chosen;
          await createProcessRow(tx, { kind: 'accessRequest', subjectId: id, parentId: null, callId: null, countyGovernorCode, municipalityCode, createdAt: at }); // prettier-ignore
        },
      },
      { receipt: `/tilgang/${id}`, again: (again) => draw(context, values, again) },
    );
  } catch (error) {
    if (!isSecondOpen(error)) throw error;
    return draw(context, values, [{ fieldId: 'municipalityCode', text: t('access.fault.asked') }]);
  }
}

/** U1: ask for access to act for a municipality. */
export const askPage: Page = userPage({ path: '/tilgang', access: { loggedIn: true }, personal: 'none', get, post });
