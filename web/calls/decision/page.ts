import { formatKroner } from '../../../domain/money.js';
import { outcomes } from '../../../domain/application/form.js';
import { whereNow } from '../../case-view.js';
import type { ConfirmCommand, Crumb, Fault, Link, Receipt, WhereNow } from '../../components/models.js';
import { answerCommand, commandText, heldRole, receiptOf, refusalText, sentBefore, tokens } from '../../forms.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { possible } from '../acting.js';
import { readBoard, sumsOf, type BoardRow } from '../allocation/board.js';
import { callSubject, loadCall, titleOf, type LoadedCall } from '../call.js';
import { batchOf, consequencesOf, sealOf, type Batch } from './batch.js';
import { resultOf, type Result } from './result.js';

type Listed = { title: string; municipality: string; given: number | null; href: string };
export type DecisionModel = {
  case: true;
  whereNow: WhereNow;
  breadcrumbs: Crumb[];
  heading: string;
  faults: Fault[];
  receipt: Receipt | null;
  empty: string | null;
  summary: string | null;
  controls: { text: string; met: boolean }[];
  hindered: (Listed & { why: string })[];
  groups: { outcome: string; rows: Listed[] }[];
  sendBack: Link | null;
  confirm: ConfirmCommand | null;
  back: string;
  result: (Result & { reload: string; running: boolean }) | null;
  year: number;
};

const listed = ({ id, title, municipality, given }: BoardRow): Listed => ({
  title,
  municipality,
  given,
  href: `/saker/${id}`,
});

type Drawing = { loaded: LoadedCall; rows: BoardRow[]; batch: Batch; faults?: Fault[]; confirming: boolean };

function confirmation(context: UserContext, { loaded, batch, faults = [] }: Drawing): ConfirmCommand {
  const { t, body } = context;
  const count = batch.ready.length;
  return {
    action: `/utlysninger/${loaded.call.id}/avgjorelse`,
    tokens: tokens(context, loaded.process.id, 'decide'),
    heading: t('calls.decision.confirm', { count }),
    consequences: consequencesOf(context, batch),
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
  const running =
    result.applied < result.signed || result.letters.made + result.letters.failed.length < result.letters.total;
  const next = ready && !confirming ? { text: t('calls.decision.next'), href: `${base}/avgjorelse?steg=2` } : null;
  const where = await whereNow(context, process, { viewer: 'office', deadline: null, action: next });
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
    empty: !sent ? t('calls.decision.notSent') : batch.ready.length + batch.hindered.length === 0 && result.signed === 0 ? t('calls.decision.none') : null,
    summary: batch.ready.length > 0 ? t('calls.decision.summary', { count: batch.ready.length, outcomes: counts.join(', ') }) : null,
    controls: sent && batch.ready.length + batch.hindered.length > 0 ? [
      { text: t('calls.decision.control.recommended', { done: sums.withOutcome, count: sums.total }), met: sums.withOutcome === sums.total },
      { text: t('calls.decision.control.frame', { given: formatKroner(sums.given), frame: formatKroner(sums.frame) }), met: sums.over === 0 },
      { text: t('calls.decision.control.another'), met: batch.hindered.length === 0 },
    ] : [],
    hindered: batch.hindered.map(({ row, why }) => ({ ...listed(row), why: refusalText(context, why) })),
    groups: outcomes
      .map((outcome) => ({ outcome: t(`common.outcome.${outcome}`), rows: batch.ready.filter((row) => row.outcome === outcome).map(listed) }))
      .filter((group) => group.rows.length > 0),
    sendBack: possible(user, 'sendAllocationBack', loaded) === 'yes'
      ? { text: commandText(context, 'call', 'sendAllocationBack'), href: `${base}/gjor/send-fordeling-tilbake` }
      : null,
    confirm: ready && confirming ? confirmation(context, drawing) : null,
    back: `${base}/avgjorelse`,
    result: result.signed + result.refused.length > 0 ? { ...result, reload: `${base}/avgjorelse`, running } : null,
    year: call.budgetYear,
  }; // prettier-ignore
  return wideView('calls/decision/decision', heading, model, faults.length > 0 ? 422 : 200);
}

async function read({
  services,
  params,
  user,
}: UserContext): Promise<{ loaded: LoadedCall; rows: BoardRow[]; batch: Batch } | null> {
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return null;
  const rows = await readBoard(services.prisma, loaded.call);
  return { loaded, rows, batch: batchOf(rows, user.id) };
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
  const again = (faults: Fault[]): Promise<Answer> => draw(context, { ...found, faults, confirming: true });
  const bound = { processId: process.id, name: 'decide' };
  if (!(await sentBefore(context, bound))) {
    if (body['seal'] !== sealOf(found.batch.ready))
      return again([{ fieldId: 'svar', text: t('calls.fault.batchChanged') }]);
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
    { receipt: `/utlysninger/${call.id}/avgjorelse`, again },
  );
}

/** K9, page 6 of ui.md: what is signed, what follows, how far it has come. */
export const decisionPage = userPage({
  path: '/utlysninger/:id/avgjorelse',
  access: { can: 'call.act', subject: callSubject },
  get: show,
  post: decide,
});
