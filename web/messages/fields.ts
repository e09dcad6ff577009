/** The fields of a message: as drawn, and what is wrong with what was typed. */
import { firstMessage, message } from '../../domain/thread/form.js';
import { errorOf, type Fault, type FieldArea, type FieldText } from '../components/models.js';
import type { Translate } from '../page.js';
import type { MessageCase, Side } from './message-case.js';

const limits = {
  subject: { min: firstMessage.shape.subject.minLength!, max: firstMessage.shape.subject.maxLength! },
  text: { min: message.shape.text.minLength!, max: message.shape.text.maxLength! },
};
type Name = keyof typeof limits;
export type Typed = Readonly<Partial<Record<Name, string>>>;

export function typedFaults(t: Translate, typed: Typed): Fault[] {
  return (Object.keys(typed) as Name[]).flatMap((name): Fault[] => {
    const { length } = typed[name]!;
    const { min, max } = limits[name];
    if (length < min) return [{ fieldId: name, text: t(`messages.fault.${name}`) }];
    return length > max ? [{ fieldId: name, text: t(`messages.fault.${name}TooLong`, { count: length - max }) }] : [];
  });
}

type Drawing = { t: Translate; typed: Typed; faults: readonly Fault[] };

export const subjectField = ({ t, typed, faults }: Drawing): FieldText => ({
  id: 'subject',
  name: 'subject',
  label: t('messages.field.subject'),
  help: t('messages.field.subjectHelp', { max: limits.subject.max }),
  value: typed.subject ?? '',
  error: errorOf(faults, 'subject'),
});

/** The office writes in the municipality’s written form. */
export const textField = ({ t, typed, faults }: Drawing, { replyForm }: MessageCase, side: Side): FieldArea => ({
  id: 'text',
  name: 'text',
  label: t('messages.field.text'),
  help:
    side === 'office'
      ? t('messages.field.textHelpOffice', { form: t(`common.writtenForm.${replyForm}`).toLowerCase() })
      : t('messages.field.textHelp'),
  value: typed.text ?? '',
  rows: 8,
  max: limits.text.max,
  lang: side === 'office' ? replyForm : undefined,
  error: errorOf(faults, 'text'),
});
