import { randomUUID } from 'node:crypto';
import { localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { answerCommand, heldRole, isId, tokens, type Fault } from '../../forms.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { loadCall, titleOf, unannounced } from '../call.js';
import { editModel } from './model.js';
import { nextRound } from './copy.js';
import { allowedOf, firstStanding, readOffice, type CallOffice } from './office.js';
import { parseCall } from './parse.js';
import { createCall, snapshotOf } from './save.js';
import { changedRows, type Touched } from './rows.js';
import { emptyValues, postedValues, storedValues, type CallValues } from './values.js';

const officeCode = ({ user }: UserContext): string | null => (user.at?.kind === 'office' ? user.at.code : null);

type Drawn = {
  office: CallOffice;
  values: CallValues;
  faults?: Fault[];
  callId?: string;
  /** The call it is a copy of. */
  from?: string | undefined;
  touched?: Touched;
};

/** What is offered to begin with: the office’s call of the latest budget year that was announced. */
async function lastAnnounced({ services: { prisma } }: UserContext, { code }: CallOffice) {
  const processes = await prisma.process.findMany({
    where: { kind: 'call', countyGovernorCode: code, state: { notIn: [...unannounced] } },
    select: { subjectId: true },
  });
  return prisma.call.findFirst({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
    orderBy: [{ budgetYear: 'desc' }, { createdAt: 'desc' }],
  });
}

/** The form of a call that does not exist yet; its id is already chosen, so that a form sent twice makes one call. */
async function draw(
  context: UserContext,
  { office, values, faults = [], callId = randomUUID(), from, touched }: Drawn,
): Promise<Answer> {
  const { t } = context;
  const last = await lastAnnounced(context, office);
  const model = editModel(context, values, office, {
    breadcrumbs: [{ text: t('calls.word.calls'), href: `/embete/${office.code}` }],
    heading: t('calls.edit.newHeading'),
    action: '/utlysninger/ny',
    tokens: tokens(context, processIdOf('call', callId), 'create'),
    hidden: [{ name: 'callId', value: callId }, ...(from ? [{ name: 'fra', value: from }] : [])],
    faults,
    ...(touched ? { touched } : {}),
    copy: last && {
      href: `/utlysninger/ny?fra=${last.id}`,
      text: t('calls.edit.copy', { title: titleOf(context, last) }),
    },
  });
  return wideView('calls/edit/edit', t('calls.edit.newHeading'), model, faults.length > 0 ? 422 : 200);
}

/** The office’s own call of this id, or null. */
async function copiedFrom({ services }: UserContext, office: CallOffice, id: string | null | undefined) {
  const from = await loadCall(services.prisma, id ?? undefined);
  return from?.call.countyGovernorCode === office.code ? from.call : null;
}

async function newCall(context: UserContext): Promise<Answer> {
  const { services, query, user, now } = context;
  const office = await readOffice(services.prisma, officeCode(context)!);
  const from = await copiedFrom(context, office, query.get('fra'));
  const copied = from && nextRound(storedValues(from), localDate(now));
  const empty = {
    contactId: user.id,
    countyCodes: office.counties.map(({ value }) => value),
    year: Number(localDate(now).slice(0, 4)) + 1,
  };
  return draw(context, { office, values: copied ?? emptyValues(empty), from: from?.id });
}

async function create(context: UserContext): Promise<Answer> {
  const { services, body, user, t, now } = context;
  const callId = body['callId'];
  if (!isId(callId)) return notFound;
  const office = await readOffice(services.prisma, officeCode(context)!);
  const posted = postedValues(context);
  const copied = (await copiedFrom(context, office, body['fra']))?.id;
  const drawn = { office, values: posted, callId, from: copied };
  const changed = changedRows(posted, body['action']);
  if (changed) return draw(context, { ...drawn, ...changed });
  const standing = firstStanding(office, { now, authorId: user.id });
  const { content, faults } = parseCall(posted, allowedOf(office, standing), t);
  const typed = faults.length > 0 ? posted : null;
  return answerCommand(
    context,
    {
      processId: processIdOf('call', callId),
      name: 'create',
      content: { ...snapshotOf(content), ...(typed ? { typed } : {}) },
      actorRole: heldRole(user, 'call', 'create', { countyGovernorCode: office.code, municipalityCode: null }),
      write: (tx, at) =>
        createCall(tx, at, { id: callId, countyGovernorCode: office.code, authorId: user.id, copiedFromId: copied ?? null, content, typed }), // prettier-ignore
    },
    {
      receipt: `/utlysninger/${callId}/rediger`,
      again: (faults) => draw(context, { office, values: posted, faults, from: copied }),
    },
  );
}

/** K1. */
export const newCallPage = userPage({
  path: '/utlysninger/ny',
  access: {
    can: 'call.write',
    subject: (context) => Promise.resolve({ countyGovernorCode: officeCode(context), state: 'new' }),
  },
  personal: 'none',
  get: newCall,
  post: create,
});
