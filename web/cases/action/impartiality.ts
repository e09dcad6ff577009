import { impartiality } from '../../../domain/application/form.js';
import { choices } from '../../components/models.js';
import { fieldOf, textFaults, valueOf, type CaseForm } from './form.js';

const outcomes = impartiality.shape.outcome.options;
const max = impartiality.shape.text.maxLength!;

/** A9: none, possible or conflict, with a text where there is something to say. */
export const declareForm: CaseForm = {
  start: ({ user }, { application }) => {
    const own = application.declarations.find(({ personId }) => personId === user.id);
    return { outcome: own?.outcome ?? '', text: own?.text ?? '' };
  },
  draw: (drawing) => {
    const { t } = drawing.context;
    const outcome = fieldOf(drawing, 'outcome', { label: t('cases.declare.outcome') });
    const options = outcomes.map((value) => ({
      value,
      text: t(`cases.declare.${value}.text`),
      help: t(`cases.declare.${value}.help`),
    }));
    return {
      lead: [t('cases.declare.lead'), t('cases.declare.law')],
      groups: [
        {
          legend: null,
          fields: [
            { type: 'radio', field: { ...outcome, options: choices('outcome', outcome.value, options) } },
            {
              type: 'area',
              field: {
                ...fieldOf(drawing, 'text', { label: t('cases.declare.why'), help: t('cases.declare.whyHelp') }),
                rows: 4,
                max,
              },
            },
          ],
        },
      ],
      consequences: [t('cases.declare.consequence')],
    };
  },
  parse: ({ t }, _found, typed) => {
    const outcome = outcomes.find((one) => one === typed['outcome']);
    const text = valueOf(typed, 'text');
    const faults = [
      ...(outcome ? [] : [{ fieldId: 'outcome', text: t('cases.fault.outcome') }]),
      ...textFaults(t, 'text', {
        text,
        what: 'why',
        min: outcome === 'possible' || outcome === 'conflict' ? 1 : 0,
        max,
      }),
    ];
    return faults.length > 0 ? { faults } : { content: impartiality.parse({ outcome, text }) };
  },
};
