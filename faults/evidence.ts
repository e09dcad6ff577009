/** Reads what a round left behind: from Postgres, from the relay, and from the engine. */
import { localDate } from '../domain/calendar/index.js';
import { messageIdOf } from '../activities/mail/sender.js';
import type { Product } from '../testing/product.js';
import type { CountingRelay } from '../testing/relay.js';
import type { Evidence } from './count.js';
import { ofCall, ofGrant, ofProject, ofReport, type Left } from './expected.js';
import type { Lived } from './life.js';
import type { Outage } from './strikes.js';

export type Gathering = { product: Product; relay: CountingRelay; lived: Lived; outages: Outage[] };

export async function gather({ product, relay, lived, outages }: Gathering): Promise<Evidence> {
  const { prisma } = product.database;
  const [commands, duties, letters, emails] = await Promise.all([
    prisma.command.findMany({ select: { id: true, status: true } }),
    prisma.duty.findMany({ select: { key: true, status: true, dueAt: true, doneAt: true } }),
    prisma.letter.findMany({ select: { key: true, status: true } }),
    prisma.email.findMany({ select: { key: true, status: true } }),
  ]);
  return {
    receipts: lived.receipts,
    commands,
    duties: duties.map(({ dueAt, doneAt, ...duty }) => ({
      ...duty,
      dueAt: dueAt.getTime(),
      doneAt: doneAt?.getTime() ?? null,
    })),
    processes: await processesOf(product, lived),
    letters,
    emails: emails.map(({ key, status }) => ({ messageId: messageIdOf(key), status })),
    delivered: relay.mails,
    outages,
  };
}

/** Every process of the round, also one that should be there and is not. */
async function processesOf(product: Product, { applications, deadline }: Lived): Promise<Evidence['processes']> {
  const { prisma } = product.database;
  const expected = new Map<string, Left>();
  const rows = await prisma.application.findMany({
    where: { id: { in: applications } },
    include: { project: { include: { reports: true } } },
  });
  const people = await prisma.person.findMany({ select: { id: true, email: true } });
  for (const { id, callId, caseOfficerId, project } of rows) {
    const officer = people.find((person) => person.id === caseOfficerId)?.email ?? 'nobody';
    expected.set(`call/${callId}`, ofCall({ deadline }));
    expected.set(`grant/${id}`, ofGrant({ deadline, officer }));
    expected.set(`project/${id}`, ofProject);
    for (const kind of ['interim', 'final'] as const) {
      const report = project?.reports.find((one) => one.kind === kind);
      expected.set(
        `report/${report?.id ?? `${kind} of ${id}`}`,
        ofReport({ year: kind === 'interim' ? 2028 : 2029, officer }),
      );
    }
  }
  const there = await prisma.process.findMany({ include: { events: true, emails: true } });
  const nothing: Left = { events: [], emails: [] };
  const ids = [...new Set([...expected.keys(), ...there.map(({ id }) => id)])];
  return Promise.all(
    ids.map(async (id) => {
      const row = there.find((one) => one.id === id);
      const left: Left = {
        events: (row?.events ?? []).map(({ name }) => name),
        emails: (row?.emails ?? []).map(({ key, kind, toAddress, at }) => {
          // A duty’s key begins with its process; a command’s id does not.
          return `${kind} ${toAddress} ${key.startsWith(`${id}/`) ? localDate(at.getTime()) : '–'}`;
        }),
      };
      const ended = row?.final === true && (await completed(product, id));
      return { id, ended, mayLive: id.startsWith('call/'), left, expected: expected.get(id) ?? nothing };
    }),
  );
}

/** Has the engine brought the process to its end, neither failed nor terminated? It may take a moment after the last transaction. */
async function completed({ engine }: Product, id: string): Promise<boolean> {
  const handle = engine.client.workflow.getHandle(id);
  await engine.client.withDeadline(Date.now() + 20_000, () => handle.result()).catch(() => undefined);
  return handle.describe().then(({ status }) => status.name === 'COMPLETED', () => false);
} // prettier-ignore
