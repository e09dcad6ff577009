/** Codes and links that prove an address: worked out from the form’s token, so that the same form sent again carries the same. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const digestOf = (secret: string, purpose: string, token: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${token}`).digest();

/** Six digits. */
export const codeFor = (secret: string, token: string): string =>
  String(digestOf(secret, 'code', token).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');

/** What only the invitation’s e-mail knows: 43 characters. */
export const invitationSecretFor = (secret: string, token: string): string =>
  digestOf(secret, 'invitation', token).toString('base64url');

/** What is kept of it. */
export const hashOf = (invitationSecret: string): string => createHash('sha256').update(invitationSecret).digest('hex');

/** The same, compared in constant time. */
export function fits(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The id of one of many commands that one form sends: a UUID, the same whenever the form is sent. */
export function idOfOne(token: string, subjectId: string): string {
  const hex = createHash('sha256').update(`${token}\n${subjectId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-'); // prettier-ignore
}
