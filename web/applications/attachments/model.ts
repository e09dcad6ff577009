/** The page of an application’s attachments (ui.md `…/vedlegg`): what is there, what the call asks for, and the form for more. */
import {
  attachmentKinds,
  attachmentLimits,
  missingKinds,
  opennesses,
} from '../../../domain/application/attachments.js';
import { formatTime } from '../../../domain/calendar/index.js';
import type { Attachment } from '../../../prisma/generated/client.js';
import type {
  AttachmentItem,
  AttachmentList,
  Crumb,
  FieldArea,
  FieldChoices,
  FieldText,
  Link,
} from '../../components/models.js';
import { attachmentList } from '../../files/attachments.js';
import { formatSize } from '../../files/size.js';
import { acceptedEndings } from '../../files/types.js';
import { csrfOnly, type Fault } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { addressOf, readOnlyText, stepHead, type StepHead } from '../step-head.js';
import { firstMarks, type TypedAttachment, type TypedMarks } from './fields.js';
import { brokenOff, stoppedFiles } from './reading.js';

type MarksModel = { kind: FieldChoices; openness: FieldChoices; reason: FieldArea };
export type OwnAttachment = AttachmentItem & {
  id: string;
  edit: (MarksModel & { title: FieldText; open: boolean; heading: string; remove: string }) | null;
};
export type AttachmentsModel = {
  breadcrumbs: Crumb[];
  head: StepHead;
  reason: string | null;
  faults: Fault[];
  receipt: string | null;
  /** What did not come in, or was taken out again, since the person was here last. */
  lost: string[];
  stopped: string[];
  action: string;
  csrf: string;
  required: { text: string; done: boolean; status: string }[];
  room: string;
  attachments: OwnAttachment[];
  zip: AttachmentList['zip'];
  unscanned: string | null;
  upload: (MarksModel & { accept: string; limits: string; error: string | undefined; max: number; tooLarge: string }) | null;
  next: Link;
}; // prettier-ignore

export type Drawing = {
  faults?: Fault[];
  receipt?: string | null;
  upload?: TypedMarks;
  edited?: TypedAttachment;
};

const errorAt = (faults: readonly Fault[], id: string): string | undefined =>
  faults.find(({ fieldId }) => fieldId === id)?.text;

function marksModel(
  { t }: UserContext,
  typed: TypedMarks,
  { at, faults }: { at: string; faults: readonly Fault[] },
): MarksModel {
  const choice = (field: 'kind' | 'openness', values: readonly string[]): FieldChoices => ({
    id: `${field}${at}`,
    name: field,
    label: t(`attachments.field.${field}`),
    options: values.map((value) => ({
      id: `${field}-${value}${at}`,
      value,
      text: t(`attachments.${field}.${value}`),
      checked: typed[field] === value,
    })),
    error: errorAt(faults, `${field}-${values[0]}${at}`),
  });
  return {
    kind: choice('kind', attachmentKinds),
    openness: choice('openness', opennesses),
    reason: {
      id: `opennessReason${at}`,
      name: 'opennessReason',
      label: t('attachments.field.opennessReason'),
      help: t('attachments.help.opennessReason'),
      value: typed.opennessReason,
      rows: 2,
      max: attachmentLimits.reason,
      error: errorAt(faults, `opennessReason${at}`),
    },
  };
}

function ownAttachment(
  context: UserContext,
  row: Attachment,
  { item, drawing }: { item: AttachmentItem; drawing: Drawing | null },
): OwnAttachment {
  const { t } = context;
  if (!drawing) return { ...item, id: row.id, edit: null };
  const at = `-${row.id}`;
  const edited = drawing.edited?.id === row.id ? drawing.edited : null;
  const faults = drawing.faults ?? [];
  return {
    ...item,
    id: row.id,
    edit: {
      ...marksModel(context, edited ?? row, { at, faults }),
      title: {
        id: `title${at}`,
        name: 'title',
        label: t('attachments.field.title'),
        help: t('attachments.help.title', attachmentLimits.title),
        value: edited?.title ?? row.title,
        error: errorAt(faults, `title${at}`),
      },
      open: edited !== null,
      heading: t('attachments.edit', { title: row.title }),
      remove: t('attachments.remove', { title: row.title }),
    },
  };
}

export async function attachmentsModel(context: UserContext, found: Case, drawing: Drawing = {}): Promise<AttachmentsModel> {
  const { t, services, user } = context;
  const { row, rules } = found;
  const reason = readOnlyText(context, found) ?? null;
  const base = addressOf(row.id);
  const list = attachmentList(t, row.attachments, { base, personId: user.id });
  const missing = missingKinds(rules.requiredAttachments, row.attachments);
  const used = row.attachments.reduce((sum, { size }) => sum + size, 0);
  const full = row.attachments.length >= attachmentLimits.files;
  const faults = drawing.faults ?? [];
  const head = stepHead(context, found, 'vedlegg');
  const [lost, stopped] = reason ? [[], []] : await Promise.all([brokenOff(context, row.id), stoppedFiles(context, row.id)]);
  return {
    breadcrumbs: head.crumbs,
    head,
    reason,
    faults,
    receipt: drawing.receipt ?? null,
    lost: lost.map(({ name, at }) => t('attachments.broken', { name, at: formatTime(at) })),
    stopped: stopped.map((name) => t('attachments.stopped', { name })),
    action: `${base}/vedlegg`,
    csrf: csrfOnly(context),
    required: attachmentKinds
      .filter((kind) => rules.requiredAttachments.includes(kind))
      .map((kind) => ({
        text: t(`attachments.kind.${kind}`),
        done: !missing.includes(kind),
        status: t(missing.includes(kind) ? 'attachments.required.missing' : 'attachments.required.there'),
      })),
    room: t('attachments.room', {
      count: row.attachments.length,
      most: attachmentLimits.files,
      used: used === 0 ? '0' : formatSize(used),
      all: formatSize(attachmentLimits.bytesInAll),
    }),
    attachments: row.attachments.map((one, i) =>
      ownAttachment(context, one, { item: list.attachments[i]!, drawing: reason ? null : drawing }),
    ),
    zip: list.zip,
    unscanned: services.scan ? null : t('attachments.unscanned'),
    upload:
      reason || full
        ? null
        : {
            ...marksModel(context, drawing.upload ?? firstMarks(found), { at: '', faults }),
            accept: acceptedEndings,
            limits: t('attachments.help.files', { one: formatSize(attachmentLimits.bytes), most: attachmentLimits.files - row.attachments.length }),
            error: errorAt(faults, 'files'),
            max: attachmentLimits.bytes,
            tooLarge: t('attachments.fault.tooLarge', { name: '{name}', most: formatSize(attachmentLimits.bytes) }),
          },
    next: { text: t('attachments.next'), href: `${base}/innsending` },
  };
} // prettier-ignore
