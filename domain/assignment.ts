/** A8: who gets a case at registration. An office’s rules in their order, the first that fits; else who has the fewest. */

/** Cases of a sector, or of a municipality: one of the two. */
export type AssignmentRule = { sector: string | null; municipalityCode: string | null; officerId: string };

/** `open`: cases that are not settled. `away`: has lent the role to a deputy now, or sleeps. */
export type Officer = { id: string; open: number; away: boolean };

export type ToAssign = {
  rules: readonly AssignmentRule[];
  /** Those whose role counts in the office. */
  officers: readonly Officer[];
  /** Ids of those in conflict with the case. */
  conflicted: readonly string[];
  application: { sectors: readonly string[]; municipalityCode: string };
};

const fits = ({ sector, municipalityCode }: AssignmentRule, application: ToAssign['application']): boolean =>
  sector === null ? municipalityCode === application.municipalityCode : application.sectors.includes(sector);

/** The officer’s id; null when nobody there can take it. Who is away or in conflict is passed over, by rules too. */
export function chooseOfficer({ rules, officers, conflicted, application }: ToAssign): string | null {
  const can = officers.filter(({ id, away }) => !away && !conflicted.includes(id));
  const byRule = rules.find((rule) => fits(rule, application) && can.some(({ id }) => id === rule.officerId));
  if (byRule) return byRule.officerId;
  const [least] = [...can].sort((a, b) => a.open - b.open || (a.id < b.id ? -1 : 1));
  return least?.id ?? null;
}
