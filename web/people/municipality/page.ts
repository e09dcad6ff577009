/** `/kommune/:nr/personer`: who acts for us, of what each is the contact, and a role for a colleague (R11, U5, U6). */
import { can } from '../../../domain/authorisation.js';
import { municipalRoles, type At } from '../../../domain/roles.js';
import type { BulkResults, Crumb, Fault, Link, Receipt } from '../../components/models.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { resultsOf } from '../bulk.js';
import { giveForm, knownPeople, postGive, type GiveForm, type Giving } from '../give.js';
import { isContactOf, mattersOf, type Matter } from '../hand-over/matters.js';
import { managerOf, municipalityAndOffice } from '../place.js';
import { peopleOf, rolesWhere, type PeopleTable, type PersonRow } from '../reading.js';
import { roleReceipt } from '../receipt.js';
import { shownAtMunicipality } from '../../log/shown.js';

export type MunicipalityPeopleModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  title: string;
  receipt: Receipt | null;
  results: BulkResults | null;
  /** Who the coordinator is and what that means; or that there is none. */
  lead: string[];
  people: PeopleTable;
  give: GiveForm | null;
  links: Link[];
};

const pageOf = ({ params }: UserContext): string => `/kommune/${params['nr'] ?? ''}/personer`;

async function placeOf({ services, params }: UserContext) {
  const code = params['nr']!;
  const { name, county, coordinatorApproves } = await services.prisma.municipality.findUniqueOrThrow({
    where: { code },
    include: { county: true },
  });
  const at: At = { municipalityCode: code, countyGovernorCode: county.countyGovernorCode };
  return { code, name: `${name} kommune`, coordinatorApproves, at };
}

const giving = async (context: UserContext, at: At): Promise<Giving> => ({
  page: pageOf(context),
  at,
  roles: municipalRoles,
  people: await knownPeople(context, { municipalityCode: at.municipalityCode }),
});

/** Contacts whose roles are over, or who never had one here: their matters must be handed over all the same. */
async function withoutRole({ services }: UserContext, rows: PersonRow[], matters: readonly Matter[]): Promise<PersonRow[]> {
  const ids = matters.flatMap(({ kept }) => kept.map(({ contactId }) => contactId));
  const missing = [...new Set(ids)].filter((id) => id !== '' && !rows.some((row) => row.id === id));
  const people = await services.prisma.person.findMany({ where: { id: { in: missing } }, orderBy: { lastName: 'asc' } });
  return people.map((person) => ({ id: person.id, name: fullName(person), email: person.email, dormant: person.dormantSince !== null, roles: [], matters: [], handOver: null }));
} // prettier-ignore

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { services, t, user } = context;
  const { code, name, at, coordinatorApproves } = await placeOf(context);
  const reads = can(user.actor, 'municipality.home', at);
  const [grants, matters] = await Promise.all([
    rolesWhere(services.prisma, { municipalityCode: code }),
    mattersOf(services.prisma, t, { municipalityCode: code, outside: !reads }),
  ]);
  const known = peopleOf(context, grants);
  const rows = [...known, ...(await withoutRole(context, known, matters))];
  const mayHandOver = can(user.actor, 'contact.handOver', at);
  for (const row of rows) {
    const theirs = matters.filter((matter) => isContactOf(row.id, matter));
    row.matters = theirs.map(({ id, title }) => ({ title, href: reads ? `/soknader/${id}` : null }));
    row.handOver = mayHandOver && theirs.length > 0 ? `/kommune/${code}/personer/${row.id}/overlat` : null;
  }
  const coordinators = grants.filter(({ role, state }) => role === 'municipalCoordinator' && state === 'active');
  const manager = managerOf(user, 'applicant', at);
  // Where the Governor lets in, the coordinator neither gives nor invites.
  const manages = manager !== null && (manager !== 'municipalCoordinator' || coordinatorApproves);
  const given = faults.some(({ fieldId }) => fieldId === 'personId' || fieldId === 'role') ? faults : [];
  const title = t('people.municipality.title', { name });
  const model: MunicipalityPeopleModel = {
    breadcrumbs: reads ? [{ text: name, href: `/kommune/${code}` }] : [],
    faults,
    title,
    receipt: faults.length > 0 ? null : await roleReceipt(context),
    results: faults.length > 0 ? null : await resultsOf(context, () => Promise.resolve((processId) => matters.find(({ kept }) => kept.some(({ process }) => process.id === processId))?.title ?? '–')),
    lead: [
      coordinators.length > 0
        ? t('people.municipality.coordinators', { names: coordinators.map(({ person }) => fullName(person)).join(', ') })
        : t('people.municipality.noCoordinator'),
      ...(coordinatorApproves ? [] : [t('people.municipality.governorApproves')]),
    ],
    people: { caption: t('people.municipality.table'), rows, contacts: true },
    give: manages ? giveForm(context, await giving(context, at), given) : null,
    links: manages ? [{ text: t('people.inviteColleague'), href: `/kommune/${code}/inviter` }] : [],
  };
  return wideView('people/municipality/municipality', title, model, faults.length > 0 ? 422 : undefined);
} // prettier-ignore

async function post(context: UserContext): Promise<Answer> {
  const { at } = await placeOf(context);
  if (managerOf(context.user, 'applicant', at) === null) return notFound;
  return postGive(context, await giving(context, at), (faults) => draw(context, faults));
}

export const municipalityPeoplePage = userPage({
  path: '/kommune/:nr/personer',
  access: { can: 'municipality.people', post: 'role.manage', subject: municipalityAndOffice },
  personal: shownAtMunicipality,
  get: (context) => draw(context),
  post,
});
