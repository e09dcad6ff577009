import { lateDecision, lateOutcomes, lateSubmission } from '../../../domain/application/form.js';
import { formatInstantWithSeconds, formatLongDeadline } from '../../../domain/calendar/index.js';
import { choices, type Fault } from '../../components/models.js';
import { replyForm, type OfficeCase } from '../case.js';
import type { UserContext } from '../../page.js';
import { fieldOf, textFaults, valueOf, type CaseForm } from './form.js';

const { minLength, maxLength } = lateDecision.shape.reason;

/** What the municipality gave as its reason, and when; the last time it asked. */
async function askedOf({ services }: UserContext, { process }: OfficeCase): Promise<{ reason: string; at: number } | null> {
  const asked = await services.prisma.command.findFirst({
    where: { processId: process.id, name: 'submitLate', status: 'applied' },
    orderBy: { seq: 'desc' },
  });
  const parsed = lateSubmission.safeParse(asked?.content);
  return asked && parsed.success ? { reason: parsed.data.reason, at: asked.receivedAt.getTime() } : null;
} // prettier-ignore

/** A14: taken in with a reason, or dismissed with one that stands in the letter. */
export const lateForm: CaseForm = {
  start: () => ({ outcome: '', reason: '' }),
  draw: async (drawing) => {
    const { context, found } = drawing;
    const { t, language } = context;
    const asked = await askedOf(context, found);
    const form = replyForm(found.application);
    const { call, savedAt } = found.application;
    const deadline = call.deadline.getTime();
    const outcome = fieldOf(drawing, 'outcome', { label: t('late.outcome') });
    const options = lateOutcomes.map((value) => ({ value, text: t(`late.${value}`), help: t(`late.help.${value}`) }));
    const reason = fieldOf(drawing, 'reason', {
      label: t('late.reason', { form: t(`common.writtenForm.${form}`).toLowerCase() }),
      help: t('late.reasonHelp'),
    });
    return {
      lead: [
        t('late.deadline', { at: formatLongDeadline(deadline, language) }),
        ...(asked ? [t('late.received', { at: formatInstantWithSeconds(asked.at) }), t('late.excuse', { reason: asked.reason })] : []),
        ...(savedAt.getTime() < deadline ? [] : [t('late.changed', { at: formatInstantWithSeconds(savedAt.getTime()) })]),
      ],
      groups: [
        { legend: null, fields: [{ type: 'radio', field: { ...outcome, options: choices('outcome', outcome.value, options) } }] },
        { legend: null, fields: [{ type: 'area', field: { ...reason, rows: 6, max: maxLength!, lang: form } }] },
      ],
      consequences: [t('late.consequence.accepted'), t('late.consequence.dismissed')],
    };
  },
  parse: ({ t }, _found, typed) => {
    const outcome = lateOutcomes.find((one) => one === typed['outcome']);
    const reason = valueOf(typed, 'reason');
    const faults: Fault[] = [
      ...(outcome ? [] : [{ fieldId: 'outcome', text: t('late.fault.outcome') }]),
      ...textFaults(t, 'reason', { text: reason, what: 'lateReason', min: minLength!, max: maxLength! }),
    ];
    return faults.length > 0 ? { faults } : { content: lateDecision.parse({ outcome, reason }) };
  },
}; // prettier-ignore
