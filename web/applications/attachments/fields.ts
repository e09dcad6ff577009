/** What a form says of attachments, and what is wrong with it. */
import {
  attachmentKinds,
  attachmentLimits,
  isAttachmentKind,
  isOpenness,
  missingKinds,
  type AttachmentKind,
} from '../../../domain/application/attachments.js';
import type { Fault } from '../../forms.js';
import type { PageContext, Translate } from '../../page.js';
import type { Case } from '../case.js';
import type { Described } from './keep.js';
import type { Marks } from './receive.js';

/** As it stands in the form. */
export type TypedMarks = { kind: string; openness: string; opennessReason: string };
export type TypedAttachment = TypedMarks & { id: string; title: string };

export const readMarks = ({ body }: PageContext): TypedMarks => ({
  kind: body['kind'] ?? '',
  openness: body['openness'] ?? '',
  opennessReason: (body['opennessReason'] ?? '').trim(),
});
export const readTyped = (context: PageContext): TypedAttachment => ({
  ...readMarks(context),
  id: context.body['id'] ?? '',
  title: (context.body['title'] ?? '').trim().normalize('NFC'),
});

/** What is asked for and not there comes first. Whether it may be public is never said for who uploads it. */
export function firstMarks({ row, rules }: Case): TypedMarks {
  const kind: AttachmentKind = missingKinds(rules.requiredAttachments, row.attachments)[0] ?? 'other';
  return { kind, openness: '', opennessReason: '' };
}

/** `at` ends the ids of the fields, which are more than one on the page. */
export function marksOf(t: Translate, typed: TypedMarks, at = ''): { marks: Marks | null; faults: Fault[] } {
  const { kind, openness, opennessReason } = typed;
  const over = opennessReason.length - attachmentLimits.reason;
  const fault = (field: string, code: string, params = {}): Fault => ({ fieldId: `${field}${at}`, text: t(`attachments.fault.${code}`, params) }); // prettier-ignore
  if (!isAttachmentKind(kind) || !isOpenness(openness)) {
    const faults = [
      ...(isAttachmentKind(kind) ? [] : [fault(`kind-${attachmentKinds[0]}`, 'kindMissing')]),
      ...(isOpenness(openness) ? [] : [fault('openness-public', 'opennessMissing')]),
    ];
    return { marks: null, faults };
  }
  if (over > 0) return { marks: null, faults: [fault('opennessReason', 'reasonTooLong', { count: over })] };
  return { marks: { kind, openness, opennessReason: openness === 'public' ? '' : opennessReason }, faults: [] };
}

export function describedOf(t: Translate, typed: TypedAttachment): { described: Described | null; faults: Fault[] } {
  const at = `-${typed.id}`;
  const { min, max } = attachmentLimits.title;
  const { marks, faults } = marksOf(t, typed, at);
  const length = typed.title.length;
  const title = (code: string, count: number): Fault => ({
    fieldId: `title${at}`,
    text: t(`attachments.fault.${code}`, { count }),
  });
  const all = [
    ...(length < min ? [title('titleTooShort', min)] : length > max ? [title('titleTooLong', length - max)] : []),
    ...faults,
  ];
  return { described: marks && all.length === 0 ? { ...marks, title: typed.title } : null, faults: all };
}
