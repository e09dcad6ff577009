/**
 * Entra ID as the state’s provider, by the shape of its v2.0 tokens (learn.microsoft.com: “ID token claims reference”, “Certificate
 * credentials”, “Conditional Access authentication context”): no `acr` and no `amr`, the tenant in `tid`, the person for good in `oid`.
 */
import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import * as oidc from 'openid-client';
import { LoginRefused } from './refused.js';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An authentication context (`c1`) is asked for as a claim; what `acr_values` asks for is not looked at there. */
export const entraAsks = (context: string): Record<string, string> =>
  context ? { claims: JSON.stringify({ id_token: { acrs: { essential: true, value: context } } }) } : {};

/** Throws LoginRefused for another tenant’s token, one without the context, and one that does not say who it is. Answers the `oid`. */
export function readEntra(claims: oidc.IDToken, { tenant, context }: { tenant: string; context: string }): string {
  if (claims['ver'] !== '2.0' || typeof claims['tid'] !== 'string') throw new LoginRefused('claims');
  if (claims['tid'] !== tenant) throw new LoginRefused('tenant');
  const contexts: unknown[] = Array.isArray(claims['acrs']) ? claims['acrs'] : [claims['acrs']];
  if (context && !contexts.includes(context)) throw new LoginRefused('level');
  const oid = claims['oid'];
  if (typeof oid !== 'string' || !guid.test(oid)) throw new LoginRefused('claims');
  return oid;
}

/** Entra knows a client’s key by the certificate it was registered with, and is told so in the assertion’s head. Throws when they do not belong together. */
export function thumbprintOf(certificate: string, key: KeyObject): string {
  const read = new X509Certificate(certificate);
  if (!read.checkPrivateKey(key)) throw new Error('the certificate is not that of the private key');
  return createHash('sha256').update(read.raw).digest('base64url');
}

/** `private_key_jwt` as Entra reads it: PS256, the certificate’s thumbprint, and the token endpoint as audience. */
export const entraAuth =
  (key: oidc.PrivateKey, thumbprint: string): oidc.ClientAuth =>
  (server, client, body, headers) =>
    oidc.PrivateKeyJwt(key, {
      [oidc.modifyAssertion]: (head, assertion) => {
        Object.assign(head, { typ: 'JWT', 'x5t#S256': thumbprint });
        assertion['aud'] = server.token_endpoint!;
      },
    })(server, client, body, headers);
