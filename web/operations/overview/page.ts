import { can } from '../../../domain/authorisation.js';
import type { Receipt, SettleForm } from '../../components/models.js';
import { kindOf, waitsForText } from '../../case-view.js';
import { csrfOnly } from '../../forms.js';
import { redirect, userPage, wideView, type Answer, type Page, type UserContext } from '../../page.js';
import { settle, settledAt, settledReceipt } from '../../settle.js';

/** One line of what stands still; `href` leads to the process in Temporal UI. No title, no person: operators see no content. */
export type Line = {
  kind: string;
  process: string;
  href: string | null;
  what: string;
  at: number | null;
  detail: string;
  settle: SettleForm | null;
};
export type Section = { id: string; heading: string; help: string; count: number; lines: Line[] };

export type OperationsModel = {
  now: number;
  receipt: Receipt | null;
  waiting: { kind: string; href: string | null; state: string; waitsFor: string; count: number }[];
  /** How many things stand still or fail. */
  still: number;
  /** Said of what is as it should be. */
  calm: string[];
  sections: Section[];
  engine: string | null;
};

const path = '/drift';
const shown = 50;
const lateAfter = 5 * 60_000;

/** Where a process is read in Temporal UI. */
function inTemporal({ services }: UserContext, processId: string): string | null {
  const { TEMPORAL_UI_URL, TEMPORAL_NAMESPACE } = services.config;
  return TEMPORAL_UI_URL
    ? `${TEMPORAL_UI_URL}/namespaces/${TEMPORAL_NAMESPACE}/workflows/${encodeURIComponent(processId)}`
    : null;
}

/** Which process a line is about, in words, by its id and in Temporal UI. */
const processOf = (context: UserContext, processId: string): Pick<Line, 'kind' | 'process' | 'href'> => ({
  kind: context.t(`operations.kind.${kindOf(processId)}`),
  process: processId,
  href: inTemporal(context, processId),
});

async function waiting({ services, t }: UserContext): Promise<OperationsModel['waiting']> {
  const { TEMPORAL_UI_URL, TEMPORAL_NAMESPACE } = services.config;
  const listed = (kind: string, state: string) =>
    TEMPORAL_UI_URL
      ? `${TEMPORAL_UI_URL}/namespaces/${TEMPORAL_NAMESPACE}/workflows?query=${encodeURIComponent(`WorkflowType="${kind}" AND Stage="${state}" AND ExecutionStatus="Running"`)}`
      : null;
  const groups = await services.prisma.process.groupBy({
    by: ['kind', 'state', 'waitsFor'],
    where: { final: false },
    _count: true,
    orderBy: [{ kind: 'asc' }, { state: 'asc' }],
  });
  return groups.map(({ kind, state, waitsFor, _count }) => ({
    kind: t(`operations.kind.${kind}`),
    href: listed(kind, state),
    state: t(`common.state.${kind}.${state}`),
    waitsFor: waitsForText(t, { kind, state, waitsFor }, 'office'),
    count: _count,
  }));
}

async function overdue(context: UserContext): Promise<{ count: number; lines: Line[] }> {
  const { services, now } = context;
  const where = { status: 'planned', dueAt: { lt: new Date(now - lateAfter) }, process: { final: false } };
  const [count, duties] = await Promise.all([
    services.prisma.duty.count({ where }),
    services.prisma.duty.findMany({ where, orderBy: { dueAt: 'asc' }, take: shown }),
  ]);
  return {
    count,
    lines: duties.map((duty) => ({
      ...processOf(context, duty.processId),
      what: `${duty.ladder} ${duty.name}`,
      at: duty.dueAt.getTime(),
      detail: duty.type,
      settle: null,
    })),
  };
}

async function pending(context: UserContext): Promise<{ count: number; lines: Line[] }> {
  const where = { status: 'pending' };
  const [count, commands] = await Promise.all([
    context.services.prisma.command.count({ where }),
    context.services.prisma.command.findMany({ where, orderBy: { receivedAt: 'asc' }, take: shown }),
  ]);
  return {
    count,
    lines: commands.map((command) => ({
      ...processOf(context, command.processId),
      what: command.name,
      at: command.receivedAt.getTime(),
      detail: context.t('operations.attempts', { n: command.attempts }),
      settle: null,
    })),
  };
}

type Failing = {
  processId: string;
  key: string;
  kind: string;
  at: Date;
  status: string;
  error: string | null;
  count: number;
};

/** What is tried again, and what was given up or rejected and is not marked as settled yet. */
async function failing(context: UserContext): Promise<{ count: number; lines: Line[] }> {
  const rows = await context.services.prisma.$queryRaw<Failing[]>`
    select *, count(*) over ()::int as count from (
      select key, "processId", kind, at, status, error from letter union all
      select key, "processId", kind, at, status, error from email) notice
    where (status = 'pending' and error is not null) or (status in ('failed', 'bounced') and not exists (
      select 1 from task where task.key in (notice.key || '/failed', notice.key || '/bounced') and task."doneAt" is not null))
    order by at desc, key limit ${shown}`;
  const maySettle = can(context.user.actor, 'operations.settle', {});
  return {
    count: rows[0]?.count ?? 0,
    lines: rows.map(({ key, processId, kind, at, status, error }) => ({
      ...processOf(context, processId),
      what: kind,
      at: at.getTime(),
      detail: `${context.t(`operations.status.${status}`)}${error ? `: ${error}` : ''}`,
      settle: maySettle && status === 'failed' ? settleForm(context, { key: `${key}/failed`, what: kind }) : null,
    })),
  };
}

const settleForm = (context: UserContext, { key, what }: { key: string; what: string }): SettleForm => ({
  action: path,
  csrf: csrfOnly(context),
  key,
  button: context.t('common.settled.button'),
  what,
});

/** A letter or an e-mail that was given up is seen to: the leader’s task is settled with it. */
async function post(context: UserContext): Promise<Answer> {
  const key = context.body['key'] ?? '';
  await settle(context, { key, kind: 'deliveryFailed' });
  return redirect(settledAt(path, key));
}

async function get(context: UserContext): Promise<Answer> {
  const { t, now, services } = context;
  const found = { overdue: await overdue(context), pending: await pending(context), failing: await failing(context) };
  const entries = Object.entries(found);
  const model: OperationsModel = {
    now,
    receipt: await settledReceipt(context),
    waiting: await waiting(context),
    still: entries.reduce((sum, [, { count }]) => sum + count, 0),
    calm: entries.filter(([, { count }]) => count === 0).map(([id]) => t(`operations.${id}.calm`)),
    sections: entries
      .filter(([, { count }]) => count > 0)
      .map(([id, part]) => ({
        id,
        heading: t(`operations.${id}.heading`),
        help: t(`operations.${id}.help`),
        ...part,
      })),
    engine: services.config.TEMPORAL_UI_URL ?? null,
  };
  return wideView('operations/overview/overview', t('operations.title'), model);
}

/** What stands still (DESIGN section 3): for the administrators of the system, who see no content of a case. */
export const operationsPage: Page = userPage({
  path,
  access: { list: 'operations.read', post: 'operations.settle' },
  personal: 'none',
  get,
  post,
});
