import type { Link } from '../../components/models.js';
import { answerCommand, heldRole, receiptAt, receiptOf, sentBefore, tokens, type Fault } from '../../forms.js';
import { notFound, redirect, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { possible } from '../acting.js';
import { callSubject, loadCall, titleOf, type LoadedCall } from '../call.js';
import { sendingFaults } from './approval.js';
import { editModel } from './model.js';
import { allowedOf, readOffice, type CallOffice } from './office.js';
import { parseCall, type CallContent } from './parse.js';
import { ChangedMeanwhile, saveCall, snapshotOf } from './save.js';
import { changedRows, type Touched } from './rows.js';
import { postedValues, valuesOf, withoutBlankRows, type CallValues } from './values.js';
import { warningsOf } from './warnings.js';

type Drawn = {
  values: CallValues;
  version: number;
  faults?: Fault[];
  /** What to think over before it is sent. */
  before?: Fault[];
  saved?: string | null;
  touched?: Touched;
};

async function draw(
  context: UserContext,
  loaded: LoadedCall,
  office: CallOffice,
  { values, version, faults = [], before = [], saved = null, touched }: Drawn,
) {
  const { t, services, user } = context;
  const { call, process } = loaded;
  const back = await services.prisma.command.findFirst({
    where: { processId: process.id, name: 'sendBack', status: 'applied' },
    orderBy: { seq: 'desc' },
  });
  const comment = (back?.content as { comment?: string } | undefined)?.comment;
  const heading = t('calls.edit.heading', { title: titleOf(context, call) });
  const model = editModel(context, values, office, {
    breadcrumbs: [{ text: titleOf(context, call), href: `/utlysninger/${call.id}/styring` }],
    heading,
    action: `/utlysninger/${call.id}/rediger`,
    tokens: tokens(context, process.id, 'sendForApproval'),
    hidden: [{ name: 'version', value: String(version) }],
    faults,
    before,
    ...(touched ? { touched } : {}),
    receipt: context.req.method === 'POST' ? null : await receiptOf(context, process.id),
    saved,
    sentBack: back && comment ? { comment, at: back.receivedAt.getTime() } : null,
    preview: `/utlysninger/${call.id}/forhandsvisning`,
    copiedFrom: await copiedFrom(context, loaded),
    canSend: possible(user, 'sendForApproval', loaded) === 'yes',
  });
  return wideView('calls/edit/edit', heading, model, context.req.method === 'POST' && faults.length > 0 ? 422 : 200);
}

async function copiedFrom(context: UserContext, { call }: LoadedCall): Promise<Link | null> {
  if (!call.copiedFromId) return null;
  const from = await context.services.prisma.call.findUniqueOrThrow({ where: { id: call.copiedFromId } });
  return { text: titleOf(context, from), href: `/utlysninger/${from.id}` };
}

const editable = ({ process }: LoadedCall): boolean => ['new', 'draft'].includes(process.state);

async function edit(context: UserContext): Promise<Answer> {
  const { services, params, query, t } = context;
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return notFound;
  const { call } = loaded;
  if (!editable(loaded)) return redirect(`/utlysninger/${call.id}/styring`);
  const office = await readOffice(services.prisma, call.countyGovernorCode);
  const values = valuesOf(call);
  const faults = call.typed ? parseCall(values, allowedOf(office, call), t).faults : [];
  const justSaved = query.get('lagret') === String(call.version) ? t('calls.edit.saved') : null;
  const saved = faults.length > 0 ? t('callForm.savedAsTyped') : justSaved;
  return draw(context, loaded, office, { values, version: call.version, saved, faults });
}

async function save(context: UserContext): Promise<Answer> {
  const { services, params, body, t, now } = context;
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return notFound;
  const { call } = loaded;
  const office = await readOffice(services.prisma, call.countyGovernorCode);
  const posted = postedValues(context);
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  const again: Again = (faults, values = posted, from = version) =>
    draw(context, loaded, office, { values, version: from, faults });

  const changed = changedRows(posted, body['action']);
  if (changed) return draw(context, loaded, office, { ...changed, version });
  const sending = body['action'] === 'send';
  const values = sending ? withoutBlankRows(posted) : posted;
  const parsed = parseCall(values, allowedOf(office, call), t);
  const { content, faults } = parsed;
  const all = sending ? sendingFaults(parsed, now, t) : faults;
  const stored = () =>
    services.prisma.$transaction((tx) =>
      saveCall(tx, { id: call.id, version, content, typed: faults.length > 0 ? posted : null }),
    );
  try {
    if (faults.length > 0) {
      await stored();
      const after = { values, version: version + 1, faults: all, saved: t('callForm.savedAsTyped') };
      return await draw(context, loaded, office, after);
    }
    if (!sending) {
      await stored();
      return redirect(`/utlysninger/${call.id}/rediger?lagret=${version + 1}#svar`);
    }
    if (all.length > 0) {
      await stored();
      return await again(all, values, version + 1);
    }
    // Advice the officer has not had before is shown before it is sent; sent again, it was meant so.
    const advice = warningsOf(context, posted);
    const unseen = advice.some(({ text }) => !(body['sett'] ?? '').includes(text));
    if (unseen && !(await sentBefore(context, { processId: loaded.process.id, name: 'sendForApproval' }))) {
      await stored();
      return await draw(context, loaded, office, { values, version: version + 1, before: warningsOf(context, values) });
    }
    return await sendForApproval(context, loaded, { version, content, again });
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return changedMeanwhile(context, loaded, again);
  }
}

type Sending = { version: number; content: CallContent; again: (faults: Fault[]) => Promise<Answer> };

/** K2: what stands in the form is saved and frozen in the same transaction. */
function sendForApproval(
  context: UserContext,
  { call, process }: LoadedCall,
  { version, content, again }: Sending,
): Promise<Answer> {
  return answerCommand(
    context,
    {
      processId: process.id,
      name: 'sendForApproval',
      content: snapshotOf(content),
      actorRole: heldRole(context.user, 'call', 'sendForApproval', {
        countyGovernorCode: call.countyGovernorCode,
        municipalityCode: null,
      }),
      write: (tx) => saveCall(tx, { id: call.id, version, content, typed: null }),
    },
    { receipt: `/utlysninger/${call.id}/styring`, again },
  );
}

type Again = (faults: Fault[], values?: CallValues, from?: number) => Promise<Answer>;

/** The same form sent twice at once gets the receipt of the first; else what was typed, on top of the newest version. */
async function changedMeanwhile(context: UserContext, { call, process }: LoadedCall, again: Again): Promise<Answer> {
  const { services, t } = context;
  const sent = await sentBefore(context, { processId: process.id, name: 'sendForApproval' });
  if (sent) return redirect(receiptAt(`/utlysninger/${call.id}/styring`, sent));
  const newest = await loadCall(services.prisma, call.id);
  const fault = newest && editable(newest) ? 'changedMeanwhile' : 'noLongerDraft';
  return again([{ fieldId: 'svar', text: t(`calls.fault.${fault}`) }], undefined, newest?.call.version);
}

/** K1 and K2: writes the call while it is a draft. */
export const editPage = userPage({
  path: '/utlysninger/:id/rediger',
  access: { can: 'call.write', subject: callSubject },
  personal: 'none',
  get: edit,
  post: save,
});
