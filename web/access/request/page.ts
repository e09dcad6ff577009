import { timingSafeEqual } from 'node:crypto';
import { accessDenial, emailCode } from '../../../domain/access/form.js';
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { AccessRequest, Municipality, Process } from '../../../prisma/generated/client.js';
import { timeline, whereNow } from '../../case-view.js';
import {
  errorOf,
  type ErrorSummary,
  type Fault,
  type FieldArea,
  type FieldText,
  type FormTokens,
  type ProcessTimeline,
  type Receipt,
  type WhereNow,
} from '../../components/models.js';
import { answerCommand, isId, receiptOf, roleFor, tokens } from '../../forms.js';
import { notFound, userPage, view, type Answer, type Page, type UserContext } from '../../page.js';
import { shownRequest } from '../../log/shown.js';

type Case = { request: AccessRequest & { municipality: Municipality }; process: Process; own: boolean };

export type RequestModel = {
  case: true;
  errors: ErrorSummary;
  receipt: Receipt | null;
  whereNow: WhereNow;
  timeline: ProcessTimeline;
  municipality: string;
  facts: { label: string; value: string }[];
  /** For who decides: what the e-mail address says; informs, decides nothing. */
  domain: { text: string; color: 'info' | 'warning' } | null;
  reason: string | null;
  path: string;
  confirm: { tokens: FormTokens; code: FieldText } | null;
  draft: { text: string; href: string } | null;
  decide: { approve: FormTokens; deny: FormTokens; reason: FieldArea } | null;
};

/** The request for its own person, or for an office that may decide it. */
async function load({ params, services, user }: UserContext): Promise<Case | null> {
  const id = params['id'];
  if (!isId(id)) return null;
  const { prisma } = services;
  const request = await prisma.accessRequest.findUnique({ where: { id }, include: { municipality: true } });
  const process = await prisma.process.findUnique({ where: { id: processIdOf('accessRequest', id) } });
  if (!request || !process) return null;
  const own = request.personId === user.id;
  const { countyGovernorCode, state } = process;
  const { municipality } = request;
  if (!municipality) return null;
  return own || can(user.actor, 'access.decide', { countyGovernorCode, state })
    ? { request: { ...request, municipality }, process, own }
    : null;
}

/** Does the address look like the municipality’s own? "post@bodo.kommune.no" for Bodø. */
function looksOwn(email: string, municipality: string): boolean {
  const plain = municipality
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replace(/[^a-z]/g, '');
  return (email.split('@')[1] ?? '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .includes(plain);
}

function domainOf({ t }: UserContext, { email, municipality }: Case['request']): RequestModel['domain'] {
  return looksOwn(email, municipality.name)
    ? { text: t('access.domainOwn'), color: 'info' }
    : { text: t('access.domainOther'), color: 'warning' };
}

async function draw(context: UserContext, { request, process, own }: Case, faults: Fault[] = []): Promise<Answer> {
  const { t, user, body } = context;
  const waitsForCode = own && (process.state === 'new' || process.state === 'started');
  const receipt = faults.length === 0 ? await receiptOf(context, process.id) : null;
  // What is received hides what would conflict with it.
  const role =
    own || receipt?.kind === 'pending' ? null : roleFor(user, 'accessRequest', 'approve', process.state, process);
  const viewer = own ? ('municipality' as const) : ('office' as const);
  const model: RequestModel = {
    case: true,
    errors: { faults },
    receipt,
    whereNow: {
      ...(await whereNow(context, process, { viewer, yours: role !== null })),
      ...(own ? { waitsFor: t(`access.waits.${process.state}`) } : {}),
      ...(waitsForCode ? { calm: t('access.codeBelow') } : role ? { calm: t('access.decideBelow') } : {}),
    },
    timeline: await timeline(context, process, viewer),
    municipality: `${request.municipality.name} kommune`,
    facts: [
      { label: t('access.name'), value: `${request.firstName} ${request.lastName}` },
      { label: t('access.email'), value: request.email },
      { label: t('access.phone'), value: request.phone },
      { label: t('access.role'), value: t(`common.role.${request.role}`) },
    ],
    domain: role && domainOf(context, request),
    reason: request.reason,
    path: `/tilgang/${request.id}`,
    confirm: waitsForCode
      ? {
          tokens: tokens(context, process.id, 'submit'),
          code: {
            id: 'code',
            name: 'code',
            label: t('access.code'),
            help: t('access.codeHelp', { email: request.email }),
            value: body['code'] ?? '',
            error: errorOf(faults, 'code'),
            inputmode: 'numeric',
            autocomplete: 'one-time-code',
            size: 8,
          },
        }
      : null,
    draft:
      own && process.state === 'submitted'
        ? { text: t('access.mayDraft'), href: `/kommune/${request.municipalityCode}` }
        : null,
    decide: role
      ? {
          approve: tokens(context, process.id, 'approve'),
          deny: tokens(context, process.id, 'deny'),
          reason: {
            id: 'reason',
            name: 'reason',
            label: t('access.reason'),
            help: t('access.reasonHelp'),
            value: body['reason'] ?? '',
            error: errorOf(faults, 'reason'),
            max: 1000,
          },
        }
      : null,
  };
  return view(
    'access/request/request',
    t('access.requestTitle', { municipality: model.municipality }),
    model,
    faults.length > 0 ? 422 : 200,
  );
}

async function get(context: UserContext): Promise<Answer> {
  const found = await load(context);
  return found ? draw(context, found) : notFound;
}

/** The code of the e-mail; compared in constant time. */
async function codeFits({ services }: UserContext, processId: string, typed: string): Promise<boolean> {
  const start = await services.prisma.command.findFirst({ where: { processId, name: 'start' } });
  const code = Buffer.from(start ? emailCode.parse(start.content).code : '');
  const given = Buffer.from(typed.replaceAll(/\s/g, ''));
  return given.length === code.length && timingSafeEqual(given, code);
}

async function post(context: UserContext): Promise<Answer> {
  const found = await load(context);
  if (!found) return notFound;
  const { process, own, request } = found;
  const { body, t, user } = context;
  const done = { receipt: `/tilgang/${request.id}`, again: (faults: Fault[]) => draw(context, found, faults) };
  const name = body['command'];
  if (own && name === 'submit') {
    if (!(await codeFits(context, process.id, body['code'] ?? ''))) {
      return draw(context, found, [{ fieldId: 'code', text: t('access.fault.code') }]);
    }
    return answerCommand(context, { processId: process.id, name, content: {}, actorRole: 'requester' }, done);
  }
  if (own || (name !== 'approve' && name !== 'deny')) return notFound;
  const denial = accessDenial.safeParse({ reason: body['reason'] ?? '' });
  if (name === 'deny' && !denial.success)
    return draw(context, found, [{ fieldId: 'reason', text: t('access.fault.reason') }]);
  const content = name === 'deny' && denial.success ? denial.data : {};
  const actorRole = roleFor(user, 'accessRequest', name, process.state, process);
  return answerCommand(context, { processId: process.id, name, content, actorRole }, done);
}

/** One request: its person confirms the address and follows it; the office decides (U1–U3). */
export const requestPage: Page = userPage({
  path: '/tilgang/:id',
  access: { loggedIn: true },
  personal: shownRequest,
  get,
  post,
});
