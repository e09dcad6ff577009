/** `/embete/:kode/oppsett`: who works here, and how (U5, U6); what waits first, then the yearly check. */
import { can } from '../../../domain/authorisation.js';
import { formatInstant } from '../../../domain/calendar/index.js';
import { governorRoles, type Role } from '../../../domain/roles.js';
import type { BulkResults, Crumb, Fault, FilterBar, Link, Receipt } from '../../components/models.js';
import { isId } from '../../forms.js';
import { notFound, redirect, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { resultsAt, resultsOf, sendAll } from '../bulk.js';
import { giveForm, knownPeople, postGive, type GiveForm, type Giving } from '../give.js';
import { managerOf, officeOfAddress } from '../place.js';
import { peopleOf, rolesWhere, type Grant, type PeopleTable } from '../reading.js';
import { roleReceipt } from '../receipt.js';
import { filterOf, filterBar, filtered } from './filter.js';
import { yearlyCheck, type YearlyCheck } from './check.js';
import { waitingLines, rolesByProcess, type WaitingLine } from './waiting.js';
import { shownAtOffice } from '../../log/shown.js';

export type OfficePeopleModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  office: string;
  receipt: Receipt | null;
  results: BulkResults | null;
  /** Why this person only reads. */
  readOnly: string | null;
  waiting: WaitingLine[];
  check: YearlyCheck | null;
  filter: FilterBar;
  people: PeopleTable;
  csv: string;
  asOf: string;
  give: GiveForm | null;
  links: Link[];
};

const pageOf = ({ params }: UserContext): string => `/embete/${params['kode'] ?? ''}/oppsett`;

export const officeGrants = ({ services, params }: UserContext): Promise<Grant[]> =>
  rolesWhere(services.prisma, { countyGovernorCode: params['kode'] ?? '' });

async function giving(context: UserContext): Promise<Giving> {
  const office = context.params['kode'] ?? '';
  return {
    page: pageOf(context),
    at: { countyGovernorCode: office, municipalityCode: null },
    roles: governorRoles,
    people: await knownPeople(context, { countyGovernorCode: office }),
  };
}

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { services, params, query, t, user, now } = context;
  const code = params['kode'] ?? '';
  const office = await services.prisma.countyGovernor.findUnique({ where: { code } });
  if (!office) return notFound;
  const grants = await officeGrants(context);
  const filter = filterOf(query);
  const rows = filtered(peopleOf(context, grants), grants, filter);
  const manages = can(user.actor, 'role.manage', { countyGovernorCode: code });
  const given = faults.some(({ fieldId }) => fieldId === 'personId' || fieldId === 'role') ? faults : [];
  const model: OfficePeopleModel = {
    breadcrumbs: can(user.actor, 'office.home', { countyGovernorCode: code })
      ? [{ text: office.name, href: `/embete/${code}` }]
      : [],
    faults,
    office: office.name,
    receipt: faults.length > 0 ? null : await roleReceipt(context),
    results: faults.length > 0 ? null : await resultsOf(context, rolesByProcess(context)),
    readOnly: manages ? null : t('people.readOnly'),
    waiting: waitingLines(context, grants),
    check: manages ? yearlyCheck(context, grants, pageOf(context)) : null,
    filter: filterBar(context, { page: pageOf(context), filter, count: rows.length }),
    people: { caption: t('people.office.table'), rows, contacts: false },
    csv: `${pageOf(context)}.csv${query.size > 0 ? `?${query.toString()}` : ''}`,
    asOf: t('people.asOf', { at: formatInstant(now) }),
    give: manages ? giveForm(context, await giving(context), given) : null,
    links: [
      ...(manages ? [{ text: t('people.invite'), href: `/embete/${code}/inviter` }] : []),
      { text: t('people.office.municipalities'), href: `/embete/${code}/kommuner` },
      { text: t('people.conflicts.title'), href: `/embete/${code}/habilitet` },
      ...(can(user.actor, 'case.rules', { countyGovernorCode: code })
        ? [{ text: t('caseList.rules.link'), href: `/embete/${code}/fordelingsregler` }]
        : []),
    ],
  };
  return wideView('people/office/office', t('people.office.title'), model, faults.length > 0 ? 422 : undefined);
}

/** The yearly confirmation of all that are ticked, each with its own result. */
async function attest(context: UserContext): Promise<Answer> {
  const { lists, body, t, user } = context;
  const ticked = (lists['grant'] ?? [body['grant'] ?? '']).filter(isId);
  const grants = (await officeGrants(context)).filter(({ id }) => ticked.includes(id));
  if (grants.length === 0) return draw(context, [{ fieldId: 'svar', text: t('people.fault.nobodyTicked') }]);
  const { ids, faults } = await sendAll(
    context,
    grants.map(({ id, role, countyGovernorCode }) => ({
      processId: `role/${id}`,
      name: 'attest',
      content: {},
      actorRole: managerOf(user, role as Role, {
        countyGovernorCode,
        municipalityCode: null,
      }),
    })),
  );
  return ids.length > 0 ? redirect(resultsAt(pageOf(context), ids)) : draw(context, faults);
}

async function post(context: UserContext): Promise<Answer> {
  if (!can(context.user.actor, 'role.manage', { countyGovernorCode: context.params['kode'] ?? '' })) return notFound;
  if (context.body['command'] === 'attest') return attest(context);
  return postGive(context, await giving(context), (faults) => draw(context, faults));
}

export const officePage = userPage({
  path: '/embete/:kode/oppsett',
  access: { can: 'office.people', post: 'role.manage', subject: officeOfAddress },
  personal: shownAtOffice,
  get: (context) => draw(context),
  post,
});
