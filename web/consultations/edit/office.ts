import { inForm, unannounced } from '../../calls/call.js';
import type { Option } from '../../components/models.js';
import type { PageContext } from '../../page.js';

/** What a consultation of the office may choose from: its counties, and the calls that are not decided. */
export type Choices = { code: string; name: string; counties: Option[]; calls: Option[] };

const current = [...unannounced, 'scheduled', 'open', 'closed', 'underAssessment', 'allocated'];

export async function readChoices({ services: { prisma }, language, t }: PageContext, code: string): Promise<Choices> {
  const [office, counties, processes] = await Promise.all([
    prisma.countyGovernor.findUniqueOrThrow({ where: { code } }),
    prisma.county.findMany({ where: { countyGovernorCode: code }, orderBy: { name: 'asc' } }),
    prisma.process.findMany({ where: { kind: 'call', countyGovernorCode: code, state: { in: current } } }),
  ]);
  const calls = await prisma.call.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
    orderBy: [{ budgetYear: 'desc' }, { id: 'asc' }],
  });
  return {
    code,
    name: office.name,
    counties: counties.map((county) => ({ value: county.code, text: county.name })),
    calls: calls.map((call) => ({
      value: call.id,
      text: `${inForm(language, call.titleNb, call.titleNn) || t('calls.untitled')} (${call.budgetYear})`,
    })),
  };
}
