/** A call as everyone will see it, in both written forms, with what to think over: for who writes it and for who approves it. */
import type { Fault, Link } from '../../components/models.js';
import type { PageContext } from '../../page.js';
import { titleOf, unannounced, type LoadedCall } from '../call.js';
import { callContext, callText, type CallText } from '../call-text.js';
import { sendingFaults } from '../edit/approval.js';
import { allowedOf, readOffice } from '../edit/office.js';
import { parseCall } from '../edit/parse.js';
import { valuesOf } from '../edit/values.js';
import { warningsBeside, warningsOf } from '../edit/warnings.js';
import { changesOf, type CallChange } from './changes.js';

export type BothForms = {
  forms: { name: string; title: string; text: CallText }[];
  /** What must be put right before it can be sent, while it is not announced. */
  missing: string[];
  warnings: string[];
  /** The call it is a copy of, and what was changed since; null for one that is no copy. */
  copied: { from: Link; changes: CallChange[] } | null;
};

const forms = ['nb', 'nn'] as const;

export async function bothForms(context: PageContext, { call, process }: LoadedCall): Promise<BothForms> {
  const { services, texts, t, now } = context;
  const [more, office, copied] = await Promise.all([
    callContext(services.prisma, call),
    readOffice(services.prisma, call.countyGovernorCode),
    changesOf(context, call),
  ]);
  const values = valuesOf(call);
  const parsed = parseCall(values, allowedOf(office, call), t);
  const before = unannounced.includes(process.state);
  const judged: Fault[] = sendingFaults(call.typed ? parsed : { ...parsed, faults: [] }, now, t);
  return {
    forms: forms.map((form) => ({
      name: t(`announcement.form.${form}`),
      title: (form === 'nn' ? call.titleNn : call.titleNb) || t('calls.untitled'),
      text: callText({ t: texts(form), language: form }, call, more),
    })),
    missing: before ? judged.map(({ text }) => text) : [],
    warnings: before ? warningsBeside(warningsOf(context, values), judged).map(({ text }) => text) : [],
    copied: copied && {
      from: { text: titleOf(context, copied.from), href: `/utlysninger/${copied.from.id}` },
      changes: copied.changes,
    },
  };
}
