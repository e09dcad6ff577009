/** `/kommune/:nr/personer/:person/overlat`: what a person is the contact of, to a colleague; one, some or all (R11, E24). */
import { can } from '../../../domain/authorisation.js';
import type { At } from '../../../domain/roles.js';
import type { BulkResults, Crumb, Fault, FieldChoices, FieldSelect } from '../../components/models.js';
import { choices, errorOf } from '../../components/models.js';
import { csrfOnly, isId } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { resultsAt, resultsOf, rowToken, sendAll } from '../bulk.js';
import { municipalityAndOffice } from '../place.js';
import { colleagueField, colleagues, handerOf, handOverForms } from './form.js';
import { isContactOf, mattersOf, type Matter } from './matters.js';
import { shownAtMunicipality } from '../../log/shown.js';

export type HandOverModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  results: BulkResults | null;
  heading: string;
  /** Said instead of the form. */
  nothing: string | null;
  form: {
    action: string;
    csrf: string;
    tokens: { name: string; value: string }[];
    matters: FieldChoices;
    colleague: FieldSelect;
    consequence: string;
  } | null;
  /** Where nobody else can be the contact. */
  invite: { text: string; href: string } | null;
};

type Found = { code: string; name: string; at: At; person: { id: string; name: string }; matters: Matter[] };

const outsideOf = ({ user, params }: UserContext): boolean =>
  !user.actor.grants.some(({ municipalityCode }) => municipalityCode === params['nr']);

async function load(context: UserContext): Promise<Found | null> {
  const { services, params, t } = context;
  const code = params['nr']!;
  const personId = params['person'];
  if (!isId(personId)) return null;
  const [place, person] = await Promise.all([
    services.prisma.municipality.findUniqueOrThrow({ where: { code }, include: { county: true } }),
    services.prisma.person.findUnique({ where: { id: personId }, include: { roles: { where: { municipalityCode: code } } } }),
  ]);
  const matters = (await mattersOf(services.prisma, t, { municipalityCode: code, outside: outsideOf(context) })).filter((one) => isContactOf(personId, one));
  if (!person || (person.roles.length === 0 && matters.length === 0)) return null;
  const at = { municipalityCode: code, countyGovernorCode: place.county.countyGovernorCode };
  return { code, name: `${place.name} kommune`, at, person: { id: personId, name: fullName(person) }, matters };
} // prettier-ignore

const pageOf = ({ code, person }: Found): string => `/kommune/${code}/personer/${person.id}/overlat`;

async function draw(context: UserContext, found: Found, faults: Fault[] = []): Promise<Answer> {
  const { services, t, user, lists } = context;
  const { code, person, matters, at } = found;
  const own = person.id === user.id;
  const options = await colleagues(services.prisma, code, person.id);
  const heading = own ? t('people.handing.own') : t('people.handing.heading', { name: person.name });
  const ticked = faults.length > 0 ? (lists['case'] ?? []) : matters.map(({ id }) => id);
  const tokens = matters.flatMap(({ kept }) => kept.map(({ process }) => rowToken(context, process.id, 'handOver')));
  const results = faults.length > 0 ? null : await resultsOf(context, titles(context, code));
  const model: HandOverModel = {
    breadcrumbs: [{ text: t('people.municipality.title', { name: found.name }), href: `/kommune/${code}/personer` }],
    faults,
    results,
    heading,
    nothing:
      matters.length === 0
        ? t(own ? 'people.handing.ownNothing' : 'people.handing.nothing', { name: person.name })
        : options.length === 0
          ? t('people.handing.nobody')
          : null,
    form:
      matters.length > 0 && options.length > 0
        ? {
            action: pageOf(found),
            csrf: csrfOnly(context),
            tokens,
            matters: {
              id: 'case',
              name: 'case',
              label: t('people.handing.what'),
              error: errorOf(faults, 'case'),
              options: choices(
                'case',
                ticked,
                matters.map(({ id, title }) => ({ value: id, text: title })),
              ),
            },
            colleague: colleagueField(context, options, faults),
            consequence: t('people.handing.consequence'),
          }
        : null,
    invite:
      matters.length > 0 &&
      options.length === 0 &&
      can(user.actor, 'role.manage', { municipalityCode: code, countyGovernorCode: at.countyGovernorCode })
        ? { text: t('people.invite'), href: `/kommune/${code}/inviter` }
        : null,
  };
  return view('people/hand-over/hand-over', heading, model, faults.length > 0 ? 422 : undefined);
}

/** The title of each case, by process. */
const titles = (context: UserContext, municipalityCode: string) => async (): Promise<(processId: string) => string> => {
  const { services, t } = context;
  const matters = await mattersOf(services.prisma, t, { municipalityCode, outside: outsideOf(context) });
  const byId = new Map(matters.flatMap(({ title, kept }) => kept.map(({ process }) => [process.id, title] as const)));
  return (processId) => byId.get(processId) ?? '–';
};

async function post(context: UserContext): Promise<Answer> {
  const found = await load(context);
  if (!found) return notFound;
  const { services, body, lists, t, user } = context;
  const wanted = found.matters.filter(({ id }) => (lists['case'] ?? [body['case'] ?? '']).includes(id));
  const personId = body['personId'] ?? '';
  const options = await colleagues(services.prisma, found.code, found.person.id);
  const faults = [
    ...(wanted.length > 0 ? [] : [{ fieldId: 'case', text: t('people.fault.nothingTicked') }]),
    ...(options.some(({ value }) => value === personId) ? [] : [{ fieldId: 'personId', text: t('people.fault.colleague') }]),
  ]; // prettier-ignore
  if (faults.length > 0) return draw(context, found, faults);
  const forms = handOverForms(wanted, {
    personId,
    actorRole: handerOf(user, found.at),
    which: ({ contactId }) => contactId === found.person.id,
  });
  const { ids, faults: stopped } = await sendAll(context, forms);
  return ids.length > 0 ? redirect(resultsAt(pageOf(found), ids)) : draw(context, found, stopped);
}

export const handOverPage = userPage({
  path: '/kommune/:nr/personer/:person/overlat',
  access: { can: 'contact.handOver', subject: municipalityAndOffice },
  personal: shownAtMunicipality,
  async get(context) {
    const found = await load(context);
    return found ? draw(context, found) : notFound;
  },
  post,
});
