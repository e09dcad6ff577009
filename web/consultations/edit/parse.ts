/** From what was typed to what is kept. A draft may lack anything and is only never too long; what is sent out is whole. */
import { deadlineAtEndOf } from '../../../domain/calendar/index.js';
import { limits, questionKinds, type QuestionKind } from '../../../domain/consultation/form.js';
import { readDate } from '../../calls/edit/parse.js';
import type { Fault } from '../../components/models.js';
import { isId } from '../../forms.js';
import type { Translate } from '../../page.js';
import { textNames, type Values } from './values.js';

export type Content = Record<(typeof textNames)[number], string> & {
  dueAt: Date;
  callId: string | null;
  countyCodes: string[];
  questions: { kind: QuestionKind; textNb: string; textNn: string }[];
};
export type Parsed = { content: Content; faults: [] } | { content: null; faults: Fault[] };
type Judging = { t: Translate; counties: readonly string[]; callIds: readonly string[]; whole: boolean; now: number };

export function parse(values: Values, { t, counties, callIds, whole, now }: Judging): Parsed {
  const faults: Fault[] = [];
  const fault = (fieldId: string, key: string, params: Record<string, unknown> = {}): void => {
    faults.push({ fieldId, text: t(`consultations.fault.${key}`, params) });
  };
  const measured = (fieldId: string, text: string, [min, max]: readonly [number, number]): boolean => {
    if (text.length > max) fault(fieldId, 'tooLong', { count: text.length - max });
    return text.length <= max && text.length < min;
  };
  for (const name of textNames) {
    const limit = name.startsWith('title') ? limits.title : limits.text;
    if (measured(name, values[name], limit) && whole) fault(name, name, { min: limit[0] });
  }
  const questions = values.questions.filter(({ textNb, textNn }) => textNb !== '' || textNn !== '');
  questions.forEach((question, i) => {
    for (const form of ['Nb', 'Nn'] as const) {
      const id = `question${form}-${i + 1}`;
      if (measured(id, question[`text${form}`], limits.question) && whole)
        fault(id, `question${form}`, { number: i + 1, min: limits.question[0] });
    }
  });
  if (whole && questions.length === 0) fault('questionNb-1', 'noQuestion');
  const countyCodes = values.countyCodes.filter((code) => counties.includes(code));
  if (whole && countyCodes.length === 0) fault(`county-${counties[0] ?? ''}`, 'noCounty');
  const day = readDate(values.dueOn);
  if (!day) fault('dueOn', 'dueOn');
  else if (whole && deadlineAtEndOf(day) <= now) fault('dueOn', 'duePast');
  const callId = isId(values.callId) && callIds.includes(values.callId) ? values.callId : null;
  if (faults.length > 0 || !day) return { content: null, faults };
  const { titleNb, titleNn, textNb, textNn } = values;
  return {
    content: {
      titleNb,
      titleNn,
      textNb,
      textNn,
      dueAt: new Date(deadlineAtEndOf(day)),
      callId,
      countyCodes,
      questions: questions.map((question) => ({
        ...question,
        kind: questionKinds.find((kind) => kind === question.kind) ?? 'text',
      })),
    },
    faults: [],
  };
}
