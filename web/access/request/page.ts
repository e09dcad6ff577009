import { can } from '../../../domain/authorisation.js';
import { isStaffRole } from '../../../domain/roles.js';
import { formatDate, formatInstant, localDate } from '../../../domain/calendar/index.js';
import { timeline, whereNow } from '../../case-view.js';
import type {
  DeadlineChip,
  ErrorSummary,
  Fault,
  Link,
  ProcessTimeline,
  Receipt,
  WhereNow,
} from '../../components/models.js';
import { answerCommand, receiptOf } from '../../forms.js';
import { notFound, userPage, view, type Answer, type Page, type UserContext } from '../../page.js';
import { shownRequest } from '../../log/shown.js';
import { subjectOf } from '../../where.js';
import { placeName } from '../place-name.js';
import { loadCase, roleNow, type Case } from './load.js';
import { commandOf, MostCodes } from './receive.js';
import { reasonNeeded, stepsOf, type RequestStep } from './steps.js';

type Asked = { question: string; asked: string; answer: string | null; answered: string | null };

export type RequestModel = {
  case: true;
  errors: ErrorSummary;
  receipt: Receipt | null;
  whereNow: WhereNow;
  timeline: ProcessTimeline;
  title: string;
  facts: { label: string; value: string }[];
  /** For who decides: what the e-mail address says; informs, decides nothing. */
  domain: { text: string; color: 'info' | 'warning' } | null;
  /** Why it was denied; to who decides also why it was approved. */
  reason: { label: string; text: string } | null;
  clarifications: Asked[];
  path: string;
  steps: RequestStep[];
  /** What else there is to do; `lead` says why. */
  links: (Link & { lead: string | null })[];
};

/** Until when the code, the question or the invitation can be answered. */
async function deadlineOf({ services, now }: UserContext, { process }: Case): Promise<DeadlineChip | null> {
  const duty = await services.prisma.duty.findFirst({
    where: { processId: process.id, status: 'planned', type: 'deadline', ladder: { not: 'anonymisation' } },
    orderBy: { dueAt: 'asc' },
  });
  return duty ? { at: duty.dueAt.getTime(), now } : null;
}

/** When the office will have answered, as it has promised. */
async function answerExpected({ services }: UserContext, { process }: Case): Promise<string | null> {
  const duty = await services.prisma.duty.findFirst({
    where: { processId: process.id, ladder: 'approval', name: 'reminder-2' },
    orderBy: { dueAt: 'desc' },
  });
  return duty && formatDate(localDate(duty.dueAt.getTime()));
}

/** What happens next, or that there is nothing to do. */
async function calmOf(context: UserContext, found: Case, steps: readonly RequestStep[]): Promise<string> {
  const { t } = context;
  const { own, process } = found;
  if (own && process.state === 'submitted') {
    const by = await answerExpected(context, found);
    return by ? t('access.next.submittedBy', { by }) : t('access.next.submitted');
  }
  if (own) return t(`access.next.${process.state}`);
  if (!steps.some(({ command }) => command === 'approve')) return t('common.whereNow.calm');
  return t(process.state === 'needsClarification' ? 'access.decideBelowAsked' : 'access.decideBelow');
}

const ended = ['denied', 'expired', 'withdrawn'];

type LedLink = RequestModel['links'][number];

function linksOf({ t }: UserContext, found: Case): LedLink[] {
  const { own, process, request } = found;
  const { municipalityCode: code, role } = request;
  const home = code ? `/kommune/${code}` : '/';
  if (!own) return backToList(t, found);
  if (process.state === 'approved')
    return [{ lead: null, text: t(code ? 'access.toMunicipality' : 'access.begin'), href: home }];
  if (ended.includes(process.state)) return [{ lead: null, text: t('access.askAgain'), href: '/tilgang' }];
  const waits = ['submitted', 'needsClarification'].includes(process.state) && !isStaffRole(role);
  return waits && code ? [{ lead: t('access.writeDraft'), text: t('access.toMunicipality'), href: home }] : [];
}

function backToList(t: UserContext['t'], { process: { countyGovernorCode, municipalityCode }, user }: Case): LedLink[] {
  const text = t('access.allRequests');
  if (countyGovernorCode && can(user.actor, 'access.decide', { countyGovernorCode }))
    return [{ lead: null, text, href: `/embete/${countyGovernorCode}/tilganger` }];
  const ours = municipalityCode !== null && can(user.actor, 'access.decide', { municipalityCode });
  return ours ? [{ lead: null, text, href: `/kommune/${municipalityCode}/tilganger` }] : [];
}

async function factsOf({ t, services }: UserContext, found: Case): Promise<RequestModel['facts']> {
  const { request, own } = found;
  const { firstName, lastName, email, phone, role, submittedAt, decidedAt, decidedById, invitedBy } = request;
  const fact = (label: string, value: string) => (value ? [{ label: t(`access.${label}`), value }] : []);
  const decider = !own && decidedById ? await services.prisma.person.findUnique({ where: { id: decidedById } }) : null;
  return [
    ...fact('name', `${firstName} ${lastName}`.trim()),
    ...fact('email', email),
    ...fact('phone', phone),
    ...fact('role', t(`common.role.${role}`)),
    ...fact('sentAt', submittedAt ? formatInstant(submittedAt.getTime()) : ''),
    ...fact('invitedBy', invitedBy && !own ? `${invitedBy.firstName} ${invitedBy.lastName}` : ''),
    ...fact('decidedBy', decider ? `${decider.firstName} ${decider.lastName}` : ''),
    ...fact('decidedAt', decidedAt ? formatInstant(decidedAt.getTime()) : ''),
  ];
}

function reasonOf({ t }: UserContext, { request, process, own }: Case): RequestModel['reason'] {
  if (!request.reason) return null;
  if (process.state === 'denied') return { label: t('access.deniedBecause'), text: request.reason };
  return own ? null : { label: t('access.approvedBecause'), text: request.reason };
}

/** It is the person who is waited for, not the municipality. */
const forPerson = ({ t }: UserContext, state: string): string | null =>
  ['started', 'needsClarification', 'invited'].includes(state) ? t('access.waitsForPerson') : null;

/** Who let somebody in as the first is told that it gave two roles; so is the person. */
async function alsoCoordinator({ services, t }: UserContext, { request, process, own }: Case): Promise<string | undefined> {
  if (process.state !== 'approved' || request.role === 'municipalCoordinator') return undefined;
  const role = { accessRequestId: request.id, role: 'municipalCoordinator' };
  if ((await services.prisma.roleGrant.count({ where: role })) === 0) return undefined;
  return t(own ? 'access.becameCoordinatorOwn' : 'access.becameCoordinator');
} // prettier-ignore

/** The person is «du», also on the line. */
async function timelineOf(context: UserContext, { process, own }: Case): Promise<ProcessTimeline> {
  const line = await timeline(context, process, own ? 'municipality' : 'office');
  const waitsFor = own ? context.t(`access.waits.${process.state}`) : forPerson(context, process.state);
  return waitsFor
    ? { ...line, steps: line.steps.map((step) => (step.phase === 'now' ? { ...step, waitsFor } : step)) }
    : line;
}

async function draw(context: UserContext, found: Case, faults: Fault[] = []): Promise<Answer> {
  const { t, services } = context;
  const { request, process, own } = found;
  const received = faults.length === 0 ? await receiptOf(context, process.id) : null;
  const next = received?.kind === 'applied' ? await alsoCoordinator(context, found) : undefined;
  const receipt = received && next ? { ...received, next } : received;
  // What is received hides what would conflict with it.
  const steps = receipt?.kind === 'pending' ? [] : await stepsOf(context, found, faults);
  const viewer = own ? ('municipality' as const) : ('office' as const);
  const decides = roleNow(found, 'approve') !== null;
  const waits = own ? t(`access.waits.${process.state}`) : forPerson(context, process.state);
  const place = await placeName({ services, t }, { ...process, municipality: request.municipality });
  const model: RequestModel = {
    case: true,
    errors: { faults },
    receipt,
    whereNow: {
      ...(await whereNow(context, process, { viewer, yours: decides, deadline: await deadlineOf(context, found) })),
      ...(waits ? { waitsFor: waits } : {}),
      calm: await calmOf(context, found, steps),
    },
    timeline: await timelineOf(context, found),
    title: request.invitedAs
      ? t('access.invitation.title', { place })
      : t('access.requestTitle', { municipality: place }),
    facts: await factsOf(context, found),
    domain: decides
      ? reasonNeeded(found)
        ? { text: t('access.domainOther', { place }), color: 'warning' }
        : { text: t('access.domainOwn'), color: 'info' }
      : null,
    reason: reasonOf(context, found),
    clarifications: request.clarifications.map(({ question, askedAt, answer, answeredAt }) => ({
      question,
      asked: formatInstant(askedAt.getTime()),
      answer,
      answered: answeredAt && formatInstant(answeredAt.getTime()),
    })),
    path: `/tilgang/${request.id}`,
    steps,
    links: linksOf(context, found),
  };
  return view('access/request/request', model.title, model, faults.length > 0 ? 422 : 200);
}

async function get(context: UserContext): Promise<Answer> {
  const found = await loadCase(context);
  return found ? draw(context, found) : notFound;
}

const known = ['submit', 'newCode', 'answer', 'withdraw', 'approve', 'deny', 'ask', 'takeBack'];

async function post(context: UserContext): Promise<Answer> {
  const found = await loadCase(context);
  const name = context.body['command'] ?? '';
  if (!found || !known.includes(name)) return notFound;
  const looked = await commandOf(context, found, name);
  if ('faults' in looked) return draw(context, (await loadCase(context)) ?? found, looked.faults);
  const again = (faults: Fault[]) => draw(context, found, faults);
  try {
    return await answerCommand(context, looked.command, { receipt: `/tilgang/${found.request.id}`, again });
  } catch (error) {
    if (!(error instanceof MostCodes)) throw error;
    return again([{ fieldId: 'svar', text: context.t('access.fault.code.most') }]);
  }
}

/** One request: its person confirms the address and follows it; who lets in asks and decides (U1–U4). */
export const requestPage: Page = userPage({
  path: '/tilgang/:id',
  access: {
    can: 'access.read',
    subject: ({ services, params }) => subjectOf(services.prisma, 'accessRequest', params['id']),
  },
  personal: shownRequest,
  get,
  post,
});
