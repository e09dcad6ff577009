import type { AnswerList } from '../../applications/answers.js';
import { errorOf, type Fault, type FieldArea, type FieldText } from '../../components/models.js';
import { formatAmount } from '../../../domain/money.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { answersTo, storedAnswers } from '../answers.js';
import { stepFrame, type StepFrame } from '../frame.js';
import { loadReport, reportPath, reportSubject, type ReportCase } from '../report-case.js';
import { saveReport } from '../saving.js';
import { fieldsOf, maxLength, savedAddress } from '../steps.js';
import { lengthFaults, typedAnswers } from '../typed.js';
import { accountsOf, linesOf, newSource, typedAccounts, usedName, type Accounts } from './rows.js';
import { accountTables, rowName, toExplain, type AccountTables } from './tables.js';

export type AccountsModel = StepFrame & {
  faults: Fault[];
  tables: AccountTables;
  explain: string[];
  problemsHref: string;
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
  { reportCase, accounts, texts, unspentPlan, faults = [], stale = false }: Drawing,
): Answer {
  const { t } = context;
  const { report, kind, awarded } = reportCase;
  const frame = stepFrame(context, reportCase, 'regnskap');
  const readOnly = faults.length > 0 ? null : frame.readOnly;
  const field = (name: string) => ({
    id: name,
    name,
    label: t(`reports.accounts.${name}`),
    value: texts[name] ?? '',
    error: errorOf(faults, name),
  });
  const model: AccountsModel = {
    ...frame,
    readOnly,
    faults,
    tables: accountTables({ t, kind, accounts, awarded }, readOnly ? null : { texts, faults }),
    explain: toExplain({ t, kind, accounts }),
    problemsHref: `${reportPath(report, 'framdrift')}#problems`,
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
  const accounts = accountsOf(reportCase);
  return draw(context, {
    reportCase,
    accounts,
    texts: textsOf(accounts),
    unspentPlan: storedAnswers(reportCase.report, fields)['unspentPlan'] ?? '',
  });
}

async function save(context: UserContext): Promise<Answer> {
  const { t, services, user, body } = context;
  const reportCase = await loadReport(context);
  if (reportCase.side === 'office') return notFound;
  const { accounts, added, texts, faults } = typedAccounts(body, accountsOf(reportCase));
  const answers = typedAnswers(context, fields);
  const unspentPlan = answers['unspentPlan'] ?? '';
  const drawing = { reportCase, accounts, texts, unspentPlan };
  const all = [
    ...faults.map(({ field, code }) => ({ fieldId: field, text: t(`reports.fault.${code}`) })),
    ...lengthFaults(answers, fields, t),
  ];
  if (all.length > 0) return draw(context, { ...drawing, faults: all });
  const saved = await saveReport(services.prisma, {
    reportId: reportCase.report.id,
    user,
    version: body['version'] ?? '',
    columns: { unspentPlan },
    lines: linesOf({ cost: accounts.cost, funding: [...accounts.funding, ...added] }),
  });
  if (saved === 'saved') return redirect(savedAddress(reportCase, 'regnskap', body['then'] === 'stay'));
  const told = [{ fieldId: 'svar', text: t(`reports.fault.${saved}`) }];
  return draw(context, { ...drawing, reportCase: await loadReport(context), faults: told, stale: saved === 'stale' });
}

export const accountsStep = userPage({
  path: '/rapporter/:id/regnskap',
  access: { can: 'report.read', subject: reportSubject },
  get: show,
  post: save,
});
