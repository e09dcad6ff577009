/** Who of those logged in may start an application, and the form for each of their municipalities. */
import { randomUUID } from 'node:crypto';
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { tokens, type FormTokens } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { LoadedCall } from '../call.js';

/** Posts to the municipality, which makes the draft: `callId`, the future `applicationId`, and the tokens of its `create`. */
export type StartForm = {
  action: string;
  municipality: string;
  callId: string;
  applicationId: string;
  tokens: FormTokens;
};

/** One per municipality of the call’s counties this user acts for; only the one acted for now, when that is among them. */
export async function startForms(
  context: UserContext,
  { call, process }: Pick<LoadedCall, 'call' | 'process'>,
): Promise<StartForm[]> {
  if (process.state !== 'open') return [];
  const { actor, at } = context.user;
  const codes = [...actor.grants.flatMap((grant) => grant.municipalityCode ?? []), ...actor.pendingMunicipalities];
  const municipalities = await context.services.prisma.municipality.findMany({
    where: { code: { in: codes }, countyCode: { in: call.countyCodes }, validTo: null },
    orderBy: { name: 'asc' },
  });
  const mine = municipalities.filter(({ code }) => can(actor, 'application.start', { municipalityCode: code }));
  const here = mine.filter(({ code }) => at?.kind === 'municipality' && code === at.code);
  return (here.length > 0 ? here : mine).map(({ code, name }) => {
    const applicationId = randomUUID();
    return {
      action: `/kommune/${code}/ny-soknad`,
      municipality: name,
      callId: call.id,
      applicationId,
      tokens: tokens(context, processIdOf('grant', applicationId), 'create'),
    };
  });
}
