/** An office’s assignment rules as they are changed: the whole list at once, and who did it. */
import { randomUUID } from 'node:crypto';
import type { AssignmentRule } from '../../../domain/assignment.js';
import { grantFor } from '../../../domain/roles.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { rulesOfOffice } from '../../../prisma/officers.js';
import type { UserContext } from '../../page.js';

export const mostRules = 100;

/** What a form asks for: a new rule, or one by its place from 0 that is moved or taken away. */
export type RuleChange = { do: 'add'; rule: AssignmentRule } | { do: 'up' | 'down' | 'remove'; place: number };

/** The list after the change; a place that is not there changes nothing. */
export function changed(rules: readonly AssignmentRule[], change: RuleChange): AssignmentRule[] {
  if (change.do === 'add') return [...rules, change.rule];
  const { place } = change;
  if (!rules[place]) return [...rules];
  if (change.do === 'remove') return rules.filter((_, i) => i !== place);
  const other = change.do === 'up' ? place - 1 : place + 1;
  if (!rules[other]) return [...rules];
  return rules.map((rule, i) => (i === place ? rules[other]! : i === other ? rules[place]! : rule));
}

/** How often they have been changed: what a form is drawn from. */
export const versionOf = async (tx: Prisma.TransactionClient, office: string): Promise<number> =>
  (await tx.assignmentRuleChange.aggregate({ where: { countyGovernorCode: office }, _max: { version: true } }))._max.version ?? 0; // prettier-ignore

/** `stale`: a colleague has changed them since the form was drawn, and nothing is saved. */
export async function saveRules(
  { services, user, now }: UserContext,
  office: string,
  { version, change }: { version: number; change: RuleChange },
): Promise<'saved' | 'stale' | 'tooMany'> {
  const at = { countyGovernorCode: office, municipalityCode: null };
  const grant = grantFor(user.actor, 'leader', at) ?? grantFor(user.actor, 'countyGovernorAdmin', at);
  return services.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from county_governor where code = ${office} for update`;
    if ((await versionOf(tx, office)) !== version) return 'stale';
    const rules = changed(await rulesOfOffice(tx, office), change);
    if (rules.length > mostRules) return 'tooMany';
    await tx.assignmentRule.deleteMany({ where: { countyGovernorCode: office } });
    await tx.assignmentRule.createMany({
      data: rules.map((rule, i) => ({ id: randomUUID(), countyGovernorCode: office, position: i + 1, ...rule })),
    });
    await tx.assignmentRuleChange.create({
      data: {
        countyGovernorCode: office,
        version: version + 1,
        actorId: user.id,
        actorRole: grant?.role ?? 'leader',
        deputyForId: grant?.deputyFor ?? null,
        at: new Date(now),
        rules,
      },
    });
    return 'saved';
  });
}
