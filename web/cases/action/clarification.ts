/** A10 and A11: the question to the municipality, a later due date, and the end of the wait. */
import { clarificationExtension, informationRequest } from '../../../domain/application/form.js';
import {
  addDays,
  addWorkingDays,
  deadlineAtEndOf,
  formatDate,
  formatLongDeadline,
  isLocalDate,
  lastDayOf,
  localDate,
} from '../../../domain/calendar/index.js';
import type { Translate } from '../../page.js';
import { openClarification, replyForm, type OfficeCase } from '../case.js';
import { fieldOf, textFaults, valueOf, type CaseForm, type Drawing, type FormField } from './form.js';

const { minLength, maxLength } = informationRequest.shape.question;
const maxDays = 365;

const dateField = (drawing: Drawing, help: string): FormField => {
  const { t, now } = drawing.context;
  const today = localDate(now);
  return {
    type: 'date',
    field: {
      ...fieldOf(drawing, 'due', { label: t('cases.clarification.due'), help }),
      min: addDays(today, 1),
      max: addDays(today, maxDays),
    },
  };
};

type DueInput = { typed: string; today: string; after: string | null };

/** The due date as its first instant too late, or what is wrong with it. `after`: the last day that holds now. */
function dueOf(t: Translate, { typed, today, after }: DueInput): { dueAt: number } | { fault: string } {
  if (!isLocalDate(typed)) return { fault: t('cases.fault.due.missing') };
  if (typed <= today) return { fault: t('cases.fault.due.past') };
  if (after && typed <= after) return { fault: t('cases.fault.due.notLater', { date: formatDate(after) }) };
  if (typed > addDays(today, maxDays)) return { fault: t('cases.fault.due.far') };
  return { dueAt: deadlineAtEndOf(typed) };
}

const lastDay = (found: OfficeCase): string | null => {
  const open = openClarification(found.application);
  return open && lastDayOf(open.dueAt.getTime());
};

/** A10: a question, with the call’s number of working days to answer. */
export const askForm: CaseForm = {
  start: ({ now }, { application }) => ({
    question: '',
    due: addWorkingDays(localDate(now), application.call.clarificationDays),
  }),
  draw: (drawing) => {
    const { t } = drawing.context;
    const { application } = drawing.found;
    const form = replyForm(application);
    const help = t('cases.clarification.questionHelp', { form: t(`common.writtenForm.${form}`).toLowerCase() });
    return {
      lead: [],
      groups: [
        {
          legend: null,
          fields: [
            {
              type: 'area',
              field: {
                ...fieldOf(drawing, 'question', { label: t('cases.clarification.question'), help }),
                rows: 8,
                max: maxLength!,
                lang: form,
              },
            },
            dateField(drawing, t('cases.clarification.dueHelp', { count: application.call.clarificationDays })),
          ],
        },
      ],
      consequences: [
        t('cases.clarification.consequence', { municipality: application.municipality.name }),
        t('cases.clarification.stands'),
      ],
    };
  },
  parse: ({ t, now }, _found, typed) => {
    const question = valueOf(typed, 'question');
    const due = dueOf(t, { typed: valueOf(typed, 'due'), today: localDate(now), after: null });
    const faults = textFaults(t, 'question', { text: question, what: 'question', min: minLength!, max: maxLength! });
    if ('fault' in due) return { faults: [...faults, { fieldId: 'due', text: due.fault }] };
    return faults.length > 0 ? { faults } : { content: informationRequest.parse({ question, dueAt: due.dueAt }) };
  },
};

/** A10: a later due date for the question that waits. */
export const extendForm: CaseForm = {
  start: ({ now }, found) => {
    const today = localDate(now);
    const held = lastDay(found) ?? today;
    return { due: addWorkingDays(held > today ? held : today, found.application.call.clarificationDays) };
  },
  draw: (drawing) => {
    const { t, language } = drawing.context;
    const { application } = drawing.found;
    const open = openClarification(application);
    return {
      lead: open ? [t('cases.clarification.holds', { at: formatLongDeadline(open.dueAt.getTime(), language) })] : [],
      groups: [{ legend: null, fields: [dateField(drawing, t('cases.clarification.laterHelp'))] }],
      consequences: [t('cases.clarification.extendConsequence', { municipality: application.municipality.name })],
    };
  },
  parse: ({ t, now }, found, typed) => {
    const due = dueOf(t, { typed: valueOf(typed, 'due'), today: localDate(now), after: lastDay(found) });
    return 'fault' in due
      ? { faults: [{ fieldId: 'due', text: due.fault }] }
      : { content: clarificationExtension.parse(due) };
  },
};

/** A11: the officer goes on without an answer. */
export const endForm: CaseForm = {
  start: () => ({}),
  draw: ({ context: { t, language }, found: { application } }) => {
    const open = openClarification(application);
    return {
      lead: open ? [t('cases.clarification.holds', { at: formatLongDeadline(open.dueAt.getTime(), language) })] : [],
      groups: [],
      consequences: [
        t('cases.clarification.endConsequence', { municipality: application.municipality.name }),
        t('cases.clarification.endAfter'),
      ],
    };
  },
  parse: () => ({ content: {} }),
};
