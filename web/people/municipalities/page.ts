/** `/embete/:kode/kommuner`: the municipalities of the office: who coordinates, who lets people in, and the contacts. */
import { can } from '../../../domain/authorisation.js';
import type { Crumb } from '../../components/models.js';
import { userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { officeOfAddress } from '../place.js';
import { shownAtOffice } from '../../log/shown.js';

export type MunicipalityLine = {
  name: string;
  people: string;
  coordinators: string | null;
  admits: boolean;
  postReception: string;
  chiefExecutive: string;
  change: string | null;
};
export type MunicipalitiesModel = { breadcrumbs: Crumb[]; rows: MunicipalityLine[]; count: string };

async function draw(context: UserContext): Promise<Answer> {
  const { services, params, t, user } = context;
  const code = params['kode']!;
  const municipalities = await services.prisma.municipality.findMany({
    where: { county: { countyGovernorCode: code }, validTo: null },
    include: {
      roles: {
        where: { role: 'municipalCoordinator', state: 'active', deputyForId: null },
        include: { person: true },
      },
    },
  });
  const manages = can(user.actor, 'role.manage', { countyGovernorCode: code });
  const reads = (municipalityCode: string) =>
    can(user.actor, 'municipality.people', { countyGovernorCode: code, municipalityCode });
  const rows = municipalities
    .sort((a, b) => a.name.localeCompare(b.name, 'nb'))
    .map((one) => ({
      name: one.name,
      people: reads(one.code) ? `/kommune/${one.code}/personer` : '',
      coordinators: one.roles.map(({ person }) => fullName(person)).join(', ') || null,
      admits: one.coordinatorApproves,
      postReception: one.postReceptionEmail,
      chiefExecutive: one.chiefExecutiveEmail,
      change: manages ? `/embete/${code}/kommuner/${one.code}` : null,
    }));
  const coordinated = rows.filter(({ coordinators }) => coordinators !== null).length;
  const model: MunicipalitiesModel = {
    breadcrumbs: [{ text: t('people.office.title'), href: `/embete/${code}/oppsett` }],
    rows,
    count: t('people.municipalities.count', { count: rows.length, coordinated }),
  };
  return wideView('people/municipalities/municipalities', t('people.municipalities.title'), model);
}

export const municipalitiesPage = userPage({
  path: '/embete/:kode/kommuner',
  access: { can: 'office.people', subject: officeOfAddress },
  personal: shownAtOffice,
  get: draw,
});
