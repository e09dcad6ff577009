import type { AnswerList } from '../applications/answers.js';
import type { Translate } from '../page.js';
import { accountTables, drawnAccounts, rowName, toExplain, type AccountTables } from './accounts/tables.js';
import { answersTo, storedAnswers } from './answers.js';
import { reportPath, type ReportCase } from './report-case.js';
import { fieldsOf, stepsOf } from './steps.js';

export type Section = { id: string; heading: string; href: string; tables: AccountTables | null; answers: AnswerList };

/** The whole report as text, step by step. */
export function sectionsOf(reportCase: ReportCase, t: Translate): Section[] {
  const { report, kind } = reportCase;
  return stepsOf(kind)
    .filter((step) => step !== 'innsending')
    .map((step) => {
      const drawn = step === 'regnskap' ? drawnAccounts(reportCase, t) : null;
      const { answers, notGiven } = answersTo(t, fieldsOf(step, kind), storedAnswers(report, fieldsOf(step, kind)));
      const explained = drawn?.begun ? toExplain(drawn.accounts) : [];
      const explanations = explained.map((row) => ({
        label: t('reports.accounts.explainRow', { row: rowName(t, 'cost', row) }),
        lines: row.explanation ? [row.explanation] : [],
      }));
      return {
        id: `del-${step}`,
        heading: t(`reports.step.${step}`),
        href: reportPath(report, step),
        tables: drawn && accountTables(drawn),
        answers: { answers: [...explanations, ...answers], notGiven },
      };
    });
}
