/** What a page is given: the request’s fields, the person, the language and the product’s clock, read once. */
import type { Request, Response } from 'express';
import type { WrittenForm } from '../../domain/notices.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import { isHigh } from '../login/providers.js';
import type { PageContext, User } from '../page.js';
import type { Services } from '../services.js';
import type { Texts } from '../../locales/texts.js';
import { setCookie } from './cookies.js';
import { fieldsOf } from './form-body.js';
import { LONGEST_LOGIN_MS } from './session.js';
import { loadUser } from './user.js';

export type ContextOf = (req: Request, res: Response) => Promise<PageContext>;

const cookie = 'sprak';

/** A person’s own choice wins; for who is not logged in `?sprak=nn`, kept in a cookie, then what the browser asks for. */
function languageOf(req: Request, res: Response, user: User | null): WrittenForm {
  if (user) return user.language;
  const asked = req.query['sprak'];
  if (asked === 'nb' || asked === 'nn') {
    setCookie(req, res, { name: cookie, value: asked, maxAge: 365 * 86_400_000 });
    return asked;
  }
  const [, kept] = /(?:^|; )(?:__Host-)?sprak=(nb|nn)(?:;|$)/.exec(req.headers.cookie ?? '') ?? [];
  return (kept ?? req.acceptsLanguages('nb', 'nn', 'no')) === 'nn' ? 'nn' : 'nb';
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

async function clockOf(prisma: PrismaClient): Promise<number> {
  const [clock] = await prisma.$queryRaw<{ now: Date }[]>`select app_now() as now`;
  return clock!.now.getTime();
}

export function contextFactory(services: Services, texts: Texts): ContextOf {
  return async (req, res) => {
    const { login, place } = req.session;
    const fresh = login && Date.now() - login.at < LONGEST_LOGIN_MS;
    const proved = login && { ...login, high: isHigh(services.config, login) };
    const clock = clockOf(services.prisma);
    const [now, user] = await Promise.all([
      clock,
      fresh ? loadUser(services.prisma, proved!, { chosen: place, clock }) : null,
    ]);
    const language = languageOf(req, res, user);
    return {
      ...bare(req, res, { services, texts, language }),
      ...fieldsOf(req),
      user,
      now,
    };
  };
}

/** A context that needs no database: for telling that something failed. */
export function bare(
  req: Request,
  res: Response,
  { services, texts, language }: { services: Services; texts: Texts; language?: WrittenForm },
): PageContext {
  const form = language ?? languageOf(req, res, null);
  return {
    services,
    req,
    res,
    params: Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, text(value)])),
    query: new URL(req.originalUrl, 'http://here.invalid').searchParams,
    body: {},
    lists: {},
    user: null,
    language: form,
    t: texts(form),
    texts,
    now: 0,
  };
}
