/** `/departement/personer`: who has a role in the whole nation, and who administers each office (U5). */
import { governorRoles, nationalRoles, type At, type Role } from '../../../domain/roles.js';
import type { BulkResults, Fault, Receipt } from '../../components/models.js';
import { isId } from '../../forms.js';
import { notFound, redirect, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { resultsAt, resultsOf, sendAll } from '../bulk.js';
import { giveForm, knownPeople, postGive, type GiveForm, type Giving } from '../give.js';
import { yearlyCheck, type YearlyCheck } from '../office/check.js';
import { rolesByProcess, waitingLines, type WaitingLine } from '../office/waiting.js';
import { managerOf } from '../place.js';
import { administratorsBut, administratorsNow } from '../role/confirmers.js';
import { peopleOf, rolesWhere, type Grant, type PeopleTable } from '../reading.js';
import { roleReceipt } from '../receipt.js';
import { shownList } from '../../log/shown.js';

export type OfficeLine = { name: string; href: string; administrators: string; none: boolean };
export type NationModel = {
  faults: Fault[];
  receipt: Receipt | null;
  results: BulkResults | null;
  waiting: WaitingLine[];
  check: YearlyCheck | null;
  people: PeopleTable;
  offices: OfficeLine[];
  give: GiveForm | null;
  invite: string;
};

const page = '/departement/personer';
const at: At = { municipalityCode: null, countyGovernorCode: null };

const nationalGrants = ({ services }: UserContext): Promise<Grant[]> =>
  rolesWhere(services.prisma, { role: { in: [...nationalRoles] } });

const giving = async (context: UserContext): Promise<Giving> => ({
  page,
  at,
  roles: nationalRoles,
  people: await knownPeople(context, { role: { in: [...nationalRoles, ...governorRoles] } }),
});

/** Proposals and lapsed rights of offices where no other administrator is there to see to them. */
async function leftToMinistry(context: UserContext): Promise<WaitingLine[]> {
  const { services, now } = context;
  const [grants, administrators, offices] = await Promise.all([
    rolesWhere(services.prisma, {
      countyGovernorCode: { not: null },
      OR: [{ state: 'proposed' }, { state: 'suspended', reason: null }],
    }),
    administratorsNow(services.prisma, now),
    services.prisma.countyGovernor.findMany({ select: { code: true, name: true } }),
  ]);
  return grants
    .filter((grant) => administratorsBut(administrators, grant.countyGovernorCode!, grant).length === 0)
    .flatMap((grant) => {
      const office = offices.find(({ code }) => code === grant.countyGovernorCode)?.name ?? '';
      return waitingLines(context, [grant]).map((line) => ({ ...line, role: `${line.role}, ${office}` }));
    });
}

/** Each office with its administrators; an office without any is first. */
async function officesOf({ services, t }: UserContext): Promise<OfficeLine[]> {
  const offices = await services.prisma.countyGovernor.findMany({
    include: {
      roles: { where: { role: 'countyGovernorAdmin', state: 'active', deputyForId: null }, include: { person: true } },
    },
    orderBy: { name: 'asc' },
  });
  const lines = offices.map(({ code, name, roles }) => ({
    name,
    href: `/embete/${code}/oppsett`,
    administrators:
      roles.map(({ person }) => `${person.firstName} ${person.lastName}`).join(', ') || t('people.nation.noAdministrator'),
    none: roles.length === 0,
  }));
  return lines.sort((a, b) => Number(b.none) - Number(a.none));
} // prettier-ignore

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { t } = context;
  const grants = await nationalGrants(context);
  const given = faults.some(({ fieldId }) => fieldId === 'personId' || fieldId === 'role') ? faults : [];
  const title = t('people.nation.title');
  const model: NationModel = {
    faults,
    receipt: faults.length > 0 ? null : await roleReceipt(context),
    results: faults.length > 0 ? null : await resultsOf(context, rolesByProcess(context)),
    waiting: [...(await leftToMinistry(context)), ...waitingLines(context, grants)],
    check: yearlyCheck(context, grants, page),
    people: { caption: t('people.nation.table'), rows: peopleOf(context, grants), contacts: false },
    offices: await officesOf(context),
    give: giveForm(context, await giving(context), given),
    invite: '/departement/inviter',
  };
  return wideView('people/nation/nation', title, model, faults.length > 0 ? 422 : undefined);
}

async function attest(context: UserContext): Promise<Answer> {
  const { lists, body, t, user } = context;
  const ticked = (lists['grant'] ?? [body['grant'] ?? '']).filter(isId);
  const grants = (await nationalGrants(context)).filter(({ id }) => ticked.includes(id));
  if (grants.length === 0) return draw(context, [{ fieldId: 'svar', text: t('people.fault.nobodyTicked') }]);
  const forms = grants.map(({ id, role }) => ({ processId: `role/${id}`, name: 'attest', content: {}, actorRole: managerOf(user, role as Role, at) })); // prettier-ignore
  const { ids, faults } = await sendAll(context, forms);
  return ids.length > 0 ? redirect(resultsAt(page, ids)) : draw(context, faults);
}

async function post(context: UserContext): Promise<Answer> {
  if (context.body['command'] === 'attest') return attest(context);
  if (context.body['command'] !== 'give') return notFound;
  return postGive(context, await giving(context), (faults) => draw(context, faults));
}

export const nationPage = userPage({
  path: page,
  access: { list: 'nation.people' },
  personal: shownList(),
  get: (context) => draw(context),
  post,
});
