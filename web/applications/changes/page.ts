import { z } from 'zod';
import { notFound, redirect, userPage, view, type UserContext } from '../../page.js';
import { draftShape, fieldsOf, formSteps } from '../../../domain/application/fields.js';
import { contactOptions } from '../answers.js';
import { applicationSubject, loadCase, type Case } from '../case.js';
import type { DraftContent, DraftField } from '../draft.js';
import { readDrawn } from '../merge.js';
import { saveDraft } from '../save.js';
import { addressOf, readOnlyText } from '../step-head.js';
import { readOnly } from '../step-page.js';
import { changesModel } from './model.js';

/** My values come back from the browser: read like anything else that does. */
const content = z.object(draftShape).partial();

function readMine(body: Readonly<Record<string, string>>, fields: readonly DraftField[]): Partial<DraftContent> {
  const chosen = fields.filter((field) => body[`choice-${field}`] === 'mine');
  const given = Object.fromEntries(chosen.map((field) => [field, parseJson(body[`mine-${field}`] ?? '')]));
  const read = content.safeParse(given);
  return read.success ? (read.data as Partial<DraftContent>) : {};
}

/** Texts as a form gives them: whole characters, and none that Postgres cannot hold. */
const asTyped = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value).toString().replaceAll('\0', '') : value;

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value, asTyped);
  } catch {
    return undefined;
  }
}

/** Without what names somebody or something this form could not have chosen. */
async function ofThisForm(
  context: UserContext,
  { row }: Case,
  mine: Partial<DraftContent>,
): Promise<Partial<DraftContent>> {
  const { prisma } = context.services;
  const contacts = mine.contactId ? await contactOptions(context, row) : [];
  const codes = mine.partnerCodes ?? [];
  const known = codes.length > 0 ? await prisma.municipality.count({ where: { code: { in: codes } } }) : 0;
  const { previousProjectId: earlier = '', payeeCode = '' } = mine;
  const own = { id: earlier, municipalityCode: row.municipalityCode };
  const refused: Partial<Record<DraftField, boolean>> = {
    contactId: !contacts.some(({ value }) => value === mine.contactId),
    partnerCodes: known !== new Set(codes).size || codes.includes(row.municipalityCode),
    payeeCode: payeeCode !== '' && !row.partners.some(({ municipalityCode }) => municipalityCode === payeeCode),
    previousProjectId: earlier !== '' && (await prisma.project.count({ where: own })) === 0,
  };
  return Object.fromEntries(Object.entries(mine).filter(([key]) => !refused[key as DraftField]));
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
    const { services, params, body, user, now } = context;
    const found = await loadCase(services, params['id']!);
    const step = formSteps.find((one) => one === body['step']);
    if (!found || !step) return notFound;
    const mine = await ofThisForm(context, found, readMine(body, fieldsOf(step)));
    const reason = readOnlyText(context, found);
    if (reason) return readOnly(context, found, { step, reason, mine });
    const saved = await saveDraft(services.prisma, {
      applicationId: found.row.id,
      at: new Date(now),
      actorId: user.id,
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
