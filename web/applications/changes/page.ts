import { z } from 'zod';
import { notFound, redirect, userPage, view } from '../../page.js';
import { contactOptions, stepFields } from '../answers.js';
import { applicationSubject, loadCase } from '../case.js';
import { applicationKinds, type DraftContent, type DraftField } from '../draft.js';
import { readDrawn } from '../merge.js';
import { saveDraft } from '../save.js';
import { addressOf, readOnlyText } from '../step-head.js';
import { readOnly } from '../step-page.js';
import { changesModel } from './model.js';

const text = z.string().max(50_000);
const rows = z
  .array(
    z.object({
      kind: z.string().max(40),
      label: z.string().max(120),
      amounts: z.array(z.number().int().min(0).max(100_000_000)).max(4),
    }),
  )
  .max(60);
/** My values come back from the browser: read like anything else that does. */
const content = z.object({
  title: text, summary: text, kind: z.enum(applicationKinds), language: z.enum(['nb', 'nn']), ownReference: text, projectOwnerName: text,
  projectOwnerNumber: text, contactId: z.uuid(), challenges: text, goalsAndMethod: text, sectors: z.array(z.string().max(60)).max(8),
  priorityAreaIds: z.array(z.uuid()).max(3), yearCount: z.number().int().min(1).max(4), budgetComment: text,
  costs: rows, applied: rows, own: rows, other: rows,
}).partial(); // prettier-ignore

function readMine(body: Readonly<Record<string, string>>, fields: readonly DraftField[]): Partial<DraftContent> {
  const chosen = fields.filter((field) => body[`choice-${field}`] === 'mine');
  const given = Object.fromEntries(chosen.map((field) => [field, parseJson(body[`mine-${field}`] ?? '')]));
  const read = content.safeParse(given);
  return read.success ? (read.data as Partial<DraftContent>) : {};
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Whose text stays, where two changed the same field at once. */
export const changesPage = userPage({
  path: '/soknader/:id/endringer',
  access: { can: 'application.read', subject: applicationSubject },
  personal: 'none',

  async get({ params }) {
    return Promise.resolve(redirect(addressOf(params['id']!)));
  },

  async post(context) {
    const { services, params, body, now } = context;
    const found = await loadCase(services, params['id']!);
    const step = body['step'];
    if (!found || !(step === 'soknaden' || step === 'innhold' || step === 'budsjett')) return notFound;
    const mine = readMine(body, stepFields[step]);
    const contacts = mine.contactId ? await contactOptions(context, found.row) : [];
    if (mine.contactId && !contacts.some(({ value }) => value === mine.contactId)) delete mine.contactId;
    const reason = readOnlyText(context, found);
    if (reason) return readOnly(context, found, { step, reason, mine });
    const saved = await saveDraft(services.prisma, {
      applicationId: found.row.id,
      at: new Date(now),
      changes: { mine, drawn: readDrawn(body['drawn']) },
    });
    const after = (await loadCase(services, found.row.id))!;
    if (saved.kind === 'locked')
      return readOnly(context, after, { step, reason: readOnlyText(context, after) ?? '', mine });
    if (saved.kind === 'clash') {
      return view('applications/changes/changes', context.t('applications.changes.heading'), await changesModel(context, after, { step, mine, clash: saved }), 409); // prettier-ignore
    }
    return redirect(`${addressOf(found.row.id)}/${step}?lagret#svar`);
  },
});
