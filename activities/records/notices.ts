import type { Audience, EmailOrder, TaskOrder } from '../../domain/lifecycle.js';
import { waitingKinds, type EmailFacts, type EmailKind } from '../../domain/notices.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { renderEmail } from '../mail/render.js';
import { recipientsOf } from './audience.js';
import type { Matter } from './matter.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** Where the web is; e-mails link there. */
export type NoticeSettings = { baseUrl: string };
export type Cause = { id: string; at: Date };
export type NoticeInput = {
  tx: Tx;
  row: ProcessRow;
  cause: Cause;
  matter: Matter;
  facts: Partial<EmailFacts>;
  letterId: string | null;
  /** Who the audiences `sender` and `assessor` stand for. */
  personId?: string | undefined;
};
export type EmailRow = Prisma.EmailCreateManyInput;
export type TaskRow = Prisma.TaskCreateManyInput;

const staff: readonly Audience[] = [
  'caseOfficer',
  'assessor',
  'officers',
  'colleagues',
  'approvers',
  'leaders',
  'administrators',
];

/** A reminder of the last day does not wait for the next. */
const canWait = (kind: EmailKind, step: string | undefined): boolean =>
  waitingKinds.includes(kind) && !/-[01]$/.test(step ?? '');

/** Where the reader does what the e-mail asks for. */
function pathOf(row: ProcessRow, audience: Audience, secret?: string): string {
  const forStaff = staff.includes(audience);
  switch (row.kind) {
    case 'accessRequest':
      // Let in: there is where it goes on.
      if (row.state === 'approved' && audience === 'requester')
        return row.municipalityCode ? `/kommune/${row.municipalityCode}` : '/';
      return secret ? `/tilgang/${row.subjectId}/invitasjon?kode=${secret}` : `/tilgang/${row.subjectId}`;
    case 'role':
      if (audience === 'officers') return `/kommune/${row.municipalityCode}/personer`;
      return audience === 'holder' ? '/meg' : `/roller/${row.subjectId}`;
    case 'person':
      return audience === 'newAddress' ? '/meg/adresse' : '/meg';
    case 'call':
      return forStaff ? `/utlysninger/${row.subjectId}/styring` : `/utlysninger/${row.subjectId}`;
    case 'consultation':
      // Whoever reads the municipality’s post has no log-in: the public page leads on to the answer.
      return `/horinger/${row.subjectId}`;
    case 'grant':
      if (audience === 'localApprovers') return `/soknader/${row.subjectId}/innsending`;
      if (row.state === 'late' && forStaff) return `/saker/${row.subjectId}/gjor/for-sent`;
      return forStaff ? `/saker/${row.subjectId}` : `/soknader/${row.subjectId}`;
    case 'project':
      return forStaff ? `/saker/${row.subjectId}` : `/soknader/${row.subjectId}`;
    case 'report':
      return `/rapporter/${row.subjectId}`;
    case 'thread':
      return `/meldinger/${row.subjectId}`;
  }
}

/**
 * The e-mails of one cause, each once per recipient: key = cause + kind + recipient (DESIGN rule 6). Rendered now, so that what was to be
 * said is kept; sent beside the process.
 */
export async function emailRows(
  input: NoticeInput,
  orders: readonly EmailOrder[],
  { baseUrl }: NoticeSettings,
): Promise<EmailRow[]> {
  const { tx, row, cause, matter, letterId, personId } = input;
  const base = { ...matter.facts, ...input.facts };
  const rows = new Map<string, EmailRow>();
  for (const { email, to } of orders) {
    for (const audience of to) {
      const url = `${baseUrl}${letterId && !staff.includes(audience) ? `/brev/${letterId}` : pathOf(row, audience, audience === 'requester' ? base.secret : undefined)}`;
      for (const recipient of await recipientsOf({ tx, row, at: cause.at, named: matter.named, personId }, audience)) {
        const { id, ref, address, language, daily } = recipient;
        const key = `${cause.id}/${email}/${ref}`;
        if (rows.has(key)) continue;
        const words = (language === 'nn' && matter.matterNn) || matter.facts.matter || '';
        // Nobody is asked to contact themselves.
        const contact = base.contact?.email === address ? undefined : base.contact;
        const rendered = renderEmail(email, language, { office: '', ...base, contact, url, matter: words });
        const sent = { toAddress: address, recipientId: id, language, letterId, at: cause.at };
        const held = daily && canWait(email, base.step) ? { status: 'held', link: url } : {};
        rows.set(key, { key, processId: row.id, kind: email, ...sent, ...rendered, ...held });
      }
    }
  }
  return [...rows.values()];
}

/** Of these e-mails, those that go out now. */
export const goingOut = (rows: readonly EmailRow[]): string[] =>
  rows.filter(({ status }) => status !== 'held').map(({ key }) => key);

/** The tasks of one cause. One of an officer who is not assigned goes to all officers of the office. */
export function taskRows({ row, cause, matter, personId }: NoticeInput, orders: readonly TaskOrder[]): TaskRow[] {
  return orders.map(({ task, to }) => {
    const forMunicipality = to === 'contact' || to === 'municipalityUsers' || to === 'localApprovers';
    return {
      key: `${cause.id}/${task}/${to}`,
      processId: row.id,
      kind: task,
      audience: to,
      countyGovernorCode: forMunicipality ? null : row.countyGovernorCode,
      municipalityCode: forMunicipality ? row.municipalityCode : null,
      assigneeId: to === 'caseOfficer' ? matter.named.caseOfficerId : to === 'assessor' ? (personId ?? null) : null,
      at: cause.at,
    };
  });
}
