import { lateDecision, lateOutcomes, lateSubmission } from '../../../domain/application/form.js';
import { approversOf, type LocalApproval } from '../../../domain/application/local-approval.js';
import { formatInstantWithSeconds, formatLongDeadline } from '../../../domain/calendar/index.js';
import { firstApproval } from '../../../prisma/local-approval.js';
import { choices, type Fault } from '../../components/models.js';
import { replyForm, type OfficeCase } from '../case.js';
import type { UserContext } from '../../page.js';
import { namesOf } from '../../who.js';
import { fieldOf, textFaults, valueOf, type CaseForm } from './form.js';

const { minLength, maxLength } = lateDecision.shape.reason;

type Asked = { reason: string; at: number; actorId: string | null; actorRole: string };

/** Who in the municipality asked, with what reason, and when; the last time it did. */
async function askedOf({ services }: UserContext, { process }: OfficeCase): Promise<Asked | null> {
  const asked = await services.prisma.command.findFirst({
    where: { processId: process.id, name: 'submitLate', status: 'applied' },
    orderBy: { seq: 'desc' },
  });
  const parsed = lateSubmission.safeParse(asked?.content);
  if (!asked || !parsed.success) return null;
  const { actorId, actorRole, receivedAt } = asked;
  return { reason: parsed.data.reason, at: receivedAt.getTime(), actorId, actorRole };
}

/** Of the approvals in the municipality that the call wants, each: by whom and when, or that it is missing. Who asks approves. */
async function approvalsOf({ services, t }: UserContext, { application, process }: OfficeCase, asked: Asked | null) {
  const roles = approversOf(application.call.localApproval as LocalApproval);
  if (roles.length === 0) return [];
  const first = await firstApproval(services.prisma, process.id);
  const nameOf = await namesOf(services.prisma, [first?.actorId, asked?.actorId]);
  return roles.map((role) => {
    if (asked?.actorRole === role)
      return t(`late.approval.asked.${role}`, { who: nameOf(asked.actorId), at: formatInstantWithSeconds(asked.at) });
    if (first && role === 'localApprover')
      return t('late.approval.given', { who: nameOf(first.actorId), at: formatInstantWithSeconds(first.at.getTime()) });
    return t(`late.approval.missing.${role}`);
  });
}

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
    const changed = savedAt.getTime();
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
        changed < deadline ? t('late.unchanged') : t('late.changed', { at: formatInstantWithSeconds(changed) }),
        ...(await approvalsOf(context, found, asked)),
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
