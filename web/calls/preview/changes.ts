/** What was changed since the call this one began as a copy of, in the reader’s words. */
import { formatDate } from '../../../domain/calendar/index.js';
import { formatKroner, parseKroner } from '../../../domain/money.js';
import type { PageContext } from '../../page.js';
import { loadCall, type CallRow } from '../call.js';
import { readDate } from '../edit/parse.js';
import { storedValues, neededTexts, optionalTexts, type CallValues } from '../edit/values.js';

export type CallChange = { label: string; before: string; after: string };
type Reading = Pick<PageContext, 't'>;

const date = (text: string): string => {
  const found = readDate(text);
  return found ? formatDate(found) : '';
};
const amount = (text: string): string => {
  const parsed = parseKroner(text);
  return parsed.ok && parsed.value !== undefined ? formatKroner(parsed.value) : '';
};

/** Each field’s label and what stands in it, as one reads it. Lists are a line for each. */
function spelled({ t }: Reading, values: CallValues): [string, string][] {
  const words = (key: string, chosen: readonly string[]): string => chosen.map((one) => t(`${key}.${one}`)).join('\n');
  const edit = (field: string): string => t(`calls.edit.${field}`);
  const form = (field: string): string => t(`callForm.${field}`);
  const label = (field: string): string => (neededTexts.some((one) => one === field) ? edit(field) : form(field));
  return [
    ...[...neededTexts, ...optionalTexts].map((field): [string, string] => [label(field), values[field]]),
    [edit('budgetYear'), values.budgetYear],
    [form('round'), values.round],
    [edit('frame'), amount(values.frame)],
    [edit('minAmount'), amount(values.minAmount)],
    [edit('maxAmount'), amount(values.maxAmount)],
    [edit('ownSharePercent'), `${values.ownSharePercent} %`],
    [form('eligibleCostKinds'), words('common.costKind', values.eligibleCostKinds)],
    [form('applicants'), words('callForm.applicantsOf', values.applicants)],
    [form('projectKinds'), words('callForm.projectKindsOf', [values.projectKinds])],
    [form('maxApplications'), values.maxApplications],
    [form('rankRequired'), values.rankRequired ? form('rankRequiredYes') : ''],
    [form('localApproval'), words('callForm.localApprovalOf', [values.localApproval])],
    [form('requiredAttachments'), words('callForm.attachmentOf', values.requiredAttachments)],
    [edit('decisionRegime'), t(`calls.regime.${values.decisionRegime}.name`)],
    [edit('opensAt'), date(values.opensAt)],
    [edit('deadline'), date(values.deadline)],
    [edit('expectedDecisionOn'), date(values.expectedDecisionOn)],
    [form('reminderDays'), values.reminderDays],
    [form('clarificationDays'), values.clarificationDays],
    [form('part.areas'), values.priorityAreas.map((row) => areaLine(row)).join('\n')],
    [form('part.criteria'), values.criteria.map((row) => `${pair(row)}: ${row.weight} %`).join('\n')],
    [
      form('part.reports'),
      values.reportPlans.map((row) => `${t(`common.reportKind.${row.kind}`)}: ${date(row.dueOn)}`).join('\n'),
    ],
  ];
}

const pair = ({ nameNb, nameNn }: { nameNb: string; nameNn: string }): string =>
  nameNb === nameNn ? nameNb : `${nameNb} / ${nameNn}`;
const areaLine = (row: CallValues['priorityAreas'][number]): string =>
  [`${row.level === '2' ? '– ' : ''}${pair(row)}`, amount(row.earmarked)].filter((part) => part !== '').join(': ');

/** Null for a call that is no copy. The contact person and the counties are told by the text itself. */
export async function changesOf(
  { services, t }: Pick<PageContext, 'services' | 't'>,
  call: CallRow,
): Promise<{ from: CallRow; changes: CallChange[] } | null> {
  const from = call.copiedFromId ? await loadCall(services.prisma, call.copiedFromId) : null;
  if (!from) return null;
  const before = spelled({ t }, storedValues(from.call));
  const after = spelled({ t }, storedValues(call));
  const changes = after.flatMap(([label, text], i): CallChange[] => {
    const was = before[i]![1];
    return was === text ? [] : [{ label, before: was || '–', after: text || '–' }];
  });
  return { from: from.call, changes };
}
