/** The open case in words: answers, budget, clarifications, assessments, recommendation, decision, letters, reports, log. */
import { can } from '../../../domain/authorisation.js';
import { formatInstant, formatShortDate, localDate } from '../../../domain/calendar/index.js';
import { isDecisionLetter } from '../../../domain/notices.js';
import { formatAmount, formatKroner, fromBigInt } from '../../../domain/money.js';
import { fieldKeys, fieldOf, steps, type FieldKey } from '../../../domain/application/fields.js';
import { answersTo, loadNames } from '../../applications/answers.js';
import { contentOf, yearsOf, type DraftContent } from '../../applications/draft.js';
import { familyOf } from '../../applications/family.js';
import { sentModel } from '../../applications/sent/model.js';
import { sentVersions } from '../../applications/sent/reading.js';
import { attachmentList, sentAttachments } from '../../files/attachments.js';
import { visibleTo } from '../attachments/download.js';
import { statusTag } from '../../case-view.js';
import type { Link, MoneyTable } from '../../components/models.js';
import type { Translate, UserContext } from '../../page.js';
import { replyForm, type ApplicationCase, type OfficeCase } from '../case.js';
import { namesOf, readContent, type CaseContent } from '../content.js';
import { assessmentTable, isBlind } from './assessments.js';
import { placesOf } from '../../../prisma/rank.js';
import { placeText } from '../place.js';
import { missingText } from '../list/listed.js';
import { missingOf } from '../list/row.js';
import { sumOf } from '../../../domain/application/budget-lines.js';
import { budgetTables } from './budget.js';
import { readLog } from './log.js';
import type {
  ClarificationView,
  ContentModel,
  DecisionView,
  InternalModel,
  RecommendationView,
  RemarkView,
} from './model.js';

/** All but the budget’s rows, which are tables. */
const answered = fieldKeys.filter((key) => fieldOf(key).type !== 'budget');

const aboutPeople: readonly FieldKey[] = ['contactId', 'managerName', 'managerTitle', 'managerEmail', 'managerPhone'];
/** Of a partner the name alone, for who reads no personal data. */
const withoutPeople = (content: DraftContent): DraftContent => ({
  ...content,
  partners: content.partners.map((partner) => ({ ...partner, address: '', contact: '' })),
  milestones: content.milestones.map((milestone) => ({ ...milestone, responsible: '' })),
});

function clarificationView(
  t: Translate,
  one: ApplicationCase['clarifications'][number],
  language: string,
): ClarificationView {
  const at = (instant: Date | null) => formatInstant(instant!.getTime());
  return {
    heading: t('cases.show.clarificationNumber', { number: one.round }),
    question: one.question,
    askedAt: one.askedAt.getTime(),
    dueAt: one.dueAt.getTime(),
    answer: one.answer ?? '',
    outcome: one.answeredAt
      ? t('cases.show.answeredAt', { at: at(one.answeredAt) })
      : one.endedAt
        ? t('cases.show.waitEndedAt', { at: at(one.endedAt) })
        : t('cases.show.notAnswered'),
    lang: language,
  };
}

type Years = { budgetYear: number; amount: bigint }[];
type Given = { t: Translate; applied: Map<number, number>; years: Years; caption: string; column: string };

/** What was applied for beside what is given, year by year. */
function amountsTable({ t, applied, years, caption, column }: Given): MoneyTable {
  const given = new Map(years.map(({ budgetYear, amount }) => [budgetYear, fromBigInt(amount)]));
  const row = (label: string, asked: number, got: number, strong = false) => ({
    label,
    cells: [{ value: formatAmount(asked) }, { value: formatAmount(got) }],
    sum: null,
    strong,
  });
  const rows = [...applied].map(([year, asked]) => row(String(year), asked, given.get(year) ?? 0));
  const total = (amounts: Map<number, number>) => [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
  return {
    caption,
    columns: [t('cases.show.applied'), column],
    sumLabel: null,
    editable: false,
    rows: rows.length > 1 ? [...rows, row(t('cases.show.total'), total(applied), total(given), true)] : rows,
  };
}

type Described = { t: Translate; applied: Map<number, number>; nameOf: (id: string) => string };
const gives = (outcome: string): boolean => outcome === 'granted' || outcome === 'partiallyGranted';

function recommendationView(
  { t, applied, nameOf }: Described,
  { application, process }: OfficeCase,
): RecommendationView | null {
  const [last, ...earlier] = application.recommendations;
  if (!last) return null;
  const table = {
    t,
    applied,
    years: last.years,
    caption: t('cases.show.recommendedAmounts'),
    column: t('cases.show.recommended'),
  };
  return {
    outcome: t(`common.outcome.${last.outcome}`),
    amounts: gives(last.outcome) ? amountsTable(table) : null,
    reason: last.reason,
    conditions: last.conditions,
    lang: replyForm(application),
    by: t('cases.show.recommendedBy', { name: nameOf(last.officerId), at: formatInstant(last.at.getTime()) }),
    letter: process.state === 'recommended' ? `/saker/${application.id}/brev` : null,
    earlier: earlier.length > 0 ? t('cases.show.earlier', { count: earlier.length }) : null,
  };
}

function decisionView({ t, applied, nameOf }: Described, { decision }: CaseContent): DecisionView | null {
  if (!decision) return null;
  const table = {
    t,
    applied,
    years: decision.years,
    caption: t('cases.show.decidedAmounts'),
    column: t('cases.show.awarded'),
  };
  return {
    outcome: t(`common.outcome.${decision.outcome}`),
    amounts: gives(decision.outcome) ? amountsTable(table) : null,
    by: t('cases.show.decidedBy', { name: nameOf(decision.approverId), at: formatInstant(decision.at.getTime()) }),
  };
}

export async function contentModel(context: UserContext, found: OfficeCase): Promise<ContentModel> {
  const { services, t, user } = context;
  const { application, process } = found;
  const read = await readContent(services.prisma, application.id);
  const ids = [
    ...application.assessments.map(({ assessorId }) => assessorId),
    application.recommendations[0]?.officerId,
    read.decision?.approverId,
  ];
  const [names, nameOf] = await Promise.all([loadNames(context, read.row), namesOf(services.prisma, ids)]);
  const content = contentOf(read.row);
  const { firstYear } = read.row;
  const years = yearsOf(read.row);
  const appliedPerYear = sumOf(content.applied, years.length);
  const applied = new Map(years.map((year, i) => [year, appliedPerYear[i] ?? 0]));
  const sum = (rows: { amounts: number[] }[]) => sumOf(rows, years.length).reduce((total, amount) => total + amount, 0);
  const costs = sum(content.costs);
  const described = { t, applied, nameOf };
  const shown = answered.filter((name) => found.seesPeople || !aboutPeople.includes(name));
  const seen = found.seesPeople ? content : withoutPeople(content);
  const sent = await sentAttachments(services.prisma, application.id);
  const attachments = visibleTo(found, sent);
  const place = (await placesOf(services.prisma, [application.callId])).get(application.id);
  const mayRead = (action: 'letter.read' | 'report.read', state: string): boolean =>
    can(user.actor, action, { ...found.subject, municipalityCode: null, state });
  return {
    facts: [
      t('cases.show.facts', {
        applied: formatKroner(sum(content.applied)),
        share: costs === 0 ? '–' : Math.round((100 * sum(content.own)) / costs),
        form: t(`common.writtenForm.${replyForm(application)}`).toLowerCase(),
      }),
      placeText(t, place),
    ]
      .filter((text) => text !== null)
      .join(' · '),
    missing: missingOf(application.call, sent, place).map((one) => missingText(t, one)),
    family: await familyOf(services.prisma, read.row.previousProjectId),
    contents: contentsOf(t, found, attachments.length > 0),
    steps: answersByStep({ t, names, content: seen, firstYear }, shown),
    budget: budgetTables(t, { content, firstYear }),
    sent: found.seesPeople
      ? sentModel(t, `/saker/${application.id}/innsendt`, await sentVersions(services.prisma, process.id))
      : null,
    attachments: attachments.length > 0 ? attachmentList(t, attachments, { base: `/saker/${application.id}` }) : null,
    clarifications: application.clarifications.map((one) => clarificationView(t, one, application.language)),
    internal: found.seesAssessment ? await internalModel(context, found, described) : null,
    remarks: remarksOf(context, found),
    decision: decisionView(described, read),
    letters: read.letters
      .filter(() => mayRead('letter.read', process.state))
      .map(({ id, kind, at, openedAt }) => ({
        href: `/brev/${id}`,
        text: t(`cases.letter.${kind}`, { date: formatShortDate(localDate(at.getTime())) }),
        note: !isDecisionLetter(kind)
          ? ''
          : openedAt
            ? t('cases.show.opened', { at: formatInstant(openedAt.getTime()) })
            : t('cases.show.notOpened'),
      })),
    reports: read.reports
      .filter(({ state }) => mayRead('report.read', state))
      .map(({ id, kind, state, dueAt }) => ({
        href: `/rapporter/${id}`,
        text: t(`common.reportKind.${kind}`),
        status: statusTag(t, 'report', state),
        dueAt: dueAt.getTime(),
      })),
  };
}

/** Each step of the form by itself, the first one open: the budget’s amounts are the tables above them. */
function answersByStep(described: Parameters<typeof answersTo>[0], shown: readonly FieldKey[]): ContentModel['steps'] {
  const { t } = described;
  return steps.flatMap((step, i) => {
    const keys = shown.filter((key) => fieldOf(key).step === step);
    if (keys.length === 0) return [];
    const { answers, notGiven } = answersTo(described, keys);
    const own = answers.map((answer, n) =>
      keys[n] === 'ownReference' ? { ...answer, label: t('cases.field.ownReference') } : answer,
    );
    return [
      {
        id: `steg-${step}`,
        heading: t(`applications.step.${step}`),
        open: i === 0,
        answers: { answers: own, notGiven },
      },
    ];
  });
}

/** The parts of the page below its sums. */
const contentsOf = (t: Translate, { seesAssessment }: OfficeCase, attached: boolean): Link[] => [
  { text: t('caseList.case.budget'), href: '#budsjett' },
  { text: t('cases.show.application'), href: '#soknaden' },
  ...(attached ? [{ text: t('attachments.heading'), href: '#vedlegg' }] : []),
  { text: t('cases.show.clarifications'), href: '#avklaringer' },
  ...(seesAssessment
    ? [
        { text: t('cases.show.assessment'), href: '#vurdering' },
        { text: t('cases.show.recommendation'), href: '#innstilling' },
        { text: t('cases.show.log'), href: '#logg' },
      ]
    : []),
];

async function internalModel(context: UserContext, found: OfficeCase, described: Described): Promise<InternalModel> {
  const { services, t, user } = context;
  const { assessments } = found.application;
  return {
    assessment: assessmentTable(context, { found, user, nameOf: described.nameOf }),
    blind: isBlind(user, found) && assessments.length > 0 ? t('cases.show.blind', { count: assessments.length }) : null,
    recommendation: recommendationView(described, found),
    log: await readLog(services.prisma, found.process.id, t),
  };
}

const remarksOf = ({ user }: UserContext, { application, seesAssessment }: OfficeCase): RemarkView[] =>
  application.comments
    .filter(({ authorId }) => seesAssessment || authorId === user.id)
    .map(({ author, at, text }) => ({ who: `${author.firstName} ${author.lastName}`, at: at.getTime(), text }));
