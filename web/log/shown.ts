/** What the pages say of whose data they show (law-and-practice.md B.2.8): `personal` of a page is one of these, or `none`. */
import { isMasked, type Action } from '../../domain/authorisation.js';
import type { Kind } from '../../domain/lifecycle.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { isId } from '../forms.js';
import type { Personal, Shown, UserContext } from '../page.js';

type Placed = { countyGovernorCode: string | null; municipalityCode: string | null };
type Found = Placed & { state: string; parentId: string | null; subjectId: string };

const processOf = ({ services }: UserContext, id: string): Promise<Found | null> =>
  services.prisma.process.findUnique({
    where: { id },
    select: { countyGovernorCode: true, municipalityCode: true, state: true, parentId: true, subjectId: true },
  });

const placed = ({ countyGovernorCode, municipalityCode }: Placed): Placed => ({ countyGovernorCode, municipalityCode });

/** Of who is named as the contact; null where that is the reader, or is not shown to the reader. */
async function shownContact(context: UserContext, processId: string, action: Action): Promise<Shown | null> {
  const { services, user } = context;
  const process = await processOf(context, processId);
  if (!process || isMasked(user.actor, action, process, 'personal')) return null;
  const [row] = await services.prisma.$queryRaw<{ contactId: string | null }[]>`
    select coalesce(j."contactId", a."contactId") as "contactId" from process p
      left join report r on p.kind = 'report' and r.id = p."subjectId"
      left join project j on j.id = coalesce(r."projectId", p."subjectId") left join application a on a.id = p."subjectId"
    where p.id = ${processId}`;
  const contactId = row?.contactId ?? null;
  return contactId === null || contactId === user.id ? null : { subject: processId, personId: contactId, ...placed(process) };
} // prettier-ignore

/** A case and its contact person; `param` names the case in the address. */
export const shownCase =
  (action: Action, param = 'id'): Personal =>
  async (context) => {
    const id = context.params[param];
    if (!isId(id)) return null;
    const grant = processIdOf('grant', id);
    const there = await processOf(context, grant);
    return shownContact(context, there ? grant : processIdOf('project', id), action);
  };

/** A report and the contact person of its project. */
export const shownReport: Personal = async (context) => {
  const id = context.params['id'];
  return isId(id) ? shownContact(context, processIdOf('report', id), 'report.read') : null;
};

/** A process as a whole: who wrote in a thread, who asked for access, whose role it is. `whose` says whose data it is, where one person’s. */
export const shownProcess =
  (kind: Kind, whose: (context: UserContext, id: string) => Promise<string | null> = () => Promise.resolve(null)): Personal =>
  async (context) => {
    const id = context.params['id'];
    if (!isId(id)) return null;
    const [process, personId] = await Promise.all([processOf(context, processIdOf(kind, id)), whose(context, id)]);
    if (!process || personId === context.user.id) return null;
    return { subject: processIdOf(kind, id), personId, ...placed(process) };
  }; // prettier-ignore

/** A request for access, and who asked. */
export const shownRequest: Personal = shownProcess('accessRequest', async ({ services }, id) => {
  const request = await services.prisma.accessRequest.findUnique({ where: { id }, select: { personId: true } });
  return request?.personId ?? null;
});

/** A role and its holder. */
export const shownRole: Personal = shownProcess('role', async ({ services }, id) => {
  const grant = await services.prisma.roleGrant.findUnique({ where: { id }, select: { personId: true } });
  return grant?.personId ?? null;
});

/** A letter: it names those who signed it, and may name others in its reasons. */
export const shownLetter: Personal = async ({ services, params }) => {
  if (!isId(params['id'])) return null;
  const letter = await services.prisma.letter.findUnique({
    where: { id: params['id'] },
    select: { processId: true, municipalityCode: true, process: { select: { countyGovernorCode: true } } },
  });
  if (!letter) return null;
  const { countyGovernorCode } = letter.process;
  return { subject: letter.processId, countyGovernorCode, municipalityCode: letter.municipalityCode };
};

/** Filters whose values are words somebody typed, and may be a name: the log says that they were used, not what they were. */
const typed = ['sok', 'person', 'navn'];

/** What an address carries besides its filters: a receipt, how far one has leafed. */
const passing = ['kvittering', 'resultat', 'etter', 'foer', 'side'];

/** A list or an export, by its address with its filters: "/saker.csv?status=registered". `at`: where, when the list is one place’s. */
export const shownList =
  (at: (context: UserContext) => Partial<Placed> = () => ({})): Personal =>
  (context) => {
    const filters = [...context.query]
      .filter(([name, value]) => value !== '' && !passing.includes(name))
      .map(([name, value]) => `${name}=${typed.includes(name) ? '…' : value}`);
    const subject = `${context.req.path}${filters.length > 0 ? `?${filters.join('&')}` : ''}`;
    return Promise.resolve({ subject: subject.slice(0, 500), ...at(context) });
  };

/** A list of the office or the municipality that the address names. */
export const shownAtOffice = shownList(({ params }) => ({ countyGovernorCode: params['kode'] ?? null }));
export const shownAtMunicipality = shownList(({ params }) => ({ municipalityCode: params['nr'] ?? null }));
/** The same, whichever of them it names; neither in the ministry’s. */
export const shownPlace = shownList(({ params }) => ({
  countyGovernorCode: params['kode'] ?? null,
  municipalityCode: params['nr'] ?? null,
}));
