import type { AnswerList } from '../applications/answers.js';
import type { Translate } from '../page.js';
import { accountsOf } from './accounts/rows.js';
import { accountTables, type AccountTables } from './accounts/tables.js';
import { answersTo, storedAnswers } from './answers.js';
import { reportPath, type ReportCase } from './report-case.js';
import { fieldsOf, stepsOf } from './steps.js';

export type Section = { id: string; heading: string; href: string; tables: AccountTables | null; answers: AnswerList };

/** The whole report as text, step by step. */
export function sectionsOf(reportCase: ReportCase, t: Translate): Section[] {
  const { report, kind, awarded } = reportCase;
  return stepsOf(kind)
    .filter((step) => step !== 'innsending')
    .map((step) => ({
      id: `del-${step}`,
      heading: t(`reports.step.${step}`),
      href: reportPath(report, step),
      tables: step === 'regnskap' ? accountTables({ t, kind, accounts: accountsOf(reportCase), awarded }) : null,
      answers: answersTo(t, fieldsOf(step, kind), storedAnswers(report, fieldsOf(step, kind))),
    }));
}
