/**
 * `/embete/:kode/kommuner/:nr`: the municipality’s contacts who are no users, and whether its coordinator lets colleagues in. What is
 * changed stands on record: who, when, before and after.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { emailAddress } from '../../../domain/person/form.js';
import { grantFor } from '../../../domain/roles.js';
import type { Crumb, Fault, FieldChoices, FieldText } from '../../components/models.js';
import { choices, errorOf } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { namesOf } from '../../who.js';
import { shownAtOffice } from '../../log/shown.js';

const fields = ['postReceptionEmail', 'chiefExecutiveEmail'] as const;
const kept = z.object({
  postReceptionEmail: z.string(),
  chiefExecutiveEmail: z.string(),
  coordinatorApproves: z.boolean(),
});
type Kept = z.infer<typeof kept>;

export type ContactsModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  /** What became of the save that was just made. */
  saved: string | null;
  title: string;
  action: string;
  csrf: string;
  /** How the municipality was when the form was drawn. */
  drawn: string;
  fields: FieldText[];
  admits: FieldChoices;
  changes: { at: number; who: string; lines: string[] }[];
};

async function load({ services, params }: UserContext) {
  const code = params['nr'] ?? '';
  if (!/^\d{4}$/.test(code)) return null;
  return services.prisma.municipality.findFirst({ where: { code, county: { countyGovernorCode: params['kode'] ?? '' } } });
} // prettier-ignore
type Place = NonNullable<Awaited<ReturnType<typeof load>>>;

const keptOf = ({ postReceptionEmail, chiefExecutiveEmail, coordinatorApproves }: Kept): Kept => ({
  postReceptionEmail,
  chiefExecutiveEmail,
  coordinatorApproves,
});

async function changesOf({ services, t }: UserContext, code: string): Promise<ContactsModel['changes']> {
  const rows = await services.prisma.municipalityChange.findMany({
    where: { municipalityCode: code },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: 20,
  });
  const name = await namesOf(services.prisma, rows.map(({ actorId }) => actorId)); // prettier-ignore
  return rows.map(({ actorId, at, before, after }) => {
    const [was, is] = [kept.parse(before), kept.parse(after)];
    const lines = fields
      .filter((field) => was[field] !== is[field])
      .map((field) => t(`people.contacts.changed`, { what: t(`people.contacts.${field}`), was: was[field], is: is[field] })); // prettier-ignore
    if (was.coordinatorApproves !== is.coordinatorApproves)
      lines.push(t(`people.contacts.${is.coordinatorApproves ? 'nowCoordinator' : 'nowGovernor'}`));
    return { at: at.getTime(), who: name(actorId), lines };
  });
}

type Typed = Kept & { faults: Fault[] };

async function draw(context: UserContext, place: Place, { faults, ...typed }: Typed): Promise<Answer> {
  const { t, params, query, body } = context;
  const office = params['kode']!;
  const model: ContactsModel = {
    breadcrumbs: [{ text: t('people.municipalities.title'), href: `/embete/${office}/kommuner` }],
    faults,
    saved:
      faults.length > 0
        ? null
        : query.get('lagret') === '0'
          ? t('people.contacts.unchanged')
          : query.has('lagret')
            ? t('people.contacts.saved')
            : null,
    title: `${place.name} kommune`,
    action: `/embete/${office}/kommuner/${place.code}`,
    csrf: csrfOnly(context),
    drawn: faults.length > 0 && body['drawn'] ? body['drawn'] : JSON.stringify(keptOf(place)),
    fields: fields.map((name) => ({
      id: name,
      name,
      label: t(`people.contacts.${name}`),
      help: t(`people.contacts.${name}Help`),
      value: typed[name],
      type: 'email' as const,
      error: errorOf(faults, name),
    })),
    admits: {
      id: 'coordinatorApproves',
      name: 'coordinatorApproves',
      label: t('people.contacts.admits'),
      help: t('people.contacts.admitsHelp'),
      error: errorOf(faults, 'coordinatorApproves'),
      options: choices('coordinatorApproves', typed.coordinatorApproves ? 'coordinator' : 'governor', [
        { value: 'coordinator', text: t('people.contacts.coordinator') },
        { value: 'governor', text: t('people.contacts.governor') },
      ]),
    },
    changes: await changesOf(context, place.code),
  };
  return view('people/contacts/contacts', model.title, model, faults.length > 0 ? 422 : undefined);
}

async function post(context: UserContext): Promise<Answer> {
  const { services, body, t, user, now, params } = context;
  const place = await load(context);
  if (!place) return notFound;
  const admits = body['coordinatorApproves'];
  const typed: Kept = {
    postReceptionEmail: (body['postReceptionEmail'] ?? '').trim(),
    chiefExecutiveEmail: (body['chiefExecutiveEmail'] ?? '').trim(),
    coordinatorApproves: admits === 'coordinator' || (admits !== 'governor' && place.coordinatorApproves),
  };
  const faults = fields
    .filter((field) => !emailAddress.safeParse(typed[field]).success)
    .map((field): Fault => ({ fieldId: field, text: t('people.fault.address', { what: t(`people.contacts.${field}`) }) }));
  // Nothing said is not a yes.
  if (admits !== 'coordinator' && admits !== 'governor')
    faults.push({ fieldId: 'coordinatorApproves', text: t('people.fault.admits') });
  if (faults.length > 0) return draw(context, place, { ...typed, faults });
  const at = { countyGovernorCode: params['kode']!, municipalityCode: null };
  const deputyForId = grantFor(user.actor, 'countyGovernorAdmin', at)?.deputyFor ?? null;
  const done = await services.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from municipality where code = ${place.code} for update`;
    const before = keptOf(await tx.municipality.findUniqueOrThrow({ where: { code: place.code } }));
    // A colleague has been here since the form was drawn, and not for the same.
    if (JSON.stringify(before) !== body['drawn'] && JSON.stringify(before) !== JSON.stringify(typed)) return null;
    if (JSON.stringify(before) === JSON.stringify(typed)) return 0;
    await tx.municipality.update({ where: { code: place.code }, data: typed });
    await tx.municipalityChange.create({
      data: { id: randomUUID(), municipalityCode: place.code, actorId: user.id, deputyForId, at: new Date(now), before, after: typed },
    }); // prettier-ignore
    return 1;
  });
  if (done === null) {
    delete body['drawn'];
    const latest = (await load(context))!;
    const was = t('people.fault.colleagueChanged', { post: latest.postReceptionEmail, chief: latest.chiefExecutiveEmail }); // prettier-ignore
    return draw(context, latest, { ...typed, faults: [{ fieldId: 'svar', text: was }] });
  }
  return redirect(`/embete/${params['kode']}/kommuner/${place.code}?lagret=${done}#svar`);
} // prettier-ignore

export const contactsPage = userPage({
  path: '/embete/:kode/kommuner/:nr',
  access: {
    can: 'role.manage',
    async subject(context) {
      const place = await load(context);
      return place && { countyGovernorCode: context.params['kode']! };
    },
  },
  personal: shownAtOffice,
  async get(context) {
    const place = await load(context);
    return place ? draw(context, place, { ...keptOf(place), faults: [] }) : notFound;
  },
  post,
});
