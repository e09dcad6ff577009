/** What keeps a call from being sent for approval (K2), each with the field that puts it right. */
import { formatDate, lastDayOf } from '../../../domain/calendar/index.js';
import { earmarkedSum } from '../../../domain/call/areas.js';
import { callFaults } from '../../../domain/call/rules.js';
import { formatKroner, fromBigInt } from '../../../domain/money.js';
import type { Translate } from '../../page.js';
import type { Fault } from '../../forms.js';
import type { CallContent, ParsedCall } from './parse.js';
import { rowId, type RowKind } from './rows.js';
import { neededTexts, optionalTexts } from './values.js';

/** The faults of `callFaults`, spelled out for the form. `now` in epoch ms. */
export function approvalFaults(content: CallContent, now: number, t: Translate): Fault[] {
  const priorityAreas = content.priorityAreas.map((area) => ({ ...area, earmarked: area.earmarked === null ? null : fromBigInt(area.earmarked) })); // prettier-ignore
  const call = {
    ...content,
    opensAt: content.opensAt.getTime(),
    deadline: content.deadline.getTime(),
    expectedDecisionOn: content.expectedDecisionOn.toISOString().slice(0, 10),
    priorityAreas,
    reportPlans: content.reportPlans.map(({ dueAt }) => ({ dueAt: dueAt.getTime() })),
  };
  const codes = callFaults(call, now);
  const deadline = formatDate(lastDayOf(call.deadline));
  const fault = (fieldId: string, code: string, params: Record<string, unknown> = {}): Fault => ({
    fieldId,
    text: t(`calls.fault.${code}`, params),
  });
  const missingNames = (kind: RowKind, rows: readonly { nameNb: string; nameNn: string }[], word: string): Fault[] =>
    rows.flatMap((row, i) =>
      (['nameNb', 'nameNn'] as const)
        .filter((form) => row[form] === '')
        .map((form) => fault(rowId(kind, form, i), `missing.${word}.${form}`, { number: i + 1 })),
    );
  return codes.flatMap((code): Fault[] => {
    switch (code) {
      case 'textMissing':
        return [
          ...neededTexts.filter((field) => content[field] === '').map((field) => fault(field, `missing.${field}`)),
          ...optionalTexts
            .filter((field) => content[field] === '' && content[otherForm(field)] !== '')
            .map((field) => fault(field, `missing.${field}`)),
          ...missingNames('criteria', content.criteria, 'criterion'),
          ...missingNames('priorityAreas', content.priorityAreas, 'area'),
        ];
      case 'notComplete':
        return [
          ...(content.frame > 0n ? [] : [fault('frame', 'missing.frame')]),
          ...(content.reportPlans.length > 0 ? [] : [fault('reportPlans', 'missing.reportPlans')]),
        ];
      case 'weightsNot100': {
        const sum = content.criteria.reduce((total, criterion) => total + criterion.weight, 0);
        return [fault(content.criteria.length > 0 ? rowId('criteria', 'weight', 0) : 'criteria', 'weights', { sum })];
      }
      case 'deadlineTooSoon':
        return [
          content.deadline <= content.opensAt
            ? fault('deadline', 'deadlineBeforeOpening')
            : fault('deadline', 'deadlineTooSoon'),
        ];
      case 'decisionBeforeDeadline':
        return [fault('expectedDecisionOn', code, { at: formatDate(call.expectedDecisionOn), deadline })];
      case 'reportBeforeDeadline':
        return call.reportPlans.flatMap(({ dueAt }, i) =>
          dueAt <= call.deadline
            ? [fault(rowId('reportPlans', 'dueOn', i), code, { at: formatDate(lastDayOf(dueAt)), deadline })]
            : [],
        );
      case 'earmarkedOverFrame': {
        const sum = earmarkedSum(priorityAreas) ?? 0;
        const frame = fromBigInt(content.frame);
        const amounts = { sum: formatKroner(sum), by: formatKroner(sum - frame), frame: formatKroner(frame) };
        return [fault('priorityAreas', code, amounts)];
      }
      default:
        return [{ fieldId: 'titleNb', text: t(`common.refusal.${code}`) }];
    }
  });
}

/** Said of several fields, each by those it hangs on: where one of them makes no sense, nothing can be said of them together yet. */
const hangsOn: readonly { fault: RegExp; on: RegExp }[] = [
  { fault: /^(expectedDecisionOn|reportPlans)/, on: /^(deadline|reportPlans|expectedDecisionOn)/ },
  { fault: /^deadline$/, on: /^opensAt$/ },
  { fault: /^criteria-weight/, on: /^criteria-weight/ },
  { fault: /^priorityAreas$/, on: /^(frame|priorityAreas-earmarked)/ },
];

/** All that keeps it from being sent, at once: what makes no sense, and what is missing or does not hold together beside it. */
export function sendingFaults({ content, faults }: ParsedCall, now: number, t: Translate): Fault[] {
  const wrong = faults.map(({ fieldId }) => fieldId);
  const beside = approvalFaults(content, now, t).filter(
    ({ fieldId }) =>
      !wrong.includes(fieldId) &&
      !hangsOn.some(({ fault, on }) => fault.test(fieldId) && wrong.some((id) => on.test(id))),
  );
  return [...faults, ...beside];
}

/** The same text in the other written form. */
const otherForm = (field: (typeof optionalTexts)[number]): (typeof optionalTexts)[number] =>
  (field.endsWith('Nb') ? field.replace(/Nb$/, 'Nn') : field.replace(/Nn$/, 'Nb')) as (typeof optionalTexts)[number];
