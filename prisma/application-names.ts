/** Names behind the codes of an application’s answers. */
import type { Names } from '../domain/application/answers.js';
import type { ApplicationContent } from '../domain/application/fields.js';
import type { WrittenForm } from '../domain/notices.js';
import type { Prisma } from './generated/client.js';

/** "2024: En heldigital helsestasjon": how an earlier project is named. */
export const projectName = ({ firstYear, title }: { firstYear: number; title: string }): string =>
  `${firstYear}: ${title}`;

type Database = Pick<Prisma.TransactionClient, 'municipality' | 'person' | 'priorityArea' | 'project'>;
type Named = Partial<ApplicationContent>;

/** What the answers of these contents name: of an application, and of changes to it. */
export async function namesFor(db: Database, language: WrittenForm, contents: readonly Named[]): Promise<Names> {
  const all = <T>(of: (content: Named) => readonly T[] | T | undefined): T[] =>
    [...new Set(contents.flatMap((content) => of(content) ?? []))] as T[];
  const ids = (of: (content: Named) => readonly string[] | string | undefined) => all(of).filter((id) => id !== '');
  const codes = ids(({ partnerCodes = [], confirmedCodes = [], payeeCode = '' }) => [
    ...partnerCodes,
    ...confirmedCodes,
    payeeCode,
  ]);
  // One question at a time, and only those there is something to ask: it may be in a transaction, which is one connection.
  const asked = async <T>(wanted: string[], ask: (wanted: string[]) => Promise<T[]>): Promise<T[]> =>
    wanted.length === 0 ? [] : ask(wanted);
  const municipalities = await asked(codes, (wanted) =>
    db.municipality.findMany({ where: { code: { in: wanted } }, select: { code: true, name: true } }),
  );
  const people = await asked(
    ids(({ contactId }) => contactId),
    (wanted) =>
      db.person.findMany({
        where: { id: { in: wanted } },
        select: { id: true, firstName: true, lastName: true, email: true },
      }),
  );
  const areas = await asked(
    ids(({ priorityAreaIds }) => priorityAreaIds),
    (wanted) =>
      db.priorityArea.findMany({ where: { id: { in: wanted } }, select: { id: true, nameNb: true, nameNn: true } }),
  );
  const projects = await asked(
    ids(({ previousProjectId }) => previousProjectId),
    (wanted) =>
      db.project.findMany({ where: { id: { in: wanted } }, select: { id: true, title: true, firstYear: true } }),
  );
  const word = <T, K extends keyof T>(rows: readonly T[], key: K, say: (row: T) => string) => {
    const words = new Map(rows.map((row) => [row[key], say(row)]));
    return (id: string) => words.get(id as T[K]) ?? '';
  };
  const municipality = word(municipalities, 'code', ({ name }) => name);
  return {
    municipality: (code) => municipality(code) || code,
    person: word(people, 'id', ({ firstName, lastName, email }) => `${firstName} ${lastName}, ${email}`),
    priorityArea: word(areas, 'id', ({ nameNb, nameNn }) => (language === 'nn' ? nameNn : nameNb)),
    project: word(projects, 'id', projectName),
  };
}
