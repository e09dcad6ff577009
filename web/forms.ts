/** Forms that send a command: their tokens, the way in, and the receipt (DESIGN rules 1 and 2). */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { formatInstantWithSeconds } from '../domain/calendar/index.js';
import { isRefusal, type Refusal } from '../domain/errors.js';
import { allowedCommands, transitionOf, type Kind } from '../domain/lifecycle.js';
import { lifecycles } from '../domain/lifecycles.js';
import { grantFor, isMunicipalRole, type ActorRole, type At } from '../domain/roles.js';
import { contentHash } from '../prisma/process-rows.js';
import { kindOf } from './case-view.js';
import { send, type CommandForm } from './commands.js';
import type { Fault, FormTokens, Receipt } from './components/models.js';
import { csrfToken } from './middleware/csrf.js';
import { redirect, view, type Answer, type PageContext, type User, type UserContext } from './page.js';

export type { Fault, FormTokens, Receipt } from './components/models.js';

type Bound = { processId: string; name: string };

function seal({ req, services, user }: UserContext, id: string, { processId, name }: Bound): string {
  const message = [id, req.session.id, user.id, processId, name].join('\n');
  return createHmac('sha256', services.config.SESSION_SECRET).update(message).digest('base64url');
}

/** Hidden fields of a command’s form; good for this session, person, process and command only. */
export function tokens(context: UserContext, processId: string, command: string): FormTokens {
  const id = randomUUID();
  return { token: `${id}.${seal(context, id, { processId, name: command })}`, csrf: csrfToken(context.req) };
}

/** Hidden field of a form that sends no command: a draft that is saved, a choice. */
export const csrfOnly = (context: PageContext): string => csrfToken(context.req);

/** The command’s id of a posted token, or null when it was not given to this session, person, process and command. */
export function tokenId(context: UserContext, bound: Bound): string | null {
  const [id, seal_] = (context.body['token'] ?? '').split('.');
  if (!id || !seal_) return null;
  const [given, right] = [Buffer.from(seal_), Buffer.from(seal(context, id, bound))];
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}

/** A command as a page sends it. `actorRole` is `roleFor`’s answer: null is refused. */
export type FormCommand = Omit<CommandForm, 'token' | 'actorId' | 'actorRole'> & { actorRole: ActorRole | null };

export type AnswerTo = {
  /** The page that shows the receipt; usually the case itself. */
  receipt: string;
  /** Draws the form again with these faults (422), everything typed kept. */
  again: (faults: Fault[]) => Promise<Answer>;
};

const onTop = (text: string): Fault[] => [{ fieldId: 'svar', text }];

/** Receives a command and answers with its receipt, or with the form again when it could not be received. */
export async function answerCommand(
  context: UserContext,
  form: FormCommand,
  { receipt, again }: AnswerTo,
): Promise<Answer> {
  const { t, services, user } = context;
  const token = tokenId(context, form);
  if (!token) return again(onTop(t('common.form.expired')));
  const actorRole = form.actorRole ?? (await roleOfFirst(context, token));
  if (!actorRole)
    return (await wasTheirs(context, form))
      ? passed(context, form, { refusal: 'notAllowedNow', receipt })
      : again(onTop(refusalText(context, 'notYours')));
  const deputyForId = form.deputyForId ?? (await lenderOf(context, form.processId, actorRole));
  const sent = await send(services, { ...form, token, actorId: user.id, actorRole, deputyForId });
  if ('was' in sent) {
    const was = doneText(context, kindOf(form.processId), sent.was.name);
    return again(onTop(t('common.form.alreadySent', { was, at: formatInstantWithSeconds(sent.was.receivedAt) })));
  }
  if (!('id' in sent)) return passed(context, form, { refusal: sent.refusal, receipt });
  return redirect(receiptAt(receipt, sent.id));
}

/** In whose place the command is given: who lends the role, where the person has it only by loan. */
export async function lenderOf(
  { services, user }: UserContext,
  processId: string,
  role: ActorRole,
): Promise<string | null> {
  if (!user.actor.grants.some((grant) => grant.deputyFor && grant.role === role)) return null;
  const at = await services.prisma.process.findUnique({ where: { id: processId } });
  return (at && grantFor(user.actor, role, at)?.deputyFor) ?? null;
}

/** Could this person have given the command in another state of the case? */
async function wasTheirs({ services, user }: UserContext, { processId, name }: Bound): Promise<boolean> {
  const process = await services.prisma.process.findUnique({ where: { id: processId } });
  return process !== null && heldRole(user, process.kind as Kind, name, process) !== null;
}

export type PassedModel = { heading: string; text: string; typed: string[]; link: { text: string; href: string } };

/** Somebody was first and the form has nothing left to do: who, what, and all that was typed in it. */
async function passed(
  context: UserContext,
  { processId, content }: FormCommand,
  { refusal, receipt }: { refusal: Refusal; receipt: string },
): Promise<Answer> {
  const { t } = context;
  const model: PassedModel = {
    heading: t('common.passed.title'),
    text: await toldRefusal(context, refusal, processId),
    typed: proseOf(content),
    link: { text: t('common.passed.next'), href: receipt },
  };
  return view('errors/passed', model.heading, model, 409);
}

/** The texts of a snapshot, as a person wrote them; codes, ids and amounts have no spaces. */
function proseOf(content: unknown): string[] {
  if (typeof content === 'string') return /\s/.test(content.trim()) ? [content] : [];
  return typeof content === 'object' && content !== null ? Object.values(content).flatMap(proseOf) : [];
}

/** What a refusal says; where the case has moved on, also who was first, and with what. */
export async function toldRefusal(context: UserContext, refusal: Refusal, processId: string): Promise<string> {
  const text = refusalText(context, refusal);
  if (refusal !== 'notAllowedNow' && refusal !== 'closed') return text;
  const first = await context.services.prisma.command.findFirst({
    where: { processId, actorId: { not: null }, status: { in: ['pending', 'applied'] } },
    orderBy: { seq: 'desc' },
    select: { name: true, actorId: true, actorRole: true, receivedAt: true },
  });
  if (!first) return text;
  const { t } = context;
  const params = {
    who: await whoOf(context, first),
    what: commandText(context, kindOf(processId), first.name),
    at: formatInstantWithSeconds(first.receivedAt.getTime()),
  };
  return `${text} ${t(first.actorId === context.user.id ? 'common.passed.you' : 'common.passed.who', params)}`;
}

/** A colleague by name; the other side by its office. */
async function whoOf(
  { services, user, t }: UserContext,
  { actorId, actorRole }: { actorId: string | null; actorRole: string },
): Promise<string> {
  const municipal = actorRole === 'requester' || isMunicipalRole(actorRole);
  const ours = user.at?.kind === (municipal ? 'municipality' : 'office');
  if (!ours) return t(`common.passed.${municipal ? 'municipality' : 'office'}`);
  const person = await services.prisma.person.findUniqueOrThrow({ where: { id: actorId! } });
  return `${person.firstName} ${person.lastName}`;
}

/**
 * The command this form’s token has sent already, or null: then its receipt is the answer, whatever the page would say of the form
 * now. With `content` only when it was the same.
 */
export async function sentBefore(
  context: UserContext,
  { content, ...bound }: Bound & { content?: CommandForm['content'] },
): Promise<string | null> {
  const id = tokenId(context, bound);
  if (!id) return null;
  const row = await context.services.prisma.command.findFirst({
    where: { id, processId: bound.processId, actorId: context.user.id },
    select: { contentHash: true },
  });
  return row && (!content || row.contentHash === contentHash(content)) ? id : null;
}

/** The address of a receipt: the page that shows it, at the receipt. */
export const receiptAt = (page: string, id: string): string => `${page}?kvittering=${id}#svar`;

/** Sent again after the case has moved on: the role it was received with, so that it gets its receipt. */
async function roleOfFirst({ services, user }: UserContext, token: string): Promise<ActorRole | null> {
  const first = await services.prisma.command.findFirst({
    where: { id: token, actorId: user.id },
    select: { actorRole: true },
  });
  return (first?.actorRole as ActorRole | undefined) ?? null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Is this text a UUID? Postgres throws for what is not. */
export const isId = (text: string | undefined): text is string => text !== undefined && uuid.test(text);

/** The receipt that `?kvittering=` names; only for who sent it, null otherwise. With `processId` only one of that process. */
export async function receiptOf(context: UserContext, processId?: string): Promise<Receipt | null> {
  const id = context.query.get('kvittering') ?? undefined;
  if (!isId(id)) return null;
  const row = await context.services.prisma.command.findFirst({
    where: { id, actorId: context.user.id, ...(processId ? { processId } : {}) },
    include: { process: { select: { kind: true, state: true } } },
  });
  if (!row) return null;
  const kind = row.process.kind as Kind;
  const receivedAt = row.receivedAt.getTime();
  if (row.status !== 'refused') {
    const what = row.status === 'applied' ? doneText(context, kind, row.name) : context.t('common.receipt.safe');
    return { kind: row.status === 'applied' ? 'applied' : 'pending', what, receivedAt };
  }
  const roles = context.user.actor.grants.map((grant) => grant.role);
  return {
    kind: 'refused',
    what: context.t('common.receipt.refused'),
    receivedAt,
    refusal: await toldRefusal(
      context,
      isRefusal(row.refusal ?? '') ? (row.refusal as Refusal) : 'closed',
      row.processId,
    ),
    // A draft is still there; what else was written is here only.
    typed: wholeApplication.includes(row.name) ? [] : proseOf(row.content),
    allowed: allowedCommands(lifecycles[kind], row.process.state, roles).map((command) =>
      commandText(context, kind, command),
    ),
  };
}

/** Commands that carry the whole application: the draft has it already. */
const wholeApplication: readonly string[] = ['submit', 'sendForLocalApproval', 'approveLocally'];

/** "Søknaden er sendt inn." */
const doneText = ({ t }: PageContext, kind: Kind, command: string): string => t(`common.done.${kind}.${command}`);
/** The words of a command’s button: "Send inn søknaden". */
export const commandText = ({ t }: PageContext, kind: Kind, command: string): string =>
  t(`common.button.${kind}.${command}`);
/** What a refusal says, and what to do. */
export const refusalText = ({ t }: PageContext, refusal: Refusal): string => t(`common.refusal.${refusal}`);

/**
 * The role this person would give the command with: the first that the lifecycle’s row allows in this state and that the person
 * holds here; null when there is none. `requester`: one’s own access request, or a draft where access is asked for. `holder` is for the
 * page to say, which knows whose it is.
 */
// eslint-disable-next-line @typescript-eslint/max-params -- asked with a process row in almost every page
export function roleFor(user: User, kind: Kind, command: string, state: string, at: At): ActorRole | null {
  const transition = transitionOf(lifecycles[kind], command, state);
  const holds = (role: ActorRole): boolean => {
    if (role === 'system' || role === 'holder') return false;
    if (role === 'requester')
      return kind === 'accessRequest' || user.actor.pendingMunicipalities.includes(at.municipalityCode ?? '');
    return grantFor(user.actor, role, at) !== undefined;
  };
  return transition?.who.find(holds) ?? null;
}

/**
 * The role this person gives the command with, whatever state the case is in by now: a form sent twice gets the receipt of the
 * first, and one sent too late is received and refused with what is allowed.
 */
export function heldRole(user: User, kind: Kind, command: string, at: At): ActorRole | null {
  const states = lifecycles[kind].transitions.filter(({ on }) => on === command).flatMap(({ from }) => from);
  return states.map((state) => roleFor(user, kind, command, state, at)).find((role) => role !== null) ?? null;
}
