/** `/soknader/:id/gjor/kontakt`: another contact for one application, and for the project that came of it (R11). */
import type { Subject } from '../../../domain/authorisation.js';
import type { At } from '../../../domain/roles.js';
import type { Crumb, Fault, FieldSelect } from '../../components/models.js';
import { csrfOnly, isId } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { subjectOf } from '../../where.js';
import { namesOf } from '../../who.js';
import { resultsAt, rowToken, sendAll } from '../bulk.js';
import { colleagueField, colleagues, handerOf, handOverForms } from './form.js';
import { mattersOf, type Matter } from './matters.js';
import { shownCase } from '../../log/shown.js';

export type ContactModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  title: string;
  now: string;
  nothing: string | null;
  form: { action: string; csrf: string; tokens: { name: string; value: string }[]; colleague: FieldSelect; consequence: string } | null;
  back: string;
}; // prettier-ignore

const subject = async ({ services, params }: UserContext): Promise<Subject | null> =>
  (await subjectOf(services.prisma, 'grant', params['id'])) ?? subjectOf(services.prisma, 'project', params['id']);

type Found = { matter: Matter; at: At; page: string; municipalityCode: string };

async function load({ services, params, t, user }: UserContext): Promise<Found | null> {
  const id = params['id'];
  if (!isId(id)) return null;
  const process = await services.prisma.process.findFirst({
    where: { subjectId: id, kind: { in: ['grant', 'project'] } },
  });
  if (!process) return null;
  const outside = !user.actor.grants.some((grant) => grant.municipalityCode === process.municipalityCode);
  const [matter] = await mattersOf(services.prisma, t, { caseId: id, outside });
  if (!matter) return null;
  const { municipalityCode, countyGovernorCode } = process;
  return { matter, at: { municipalityCode, countyGovernorCode }, page: `/soknader/${id}/gjor/kontakt`, municipalityCode: municipalityCode! }; // prettier-ignore
}

async function draw(context: UserContext, { matter, page, municipalityCode }: Found, faults: Fault[] = []): Promise<Answer> {
  const { services, t, user } = context;
  const contact = matter.kept.at(-1)!.contactId;
  const [name, options] = await Promise.all([
    namesOf(services.prisma, [contact]),
    colleagues(services.prisma, municipalityCode, contact),
  ]);
  const ours = user.actor.grants.some((grant) => grant.municipalityCode === municipalityCode);
  const back = ours ? `/soknader/${matter.id}` : `/kommune/${municipalityCode}/personer`;
  const model: ContactModel = {
    breadcrumbs: [{ text: matter.title, href: back }],
    faults,
    title: matter.title,
    now: t('people.handing.now', { name: name(contact) }),
    nothing: options.length === 0 ? t('people.handing.nobody') : null,
    form:
      options.length === 0
        ? null
        : {
            action: page,
            csrf: csrfOnly(context),
            tokens: matter.kept.map(({ process }) => rowToken(context, process.id, 'handOver')),
            colleague: colleagueField(context, options, faults),
            consequence: t('people.handing.consequence'),
          },
    back,
  };
  return view('people/hand-over/contact', t('people.handing.change'), model, faults.length > 0 ? 422 : undefined);
} // prettier-ignore

async function post(context: UserContext): Promise<Answer> {
  const found = await load(context);
  if (!found) return notFound;
  const { services, body, t, user } = context;
  const personId = body['personId'] ?? '';
  const options = await colleagues(services.prisma, found.municipalityCode);
  if (!options.some(({ value }) => value === personId))
    return draw(context, found, [{ fieldId: 'personId', text: t('people.fault.colleague') }]);
  const forms = handOverForms([found.matter], { personId, actorRole: handerOf(user, found.at), which: () => true });
  if (forms.length === 0) return draw(context, found, [{ fieldId: 'personId', text: t('people.fault.sameContact') }]);
  const { ids, faults } = await sendAll(context, forms);
  // The receipt of the last: the project’s, where there is one.
  const ours = user.actor.grants.some((grant) => grant.municipalityCode === found.municipalityCode);
  if (ids.length === 0) return draw(context, found, faults);
  return redirect(
    ours
      ? `/soknader/${found.matter.id}?kvittering=${ids.at(-1)}#svar`
      : resultsAt(`/kommune/${found.municipalityCode}/personer`, ids),
  );
}

export const contactPage = userPage({
  path: '/soknader/:id/gjor/kontakt',
  access: { can: 'contact.handOver', subject },
  personal: shownCase('contact.handOver'),
  async get(context) {
    const found = await load(context);
    return found ? draw(context, found) : notFound;
  },
  post,
});
