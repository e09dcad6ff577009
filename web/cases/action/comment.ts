import { caseComment } from '../../../domain/application/form.js';
import { fieldOf, textFaults, valueOf, type CaseForm } from './form.js';

const { minLength, maxLength } = caseComment.shape.text;

/** C.4: what a member of the reference group says of the application; internal, and it stands. */
export const commentForm: CaseForm = {
  start: () => ({ text: '' }),
  draw: (drawing) => {
    const { t } = drawing.context;
    const field = fieldOf(drawing, 'text', { label: t('cases.remark.text'), help: t('cases.remark.help') });
    return {
      lead: [t('cases.remark.lead')],
      groups: [{ legend: null, fields: [{ type: 'area', field: { ...field, rows: 6, max: maxLength! } }] }],
      consequences: [t('cases.remark.consequence'), t('cases.remark.stands')],
    };
  },
  parse: ({ t }, _found, typed) => {
    const text = valueOf(typed, 'text');
    const faults = textFaults(t, 'text', { text, what: 'remark', min: minLength!, max: maxLength! });
    return faults.length > 0 ? { faults } : { content: caseComment.parse({ text }) };
  },
};
