import type { Audience, EmailOrder, TaskOrder } from '../../domain/lifecycle.js';
import type { EmailFacts } from '../../domain/notices.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { renderEmail } from '../mail/render.js';
import { recipientsOf, type Named } from './audience.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** Where the web is; e-mails link there. */
export type NoticeSettings = { baseUrl: string };
export type Cause = { id: string; at: Date };
/** `named`: who is named on the process, read once for all its notices. */
export type NoticeInput = {
  tx: Tx;
  row: ProcessRow;
  cause: Cause;
  named: Named;
  facts: Partial<EmailFacts>;
  letterId: string | null;
  senderId?: string;
};

const staff: readonly Audience[] = ['caseOfficer', 'officers', 'approvers', 'leaders'];

/** Where the reader does what the e-mail asks for. */
function pathOf(row: ProcessRow, audience: Audience): string {
  const forStaff = staff.includes(audience);
  switch (row.kind) {
    case 'accessRequest':
      return `/tilgang/${row.subjectId}`;
    case 'call':
      return forStaff ? `/utlysninger/${row.subjectId}/styring` : `/utlysninger/${row.subjectId}`;
    case 'grant':
    case 'project':
      return forStaff ? `/saker/${row.subjectId}` : `/soknader/${row.subjectId}`;
    case 'report':
      return `/rapporter/${row.subjectId}`;
  }
}

/** The office’s name, and the officer as the sender’s contact. */
async function officeOf(
  tx: Tx,
  row: ProcessRow,
  officerId: string | null,
): Promise<Pick<EmailFacts, 'office' | 'contact'>> {
  const [found] = await tx.$queryRaw<{ office: string; name: string | null; email: string | null }[]>`
    select g.name as office, p."firstName" || ' ' || p."lastName" as name, p.email
    from county_governor g left join person p on p.id = ${officerId}::uuid where g.code = ${row.countyGovernorCode}`;
  const { office, name, email } = found!;
  return { office, contact: name && email ? { name, email } : undefined };
}

type GrantMatter = {
  title: string;
  reference: string;
  caseNumber: string | null;
  municipality: string;
  callDeadline: Date;
  amount: bigint | null;
  dueAt: Date | null;
};

/** What any e-mail of this process may say: from the rows, under the lock. */
async function matterOf(tx: Tx, row: ProcessRow): Promise<Partial<EmailFacts> & { matterNn?: string }> {
  switch (row.kind) {
    case 'accessRequest': {
      const request = await tx.accessRequest.findUniqueOrThrow({
        where: { id: row.subjectId },
        include: { municipality: true },
      });
      return {
        matter: request.municipality.name,
        municipality: request.municipality.name,
        requester: `${request.firstName} ${request.lastName}`,
        reason: request.reason ?? undefined,
      };
    }
    case 'call': {
      const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
      return {
        matter: call.titleNb,
        matterNn: call.titleNn,
        deadline: call.deadline.getTime(),
        opensAt: call.opensAt.getTime(),
      };
    }
    case 'grant': {
      const [found] = await tx.$queryRaw<GrantMatter[]>`
        select a.title, a.reference, a."caseNumber", m.name as municipality, c.deadline as "callDeadline",
          (select sum(amount) from budget_line b where b."applicationId" = a.id and b.side = 'applied') as amount,
          (select "dueAt" from clarification k where k."applicationId" = a.id order by round desc limit 1) as "dueAt"
        from application a join call c on c.id = a."callId" join municipality m on m.code = a."municipalityCode"
        where a.id = ${row.subjectId}::uuid`;
      const { title, reference, caseNumber, municipality, callDeadline, amount, dueAt } = found!;
      return {
        matter: title || reference,
        municipality,
        reference,
        caseNumber: caseNumber ?? undefined,
        deadline: (row.state === 'informationRequested' && dueAt ? dueAt : callDeadline).getTime(),
        amount: Number(amount ?? 0n),
      };
    }
    case 'project':
    case 'report': {
      const report = row.kind === 'report' ? await tx.report.findUniqueOrThrow({ where: { id: row.subjectId } }) : null;
      const project = await tx.project.findUniqueOrThrow({
        where: { id: report?.projectId ?? row.subjectId },
        include: { municipality: true },
      });
      return {
        matter: project.title,
        municipality: project.municipality.name,
        caseNumber: project.caseNumber ?? undefined,
        ...(report
          ? {
              deadline: report.dueAt.getTime(),
              opensAt: report.opensAt.getTime(),
              reportKind: report.kind === 'final' ? 'final' : 'interim',
            }
          : {}),
      };
    }
  }
}

/**
 * E-mail rows of one cause, each once per recipient: key = cause + kind + recipient (DESIGN rule 6). Rendered now, so that what was
 * to be said is kept; sent beside the process. Answers the keys.
 */
export async function orderEmails(
  input: NoticeInput,
  orders: readonly EmailOrder[],
  settings: NoticeSettings,
): Promise<string[]> {
  if (orders.length === 0) return [];
  const { tx, row, cause, named, letterId } = input;
  const { matterNn, ...matter } = await matterOf(tx, row);
  const base = { ...(await officeOf(tx, row, named.caseOfficerId)), ...matter, ...input.facts };
  const keys: string[] = [];
  const rows: Prisma.EmailCreateManyInput[] = [];
  for (const { email, to } of orders) {
    for (const audience of to) {
      const url = `${settings.baseUrl}${letterId && !staff.includes(audience) ? `/brev/${letterId}` : pathOf(row, audience)}`;
      for (const recipient of await recipientsOf({ tx, row, named, senderId: input.senderId }, audience)) {
        const key = `${cause.id}/${email}/${recipient.ref}`;
        if (keys.includes(key)) continue;
        const facts = { ...base, url, matter: (recipient.language === 'nn' && matterNn) || base.matter || '' };
        const rendered = renderEmail(email, recipient.language, facts);
        keys.push(key);
        rows.push({
          key,
          processId: row.id,
          kind: email,
          toAddress: recipient.address,
          recipientId: recipient.id,
          language: recipient.language,
          ...rendered,
          letterId,
          at: cause.at,
        });
      }
    }
  }
  if (rows.length > 0) await tx.email.createMany({ data: rows });
  return keys;
}

/** Task rows of one cause. A task of an officer who is not assigned goes to all officers of the office. */
export async function orderTasks(
  { tx, row, cause, named }: Omit<NoticeInput, 'facts' | 'letterId'>,
  orders: readonly TaskOrder[],
): Promise<void> {
  if (orders.length === 0) return;
  const data = orders.map(({ task, to }) => {
    const forMunicipality = to === 'contact' || to === 'municipalityUsers';
    return {
      key: `${cause.id}/${task}/${to}`,
      processId: row.id,
      kind: task,
      audience: to,
      countyGovernorCode: forMunicipality ? null : row.countyGovernorCode,
      municipalityCode: forMunicipality ? row.municipalityCode : null,
      assigneeId: to === 'caseOfficer' ? named.caseOfficerId : null,
      at: cause.at,
    };
  });
  await tx.task.createMany({ data });
}
