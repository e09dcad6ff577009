import { formatKroner } from '../../../domain/money.js';
import { outcomes } from '../../../domain/application/form.js';
import { grantFor } from '../../../domain/roles.js';
import { whereNow } from '../../case-view.js';
import type {
  ConfirmCommand, Crumb, Fault, Link, Receipt, StatusTag, TagColor, WhereNow,
} from '../../components/models.js'; // prettier-ignore
import { answerCommand, commandText, heldRole, receiptOf, refusalText, sentBefore, tokens } from '../../forms.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { possible } from '../acting.js';
import { readBoard, sumsOf, type BoardRow } from '../allocation/board.js';
import { callSubject, loadCall, titleOf, type LoadedCall } from '../call.js';
import { cellsOf, gives, moneyText, yearsOf } from './amounts.js';
import { batchOf, consequencesOf, sealOf, type Batch } from './batch.js';
import { resultOf, type Reached, type Result, type ResultRow } from './result.js';

type Listed = { title: string; municipality: string; href: string };
type Amounts = { label: string; amount: number }[];
/** `amounts` and `columns` are empty for an outcome that gives nothing. */
export type Group = {
  outcome: string;
  columns: string[];
  rows: (Listed & { amounts: Amounts; letter: string })[];
  sums: Amounts;
};
export type ListedResult = Listed & { outcome: string; status: StatusTag; letter: string | null };
export type DecisionModel = {
  case: true;
  whereNow: WhereNow;
  breadcrumbs: Crumb[];
  heading: string;
  faults: Fault[];
  receipt: Receipt | null;
  empty: string | null;
  summary: string | null;
  /** What the amounts mean: which count against the frame, which are conditional. */
  money: string | null;
  controls: { text: string; met: boolean }[];
  hindered: (Listed & { why: string })[];
  groups: Group[];
  sendBack: Link | null;
  confirm: ConfirmCommand | null;
  back: string;
  result: (Omit<Result, 'rows'> & { rows: ListedResult[]; reload: string; running: boolean }) | null;
};

const listed = ({ id, title, municipality }: BoardRow): Listed => ({ title, municipality, href: `/saker/${id}` });

/** The batch by outcome, with the amounts of every year where something is given. */
function groupsOf({ t }: UserContext, rows: readonly BoardRow[], budgetYear: number): Group[] {
  const years = yearsOf(rows, budgetYear);
  const labels = [
    ...years.map((year) => t(`calls.decision.${year === budgetYear ? 'counted' : 'conditional'}`, { year })),
    ...(years.length > 1 ? [t('calls.decision.allYears')] : []),
  ];
  const labelled = (cells: readonly number[]): Amounts => labels.map((label, i) => ({ label, amount: cells[i] ?? 0 }));
  return outcomes.flatMap((outcome): Group[] => {
    const group = rows.filter((row) => row.outcome === outcome);
    if (group.length === 0) return [];
    const giving = group.some(gives);
    const cells = group.map((row) => cellsOf(row, years));
    return [
      {
        outcome: t(`common.outcome.${outcome}`),
        columns: giving ? labels : [],
        rows: group.map((row, i) => ({
          ...listed(row),
          amounts: giving ? labelled(cells[i]!) : [],
          letter: `/saker/${row.id}/brev`,
        })),
        sums:
          giving && group.length > 1
            ? labelled(labels.map((_, i) => cells.reduce((sum, one) => sum + (one[i] ?? 0), 0)))
            : [],
      },
    ];
  });
}

const reachedColor: Readonly<Record<Reached, TagColor>> = {
  refused: 'danger',
  letterFailed: 'danger',
  notNotified: 'danger',
  received: 'neutral',
  decided: 'info',
  letterMade: 'info',
  notified: 'success',
  opened: 'success',
};

const listedResult = ({ t }: UserContext, row: ResultRow, hidden: boolean): ListedResult => ({
  title: row.title,
  municipality: row.municipality,
  href: `/saker/${row.applicationId}`,
  outcome: hidden ? t('calls.board.conflict') : t(`common.outcome.${row.outcome}`),
  status: { text: t(`calls.decision.reached.${row.reached}`), color: reachedColor[row.reached] },
  letter: hidden ? null : row.letterId && `/brev/${row.letterId}`,
});

type Drawing = { loaded: LoadedCall; rows: BoardRow[]; batch: Batch; faults?: Fault[]; confirming: boolean };

function confirmation(context: UserContext, { loaded, batch, faults = [] }: Drawing): ConfirmCommand {
  const { t, body } = context;
  const count = batch.ready.length;
  return {
    action: `/utlysninger/${loaded.call.id}/avgjorelse`,
    tokens: tokens(context, loaded.process.id, 'decide'),
    heading: t('calls.decision.confirm', { count }),
    consequences: consequencesOf(context, batch, loaded.call.budgetYear),
    checks: [
      {
        id: 'budgetAuthority',
        name: 'budgetAuthority',
        value: 'yes',
        text: t('calls.decision.budgetAuthority'),
        checked: body['budgetAuthority'] === 'yes',
      },
    ],
    button: t('calls.decision.button', { count }),
    hidden: [
      { name: 'seal', value: sealOf(batch.ready) },
      ...batch.ready.map(({ id }) => ({ name: 'applicationId', value: id })),
    ],
    error: faults.find(({ fieldId }) => fieldId === 'budgetAuthority')?.text,
  };
}

async function draw(context: UserContext, drawing: Drawing): Promise<Answer> {
  const { services, t, user } = context;
  const { loaded, rows, batch, faults = [], confirming } = drawing;
  const { call, process } = loaded;
  const base = `/utlysninger/${call.id}`;
  const sums = sumsOf(rows, call.frame);
  const result = await resultOf(services.prisma, { callId: call.id, processId: process.id });
  const ready = possible(user, 'decide', loaded) === 'yes' && batch.ready.length > 0 && sums.over === 0;
  const sent = ['allocated', 'decided', 'completed'].includes(process.state);
  const conflicts = new Set(rows.filter(({ people }) => people.conflicted.includes(user.id)).map(({ id }) => id));
  const running = result.applied < result.signed || result.letters.made + result.letters.failed < result.letters.total;
  const next = ready && !confirming ? { text: t('calls.decision.next'), href: `${base}/avgjorelse?steg=2` } : null;
  const where = await whereNow(context, process, {
    viewer: 'office',
    deadline: null,
    action: next,
    yours: next !== null,
  });
  const title = titleOf(context, call);
  const heading = t('calls.decision.heading', { title });
  const counts = outcomes.flatMap((outcome) => {
    const count = batch.ready.filter((row) => row.outcome === outcome).length;
    return count > 0 ? [`${count} ${t(`common.outcome.${outcome}`).toLowerCase()}`] : [];
  });
  const model: DecisionModel = {
    case: true,
    whereNow: { ...where, ...(ready && confirming ? { calm: t('calls.below') } : {}) },
    breadcrumbs: [{ text: title, href: `${base}/styring` }],
    heading,
    faults,
    receipt: faults.length > 0 ? null : await receiptOf(context, process.id),
    empty: !sent ? t('calls.decision.notSent') : batch.ready.length + batch.hindered.length === 0 && result.rows.length === 0 ? t('calls.decision.none') : null,
    summary: batch.ready.length > 0 ? t('calls.decision.summary', { count: batch.ready.length, outcomes: counts.join(', ') }) : null,
    money: batch.ready.some(gives) ? moneyText(context, batch.ready, call.budgetYear) : null,
    controls: sent && batch.ready.length + batch.hindered.length > 0 ? [
      { text: t('calls.decision.control.recommended', { done: sums.withOutcome, count: sums.total }), met: sums.withOutcome === sums.total },
      { text: t('calls.decision.control.frame', { given: formatKroner(sums.given), frame: formatKroner(sums.frame) }), met: sums.over === 0 },
      { text: t('calls.decision.control.another'), met: batch.hindered.every(({ why }) => why !== 'fourEyes') },
      { text: t('calls.decision.control.impartial'), met: batch.hindered.every(({ why }) => why !== 'conflict') },
    ] : [],
    hindered: batch.hindered.map(({ row, why }) => ({ ...listed(row), why: refusalText(context, why) })),
    groups: groupsOf(context, batch.ready, call.budgetYear),
    sendBack: possible(user, 'sendAllocationBack', loaded) === 'yes'
      ? { text: commandText(context, 'call', 'sendAllocationBack'), href: `${base}/gjor/send-fordeling-tilbake` }
      : null,
    confirm: ready && confirming ? confirmation(context, drawing) : null,
    back: `${base}/avgjorelse`,
    result: result.rows.length > 0
      ? { ...result, rows: result.rows.map((row) => listedResult(context, row, conflicts.has(row.applicationId))), reload: `${base}/avgjorelse`, running }
      : null,
  }; // prettier-ignore
  return wideView('calls/decision/decision', heading, model, faults.length > 0 ? 422 : 200);
}

/** In whose place this person would sign; undefined in nobody’s. */
const lenderOf = ({ actor }: UserContext['user'], { call: { countyGovernorCode } }: LoadedCall): string | null | undefined =>
  grantFor(actor, 'approver', { countyGovernorCode, municipalityCode: null })?.deputyFor; // prettier-ignore

async function read({
  services,
  params,
  user,
}: UserContext): Promise<{ loaded: LoadedCall; rows: BoardRow[]; batch: Batch } | null> {
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return null;
  const rows = await readBoard(services.prisma, loaded.call);
  return { loaded, rows, batch: batchOf(rows, { id: user.id, deputyFor: lenderOf(user, loaded) ?? null }) };
}

async function show(context: UserContext): Promise<Answer> {
  const found = await read(context);
  return found ? draw(context, { ...found, confirming: context.query.get('steg') === '2' }) : notFound;
}

async function decide(context: UserContext): Promise<Answer> {
  const { t, body, lists, user } = context;
  const found = await read(context);
  if (!found) return notFound;
  const { call, process } = found.loaded;
  const again = (faults: Fault[], confirming = true): Promise<Answer> =>
    draw(context, { ...found, faults, confirming });
  const bound = { processId: process.id, name: 'decide' };
  if (!(await sentBefore(context, bound))) {
    if (body['seal'] !== sealOf(found.batch.ready))
      return again([{ fieldId: 'svar', text: t('calls.fault.batchChanged') }], false);
    if (body['budgetAuthority'] !== 'yes')
      return again([{ fieldId: 'budgetAuthority', text: t('calls.fault.budgetAuthority') }]);
  }
  return answerCommand(
    context,
    {
      ...bound,
      content: { applicationIds: lists['applicationId'] ?? [] },
      actorRole: heldRole(user, 'call', 'decide', {
        countyGovernorCode: call.countyGovernorCode,
        municipalityCode: null,
      }),
    },
    { receipt: `/utlysninger/${call.id}/avgjorelse`, again: (faults) => again(faults) },
  );
}

/** K9, page 6 of ui.md: what is signed, what follows, how far it has come. */
export const decisionPage = userPage({
  path: '/utlysninger/:id/avgjorelse',
  access: { can: 'call.act', subject: callSubject },
  personal: 'none',
  get: show,
  post: decide,
});
