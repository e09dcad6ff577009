/** A page’s access rule, asked before its handler. */
import { can, visible } from '../../domain/authorisation.js';
import type { Answer, Page, PageContext, UserContext } from '../page.js';
import { notFound, redirect } from '../page.js';

const isUser = (context: PageContext): context is UserContext => context.user !== null;

const logIn = ({ req }: PageContext): Answer =>
  redirect(
    `/logg-inn?til=${encodeURIComponent(req.method === 'GET' || req.method === 'HEAD' ? req.originalUrl : '/')}`,
  );

/** Where a person who sleeps proves the address again. */
export const wakePath = '/meg/tilbake';
/** A new address is proved by an invitation, too. */
const awakening = [wakePath, '/tilgang'];
const isUnder = ({ req }: PageContext, path: string): boolean => req.path === path || req.path.startsWith(`${path}/`);

/** Null lets the handler answer. Not there and not to be seen are answered alike. */
export async function guard({ access }: Page, context: PageContext): Promise<Answer | null> {
  if ('public' in access || 'demo' in access) return null;
  if (!isUser(context)) return logIn(context);
  if (context.user.dormant && !awakening.some((path) => isUnder(context, path))) return redirect(wakePath);
  if ('loggedIn' in access) return null;
  if ('list' in access) {
    const action = context.req.method === 'POST' ? (access.post ?? access.list) : access.list;
    return visible(context.user.actor, action).length > 0 ? null : notFound;
  }
  const subject = await access.subject(context);
  const { actor } = context.user;
  const posts =
    context.req.method !== 'POST' || access.post === undefined || (subject && can(actor, access.post, subject));
  return subject && posts && [access.can].flat().some((action) => can(actor, action, subject)) ? null : notFound;
}
