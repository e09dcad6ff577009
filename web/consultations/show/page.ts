/** `/horinger/:id`: what is asked, who has answered, and when it has closed what they said and what came of it. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { isAnnounced } from '../../calls/call.js';
import type { Crumb, EmptyState, Link, NewsText, Receipt, WhereNow } from '../../components/models.js';
import { commandText, receiptOf, roleFor } from '../../forms.js';
import { notFound, openPage, redirect, view, type PageContext, type UserContext } from '../../page.js';
import { inForm } from '../../calls/call.js';
import { articleOf, bodyOf, type Article } from '../article.js';
import { isDraft, loadConsultation, mayWrite, officeList, ownMunicipality, pathOf, placeOf, seesAnswers, seesOffice, type Loaded } from '../consultation.js'; // prettier-ignore
import { draftOf } from '../answer/draft.js';
import { askedOf, type Asked } from '../reading.js';
import { whereNowOf } from '../where-now.js';
import { byMunicipality, byQuestion, type MunicipalityAnswers, type QuestionAnswers } from './answers.js';

export type ShowModel = {
  case: true;
  breadcrumbs: Crumb[];
  receipt: Receipt | null;
  article: Article;
  governor: string;
  sentAt: number | null;
  whereNow: WhereNow;
  call: Link | null;
  cancelled: string | null;
  summary: NewsText | null;
  /** Deadlines it had before, and why they were moved. */
  moved: { from: number; to: number; reason: string }[];
  who: { heading: string; answered: { name: string; at: number }[]; missing: string[] };
  answers: {
    views: (Link & { current: boolean })[];
    questions: QuestionAnswers[] | null;
    municipalities: MunicipalityAnswers[] | null;
    none: EmptyState | null;
    exports: Link[];
    /** The office reads them before everybody else. */
    early: boolean;
  } | null;
  office: { deeds: Link[]; log: string; list: string } | null;
};

/** What may be done with it, each on its own page. */
function deedsOf(context: UserContext, { consultation, process, pending }: Loaded): Link[] {
  if (pending.length > 0) return [];
  const path = pathOf(consultation);
  const pages: [string, string][] = [['extendDue', 'gjor/utsett'], ['summarise', 'oppsummering'], ['cancel', 'gjor/avlys']]; // prettier-ignore
  return pages
    .filter(([command]) => roleFor(context.user, 'consultation', command, process.state, placeOf(consultation)))
    .map(([command, page]) => ({ text: commandText(context, 'consultation', command), href: `${path}/${page}` }));
}

/** The one thing to do: the municipality answers, the office sums up; who is not logged in may be one of the first. */
async function actionOf(
  context: PageContext,
  { consultation, process, pending }: Loaded,
  asked: readonly Asked[],
): Promise<Link | null> {
  const { t, user, now } = context;
  const path = pathOf(consultation);
  if (process.state === 'open' && now < consultation.dueAt.getTime()) {
    const own = user && ownMunicipality(user, asked.map(({ code }) => code)); // prettier-ignore
    const given = asked.some(({ code, answers }) => code === own && answers.length > 0);
    const begun = own && (await draftOf(context.services.prisma, { consultationId: consultation.id, municipalityCode: own })); // prettier-ignore
    if (own) return { text: t(`consultations.button.${begun ? 'goOn' : given ? 'change' : 'answer'}`), href: `${path}/svar` }; // prettier-ignore
    return user ? null : { text: t('consultations.button.answer'), href: `${path}/svar` };
  }
  const sums = process.state === 'closed' && mayWrite(user, consultation) && !pending.includes('summarise');
  return sums ? { text: t('common.button.consultation.summarise'), href: `${path}/oppsummering` } : null;
}

function answersOf(context: PageContext, { consultation }: Loaded, asked: readonly Asked[]): ShowModel['answers'] {
  const { t, query, user } = context;
  if (!seesAnswers(user, consultation)) return null;
  const path = pathOf(consultation);
  const each = query.get('vis') === 'kommune';
  const some = asked.some(({ answers }) => answers.length > 0);
  return {
    views: some
      ? [
          { text: t('consultations.show.byQuestion'), href: `${path}#svarene`, current: !each },
          { text: t('consultations.show.byMunicipality'), href: `${path}?vis=kommune#svarene`, current: each },
        ]
      : [],
    questions: some && !each ? byQuestion(context, consultation, asked) : null,
    municipalities: some && each ? byMunicipality(context, consultation, asked) : null,
    none: some ? null : { text: t(`consultations.show.${consultation.closedAt ? 'nobody' : 'nobodyYet'}`) },
    exports: some ? ['csv', 'xlsx', 'json'].map((kind) => ({ text: t(`consultations.export.${kind}`), href: `${path}/svar.${kind}` })) : [],
    early: consultation.closedAt === null,
  };
} // prettier-ignore

async function callLink(
  { services, user, language }: PageContext,
  { call, ...row }: Loaded['consultation'],
): Promise<Link | null> {
  if (!call) return null;
  const announced = await isAnnounced(services.prisma, processIdOf('call', call.id));
  if (!announced && !seesOffice(user, row)) return null;
  return { text: inForm(language, call.titleNb, call.titleNn), href: `/utlysninger/${call.id}` };
}

async function show(context: PageContext) {
  const { services, params, user, t, language } = context;
  const loaded = await loadConsultation(services.prisma, params['id']);
  if (!loaded) return notFound;
  const { consultation, process } = loaded;
  const { openedAt, closedAt, cancelReason, countyGovernor, dues } = consultation;
  const office = seesOffice(user, consultation);
  if (openedAt === null) {
    if (!office) return notFound;
    if (isDraft(loaded) && mayWrite(user, consultation)) return redirect(`${pathOf(consultation)}/rediger`);
  }
  const asked = await askedOf(services.prisma, consultation.id);
  const answered = asked.flatMap(({ name, answers: [last] }) => (last ? [{ name, at: last.at.getTime() }] : []));
  const missing = asked.filter(({ answers }) => answers.length === 0).map(({ name }) => name);
  const model: ShowModel = {
    case: true,
    breadcrumbs: office
      ? [{ text: t('consultations.office.title'), href: officeList(countyGovernor.code) }]
      : [{ text: t('consultations.list.title'), href: '/horinger' }],
    receipt: user ? await receiptOf(context as UserContext, process.id) : null,
    article: articleOf(t, language, consultation),
    governor: countyGovernor.name,
    sentAt: openedAt?.getTime() ?? null,
    whereNow: await whereNowOf(context, loaded, await actionOf(context, loaded, asked)),
    call: await callLink(context, consultation),
    cancelled: cancelReason,
    summary: consultation.summarisedAt && bodyOf(language, consultation.summaryNb, consultation.summaryNn),
    moved: dues.slice(1).map(({ dueAt, reason }, i) => ({
      from: dues[i]!.dueAt.getTime(),
      to: dueAt.getTime(),
      reason: reason ?? '',
    })),
    who: {
      heading: t('consultations.answered', { answered: answered.length, count: asked.length }),
      answered,
      missing: closedAt === null && process.state === 'cancelled' ? [] : missing,
    },
    answers: openedAt ? answersOf(context, loaded, asked) : null,
    office: office
      ? {
          deeds: deedsOf(context as UserContext, loaded),
          log: `${pathOf(consultation)}/logg`,
          list: officeList(countyGovernor.code),
        }
      : null,
  };
  return view('consultations/show/show', model.article.title || t('consultations.untitled'), model);
}

export const showPage = openPage({ path: '/horinger/:id', access: { public: true }, get: show });
