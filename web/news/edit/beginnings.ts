/** What a new news item can begin with: a moved deadline, the awards of a round, no round this year. */
import { withMunicipality } from '../../../domain/application/lifecycle.js';
import { localDate } from '../../../domain/calendar/index.js';
import { awards, movedDeadline, noRound } from '../../../domain/news/beginnings.js';
import { fromBigInt } from '../../../domain/money.js';
import type { NewsText } from '../../../domain/news/form.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Link } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import { officeList } from '../own.js';
import type { NewsContent } from '../saving.js';

const names = ['ny-frist', 'tildeling', 'ingen-runde'] as const;
type Name = (typeof names)[number];

/** The text, or null where the call has nothing of the kind. */
async function textOf(context: UserContext, name: Name, callId: string | null): Promise<NewsText | null> {
  const { services, now } = context;
  const { prisma, config } = services;
  if (name === 'ingen-runde') return callId ? null : noRound(Number(localDate(now).slice(0, 4)));
  if (!callId) return null;
  const call = await prisma.call.findUniqueOrThrow({
    where: { id: callId },
    include: { deadlines: { orderBy: { version: 'asc' } } },
  });
  if (name === 'ny-frist') {
    const [before, last] = call.deadlines.slice(-2);
    if (!before || !last) return null;
    const [from, to] = [before.deadline.getTime(), last.deadline.getTime()];
    return movedDeadline(call, { from, to, reason: last.reason ?? '' });
  }
  const projects = await prisma.project.findMany({
    where: { callId },
    include: { awards: true, municipality: { select: { name: true } } },
    orderBy: { title: 'asc' },
  });
  if (projects.length === 0) return null;
  const lines = projects.map(({ title, municipality, awards: years }) => ({
    title,
    municipality: municipality.name,
    amount: years.filter((year) => year.budgetYear === call.budgetYear).reduce((sum, year) => sum + fromBigInt(year.amount), 0),
  })); // prettier-ignore
  const applications = await prisma.process.count({
    where: { kind: 'grant', parentId: processIdOf('call', callId), state: { notIn: ['new', ...withMunicipality, 'lapsed', 'cancelled'] } },
  }); // prettier-ignore
  const list = `${config.BASE_URL}/offentlig?ar=${call.budgetYear}&statsforvalter=${call.countyGovernorCode}`;
  return awards(call, { lines, applications: Math.max(applications, lines.length), list });
}

/** What the address asks to begin with (`?begynn=`). */
export async function beginningOf(context: UserContext, callId: string | null): Promise<NewsContent | null> {
  const name = names.find((one) => one === context.query.get('begynn'));
  const text = name ? await textOf(context, name, callId) : null;
  return text && { ...text, callId };
}

/** The ways to begin that there is something for. */
export async function beginnings(context: UserContext, office: string, callId: string | null): Promise<Link[]> {
  const found = await Promise.all(names.map(async (name) => ((await textOf(context, name, callId)) ? [name] : [])));
  return found.flat().map((name) => ({
    text: context.t(`news.begin.${name}`),
    href: `${officeList(office)}/ny?${new URLSearchParams({ ...(callId ? { utlysning: callId } : {}), begynn: name }).toString()}`,
  }));
}
