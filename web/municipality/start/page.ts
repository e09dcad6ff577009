/** Starts an application (A1): its rows, its process and its first command in one transaction. */
import { can } from '../../../domain/authorisation.js';
import { isInTime, localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Call, Municipality, Prisma } from '../../../prisma/generated/client.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import { answerCommand, isId, roleFor } from '../../forms.js';
import { notFound, redirect, userPage, type UserContext } from '../../page.js';
import { subjectOf } from '../../where.js';
import { municipalitySubject } from '../access.js';

type Tx = Prisma.TransactionClient;

/** "2027-118": the next number of the year in which the draft is made. */
async function nextReference(tx: Tx, at: Date): Promise<string> {
  const year = localDate(at.getTime()).slice(0, 4);
  const [row] = await tx.$queryRaw<{ value: number }[]>`
    insert into counter (series, value) values (${`reference/${year}`}, 1)
    on conflict (series) do update set value = counter.value + 1 returning value`;
  return `${year}-${row!.value}`;
}

type Draft = { id: string; call: Call; municipality: Municipality; user: UserContext['user'] };

/** The municipality’s decision on language; where it has none, the person’s own. */
const writtenFormOf = ({ municipality, user }: Draft): string =>
  municipality.writtenForm === 'nb' || municipality.writtenForm === 'nn' ? municipality.writtenForm : user.language;

async function writeDraft(tx: Tx, draft: Draft, at: Date): Promise<void> {
  const { id, call, municipality, user } = draft;
  await tx.application.create({
    data: {
      id,
      callId: call.id,
      municipalityCode: municipality.code,
      reference: await nextReference(tx, at),
      language: writtenFormOf(draft),
      contactId: user.id,
      createdById: user.id,
      firstYear: call.budgetYear,
      createdAt: at,
      savedAt: at,
    },
  });
  await createProcessRow(tx, {
    kind: 'grant',
    subjectId: id,
    parentId: processIdOf('call', call.id),
    callId: call.id,
    countyGovernorCode: call.countyGovernorCode,
    municipalityCode: municipality.code,
    createdAt: at,
  });
}

export const startPage = userPage({
  path: '/kommune/:nr/ny-soknad',
  access: { can: 'application.start', subject: municipalitySubject },
  personal: 'none',

  async post(context) {
    const { services, params, body, user, now } = context;
    const home = `/kommune/${params['nr']}`;
    const [id, callId] = [body['applicationId'], body['callId']];
    if (!isId(id) || !isId(callId)) return notFound;
    const [call, municipality, callProcess, already] = await Promise.all([
      services.prisma.call.findUnique({ where: { id: callId } }),
      services.prisma.municipality.findUniqueOrThrow({ where: { code: params['nr']! } }),
      services.prisma.process.findUnique({ where: { id: processIdOf('call', callId) } }),
      subjectOf(services.prisma, 'grant', id),
    ]);
    if (already) return can(user.actor, 'application.read', already) ? redirect(`/soknader/${id}/soknaden`) : notFound;
    if (!call || callProcess?.state !== 'open' || !call.countyCodes.includes(municipality.countyCode)) return notFound;
    if (!isInTime(now, call.deadline.getTime())) return redirect(`${home}?for-sent#svar`);
    const role = roleFor(user, 'grant', 'create', 'new', {
      countyGovernorCode: call.countyGovernorCode,
      municipalityCode: municipality.code,
    });
    return answerCommand(
      context,
      {
        processId: processIdOf('grant', id),
        name: 'create',
        content: { callId: call.id, municipalityCode: municipality.code },
        actorRole: role,
        write: (tx, at) => writeDraft(tx, { id, call, municipality, user }, at),
      },
      { receipt: `/soknader/${id}/soknaden`, again: () => Promise.resolve(redirect(`${home}?ikke-startet#svar`)) },
    );
  },
});
