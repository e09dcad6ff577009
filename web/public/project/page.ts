import { formatDate, lastDayOf, localDate } from '../../../domain/calendar/index.js';
import { formatKroner, fromBigInt } from '../../../domain/money.js';
import type { StatusTag, TimelineStep } from '../../components/models.js';
import { isId } from '../../forms.js';
import { notFound, openPage, view, type PageContext, type Translate } from '../../page.js';
import { describe } from '../../files/attachments.js';
import { nameThen } from '../names.js';
import { publicStatus } from '../status.js';
import { sourcesOf, type Source } from '../source.js';
import { publicAttachments, type PublicAttachment } from './attachments.js';
import {
  amountsPerYear,
  fundsReported,
  publicProject,
  similarProjects,
  type FoundProject,
  type SimilarProject,
  type YearAmounts,
} from './reading.js';

/** A piece of the project’s own text, in its written form. */
export type Piece = { heading: string; text: string };
export type LearntReport = { id: string; heading: string; pieces: Piece[] };
export type Judgement = { label: string; value: string };
/** `unfinished`: it had come so far when it was last told of; neither done nor now. */
export type PublicStep = TimelineStep & { unfinished?: boolean };
export type ProjectModel = {
  title: string;
  language: string;
  status: StatusTag;
  sentence: string;
  star: boolean;
  assessment: string | null;
  assessmentHeading: string;
  awarded: number;
  awardedYears: string;
  /** How much of it depends on later budgets; null when nothing does. */
  conditional: string | null;
  municipality: string;
  partners: string[];
  /** So many that they stand in columns. */
  manyPartners: boolean;
  /** Who receives the money; null when the applicant is alone, or nobody says. */
  payee: string | null;
  sectors: string;
  judgements: Judgement[];
  contact: string;
  wanted: Piece[];
  reports: LearntReport[];
  noReports: string;
  notAssessed: string;
  years: YearAmounts[];
  sums: { applied: number | null; awarded: number; reported: number | null };
  /** What the same undertaking has been awarded before and in all, as far as it is known. */
  spans: string[];
  timeline: PublicStep[];
  similar: (SimilarProject & { href: string })[];
  source: Source | null;
  documents: { text: string; href: string; date: string }[];
  caseNumber: string | null;
};

type Drawn = FoundProject & {
  attachments: PublicAttachment[];
  similar: SimilarProject[];
  source: Source | null;
  t: Translate;
  now: number;
};
type PublicProject = FoundProject['project'];
type ApprovedReport = FoundProject['approved'][number];

const dayOf = (instant: Date): string => formatDate(localDate(instant.getTime()));
const dueDay = (instant: Date): string => formatDate(lastDayOf(instant.getTime()));
const isoDay = (date: Date): string => formatDate(date.toISOString().slice(0, 10));

/** The report that is waited for, and whether its deadline lies ahead. */
const awaited = (project: PublicProject) => project.reports.find((report) => report.approvedAt === null);

function sentence({ project, completed, statusDay, approved, t, now }: Drawn): string {
  if (completed && !project.completedAt) return t('public.project.completedSome');
  if (project.completedAt) return t('public.project.completed', { date: dayOf(project.completedAt) });
  if (statusDay) return t('public.project.activeAsOf', { date: formatDate(statusDay) });
  const next = awaited(project);
  if (!next) return t('public.project.active');
  const date = dueDay(next.dueAt);
  if (next.dueAt.getTime() <= now) return t('public.project.reportDue', { date });
  if (next.kind === 'final') return t('public.project.finalReport', { date });
  return t(approved.length === 0 ? 'public.project.firstReport' : 'public.project.nextReport', { date });
}

function judgements(last: ApprovedReport | undefined, t: Translate): Judgement[] {
  if (!last) return [];
  const word = (name: 'transferValue' | 'recommendedToOthers' | 'executedAsPlanned' | 'recommend') =>
    last[name] ? [{ label: t(`public.judgement.${name}`), value: t(`public.${name}.${last[name]}`) }] : [];
  const goals = last.goalAchievement
    ? [{ label: t('public.judgement.goalAchievement'), value: t('public.ofFive', { value: last.goalAchievement }) }]
    : [];
  return [
    ...word('transferValue'),
    ...word('recommendedToOthers'),
    ...word('recommend'),
    ...word('executedAsPlanned'),
    ...goals,
  ];
}

const pieces = (list: readonly [string, string | undefined][], t: Translate): Piece[] =>
  list.flatMap(([key, text]) => (text?.trim() ? [{ heading: t(key), text }] : []));

const reportHeading = (report: { kind: string; periodFrom: Date; periodTo: Date }, t: Translate): string =>
  t(`public.report.${report.kind}`, { from: isoDay(report.periodFrom), to: isoDay(report.periodTo) });

function learnt(report: ApprovedReport, t: Translate): LearntReport {
  const { summary, results, experience, benefitOthers } = report;
  const texts = [['summary', summary], ['results', results], ['experience', experience], ['benefitOthers', benefitOthers]] as const; // prettier-ignore
  return {
    id: `rapport-${report.id}`,
    heading: reportHeading(report, t),
    pieces: pieces(
      texts.map(([name, text]) => [`public.learnt.${name}`, text]),
      t,
    ),
  };
}

function timeline({ project, completed, statusDay, approved, t, now }: Drawn): PublicStep[] {
  const happened = (key: string, at: Date | null): TimelineStep => ({
    label: t(`public.timeline.${key}`),
    phase: 'done',
    at: at?.getTime() ?? null,
    waitsFor: null,
  });
  const begun = [
    ...(project.application?.submittedAt ? [happened('applied', project.application.submittedAt)] : []),
    project.awardedOn
      ? happened('awarded', project.awardedOn)
      : { ...happened('awarded', null), label: t('public.timeline.awardedIn', { year: project.firstYear }) },
  ];
  const done = approved
    .map((report) => happened(`${report.kind}Approved`, report.approvedAt))
    .sort((a, b) => a.at! - b.at!);
  if (completed) return [...begun, ...done, happened('completed', project.completedAt)];
  if (statusDay) {
    const label = t('public.timeline.runningAsOf', { date: formatDate(statusDay) });
    return [...begun, ...done, { label, phase: 'done', at: null, waitsFor: null, unfinished: true }];
  }
  const ahead = project.reports.filter((report) => report.approvedAt === null);
  const coming = ahead.map((report): TimelineStep => {
    const late = report.dueAt.getTime() <= now;
    return {
      label: t(`public.timeline.${report.kind}${late ? 'Due' : 'Comes'}`),
      phase: late ? 'now' : 'later',
      at: report.dueAt.getTime() - 1, // the deadline’s last day
      waitsFor: null,
    };
  });
  const running: TimelineStep = { label: t('public.timeline.running'), phase: 'now', at: null, waitsFor: null };
  return [...begun, ...done, ...(coming.some(({ phase }) => phase === 'now') ? [] : [running]), ...coming];
}

function documents({ project, approved, attachments, t }: Drawn): ProjectModel['documents'] {
  const submitted = project.application?.submittedAt;
  return [
    ...(submitted ? [{ text: t('public.document.application'), href: '#ville', date: dayOf(submitted) }] : []),
    ...attachments.map((one) => ({
      text: one.title,
      href: `/offentlig/${project.id}/vedlegg/${one.id}`,
      date: describe(t, one),
    })),
    ...(project.awardedOn
      ? [{ text: t('public.document.award'), href: '#penger', date: isoDay(project.awardedOn) }]
      : []),
    ...approved.map((report) => ({
      text: reportHeading(report, t),
      href: `#rapport-${report.id}`,
      date: dayOf(report.approvedAt!),
    })),
  ];
}

function modelOf(drawn: Drawn): ProjectModel {
  const { project, approved, t } = drawn;
  const last = approved.at(-1);
  const awardYears = project.awards.map((award) => award.budgetYear);
  const conditional = project.awards
    .filter((award) => award.kind === 'conditional')
    .reduce((sum, award) => sum + fromBigInt(award.amount), 0);
  const [from, to] = [awardYears[0] ?? project.firstYear, awardYears.at(-1) ?? project.firstYear];
  const partners = project.partners.map(({ name, municipality }) => nameThen(name, municipality?.name ?? null, t));
  const reported = fundsReported(last);
  return {
    title: project.title,
    language: project.language,
    status: publicStatus(drawn, t),
    sentence: sentence(drawn),
    star: last?.star ?? false,
    assessment: last?.assessment ?? null,
    assessmentHeading: t(last?.star ? 'public.starred' : 'public.assessment'),
    awarded: project.awards.reduce((sum, award) => sum + fromBigInt(award.amount), 0),
    awardedYears: from === to ? String(from) : `${from}–${to}`,
    conditional: conditional > 0 ? t('public.project.conditional', { amount: formatKroner(conditional) }) : null,
    municipality: nameThen(project.applicantName, project.municipality.name, t),
    partners,
    manyPartners: partners.length > 6,
    // A row that was imported without its round does not tell.
    payee: partners.length > 0 && project.callId !== null ? project.payee.name : null,
    sectors: project.sectors.map((sector) => t(`common.sector.${sector}`)).join(', '),
    judgements: judgements(last, t),
    contact: t('public.project.contact', { municipality: project.municipality.name }),
    wanted: pieces(
      [
        ['public.wanted.summary', project.summary],
        ['public.wanted.challenges', project.application?.challenges],
        ['public.wanted.goalsAndMethod', project.application?.goalsAndMethod],
      ],
      t,
    ),
    reports: approved.map((report) => learnt(report, t)),
    noReports: project.reports.length > 0 ? sentence(drawn) : t('public.project.noReports'),
    notAssessed: t(
      drawn.completed || (drawn.source && project.reports.length === 0)
        ? 'public.project.noAssessment'
        : 'public.project.notAssessed',
    ),
    years: amountsPerYear(project, approved),
    sums: {
      applied: project.appliedAmount === null ? null : fromBigInt(project.appliedAmount),
      awarded: project.awards.reduce((sum, award) => sum + fromBigInt(award.amount), 0),
      reported,
    },
    spans: project.awardSpans.map(({ untilYear, years, amount }) =>
      t('public.span', { count: years, year: untilYear, amount: formatKroner(amount) }),
    ),
    timeline: timeline(drawn),
    similar: drawn.similar.map((one) => ({ ...one, href: `/offentlig/${one.id}` })),
    source: drawn.source,
    documents: documents(drawn),
    caseNumber: project.caseNumber,
  };
}

async function show({ services: { prisma }, params, t, language, now }: PageContext) {
  const found = isId(params['id']) ? await publicProject(prisma, params['id']) : null;
  if (!found) return notFound;
  const [attachments, similar, [source]] = await Promise.all([
    publicAttachments(prisma, found.project),
    similarProjects(prisma, found.project),
    sourcesOf({ prisma, language }, [found.project.importSourceKey]),
  ]);
  const model = modelOf({ ...found, attachments, similar, source: source ?? null, t, now });
  return view('public/project/project', model.title, model);
}

export const publicProjectPage = openPage({ path: '/offentlig/:id', access: { public: true }, get: show });
