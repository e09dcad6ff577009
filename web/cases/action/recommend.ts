import { outcomes, recommendationForm, type DecisionOutcome } from '../../../domain/application/form.js';
import { formatAmount, formatKroner, fromBigInt, parseKroner } from '../../../domain/money.js';
import { choices, type Fault } from '../../components/models.js';
import type { Translate, UserContext } from '../../page.js';
import { replyForm, type OfficeCase } from '../case.js';
import { fieldOf, textFaults, valueOf, type CaseForm, type Typed } from './form.js';

const { reason, conditions } = recommendationForm.shape;
const amountId = (year: number): string => `amount-${year}`;
const gives = (outcome: string | undefined): boolean => outcome === 'granted' || outcome === 'partiallyGranted';

/** What was applied for in each of the application’s years, whole kroner. */
async function appliedPerYear({ services }: UserContext, { application }: OfficeCase): Promise<Map<number, number>> {
  const lines = await services.prisma.budgetLine.groupBy({
    by: ['year'],
    where: { applicationId: application.id, side: 'applied' },
    _sum: { amount: true },
    orderBy: { year: 'asc' },
  });
  return new Map(lines.map(({ year, _sum }) => [year, fromBigInt(_sum.amount ?? 0n)]));
}

type Amounts = { years: { year: number; amount: number }[]; faults: Fault[] };

/** An amount for every year: never above what was applied for; the whole of it when it is granted in full. */
function amountsOf(t: Translate, typed: Typed, applied: Map<number, number>): Amounts {
  const faults: Fault[] = [];
  const years = [...applied].map(([year, limit]) => {
    const parsed = parseKroner(typed[amountId(year)] ?? '');
    const fault = (code: string) =>
      faults.push({
        fieldId: amountId(year),
        text: t(`cases.fault.amount.${code}`, { year, limit: formatKroner(limit) }),
      });
    if (!parsed.ok) fault(parsed.code);
    const amount = parsed.ok ? (parsed.value ?? 0) : 0;
    if (amount > limit) fault('overApplied');
    return { year, amount };
  });
  const total = years.reduce((sum, { amount }) => sum + amount, 0);
  const whole = [...applied.values()].reduce((sum, amount) => sum + amount, 0);
  if (faults.length > 0) return { years, faults };
  const first = amountId(years[0]?.year ?? 0);
  const said = (code: string): Amounts => ({
    years,
    faults: [{ fieldId: first, text: t(`cases.fault.amount.${code}`, { whole: formatKroner(whole) }) }],
  });
  if (total === 0) return said('nothing');
  if (typed['outcome'] === 'granted' && total < whole) return said('notWholeGrant');
  if (typed['outcome'] === 'partiallyGranted' && total === whole) return said('wholeGrant');
  return { years, faults };
}

/** A13: outcome, amounts, reasons in the recipient’s written form, conditions. */
export const recommendForm: CaseForm = {
  start: (_context, { application }) => {
    const last = application.recommendations[0];
    if (!last) return { outcome: '', reason: '', conditions: '' };
    const amounts = last.years.map(({ budgetYear, amount }) => [amountId(budgetYear), formatAmount(amount)]);
    return {
      outcome: last.outcome,
      reason: last.reason,
      conditions: last.conditions,
      ...(Object.fromEntries(amounts) as Typed),
    };
  },
  draw: async (drawing) => {
    const { context, found, typed } = drawing;
    const { t } = context;
    const form = replyForm(found.application);
    const words = {
      form: t(`common.writtenForm.${form}`).toLowerCase(),
      municipality: found.application.municipality.name,
    };
    const outcome = fieldOf(drawing, 'outcome', { label: t('cases.recommend.outcome') });
    const options = outcomes.map((value) => ({
      value,
      text: t(`common.outcome.${value}`),
      help: t(`cases.recommend.help.${value}`),
    }));
    const applied = await appliedPerYear(context, found);
    const amounts = [...applied].map(([year, limit]) => {
      const field = fieldOf(drawing, amountId(year), {
        label: t('cases.recommend.amount', { year, limit: formatKroner(limit) }),
      });
      const value = typed[amountId(year)] ?? formatAmount(limit);
      return {
        type: 'text' as const,
        field: { ...field, value, inputmode: 'numeric' as const, autocomplete: 'off', suffix: 'kr', size: 14 },
      };
    });
    const area = (id: 'reason' | 'conditions', max: number) => ({
      ...fieldOf(drawing, id, {
        label: t(`cases.recommend.${id}`, words),
        help: t(`cases.recommend.${id}Help`, words),
      }),
      max,
      lang: form,
    });
    return {
      lead: [t('cases.recommend.lead', words)],
      groups: [
        {
          legend: null,
          fields: [{ type: 'radio', field: { ...outcome, options: choices('outcome', outcome.value, options) } }],
        },
        { legend: t('cases.recommend.amounts'), fields: amounts },
        {
          legend: t('cases.recommend.texts'),
          fields: [
            { type: 'area', field: { ...area('reason', reason.maxLength!), rows: 10 } },
            { type: 'area', field: { ...area('conditions', conditions.maxLength!), rows: 4 } },
          ],
        },
      ],
      consequences: [
        t('cases.recommend.consequence'),
        t('cases.recommend.fourEyes'),
        ...(found.application.assessments.length === 0 ? [t('cases.recommend.notAssessed')] : []),
      ],
    };
  },
  parse: async (context, found, typed) => {
    const { t } = context;
    const outcome = outcomes.find((one): one is DecisionOutcome => one === typed['outcome']);
    const applied = await appliedPerYear(context, found);
    const given = gives(outcome)
      ? amountsOf(t, typed, applied)
      : { years: [...applied.keys()].map((year) => ({ year, amount: 0 })), faults: [] };
    const texts = { reason: valueOf(typed, 'reason'), conditions: valueOf(typed, 'conditions') };
    const faults = [
      ...(outcome ? [] : [{ fieldId: 'outcome', text: t('cases.fault.outcome') }]),
      ...given.faults,
      ...textFaults(t, 'reason', {
        text: texts.reason,
        what: 'reason',
        min: reason.minLength!,
        max: reason.maxLength!,
      }),
      ...textFaults(t, 'conditions', {
        text: texts.conditions,
        what: 'conditions',
        min: 0,
        max: conditions.maxLength!,
      }),
    ];
    return faults.length > 0
      ? { faults }
      : { content: recommendationForm.parse({ outcome, years: given.years, ...texts }) };
  },
};
