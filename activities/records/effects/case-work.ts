import { chooseOfficer } from '../../../domain/assignment.js';
import { localDate } from '../../../domain/calendar/index.js';
import { officersOf, rulesOfOffice } from '../../../prisma/officers.js';
import type { Tx } from '../transaction.js';

/** The next number of a series, without gaps within committed work. */
async function nextNumber(tx: Tx, series: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ value: number }[]>`
    insert into counter (series, value) values (${series}, 1)
    on conflict (series) do update set value = counter.value + 1 returning value`;
  return row!.value;
}

/** "2027/NO-118": the office’s own series in the year of registration (A8). Whoever registers there next waits for the row. */
export async function nextCaseNumber(tx: Tx, office: string, at: Date): Promise<string> {
  const year = localDate(at.getTime()).slice(0, 4);
  const value = await nextNumber(tx, `case/${office}/${year}`);
  return `${year}/${office.slice(2)}-${value}`;
}

/** A8: who gets the case, by the office’s rules, else who has the fewest open cases; none when nobody there can take it. */
export async function officerFor(tx: Tx, office: string, { applicationId, at }: { applicationId: string; at: Date }): Promise<string | null> {
  const { sectors, municipalityCode, declarations } = await tx.application.findUniqueOrThrow({
    where: { id: applicationId },
    select: { sectors: true, municipalityCode: true, declarations: { where: { outcome: 'conflict' } } },
  });
  return chooseOfficer({
    rules: await rulesOfOffice(tx, office),
    officers: await officersOf(tx, office, at),
    conflicted: declarations.map(({ personId }) => personId),
    application: { sectors, municipalityCode },
  });
} // prettier-ignore
