/** «Fordel valgte»: several cases given to one officer by one form, each by its own command with its own result (A8). */
import { assignment } from '../../../domain/application/form.js';
import { officersOf } from '../../../prisma/officers.js';
import type { BulkResults, Fault, FieldSelect } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import { heldRole, isId, roleFor } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { resultsOf, rowToken, sendAll } from '../../people/bulk.js';
import { namesOf } from '../../who.js';
import type { CaseRow } from './row.js';

export const pageSize = 50;

/** Can this person give the case to an officer now? Not one they are in conflict with, nor one where something is still processed. */
export const isTickable = ({ user }: UserContext, { process, hidden }: CaseRow): boolean =>
  process !== null &&
  !hidden &&
  process.lastSeq === process.appliedSeq &&
  roleFor(user, 'grant', 'assign', process.state, process) !== null;

export type AssignForm = { csrf: string; tokens: { name: string; value: string }[]; officer: FieldSelect };

/** The form under the rows that can be ticked; null where there are none. */
export async function assignForm(context: UserContext, rows: readonly CaseRow[], faults: Fault[]): Promise<Omit<AssignForm, 'csrf'> | null> {
  const { services, user, t, now, body } = context;
  const tickable = rows.filter((row) => isTickable(context, row));
  const office = user.at?.kind === 'office' ? user.at.code : tickable[0]?.process?.countyGovernorCode;
  if (tickable.length === 0 || !office) return null;
  const officers = await officersOf(services.prisma, office, new Date(now));
  const name = await namesOf(services.prisma, officers.map(({ id }) => id));
  const options = officers
    .map(({ id, open, away }) => ({ value: id, text: t(away ? 'caseList.assign.away' : 'caseList.assign.option', { name: name(id), count: open }) }))
    .sort((a, b) => a.text.localeCompare(b.text, 'nb'));
  return {
    tokens: tickable.map(({ process }) => rowToken(context, process!.id, 'assign')),
    officer: {
      id: 'officer',
      name: 'officer',
      label: t('caseList.assign.officer'),
      help: t('caseList.assign.help'),
      value: body['officer'] ?? '',
      empty: t('cases.assign.choose'),
      options,
      error: errorOf(faults, 'officer'),
    },
  };
} // prettier-ignore

export const tickedIn = ({ lists, body }: UserContext): string[] =>
  [...new Set((lists['valgt'] ?? [body['valgt'] ?? '']).filter(isId))].slice(0, pageSize);

/** The ids of the commands that were received, or what stands in the way. */
export async function assignAll(
  context: UserContext,
  rows: readonly CaseRow[],
): Promise<{ ids: string[]; faults: Fault[] }> {
  const { t, body, user, services } = context;
  const ids = tickedIn(context);
  const officerId = body['officer'];
  const faults: Fault[] = [
    ...(ids.length === 0 ? [{ fieldId: 'svar', text: t('caseList.fault.nothingTicked') }] : []),
    ...(isId(officerId) ? [] : [{ fieldId: 'officer', text: t('cases.fault.officer') }]),
  ];
  if (faults.length > 0 || !isId(officerId)) return { ids: [], faults };
  const ticked = rows.filter(({ id, process, hidden }) => ids.includes(id) && process !== null && !hidden);
  const offices = [...new Set(ticked.map(({ process }) => process!.countyGovernorCode))];
  const holds = await services.prisma.roleGrant.count({
    where: { personId: officerId, role: 'caseOfficer', state: 'active', countyGovernorCode: { in: offices.filter((code) => code !== null) } },
  }); // prettier-ignore
  if (holds === 0) return { ids: [], faults: [{ fieldId: 'officer', text: t('cases.fault.officer') }] };
  return sendAll(
    context,
    ticked.map(({ process }) => ({
      processId: process!.id,
      name: 'assign',
      content: assignment.parse({ officerId }),
      actorRole: heldRole(user, 'grant', 'assign', process!),
    })),
  );
}

/** What became of each, with the case’s number and title. */
export const assignResults = (context: UserContext): Promise<BulkResults | null> =>
  resultsOf(context, async (subjects) => {
    const found = await context.services.prisma.application.findMany({
      where: { id: { in: subjects.map(({ subjectId }) => subjectId) } },
      select: { id: true, title: true, caseNumber: true, reference: true },
    });
    const titles = new Map(found.map((one) => [`grant/${one.id}`, `${one.caseNumber ?? one.reference} ${one.title}`]));
    return (processId) => titles.get(processId) ?? '–';
  });
