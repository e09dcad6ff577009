/** L1, the announcement of a call: who it is for, what it asks, and what follows (letters-and-emails.md E.2). */
import { costKinds } from '../budget.js';
import { areaSums, earmarkedSum } from '../call/areas.js';
import { formatDate, formatDeadline, formatInstant, formatLongDeadline, localDate } from '../calendar/index.js';
import { formatAmount, formatKroner } from '../money.js';
import type { AnnouncementFacts, WrittenForm } from '../notices.js';
import { announcementNb, announcementNn, type AnnouncementPhrases } from './announcement-texts.js';
import { heading, list, paragraphs, type Block, type Body } from './document.js';
import type { Phrases } from './phrases.js';

const phrasesOf: Readonly<Record<WrittenForm, AnnouncementPhrases>> = { nb: announcementNb, nn: announcementNn };

type Part = (facts: AnnouncementFacts, text: AnnouncementPhrases) => Block[];

const and = (form: WrittenForm, words: readonly string[]): string =>
  new Intl.ListFormat(form, { type: 'conjunction' }).format(words);

const lead: Part = (facts, { lead: text }) => [
  ...paragraphs(
    text.open({
      office: facts.office.name,
      year: String(facts.budgetYear),
      frame: formatKroner(facts.frame),
      scheme: facts.scheme,
    }),
    text.deadline(formatLongDeadline(facts.deadline, facts.language)),
  ),
];

const purpose: Part = (facts, { purpose: text }) => [heading(text), ...paragraphs(facts.purpose)];

const who: Part = ({ applicants, counties, projectKinds, language }, { who: text }) => [
  heading(text.heading),
  ...paragraphs(
    [
      text.applicants(and(language, counties)),
      ...(applicants.includes('regionalCouncil') ? [text.council] : []),
      text.kinds[projectKinds],
    ].join(' '),
  ),
];

const requirements: Part = (facts, { requirements: text }) => {
  const { language, minAmount, maxAmount, ownSharePercent, maxApplications, attachments } = facts;
  return [
    heading(text.heading),
    ...paragraphs(facts.requirements),
    list([
      ...(minAmount === null ? [] : [text.min(formatKroner(minAmount))]),
      ...(maxAmount === null ? [] : [text.max(formatKroner(maxAmount))]),
      ownSharePercent === 0 ? text.noOwnShare : text.ownShare(ownSharePercent),
      text.notOwnShare,
      ...(facts.costKinds.length < costKinds.length
        ? [text.costs(and(language, facts.costKinds.map((kind) => text.costKinds[kind])))]
        : []),
      ...(maxApplications === null ? [] : [text.maxApplications(maxApplications)]),
      facts.rankRequired ? text.rank : text.rankShown,
      ...(facts.localApproval === 'none' ? [] : [text.localApproval[facts.localApproval]]),
      ...(attachments.length === 0
        ? []
        : [text.attachments(and(language, attachments.map((kind) => text.attachmentKinds[kind])))]),
    ]),
    ...(facts.otherSchemes.trim() === '' ? [] : [heading(text.otherSchemes), ...paragraphs(facts.otherSchemes)]),
  ];
}; // prettier-ignore

/** With amounts a table that shows its sums; without any of them a list. */
const areas: Part = ({ areas: rows }, { areas: text }) => {
  if (rows.length === 0) return [];
  const whole = earmarkedSum(rows);
  if (whole === null && rows.every(({ level }) => level === 1))
    return [heading(text.heading), list(rows.map(({ name }) => name))];
  const sums = areaSums(rows);
  const amount = (i: number): string => {
    const earmarked = rows[i]!.earmarked ?? sums[i]!.below;
    return earmarked === null ? '–' : formatAmount(earmarked);
  };
  const apart = rows.flatMap(({ name, earmarked }, i) => {
    const { below, difference } = sums[i]!;
    return difference === 0 || below === null || earmarked === null
      ? []
      : [text.apart({ name, own: formatKroner(earmarked), below: formatKroner(below) })];
  });
  return [
    heading(text.heading),
    {
      kind: 'table',
      columns: [
        { label: text.area, align: 'left' },
        ...(whole === null ? [] : [{ label: text.earmarked, align: 'right' } as const]),
      ],
      rows: rows.map(({ name }, i) => (whole === null ? [name] : [name, amount(i)])),
      total: whole === null ? null : [text.total, formatAmount(whole)],
      below: rows.flatMap(({ level }, i) => (level === 2 ? [i] : [])),
    },
    ...paragraphs(...apart),
  ];
};

const criteria: Part = ({ criteria: rows }, { criteria: text }) =>
  rows.length === 0
    ? []
    : [
        heading(text.heading),
        ...paragraphs(text.lead),
        {
          kind: 'table',
          columns: [
            { label: text.name, align: 'left' },
            { label: text.weight, align: 'right' },
          ],
          rows: rows.map(({ name, weight }) => [name, `${weight} %`]),
          total: null,
        },
      ];

const how: Part = ({ url, opensAt, deadline, language }, { how: text }) => [
  heading(text.heading),
  ...paragraphs(text.when({ opens: formatInstant(opensAt), deadline: formatLongDeadline(deadline, language) })),
  list([text.read(url), ...text.steps]),
];

const answer: Part = ({ expectedOn, regime }, { answer: text }) => [
  heading(text.heading),
  ...paragraphs(text.expected(formatDate(expectedOn)), text.regime[regime]),
];

const reports: Part = ({ reports: rows }, { reports: text }) =>
  rows.length === 0
    ? []
    : [
        heading(text.heading),
        ...paragraphs(text.lead),
        {
          kind: 'table',
          columns: [text.kind, text.period, text.opens, text.due].map((label) => ({ label, align: 'left' })),
          rows: rows.map(({ kind, from, to, opensAt, dueAt }) => [
            text[kind],
            `${formatDate(from)} – ${formatDate(to)}`,
            formatDate(localDate(opensAt)),
            formatDeadline(dueAt),
          ]),
          total: null,
        },
      ];

const publicity: Part = (_facts, { publicity: text }) => [heading(text.heading), ...paragraphs(text.text)];

const parts: readonly Part[] = [lead, purpose, who, requirements, areas, criteria, how, answer, reports, publicity];

export function announcement(facts: AnnouncementFacts, { approver, deputyApprover }: Phrases): Body {
  const text = phrasesOf[facts.language];
  const role = facts.approverFor ? deputyApprover(facts.approverFor) : approver;
  return {
    title: text.title(facts.title),
    blocks: parts.flatMap((part) => part(facts, text)),
    approver: facts.approver === null ? null : { name: facts.approver, role },
    copiesTo: [],
  };
}
