/** Who looked at whose data: written beside the answer, for every page that says it shows somebody’s (`personal`). */
import { randomUUID } from 'node:crypto';
import { countsAt, type At } from '../../domain/roles.js';
import type { Answer, Page, PageContext, Personal, Shown, User, UserContext } from '../page.js';

/** The same person looking at the same page of the same subject within these minutes is one look. */
export const ONE_LOOK_MINUTES = 10;

/** The role the person sees it with: one that counts there, at the place acted for first; who has none is only logged in. */
export function roleOfLook({ actor, at }: User, subject: At): string {
  const here = actor.grants.filter((grant) => countsAt(grant, subject));
  const ofPlace = ({ municipalityCode, countyGovernorCode }: At): boolean =>
    at !== null && (municipalityCode ?? countyGovernorCode ?? '') === at.code;
  return (here.find(ofPlace) ?? here[0] ?? actor.grants.find(ofPlace) ?? actor.grants[0])?.role ?? 'requester';
}

/** With faults or come too late, a form is drawn again with all of its page. */
const showing = [200, 409, 422];

/** Was the page shown? A redirect, an error or «not found» shows nobody’s data. */
const isShown = (answer: Answer): boolean =>
  answer.kind === 'file' ||
  ((answer.kind === 'view' || answer.kind === 'json') && showing.includes(answer.status ?? 200));

async function write({ services, user, now }: UserContext, page: string, shown: Shown): Promise<void> {
  const { subject, personId = null, countyGovernorCode = null, municipalityCode = null } = shown;
  const role = roleOfLook(user, { countyGovernorCode, municipalityCode });
  const [at, since] = [new Date(now), new Date(now - ONE_LOOK_MINUTES * 60_000)];
  await services.prisma.$executeRaw`
    insert into access_log (id, "actorId", "actorRole", page, subject, "countyGovernorCode", "municipalityCode", "personId", at)
    select ${randomUUID()}::uuid, ${user.id}::uuid, ${role}, ${page}, ${subject}, ${countyGovernorCode}, ${municipalityCode}, ${personId}::uuid, ${at}
    where not exists (select 1 from access_log where "actorId" = ${user.id}::uuid and at > ${since} and page = ${page} and subject = ${subject}
      and "actorRole" = ${role} and "personId" is not distinct from ${personId}::uuid)`;
}

async function look(context: UserContext, page: string, personal: Exclude<Personal, 'none'>): Promise<void> {
  const shown = await personal(context);
  if (shown) await write(context, page, shown);
}

/**
 * Begins to write the look while the answer is drawn; never throws and never holds the answer back. What could not be written is told to
 * the product’s own log as an error, with page and person, so that it is not lost.
 */
export async function keepLook({ path, personal }: Page, context: PageContext, answer: Answer): Promise<void> {
  const { user, services, req } = context;
  if (!personal || personal === 'none' || !user || !isShown(answer)) return;
  try {
    await look({ ...context, user }, path, personal);
  } catch (error) {
    services.log.error({ err: error, page: path, address: req.path, actorId: user.id }, 'a look was not written to the access log'); // prettier-ignore
  }
}
