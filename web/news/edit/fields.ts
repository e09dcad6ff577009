/** The form of a news item: bokmål beside nynorsk, the call it belongs to, and what is wrong with what was typed. */
import { news as newsForm, newsFields } from '../../../domain/news/form.js';
import { tidy, tidyLine } from '../../applications/typed.js';
import { inForm } from '../../calls/call.js';
import { announcedCalls } from '../../calls/calendar/reading.js';
import { errorOf, type Fault, type FieldArea, type FieldSelect, type Option } from '../../components/models.js';
import { isId } from '../../forms.js';
import type { Translate, UserContext } from '../../page.js';
import type { NewsContent } from '../saving.js';

export const emptyContent: NewsContent = { titleNb: '', titleNn: '', textNb: '', textNn: '', callId: null };

/** What was typed, as it is kept: line breaks as one character, whatever the browser sends. */
export function postedContent({ body }: UserContext): NewsContent {
  const text = (name: string): string => tidy((body[name] ?? '').replace(/\r\n?/g, '\n'));
  return {
    titleNb: tidyLine(body['titleNb']),
    titleNn: tidyLine(body['titleNn']),
    textNb: text('textNb'),
    textNn: text('textNn'),
    callId: isId(body['callId']) ? body['callId'] : null,
  };
}

export const sameContent = (a: NewsContent, b: NewsContent): boolean =>
  a.callId === b.callId && newsFields.every((field) => a[field] === b[field]);

/** The office’s announced calls: news of a call that is not announced would announce it. */
export async function callOptions({ services, language }: UserContext, office: string): Promise<Option[]> {
  const calls = (await announcedCalls(services.prisma)).filter((call) => call.countyGovernorCode === office);
  return calls.map((call) => ({
    value: call.id,
    text: `${inForm(language, call.titleNb, call.titleNn)} (${call.budgetYear})`,
  }));
}

type Judging = { t: Translate; options: readonly Option[] };

/** A draft may lack anything, and is only never too long; what is published is whole. */
export function contentFaults({ t, options }: Judging, content: NewsContent, whole: boolean): Fault[] {
  const texts = newsFields.flatMap((field): Fault[] => {
    const { minLength, maxLength } = newsForm.shape[field];
    const { length } = content[field];
    if (length > maxLength!) return [{ fieldId: field, text: t('news.fault.tooLong', { count: length - maxLength! }) }];
    return whole && length < minLength! ? [{ fieldId: field, text: t(`news.fault.${field}`, { min: minLength }) }] : [];
  });
  const stranger = content.callId !== null && !options.some(({ value }) => value === content.callId);
  return stranger ? [...texts, { fieldId: 'callId', text: t('news.fault.callId') }] : texts;
}

export type NewsFields = { titles: FieldArea[]; texts: FieldArea[]; call: FieldSelect | null };
type Drawing = Judging & { content: NewsContent; faults: readonly Fault[] };

export function fieldsOf({ t, options, content, faults }: Drawing): NewsFields {
  const area = (name: (typeof newsFields)[number], rows: number): FieldArea => ({
    id: name,
    name,
    label: t(`news.field.${name}`),
    value: content[name],
    rows,
    max: newsForm.shape[name].maxLength!,
    lang: name.endsWith('Nn') ? 'nn' : 'nb',
    error: errorOf(faults, name),
  });
  return {
    titles: [area('titleNb', 2), area('titleNn', 2)],
    texts: [area('textNb', 12), area('textNn', 12)],
    call:
      options.length === 0
        ? null
        : {
            id: 'callId',
            name: 'callId',
            label: t('news.field.callId'),
            help: t('news.field.callIdHelp'),
            value: content.callId ?? '',
            options: [{ value: '', text: t('news.field.noCall') }, ...options],
            error: errorOf(faults, 'callId'),
          },
  };
}
