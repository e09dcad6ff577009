import { formatDate, formatInstant, formatLongDeadline, localDate } from '../../../domain/calendar/index.js';
import { formatKroner } from '../../../domain/money.js';
import { statusTag } from '../../case-view.js';
import type { DeadlineChip, StatusTag } from '../../components/models.js';
import { newsLine, type NewsLine } from '../../news/article.js';
import { maySee } from '../../news/own.js';
import { newsOfCall } from '../../news/reading.js';
import { notFound, openPage, view, type PageContext } from '../../page.js';
import { inForm, isAnnounced, loadCall, seesOffice, titleOf, unannounced, type LoadedCall } from '../call.js';
import { startForms, type StartForm } from './start.js';

export type ShowModel = {
  title: string;
  governor: string;
  status: StatusTag;
  deadline: DeadlineChip | null;
  opensAt: number | null;
  /** Every deadline there has been, the announced one first; the reason is the extension’s. */
  moved: { from: number; to: number; reason: string }[];
  news: NewsLine[];
  /** Where its office writes news of it, once it is announced. */
  writeNews: string | null;
  facts: { term: string; text: string }[];
  purpose: string;
  requirements: string;
  areas: string[];
  criteria: { name: string; weight: number }[];
  reports: { kind: string; from: number; to: number; opensAt: number; dueAt: number }[];
  contact: { name: string; email: string; phone: string | null } | null;
  start: StartForm[];
  /** While it can still be applied for. */
  howTo: boolean;
  /** What there is instead of a start button; null when there is one. */
  instead: { text: string; link: { text: string; href: string } | null } | null;
  office: { management: string; edit: string | null } | null;
};

const isDecided = (state: string): boolean => state === 'decided' || state === 'completed';

/** What may be said of starting when there is no button for it. */
function insteadOf(
  { t, user }: PageContext,
  { call, process: { state } }: LoadedCall,
  forms: readonly StartForm[],
): ShowModel['instead'] {
  if (isDecided(state)) {
    const href = `/offentlig?ar=${call.budgetYear}&statsforvalter=${call.countyGovernorCode}`;
    return { text: t('calls.show.decided'), link: { text: t('calls.show.results'), href } };
  }
  if (state === 'scheduled') return { text: t('calls.show.notOpen'), link: null };
  if (state !== 'open') return { text: t('calls.show.closed'), link: { text: t('calls.show.otherCalls'), href: '/' } };
  if (forms.length > 0) return null;
  if (!user) return { text: t('calls.show.logInFirst'), link: { text: t('calls.logIn'), href: '/logg-inn' } };
  return { text: t('calls.show.accessFirst'), link: { text: t('calls.show.askAccess'), href: '/tilgang' } };
}

async function modelOf(context: PageContext, loaded: LoadedCall, office: boolean): Promise<ShowModel> {
  const { call, process } = loaded;
  const { services, t, language, now, user } = context;
  const [contact, counties, news, start] = await Promise.all([
    services.prisma.person.findUnique({ where: { id: call.contactId } }),
    services.prisma.county.findMany({ where: { code: { in: call.countyCodes } }, orderBy: { name: 'asc' } }),
    newsOfCall(services.prisma, call.id),
    user ? startForms({ ...context, user }, { call, process }) : [],
  ]);
  const deadline = call.deadline.getTime();
  const previous = call.deadlines.at(-2)?.deadline.getTime();
  const limit = (kroner: bigint | null): string => (kroner === null ? t('calls.show.noLimit') : formatKroner(kroner));
  return {
    title: titleOf(context, call),
    governor: call.countyGovernor.name,
    status: statusTag(t, 'call', process.state, office ? 'office' : 'public'),
    deadline: process.state === 'cancelled' || isDecided(process.state) ? null : { at: deadline, now, movedFrom: previous },
    opensAt: process.state === 'scheduled' ? call.opensAt.getTime() : null,
    moved: call.deadlines.slice(1).map((row, i) => ({
      from: call.deadlines[i]!.deadline.getTime(),
      to: row.deadline.getTime(),
      reason: row.reason ?? '',
    })),
    news: news.map((one) => newsLine(language, one)),
    writeNews: maySee(user, call.countyGovernorCode) && !unannounced.includes(process.state)
      ? `/embete/${call.countyGovernorCode}/nyheter/ny?utlysning=${call.id}`
      : null,
    facts: [
      { term: t('calls.word.frame'), text: formatKroner(call.frame) },
      { term: t('calls.word.year'), text: String(call.budgetYear) },
      { term: t('calls.word.opens'), text: formatInstant(call.opensAt.getTime()) },
      { term: t('calls.word.deadline'), text: formatLongDeadline(deadline, language) },
      { term: t('calls.word.expectedDecision'), text: formatDate(localDate(call.expectedDecisionOn.getTime())) },
      { term: t('calls.show.who'), text: t('calls.show.whoText', { counties: counties.map((county) => county.name).join(', ') }) },
      { term: t('calls.show.min'), text: limit(call.minAmount) },
      { term: t('calls.show.max'), text: limit(call.maxAmount) },
      { term: t('calls.show.ownShare'), text: call.ownSharePercent === 0 ? t('calls.show.noOwnShare') : t('calls.show.ownShareText', { percent: call.ownSharePercent }) },
      { term: t('calls.show.appeal'), text: t(`calls.regime.${call.decisionRegime}.text`) },
    ],
    purpose: inForm(language, call.purposeNb, call.purposeNn),
    requirements: inForm(language, call.requirementsNb, call.requirementsNn),
    areas: call.priorityAreas.map((area) => inForm(language, area.nameNb, area.nameNn)),
    criteria: call.criteria.map((criterion) => ({ name: inForm(language, criterion.nameNb, criterion.nameNn), weight: criterion.weight })),
    reports: call.reportPlans.map((plan) => ({
      kind: t(`common.reportKind.${plan.kind}`),
      from: plan.periodFrom.getTime(),
      to: plan.periodTo.getTime(),
      opensAt: plan.opensAt.getTime(),
      dueAt: plan.dueAt.getTime(),
    })),
    contact: contact && { name: `${contact.firstName} ${contact.lastName}`, email: contact.email, phone: contact.phone },
    start,
    howTo: ['new', 'draft', 'awaitingApproval', 'scheduled', 'open'].includes(process.state),
    instead: office ? null : insteadOf(context, loaded, start),
    office: office
      ? { management: `/utlysninger/${call.id}/styring`, edit: ['new', 'draft'].includes(process.state) ? `/utlysninger/${call.id}/rediger` : null }
      : null,
  }; // prettier-ignore
}

async function show(context: PageContext) {
  const { services, params, user } = context;
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return notFound;
  const office = seesOffice(user, loaded.process);
  if (!office && !(await isAnnounced(services.prisma, loaded.process.id))) return notFound;
  const model = await modelOf(context, loaded, office);
  return view('calls/show/show', model.title, model);
}

export const showPage = openPage({ path: '/utlysninger/:id', access: { public: true }, get: show });
