/** What each process is called, and where it is read. The demo shows everybody what comes; each page judges for itself who reads it. */
import type { Kind } from '../../../domain/lifecycle.js';
import type { Process } from '../../../prisma/generated/client.js';
import type { PageContext } from '../../page.js';

type Row = { id: string; nb: string | null; nn: string | null };
type Named = { name: string; href: string | null };

/** A person has no page of their own for others. */
const pathOf = (kind: Kind, id: string, side: 'saker' | 'soknader'): string | null => {
  switch (kind) {
    case 'grant':
    case 'project':
      return `/${side}/${id}`;
    case 'call':
      return `/utlysninger/${id}`;
    case 'consultation':
      return `/horinger/${id}`;
    case 'report':
      return `/rapporter/${id}`;
    case 'thread':
      return `/meldinger/${id}`;
    case 'accessRequest':
      return `/tilgang/${id}`;
    case 'role':
      return `/roller/${id}`;
    case 'person':
      return null;
  }
};

/** By the process’s id. */
export async function namesOfProcesses(
  { services, language, user }: PageContext,
  processes: readonly Pick<Process, 'id' | 'kind' | 'subjectId'>[],
): Promise<(id: string) => Named> {
  const rows = await services.prisma.$queryRaw<Row[]>`
    select p.id,
      coalesce(nullif(a.title, ''), a.reference, j.title, rj.title, t.subject, c."titleNb", s."titleNb", x."firstName" || ' ' || x."lastName") as nb,
      coalesce(c."titleNn", s."titleNn") as nn
    from process p
    left join application a on p.kind = 'grant' and a.id = p."subjectId"
    left join project j on p.kind = 'project' and j.id = p."subjectId"
    left join report r on p.kind = 'report' and r.id = p."subjectId" left join project rj on rj.id = r."projectId"
    left join thread t on p.kind = 'thread' and t.id = p."subjectId"
    left join call c on p.kind = 'call' and c.id = p."subjectId"
    left join consultation s on p.kind = 'consultation' and s.id = p."subjectId"
    left join role_grant g on p.kind = 'role' and g.id = p."subjectId"
    left join access_request q on p.kind = 'accessRequest' and q.id = p."subjectId"
    left join person x on x.id = coalesce(g."personId", q."personId") or p.kind = 'person' and x.id = p."subjectId"
    where p.id = any(${processes.map(({ id }) => id)})`;
  const side = user?.at && user.at.kind !== 'municipality' ? 'saker' : 'soknader';
  return (id) => {
    const row = rows.find((one) => one.id === id);
    const process = processes.find((one) => one.id === id)!;
    const name = (language === 'nn' ? (row?.nn ?? row?.nb) : row?.nb) ?? '–';
    return { name, href: pathOf(process.kind as Kind, process.subjectId, side) };
  };
}
