/** What becomes of a person: the address, sleep, and the end (C.4, R11, U6). */
import { z } from 'zod';
import { addressChange, addressConfirmation, addressProof, noticeChoice } from '../../../domain/person/form.js';
import type { People } from '../../../domain/lifecycle.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { DORMANT_MONTHS } from '../../../domain/person/ladders.js';
import { withoutName } from '../../mail/render.js';
import { living } from '../../../domain/role/rules.js';
import { afterMonths } from '../../../domain/steps.js';
import type { Derived } from '../derive.js';
import type { EffectInput, EffectOf } from '../kernel.js';
import { anonymiseAfterRequest, anonymisePerson, needed } from './anonymise.js';
import { contactAway, contactBack } from './contacts.js';

/** What a person’s own process hears of their requests, where they have one: nobody is forgotten while they wait for an answer. */
export const toPerson = (personId: string | null, name: 'accessAsked' | 'accessClosed'): Derived[] =>
  personId ? [{ targets: [processIdOf('person', personId)], name }] : [];

/** U6: after the last role, or the last request, the two years begin. */
const roleEnded: EffectOf = async ({ tx, row }) => ({
  to: row.state === 'new' ? 'active' : row.state,
  starts: (await needed(tx, row.subjectId)) ? [] : ['anonymisation'],
});

/** Who is heard of for the first time: with a role they may come to sleep, without one the two years run from the last visit. */
async function begun({ tx, row }: EffectInput): Promise<{ to: string; starts: string[]; people: People }> {
  const people = { holder: row.subjectId };
  if (row.state !== 'new') return { to: row.state, starts: [], people };
  const roles = await tx.roleGrant.count({ where: { personId: row.subjectId, state: { in: living } } });
  if (roles > 0) return { to: 'active', starts: ['dormancy'], people };
  return { to: 'visitor', starts: (await needed(tx, row.subjectId)) ? [] : ['anonymisation'], people };
}

const proof = z.object({ proved: z.boolean().default(false) });

/** U2: who sleeps stays asleep, unless the address was proved with the role. */
const roleGiven: EffectOf = async (input) => {
  const { row, content } = input;
  const people = { holder: row.subjectId };
  if (row.state !== 'dormant') return { people };
  if (!proof.parse(content).proved) return { people, to: 'dormant' };
  return { people, to: 'active', starts: ['dormancy'], ...(await awake(input)) };
};

const changeAddress: EffectOf = async (input) => {
  const { tx, row, content } = input;
  const { email, code } = addressChange.parse(content);
  await tx.person.update({ where: { id: row.subjectId }, data: { newEmail: email } });
  return { facts: { code }, ...(await begun(input)) };
};

/** The code was right, or the web would not have sent it: of that change, and of no later one. */
const confirmAddress: EffectOf = async ({ tx, row, content }) => {
  const { changeId } = addressConfirmation.parse(content);
  const newest = await tx.command.findFirst({
    where: { processId: row.id, name: 'changeAddress', status: { in: ['pending', 'applied'] } },
    orderBy: { seq: 'desc' },
  });
  if (newest?.id !== changeId) return { refusal: 'superseded' };
  const { newEmail } = await tx.person.findUniqueOrThrow({ where: { id: row.subjectId } });
  if (!newEmail) return { refusal: 'notAllowedNow' };
  await tx.person.update({ where: { id: row.subjectId }, data: { email: newEmail, newEmail: null } });
  // Who could not be reached can be reached again.
  return { derived: await contactBack(tx, row.subjectId) };
};

/** R11: not seen for so long. Their colleagues are asked to find another contact. */
const dormant: EffectOf = async ({ tx, row, cause }) => {
  const person = await tx.person.findUniqueOrThrow({ where: { id: row.subjectId } });
  const seen = (person.lastSeenAt ?? person.createdAt).getTime();
  if (afterMonths(seen, DORMANT_MONTHS) > cause.at.getTime()) return { to: 'active', starts: ['dormancy'] };
  await tx.person.update({ where: { id: person.id }, data: { dormantSince: cause.at } });
  return { to: 'dormant', derived: await contactAway(tx, person.id) };
};

const askWake: EffectOf = ({ content }) => Promise.resolve({ facts: { code: addressProof.parse(content).code } });

/** Their roles count again, and their colleagues need not look for another contact. */
async function awake({ tx, row, cause }: EffectInput): Promise<{ derived: Derived[] }> {
  await tx.person.update({ where: { id: row.subjectId }, data: { dormantSince: null, lastSeenAt: cause.at } });
  return { derived: await contactBack(tx, row.subjectId) };
}

const wake: EffectOf = (input) => awake(input);

/** All that has waited until now, in one e-mail; one that comes at the same instant waits for the next. */
const gather: EffectOf = async ({ tx, row, cause }) => {
  const notices = await tx.$queryRaw<{ text: string; url: string }[]>`
    with gathered as (
      update email set status = 'gathered' where "recipientId" = ${row.subjectId}::uuid and status = 'held' and at < ${cause.at}
      returning subject, link, at, key)
    select subject as text, link as url from gathered order by at, key`;
  if (notices.length === 0) return {};
  const told = notices.map(({ text, url }) => ({ text: withoutName(text), url }));
  return { emails: [{ email: 'E40', to: ['holder'] }], facts: { notices: told } };
};

/** The choice holds from now on; who goes back to each at once hears now what waits. */
const chooseNotices: EffectOf = async (input) => {
  const { tx, row, content } = input;
  const { notices } = noticeChoice.parse(content);
  await tx.person.update({ where: { id: row.subjectId }, data: { notices } });
  const first = await begun(input);
  if (notices === 'each') return { ...first, ...(await gather(input)) };
  return { ...first, starts: [...first.starts, 'digest'] };
};

export const personEffects: Record<string, EffectOf> = {
  logIn: begun,
  roleGiven,
  roleEnded,
  accessClosed: roleEnded,
  changeAddress,
  confirmAddress,
  'due:dormant': dormant,
  askWake,
  wake,
  chooseNotices,
  'due:digest': gather,
  'due:anonymise': anonymisePerson,
  requestEmptied: anonymiseAfterRequest,
};
