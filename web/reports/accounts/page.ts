import type { AnswerList } from '../../applications/answers.js';
import { errorOf, type Fault, type FieldArea, type FieldText } from '../../components/models.js';
import { formatAmount } from '../../../domain/money.js';
import { accountsBegun, explanationField } from '../../../domain/report/rules.js';
import { redirect, userPage, view, type Answer, type Translate, type UserContext } from '../../page.js';
import { answersTo, storedAnswers } from '../answers.js';
import { stepFrame, type StepFrame } from '../frame.js';
import { loadReport, reportPath, reportSubject, type ReportCase } from '../report-case.js';
import { snapshotOf } from '../snapshot.js';
import { saveReport } from '../saving.js';
import { fieldsOf, maxLength, savedAddress } from '../steps.js';
import { lengthFaults, typedAnswers } from '../typed.js';
import {
  accountsOf,
  linesOf,
  maxExplanation,
  newSource,
  typedAccounts,
  usedName,
  type AccountRow,
  type Accounts,
} from './rows.js';
import { accountTables, drawnAccounts, rowName, toExplain, type AccountTables } from './tables.js';

export type AccountsModel = StepFrame & {
  faults: Fault[];
  tables: AccountTables;
  /** One for each cost that is over a tenth from its budget. */
  explain: FieldArea[];
  newLabel: FieldText;
  newUsed: FieldText;
  unspent: FieldArea;
  answers: AnswerList;
  theirs: AnswerList | null;
};

type Drawing = {
  reportCase: ReportCase;
  accounts: Accounts;
  texts: Record<string, string>;
  unspentPlan: string;
  faults?: Fault[];
  stale?: boolean;
  /** Something is typed, or saved before. */
  begun?: boolean;
};

const sides = ['cost', 'funding'] as const;
const fields = fieldsOf('regnskap', 'final');

/** As the fields show it: nothing for nought. */
const textsOf = (accounts: Accounts): Record<string, string> =>
  Object.fromEntries(
    sides.flatMap((side) =>
      accounts[side].map((row) => [usedName(side, row), row.used === 0 ? '' : formatAmount(row.used)]),
    ),
  );

/** A field for each cost that must be explained. */
function explainFields(t: Translate, rows: readonly AccountRow[], { lang, faults }: { lang: string; faults: Fault[] }) {
  return rows.map((row): FieldArea => {
    const id = explanationField(row);
    const label = t('reports.accounts.explainRow', { row: rowName(t, 'cost', row) });
    return {
      id,
      name: id,
      label,
      value: row.explanation,
      rows: 2,
      max: maxExplanation,
      lang,
      error: errorOf(faults, id),
    };
  });
}

function theirAccounts(context: UserContext, stored: Accounts, typed: Accounts): AnswerList | null {
  const { t } = context;
  const usedBefore = (side: 'cost' | 'funding', position: number) =>
    typed[side].find((row) => row.position === position)?.used;
  const answers = sides.flatMap((side) =>
    stored[side]
      .filter((row) => usedBefore(side, row.position) !== row.used)
      .map((row) => ({ label: rowName(t, side, row), lines: [formatAmount(row.used)] })),
  );
  return answers.length > 0 ? { answers, notGiven: t('reports.notGiven') } : null;
}

function draw(
  context: UserContext,
  { reportCase, accounts, texts, unspentPlan, faults = [], stale = false, begun = true }: Drawing,
): Answer {
  const { t } = context;
  const { report } = reportCase;
  const frame = stepFrame(context, reportCase, 'regnskap');
  const readOnly = faults.length > 0 ? null : frame.readOnly;
  const field = (name: string) => ({
    id: name,
    name,
    label: t(`reports.accounts.${name}`),
    value: texts[name] ?? '',
    error: errorOf(faults, name),
  });
  const drawn = { ...drawnAccounts(reportCase, t), accounts, begun };
  const explain = begun ? explainFields(t, toExplain(accounts), { lang: report.project.language, faults }) : [];
  const model: AccountsModel = {
    ...frame,
    saved: frame.saved && explain.some(({ value }) => value === '') ? t('reports.accounts.savedExplain') : frame.saved,
    readOnly,
    faults,
    tables: accountTables(drawn, readOnly ? null : { texts, faults }),
    explain,
    newLabel: field(newSource.label),
    newUsed: { ...field(newSource.used), inputmode: 'numeric', suffix: 'kr', size: 14 },
    unspent: {
      id: 'unspentPlan',
      name: 'unspentPlan',
      label: t('reports.field.unspentPlan.label'),
      help: t('reports.field.unspentPlan.help'),
      value: unspentPlan,
      max: maxLength('unspentPlan'),
      lang: report.project.language,
      error: errorOf(faults, 'unspentPlan'),
    },
    answers: answersTo(t, fields, { unspentPlan }),
    theirs: stale ? theirAccounts(context, accountsOf(reportCase), accounts) : null,
  };
  return view('reports/accounts/accounts', frame.heading, model, faults.length > 0 ? 422 : undefined);
}

async function show(context: UserContext): Promise<Answer> {
  const reportCase = await loadReport(context);
  if (reportCase.side === 'office') return redirect(reportPath(reportCase.report));
  const { accounts, begun } = drawnAccounts(reportCase, context.t);
  return draw(context, {
    reportCase,
    accounts,
    begun,
    texts: textsOf(accounts),
    unspentPlan: storedAnswers(reportCase.report, fields)['unspentPlan'] ?? '',
  });
}

async function save(context: UserContext): Promise<Answer> {
  const { t, services, user, body } = context;
  const reportCase = await loadReport(context);
  if (reportCase.side === 'office') return redirect(reportPath(reportCase.report));
  const { accounts, added, texts, faults } = typedAccounts(body, accountsOf(reportCase));
  const answers = typedAnswers(context, fields);
  const unspentPlan = answers['unspentPlan'] ?? '';
  const drawing = { reportCase, accounts, texts, unspentPlan };
  const all = [
    ...faults.map(({ field, code }) => ({ fieldId: field, text: t(`reports.fault.${code}`) })),
    ...lengthFaults(answers, fields, t),
  ];
  if (all.length > 0) return draw(context, { ...drawing, faults: all });
  // A form nobody wrote in does not begin the accounts.
  const untouched =
    !accountsBegun(snapshotOf(reportCase.report)) && Object.values(texts).every((typed) => typed.trim() === '');
  const saved = await saveReport(services.prisma, {
    reportId: reportCase.report.id,
    user,
    version: body['version'] ?? '',
    columns: { unspentPlan },
    ...(untouched ? {} : { lines: linesOf({ cost: accounts.cost, funding: [...accounts.funding, ...added] }) }),
  });
  // A cost that must be explained had no field for it when the form was drawn.
  const asks =
    !untouched && toExplain(accounts).some((row) => row.explanation === '' && !(explanationField(row) in body));
  if (saved === 'saved') return redirect(savedAddress(reportCase, 'regnskap', asks || body['then'] === 'stay'));
  const told = [{ fieldId: 'svar', text: t(`reports.fault.${saved}`) }];
  return draw(context, { ...drawing, reportCase: await loadReport(context), faults: told, stale: saved === 'stale' });
}

export const accountsStep = userPage({
  path: '/rapporter/:id/regnskap',
  access: { can: 'report.read', subject: reportSubject },
  personal: 'none',
  get: show,
  post: save,
});
