/** What a call says to everyone, in one written form: for the public page, and in both forms for who writes and approves it. */
import { costKinds } from '../../domain/budget.js';
import { areaLevel, areaSums, earmarkedSum } from '../../domain/call/areas.js';
import {
  formatDate,
  formatDeadline,
  formatInstant,
  formatLongDeadline,
  localDate,
} from '../../domain/calendar/index.js';
import { formatKroner, fromBigInt } from '../../domain/money.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import type { Translate } from '../page.js';
import { inForm, type CallRow } from './call.js';

export type CallFact = { term: string; text: string; struck: string | null };
export type CallTable = {
  columns: { text: string; right: boolean }[];
  rows: { name: string; below: boolean; figure: string; note: string | null }[];
  total: string | null;
  totalLabel: string;
};
/** What there is of each, in this order. */
export type CallSection = {
  heading: string;
  prose: string | null;
  lead: string | null;
  list: string[];
  table: CallTable | null;
};
export type CallText = {
  lang: WrittenForm;
  facts: CallFact[];
  sections: CallSection[];
  contact: (CallContact & { heading: string }) | null;
};
export type CallContact = { name: string; email: string; phone: string | null };

type Reading = { t: Translate; language: WrittenForm };
type More = { counties: readonly string[]; contact: CallContact | null };

const section = (heading: string, part: Partial<Omit<CallSection, 'heading'>>): CallSection => ({
  heading,
  prose: null,
  lead: null,
  list: [],
  table: null,
  ...part,
});

export function callText({ t, language }: Reading, call: CallRow, { counties, contact }: More): CallText {
  const say = (key: string, params: Record<string, unknown> = {}): string => t(`announcement.${key}`, params);
  return {
    lang: language,
    contact: contact && { heading: t('calls.show.contact'), ...contact },
    facts: factsOf({ t, language }, call, counties),
    sections: [
      section(t('calls.show.purpose'), { prose: inForm(language, call.purposeNb, call.purposeNn) }),
      section(t('calls.show.requirements'), {
        prose: inForm(language, call.requirementsNb, call.requirementsNn),
        list: requirementsOf({ t, language }, call),
      }),
      ...(call.otherSchemesNb || call.otherSchemesNn
        ? [section(say('otherSchemes'), { prose: inForm(language, call.otherSchemesNb, call.otherSchemesNn) })]
        : []),
      ...areasOf({ t, language }, call),
      ...(call.criteria.length > 0
        ? [section(t('calls.show.criteria'), { lead: t('calls.show.criteriaText'), table: criteriaOf({ t, language }, call) })]
        : []),
      ...(call.reportPlans.length > 0
        ? [section(t('calls.show.reports'), { lead: t('calls.show.reportsText'), list: reportsOf(t, call) })]
        : []),
    ],
  }; // prettier-ignore
}

function factsOf({ t, language }: Reading, call: CallRow, counties: readonly string[]): CallFact[] {
  const fact = (term: string, text: string, struck: string | null = null): CallFact => ({ term, text, struck });
  const limit = (kroner: bigint | null): string => (kroner === null ? t('calls.show.noLimit') : formatKroner(kroner));
  const scheme = inForm(language, call.schemeNameNb, call.schemeNameNn);
  const announced = call.deadlines[0]?.deadline.getTime() ?? call.deadline.getTime();
  const moved = announced !== call.deadline.getTime();
  const who = call.applicants.includes('municipality') ? 'calls.show.whoText' : 'announcement.whoCouncil';
  return [
    ...(scheme ? [fact(t('announcement.scheme'), scheme)] : []),
    fact(t('calls.word.frame'), formatKroner(call.frame)),
    fact(t('calls.word.year'), call.round > 1 ? t('announcement.yearAndRound', { year: call.budgetYear, round: call.round }) : String(call.budgetYear)),
    fact(t('calls.word.opens'), formatInstant(call.opensAt.getTime())),
    fact(t('calls.word.deadline'), formatLongDeadline(call.deadline.getTime(), language), moved ? formatDeadline(announced) : null),
    fact(t('calls.word.expectedDecision'), formatDate(localDate(call.expectedDecisionOn.getTime()))),
    fact(t('calls.show.who'), [
      t(who, { counties: counties.join(', ') }),
      ...(call.applicants.length > 1 ? [t('announcement.whoCouncilToo')] : []),
    ].join('. ')),
    fact(t('announcement.kinds'), t(`callForm.projectKindsOf.${call.projectKinds}`)),
    fact(t('calls.show.min'), limit(call.minAmount)),
    fact(t('calls.show.max'), limit(call.maxAmount)),
    fact(t('calls.show.ownShare'), call.ownSharePercent === 0 ? t('calls.show.noOwnShare') : t('calls.show.ownShareText', { percent: call.ownSharePercent })),
    fact(t('calls.show.appeal'), t(`calls.regime.${call.decisionRegime}.text`)),
  ]; // prettier-ignore
}

/** What follows from the call’s parameters, one sentence each. */
function requirementsOf({ t, language }: Reading, call: CallRow): string[] {
  const say = (key: string, params: Record<string, unknown> = {}): string => t(`announcement.rule.${key}`, params);
  const and = new Intl.ListFormat(language === 'nn' ? 'nn' : 'nb', { type: 'conjunction' });
  const listed = (words: string, kinds: readonly string[]): string =>
    and.format(kinds.map((kind) => t(`${words}.${kind}`).toLocaleLowerCase('nb')));
  return [
    t('calls.show.notOwnShare'),
    ...(call.eligibleCostKinds.length < costKinds.length
      ? [say('costKinds', { kinds: listed('common.costKind', call.eligibleCostKinds) })]
      : []),
    ...(call.maxApplications === null ? [] : [say('maxApplications', { count: call.maxApplications })]),
    ...(call.rankRequired ? [say('rank')] : []),
    ...(call.localApproval === 'none' ? [] : [say(`localApproval.${call.localApproval}`)]),
    ...(call.requiredAttachments.length === 0
      ? []
      : [say('attachments', { kinds: listed('callForm.attachmentOf', call.requiredAttachments) })]),
  ];
}

/** The rows in the order of the tree. */
export const areaTree = (call: Pick<CallRow, 'priorityAreas'>) =>
  call.priorityAreas.map(({ parentId, nameNb, nameNn, earmarked }) => ({
    level: areaLevel(parentId !== null),
    nameNb,
    nameNn,
    earmarked: earmarked === null ? null : fromBigInt(earmarked),
  }));

function areasOf({ t, language }: Reading, call: CallRow): CallSection[] {
  const areas = areaTree(call);
  if (areas.length === 0) return [];
  const sums = areaSums(areas);
  const sum = earmarkedSum(areas);
  const heading = t('calls.show.areas');
  const names = areas.map(({ nameNb, nameNn }) => inForm(language, nameNb, nameNn));
  if (sum === null && areas.every(({ level }) => level === 1)) return [section(heading, { list: names })];
  return [
    section(heading, {
      lead: sum === null ? null : t('announcement.earmarkedText'),
      table: {
        columns: [
          { text: t('announcement.area'), right: false },
          ...(sum === null ? [] : [{ text: t('callForm.earmarked'), right: true }]),
        ],
        rows: areas.map(({ level, earmarked }, i) => {
          const { below, difference } = sums[i]!;
          const amount = earmarked ?? below;
          return {
            name: names[i]!,
            below: level === 2,
            figure: amount === null ? '–' : formatKroner(amount),
            note: difference === 0 || below === null ? null : t('callForm.sumBelow', { sum: formatKroner(below) }),
          };
        }),
        total: sum === null ? null : formatKroner(sum),
        totalLabel: t('announcement.sum'),
      },
    }),
  ];
}

const criteriaOf = ({ t, language }: Reading, call: CallRow): CallTable => ({
  columns: [
    { text: t('calls.word.criterion'), right: false },
    { text: t('calls.word.weight'), right: true },
  ],
  rows: call.criteria.map(({ nameNb, nameNn, weight }) => ({
    name: inForm(language, nameNb, nameNn),
    below: false,
    figure: `${weight} %`,
    note: null,
  })),
  total: null,
  totalLabel: '',
});

const reportsOf = (t: Translate, call: CallRow): string[] =>
  call.reportPlans.map((plan) =>
    t('calls.show.reportLine', {
      kind: t(`common.reportKind.${plan.kind}`),
      from: formatDate(localDate(plan.periodFrom.getTime())),
      to: formatDate(localDate(plan.periodTo.getTime())),
      opens: formatDate(localDate(plan.opensAt.getTime())),
      due: formatDeadline(plan.dueAt.getTime()),
    }),
  );

/** What `callText` needs beside the call’s own rows. */
export async function callContext(prisma: PrismaClient, call: CallRow): Promise<More> {
  const [contact, counties] = await Promise.all([
    prisma.person.findUnique({ where: { id: call.contactId } }),
    prisma.county.findMany({ where: { code: { in: call.countyCodes } }, orderBy: { name: 'asc' } }),
  ]);
  return {
    counties: counties.map(({ name }) => name),
    contact: contact && {
      name: `${contact.firstName} ${contact.lastName}`,
      email: contact.email,
      phone: contact.phone,
    },
  };
}
