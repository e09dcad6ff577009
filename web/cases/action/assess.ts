import { assessmentForm } from '../../../domain/application/form.js';
import { inForm } from '../../calls/call.js';
import { choices } from '../../components/models.js';
import { fieldOf, textFaults, valueOf, type CaseForm, type FieldGroup, type Typed } from './form.js';

const reasonMax = assessmentForm.shape.scores.element.shape.reason.maxLength!;
const commentMax = assessmentForm.shape.comment.maxLength!;
const scores = ['1', '2', '3', '4', '5'];
const scoreId = (key: string): string => `score-${key}`;
const reasonId = (key: string): string => `reason-${key}`;

/** A12: one score with a reason for each of the call’s criteria. Saved again it is replaced, until the case is recommended. */
export const assessForm: CaseForm = {
  start: ({ user }, { application }) => {
    const own = application.assessments.find(({ assessorId }) => assessorId === user.id);
    const given = (own?.scores ?? []).flatMap(({ criterionKey, score, reason }) => [
      [scoreId(criterionKey), String(score)],
      [reasonId(criterionKey), reason],
    ]);
    return { ...(Object.fromEntries(given) as Typed), comment: own?.comment ?? '' };
  },
  draw: (drawing) => {
    const { t, language } = drawing.context;
    const { criteria } = drawing.found.application.call;
    const ofCriterion = ({ key, nameNb, nameNn, weight }: (typeof criteria)[number]): FieldGroup => {
      const score = fieldOf(drawing, scoreId(key), { label: t('cases.assess.score') });
      const options = scores.map((value) => ({ value, text: t(`cases.assess.scores.${value}`) }));
      const reason = fieldOf(drawing, reasonId(key), { label: t('cases.assess.reason') });
      return {
        legend: t('cases.assess.criterion', { name: inForm(language, nameNb, nameNn), weight }),
        fields: [
          { type: 'radio', field: { ...score, options: choices(score.id, score.value, options) } },
          { type: 'area', field: { ...reason, rows: 3, max: reasonMax } },
        ],
      };
    };
    const comment = fieldOf(drawing, 'comment', {
      label: t('cases.assess.comment'),
      help: t('cases.assess.commentHelp'),
    });
    return {
      lead: [t(criteria.length > 0 ? 'cases.assess.lead' : 'cases.assess.noCriteria')],
      groups: [
        ...criteria.map(ofCriterion),
        { legend: null, fields: [{ type: 'area', field: { ...comment, rows: 4, max: commentMax } }] },
      ],
      consequences: [t('cases.assess.consequence')],
    };
  },
  parse: ({ t, language }, { application }, typed) => {
    const { criteria } = application.call;
    if (criteria.length === 0) return { faults: [{ fieldId: 'svar', text: t('cases.assess.noCriteria') }] };
    const comment = valueOf(typed, 'comment');
    const faults = criteria.flatMap(({ key, nameNb, nameNn }) => {
      const name = inForm(language, nameNb, nameNn);
      const reason = textFaults(t, reasonId(key), {
        text: valueOf(typed, reasonId(key)),
        what: 'scoreReason',
        max: reasonMax,
      });
      return [
        ...(scores.includes(typed[scoreId(key)] ?? '')
          ? []
          : [{ fieldId: scoreId(key), text: t('cases.fault.score', { name }) }]),
        ...reason.map((fault) => ({ ...fault, text: t('cases.fault.inCriterion', { name, fault: fault.text }) })),
      ];
    });
    faults.push(...textFaults(t, 'comment', { text: comment, what: 'comment', min: 0, max: commentMax }));
    if (faults.length > 0) return { faults };
    const given = criteria.map(({ key }) => ({
      criterion: key,
      score: Number(typed[scoreId(key)]),
      reason: valueOf(typed, reasonId(key)),
    }));
    return { content: assessmentForm.parse({ scores: given, comment }) };
  },
};
