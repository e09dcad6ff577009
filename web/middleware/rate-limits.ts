import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { TooMany } from '../refused-request.js';

/** A minute’s worth for one person, or for one address while nobody is logged in; counted in each web process. */
export const limits = { logIn: 60, post: 240 };

/** Throws `TooMany`. */
export function rateLimits({ logIn, post } = limits): RequestHandler {
  const logIns = new RateLimiterMemory({ points: logIn, duration: 60 });
  const posts = new RateLimiterMemory({ points: post, duration: 60 });
  const who = (req: Request): string => req.session.login?.personId ?? req.ip ?? 'unknown';
  return async (req, _res, next) => {
    try {
      if (req.path.startsWith('/logg-inn/')) await logIns.consume(req.ip ?? 'unknown');
      if (req.method === 'POST') await posts.consume(who(req));
    } catch (limit) {
      throw new TooMany(Math.ceil((limit as RateLimiterRes).msBeforeNext / 1000));
    }
    next();
  };
}
