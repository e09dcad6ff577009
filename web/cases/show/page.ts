import { withMunicipality } from '../../../domain/application/lifecycle.js';
import { can } from '../../../domain/authorisation.js';
import { lateAnswerOn } from '../../../domain/application/ladders.js';
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { inForm } from '../../calls/call.js';
import { importedProject } from '../../applications/overview/imported.js';
import { timeline, whereNow } from '../../case-view.js';
import type { DeadlineChip, Link } from '../../components/models.js';
import { receiptOf, refusalText, roleFor } from '../../forms.js';
import { threadsOf } from '../../messages/list.js';
import { caseSubject } from '../../messages/message-case.js';
import { redirect, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { hasTaker } from '../action/assign.js';
import { inTheWay, mainAction, obstacle, possibleActions, type ActionName } from '../acting.js';
import { askedToAssess, loadCase, numberOf, openClarification, seesCase, type OfficeCase } from '../case.js';
import { caseDays } from '../time.js';
import { contentModel } from './content-model.js';
import type { CaseModel } from './model.js';
import { shownCase } from '../../log/shown.js';

const decided = ['granted', 'partiallyGranted', 'rejected', 'dismissed', 'withdrawn', 'cancelled'];

/** Until when: the municipality’s answer, or the decision that has been promised. */
function deadlineOf({ application, process }: OfficeCase, now: number): DeadlineChip | null {
  if (decided.includes(process.state)) return null;
  if (process.state === 'submitted') return { at: application.call.deadline.getTime(), now };
  if (process.state === 'late' && application.submittedAt) {
    return { at: deadlineAtEndOf(lateAnswerOn(application.submittedAt.getTime())), now };
  }
  const clarification = process.state === 'informationRequested' ? openClarification(application) : null;
  if (clarification) return { at: clarification.dueAt.getTime(), now };
  return { at: deadlineAtEndOf(localDate(application.call.expectedDecisionOn.getTime())), now };
}

/** "21 dager brukt. Saken stod stille i 7 dager …"; null before the case is the office’s. */
async function daysText(
  { services, t, now }: UserContext,
  { application, process }: OfficeCase,
): Promise<string | null> {
  const events = await services.prisma.event.findMany({
    where: { processId: process.id },
    orderBy: { seq: 'asc' },
    select: { at: true, toState: true },
  });
  const begun = events.find(
    ({ toState }) => !['new', ...withMunicipality, 'submitted', 'late', 'lapsed'].includes(toState),
  );
  if (!begun) return null;
  const ended = events.find(({ toState }) => decided.includes(toState));
  const { used, stoodStill } = caseDays({
    from: begun.at.getTime(),
    until: ended?.at.getTime() ?? now,
    waits: application.clarifications.map(({ askedAt, endedAt }) => ({
      from: askedAt.getTime(),
      until: endedAt?.getTime() ?? null,
    })),
  });
  const still = stoodStill > 0 ? ` ${t('cases.show.stoodStill', { count: stoodStill })}` : '';
  return `${t('cases.show.used', { count: used })}${still}`;
}

/** What this person, or the office, has done once is offered as a change. */
const isDone = (
  { user }: UserContext,
  { people, process }: OfficeCase,
): Partial<Record<ActionName, boolean | undefined>> => ({
  habilitet: people.declared?.includes(user.id) && process.state !== 'registered',
  fordel: people.caseOfficer !== undefined,
  vurdering: people.assessors?.includes(user.id),
  innstilling: (people.recommenders?.length ?? 0) > 0,
});

const linkTo = (context: UserContext, found: OfficeCase, name: ActionName): Link => ({
  text: context.t(`cases.action.${name}.${isDone(context, found)[name] ? 'again' : 'link'}`),
  href: `/saker/${found.application.id}/gjor/${name}`,
});

type OnCall = { link: Link | null; waitsFor: string | null };

/** What comes after the recommendation lies on the call: its assessment is started, its allocation sent on, its batch signed. */
async function onCall({ services, t, user }: UserContext, found: OfficeCase): Promise<OnCall> {
  const { application, process, sight } = found;
  const none = { link: null, waitsFor: null };
  if (process.state !== 'recommended' || sight !== 'open') return none;
  const call = await services.prisma.process.findUniqueOrThrow({
    where: { id: processIdOf('call', application.callId) },
  });
  const base = `/utlysninger/${application.callId}`;
  const waitsFor = t('cases.show.waitsForAllocation');
  const officer = roleFor(user, 'call', 'allocate', 'underAssessment', call) !== null;
  switch (call.state) {
    case 'closed':
      return { link: officer ? { text: t('cases.show.toCall'), href: `${base}/styring` } : null, waitsFor };
    case 'underAssessment':
      return {
        link: officer ? { text: t('calls.management.to.allocation'), href: `${base}/fordeling` } : null,
        waitsFor,
      };
    case 'allocated':
      return obstacle(user, 'decide', found) === null
        ? { link: { text: t('cases.show.toDecision'), href: `${base}/avgjorelse` }, waitsFor: null }
        : none;
    default:
      return none;
  }
}

function noticeOf(context: UserContext, found: OfficeCase): string | null {
  const { t, user } = context;
  // What was dismissed is over when the time for reasons has run out: then nobody declares any more.
  if (found.sight === 'undeclared' && found.process.final) return t('cases.sight.dismissed');
  if (found.sight !== 'open') return t(`cases.sight.${found.sight}`);
  return found.process.state === 'recommended' && obstacle(user, 'decide', found) === 'fourEyes'
    ? refusalText(context, 'fourEyes')
    : null;
}

async function peopleIn(
  { services, t }: UserContext,
  { application, process, sight, seesPeople, seesAssessment }: OfficeCase,
): Promise<CaseModel['people']> {
  if (sight === 'conflict') return [];
  const { caseOfficerId, contactId } = application;
  const asked = await services.prisma.task.findMany({ where: askedToAssess(process.id), select: { assigneeId: true } });
  const all = [
    ...application.assessments.map(({ assessorId }) => assessorId),
    ...asked.map(({ assigneeId }) => assigneeId),
  ];
  const assessors = new Set(seesAssessment ? all : []);
  assessors.delete(caseOfficerId);
  const ids = [contactId, caseOfficerId, ...assessors].filter((id) => id !== null);
  const rows = await services.prisma.person.findMany({ where: { id: { in: ids } } });
  const person = (role: string, id: string | null) => {
    const row = rows.find((one) => one.id === id);
    return {
      role: t(`cases.person.${role}`),
      name: row ? `${row.firstName} ${row.lastName}` : t('cases.person.none'),
      email: row?.email ?? null,
    };
  };
  return [
    ...(seesPeople ? [person('contact', contactId)] : []),
    person('caseOfficer', caseOfficerId),
    ...[...assessors].map((id) => person('assessor', id)),
  ];
}

function pendingText({ t, user, query }: UserContext, found: OfficeCase): string | null {
  const pending = inTheWay(user, found);
  if (!pending || pending.id === query.get('kvittering')) return null;
  return t('cases.show.pending', { what: t(`common.done.grant.${pending.name}`) });
}

async function modelOf(context: UserContext, found: OfficeCase): Promise<CaseModel> {
  const { services, t, language, user, now } = context;
  const { application, process, people, sight } = found;
  const main = mainAction(user, found, now);
  const after = await onCall(context, found);
  const action = main ? linkTo(context, found, main) : after.link;
  const mine = main !== null && people.caseOfficer === user.id;
  const call = await services.prisma.process.findUniqueOrThrow({
    where: { id: processIdOf('call', application.callId) },
  });
  const seesCall = can(user.actor, 'call.read', call);
  const offered = await Promise.all(
    possibleActions(user, found).map(async (name) => ({ name, taker: await hasTaker(services.prisma, found, name) })),
  );
  const [where, line, days, receipt, persons, content, messages] = await Promise.all([
    whereNow(context, process, {
      viewer: 'office',
      action,
      deadline: deadlineOf(found, now),
      yours: mine,
      ...(after.waitsFor ? { waitsFor: after.waitsFor } : {}),
    }),
    timeline(context, process),
    daysText(context, found),
    receiptOf(context, process.id),
    peopleIn(context, found),
    sight === 'open' ? contentModel(context, found) : null,
    threadsOf(context, application.id, 'office'),
  ]);
  return {
    case: true,
    breadcrumbs: [{ text: t('common.menu.cases'), href: '/saker' }],
    whereNow: where,
    receipt,
    pending: pendingText(context, found),
    number: numberOf(application),
    numbers: application.caseNumber
      ? t('cases.show.numbers', { number: application.caseNumber, reference: application.reference })
      : t(process.state === 'late' ? 'cases.show.noNumberLate' : 'cases.show.noNumber', { reference: application.reference }),
    title: application.title || application.reference,
    municipality: application.municipality.name,
    call: { text: inForm(language, application.call.titleNb, application.call.titleNn), href: `/utlysninger/${application.callId}${seesCall ? '/styring' : ''}` },
    days,
    notice: noticeOf(context, found),
    actions: offered.filter(({ name, taker }) => taker && name !== main).map(({ name }) => linkTo(context, found, name)),
    timeline: line,
    people: persons,
    messages,
    content,
  }; // prettier-ignore
}

/** The municipality has its own page. */
export async function show(context: UserContext): Promise<Answer> {
  const { services, params, user } = context;
  const found = await loadCase(services.prisma, params['id'], user);
  if (!found) return importedProject(context, params['id'], 'office');
  if (seesCase(user, found))
    return wideView(
      'cases/show/show',
      `${numberOf(found.application)} ${found.application.title}`,
      await modelOf(context, found),
    );
  return redirect(`/soknader/${found.application.id}`);
}

export const showPage = userPage({
  path: '/saker/:id',
  access: {
    can: ['case.read', 'application.read'],
    subject: ({ services, params }) => caseSubject(services.prisma, params['id']),
  },
  personal: shownCase('case.read'),
  get: show,
});
