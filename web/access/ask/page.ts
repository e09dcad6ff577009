import { randomInt, randomUUID } from 'node:crypto';
import { accessRequestForm, emailCode, type AccessRequestForm } from '../../../domain/access/form.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import { statusTag } from '../../case-view.js';
import {
  errorOf,
  type ErrorSummary,
  type Fault,
  type FieldSelect,
  type FieldText,
  type FormTokens,
  type StatusTag,
} from '../../components/models.js';
import { answerCommand, isId, tokens } from '../../forms.js';
import { userPage, view, type Answer, type Page, type UserContext } from '../../page.js';

export type AskModel = {
  errors: ErrorSummary;
  requests: { text: string; href: string; status: StatusTag }[];
  /** Id of the request this form will make. */
  id: string;
  tokens: FormTokens;
  municipality: FieldSelect;
  fields: FieldText[];
};

const names = ['firstName', 'lastName', 'email', 'phone'] as const;
type Values = Record<(typeof names)[number] | 'municipalityCode', string>;
const autocomplete = { firstName: 'given-name', lastName: 'family-name', email: 'email', phone: 'tel' } as const;
const inputType = { firstName: 'text', lastName: 'text', email: 'email', phone: 'tel' } as const;

async function draw(context: UserContext, values: Values, faults: Fault[] = []): Promise<Answer> {
  const { t, services, user } = context;
  const { prisma } = services;
  const [municipalities, requests] = await Promise.all([
    prisma.municipality.findMany({ where: { validTo: null }, include: { county: true }, orderBy: { name: 'asc' } }),
    prisma.accessRequest.findMany({
      where: { personId: user.id },
      include: { municipality: true },
      orderBy: { createdAt: 'desc' },
    }),
  ]);
  const states = await prisma.process.findMany({
    where: { kind: 'accessRequest', subjectId: { in: requests.map(({ id }) => id) } },
  });
  const stateOf = (id: string) => states.find((process) => process.subjectId === id)?.state ?? 'new';
  const id = isId(context.body['id']) && faults.length > 0 ? context.body['id'] : randomUUID();
  const model: AskModel = {
    errors: { faults },
    requests: requests.map((request) => ({
      text: `${request.municipality?.name ?? ''} kommune`,
      href: `/tilgang/${request.id}`,
      status: statusTag(t, 'accessRequest', stateOf(request.id), 'municipality'),
    })),
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
      options: [...municipalities]
        .sort((a, b) => a.name.localeCompare(b.name, 'nb'))
        .map(({ code, officialName, county }) => ({
          value: code,
          text: officialName.includes('(') ? officialName : `${officialName} (${county.name})`,
        })),
    },
    fields: names.map((name) => ({
      id: name,
      name,
      label: t(`access.${name}`),
      value: values[name],
      error: errorOf(faults, name),
      autocomplete: autocomplete[name],
      type: inputType[name],
      ...(name === 'email' ? { help: t('access.emailHelp') } : {}),
    })),
  };
  return view('access/ask/ask', t('access.title'), model, faults.length > 0 ? 422 : 200);
}

async function get(context: UserContext): Promise<Answer> {
  const person = await context.services.prisma.person.findUniqueOrThrow({ where: { id: context.user.id } });
  const { firstName, lastName, email, phone } = person;
  return draw(context, { firstName, lastName, email, phone: phone ?? '', municipalityCode: '' });
}

/** One open request per person and municipality, and none where one has access (U1). */
async function taken({ services, user, t }: UserContext, municipalityCode: string): Promise<Fault[]> {
  const { prisma } = services;
  const held = await prisma.roleGrant.count({ where: { personId: user.id, municipalityCode, state: 'active' } });
  if (held > 0) return [{ fieldId: 'municipalityCode', text: t('access.fault.hasAccess') }];
  const asked = await prisma.accessRequest.findMany({
    where: { personId: user.id, municipalityCode },
    select: { id: true },
  });
  const open = await prisma.process.count({
    where: { kind: 'accessRequest', final: false, subjectId: { in: asked.map(({ id }) => id) } },
  });
  return open > 0 ? [{ fieldId: 'municipalityCode', text: t('access.fault.asked') }] : [];
}

async function post(context: UserContext): Promise<Answer> {
  const { body, services, user, t } = context;
  const values: Values = { firstName: '', lastName: '', email: '', phone: '', municipalityCode: '' };
  for (const name of [...names, 'municipalityCode'] as const) values[name] = (body[name] ?? '').trim();
  const parsed = accessRequestForm.safeParse({ ...values, role: 'applicant' });
  const wrong = parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const municipality = await services.prisma.municipality.findUnique({
    where: { code: values.municipalityCode },
    include: { county: true },
  });
  if (!municipality && !wrong.includes('municipalityCode')) wrong.unshift('municipalityCode');
  const faults = wrong.map((name) => ({ fieldId: name, text: t(`access.fault.${name}`) }));
  if (!parsed.success || !municipality) return draw(context, values, faults);
  const id = body['id'];
  if (!isId(id)) return draw(context, values, [{ fieldId: 'svar', text: t('common.form.expired') }]);
  const sentBefore = await services.prisma.accessRequest.count({ where: { id, personId: user.id } });
  if (sentBefore === 0) {
    const blocked = await taken(context, municipality.code);
    if (blocked.length > 0) return draw(context, values, blocked);
    await services.limits.consume('accessRequest', user.id);
  }
  const request: AccessRequestForm = parsed.data;
  return answerCommand(
    context,
    {
      processId: processIdOf('accessRequest', id),
      name: 'start',
      content: { code: codeOf(sentBefore > 0 ? await storedCode(context, id) : null) },
      actorRole: 'requester',
      write: async (tx, at) => {
        await tx.accessRequest.create({ data: { id, personId: user.id, createdAt: at, ...request } });
        await createProcessRow(tx, {
          kind: 'accessRequest',
          subjectId: id,
          parentId: null,
          callId: null,
          countyGovernorCode: municipality.county.countyGovernorCode,
          municipalityCode: municipality.code,
          createdAt: at,
        });
      },
    },
    { receipt: `/tilgang/${id}`, again: (again) => draw(context, values, again) },
  );
}

/** The same form sent again carries the same code, so that it is the same command. */
const codeOf = (stored: string | null): string => stored ?? String(randomInt(1_000_000)).padStart(6, '0');

async function storedCode({ services }: UserContext, id: string): Promise<string | null> {
  const start = await services.prisma.command.findFirst({
    where: { processId: processIdOf('accessRequest', id), name: 'start' },
  });
  return start ? emailCode.parse(start.content).code : null;
}

/** U1: ask for access to act for a municipality. */
export const askPage: Page = userPage({ path: '/tilgang', access: { loggedIn: true }, personal: 'none', get, post });
