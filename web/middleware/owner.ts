/** Whose browser it was when the session has ended: signed at the log-in, and opens nothing. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { ownerCookie, readCookie, setCookie } from './cookies.js';

/** A form that was begun yesterday is not sent today. */
const REMEMBERED_MS = 24 * 3_600_000;

const sealOf = (secret: string, personId: string): string =>
  createHmac('sha256', secret).update(`owner\n${personId}`).digest('base64url');

/** The cookie’s value. */
export const ownerValue = (secret: string, personId: string): string => `${personId}.${sealOf(secret, personId)}`;

export function rememberOwner(req: Request, res: Response, { secret, personId }: { secret: string; personId: string }) {
  setCookie(req, res, { name: ownerCookie, value: ownerValue(secret, personId), maxAge: REMEMBERED_MS });
}

/** Who logged in here last; null when nobody did, or the seal is not ours. */
export function ownerOf(req: Request, secret: string): string | null {
  const [personId, seal] = (readCookie(req, ownerCookie) ?? '').split('.');
  if (!personId || !seal) return null;
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(secret, personId))];
  return given.length === right.length && timingSafeEqual(given, right) ? personId : null;
}
