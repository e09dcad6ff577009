/** The rows of the form as its view draws them. */
import { areaLevel, areaSums, earmarkedSum, type AreaLevel } from '../../../domain/call/areas.js';
import { formatKroner, parseKroner } from '../../../domain/money.js';
import { errorOf, type Fault, type FieldDate, type FieldSelect, type FieldText } from '../../components/models.js';
import type { Translate } from '../../page.js';
import { rowId, rowName, type Row, type RowKind, type Touched } from './rows.js';
import type { CallValues } from './values.js';

/** A button that works on rows. `label` tells which row, for who does not see where it stands; `focus` where the reader is after the last one. */
export type RowButton = { value: string; text: string; label: string; focus: boolean };
export type RowHead = { legend: string; buttons: RowButton[]; focus: boolean };
export type CriterionRow = RowHead & { nb: FieldText; nn: FieldText; weight: FieldText };
export type AreaRow = RowHead & {
  level: string;
  below: boolean;
  nb: FieldText;
  nn: FieldText;
  earmarked: FieldText;
  /** What those below it add up to. */
  sum: string | null;
};
export type ReportRow = RowHead & {
  kind: FieldSelect;
  from: FieldDate;
  to: FieldDate;
  opens: FieldDate;
  due: FieldDate;
};
export type RowModels = {
  criteria: CriterionRow[];
  weightSum: string;
  areas: AreaRow[];
  areaSum: string | null;
  areaNote: string | null;
  reports: ReportRow[];
  /** The rows’ own faults, when there is no row to hold them. */
  criteriaError: string | null;
  areasError: string | null;
  reportsError: string | null;
  /** What was done with the rows of each kind, for who does not see it. */
  said: Record<RowKind, string>;
};

type Notes = { faults: readonly Fault[]; notes: readonly Fault[]; touched?: Touched | undefined };

export function rowModels(t: Translate, values: CallValues, { faults, notes, touched }: Notes): RowModels {
  const at = (kind: RowKind, i: number): boolean => touched?.kind === kind && touched.index === i;
  const cell = <K extends RowKind>(kind: K, row: Row<K>, name: keyof Row<K> & string, i: number) => {
    const id = rowId(kind, name, i);
    const error = errorOf(faults, id);
    const note = errorOf(notes, id);
    const words = name === 'earmarked' ? 'callForm.earmarked' : `calls.edit.${kind}.${name}`;
    return { id, name: rowName(kind, name), label: t(words), value: row[name], error, note };
  };
  const head = (kind: RowKind, i: number, { number, more = [] }: { number: string; more?: string[] }): RowHead => {
    const legend = t(`callForm.legend.${kind}`, { number });
    const verbs = [...more, ...(values[kind].length > 1 ? ['up', 'down'] : []), 'remove'];
    return {
      legend,
      // Where a row was added, its first field; where one was moved, the button that moved it.
      focus: at(kind, i) && !['up', 'down'].includes(touched!.verb),
      buttons: verbs.map((verb) => ({
        value: `${verb}:${kind}:${i}`,
        text: t(`callForm.row.${verb}`),
        label: `${t(`callForm.row.${verb}`)}: ${legend}`,
        focus: at(kind, i) && touched!.verb === verb && verb !== 'remove',
      })),
    };
  };
  const said = (kind: RowKind): string =>
    touched?.kind === kind ? t(`callForm.said.${touched.verb}`, { number: touched.index + 1 }) : '';

  const amounts = values.priorityAreas.map((row, i) => {
    const parsed = parseKroner(row.earmarked);
    const level = areaLevel(row.level === '2' && i > 0);
    return { level, earmarked: (parsed.ok ? parsed.value : null) ?? null };
  });
  const sums = areaSums(amounts);
  const whole = earmarkedSum(amounts);
  const numbers = areaNumbers(amounts);
  return {
    criteria: values.criteria.map((row, i) => ({
      ...head('criteria', i, { number: String(i + 1) }),
      nb: cell('criteria', row, 'nameNb', i),
      nn: cell('criteria', row, 'nameNn', i),
      weight: { ...cell('criteria', row, 'weight', i), inputmode: 'numeric', size: 4, suffix: '%' },
    })),
    weightSum: t('calls.edit.criteria.sum', {
      sum: values.criteria.reduce((sum, row) => sum + (Number(row.weight) || 0), 0),
    }),
    areas: values.priorityAreas.map((row, i) => ({
      ...head('priorityAreas', i, { number: numbers[i]!, more: amounts[i]!.level === 1 ? ['below'] : [] }),
      level: String(amounts[i]!.level),
      below: amounts[i]!.level === 2,
      nb: cell('priorityAreas', row, 'nameNb', i),
      nn: cell('priorityAreas', row, 'nameNn', i),
      earmarked: { ...cell('priorityAreas', row, 'earmarked', i), inputmode: 'numeric', size: 14, suffix: 'kr' },
      sum: sums[i]!.below === null ? null : t('callForm.sumBelow', { sum: formatKroner(sums[i]!.below) }),
    })),
    areaSum: whole === null ? null : t('callForm.areaSum', { sum: formatKroner(whole) }),
    areaNote: errorOf(notes, 'priorityAreas') ?? null,
    reports: values.reportPlans.map((row, i) => ({
      ...head('reportPlans', i, { number: String(i + 1) }),
      kind: {
        ...cell('reportPlans', row, 'kind', i),
        options: ['interim', 'final'].map((value) => ({ value, text: t(`common.reportKind.${value}`) })),
      },
      from: cell('reportPlans', row, 'periodFrom', i),
      to: cell('reportPlans', row, 'periodTo', i),
      opens: cell('reportPlans', row, 'opensOn', i),
      due: cell('reportPlans', row, 'dueOn', i),
    })),
    criteriaError: errorOf(faults, 'criteria') ?? null,
    areasError: errorOf(faults, 'priorityAreas') ?? null,
    reportsError: errorOf(faults, 'reportPlans') ?? null,
    said: { criteria: said('criteria'), priorityAreas: said('priorityAreas'), reportPlans: said('reportPlans') },
  };
}

/** "1", "1.1", "1.2", "2". */
function areaNumbers(areas: readonly { level: AreaLevel }[]): string[] {
  let [top, below] = [0, 0];
  return areas.map(({ level }) => {
    [top, below] = level === 1 ? [top + 1, 0] : [top, below + 1];
    return level === 1 ? String(top) : `${top}.${below}`;
  });
}
