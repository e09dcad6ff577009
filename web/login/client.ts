/** An OpenID provider as a client meets it: PKCE, private_key_jwt and, where it is offered, pushed requests. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { LoginUnderWay } from '../middleware/session.js';
import { doorsOf, type Claimed, type Door, type Provider } from './providers.js';
import { entraAuth, thumbprintOf } from './entra.js';
import { LoginRefused } from './refused.js';
import type { WebConfig } from '../config.js';

export type Identity = Claimed & {
  sub: string;
  sid: string | null;
  firstName: string;
  lastName: string;
  language: string | null;
};

/** Whom a log-out token is about: one log-in, or all of a subject’s when it names none. */
export type LoggedOut = { sid: string | null; sub: string | null; tokenId: string };

export type LoginClient = {
  provider: Provider;
  /** `acr`: the level asked for, empty for the provider’s own. */
  begin(acr: string, to: string): Promise<{ url: string; underWay: LoginUnderWay }>;
  /** The identity of a call-back. Throws LoginRefused. */
  finish(callback: URL, underWay: LoginUnderWay): Promise<Identity>;
  /** Where log-out goes on. */
  logOutUrl(): Promise<string>;
  /** Throws when the token is not a good one. */
  verifyLogOut(token: string): Promise<LoggedOut>;
  /** Origins a log-out may lead through. */
  origins: () => readonly string[];
};

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const backChannelEvent = 'http://schemas.openid.net/event/backchannel-logout';
/** With a public key only: a token signed with a shared secret, or not at all, is none. */
const algorithms = ['RS256', 'PS256', 'ES256', 'RS384', 'PS384', 'ES384', 'RS512', 'PS512', 'ES512', 'EdDSA'];

async function readKey(file: string): Promise<{ key: KeyObject; kid: string | undefined }> {
  const text = await readFile(file, 'utf8');
  if (!text.trimStart().startsWith('{')) return { key: createPrivateKey(text), kid: undefined };
  const jwk = JSON.parse(text) as { kid?: string };
  return { key: createPrivateKey({ key: jwk as never, format: 'jwk' }), kid: jwk.kid };
}

type Algorithm = { name: string; hash: string } | { name: string; namedCurve: string };

const importKey = (key: KeyObject, algorithm: Algorithm) =>
  crypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, ['sign']);

/** RS256 for an RSA key, ES256 for an elliptic one; PS256 with a certificate, as Entra ID wants it. */
async function clientAuth({ keyFile, certificateFile }: Provider): Promise<oidc.ClientAuth> {
  const { key, kid } = await readKey(keyFile);
  if (certificateFile) {
    const thumbprint = thumbprintOf(await readFile(certificateFile, 'utf8'), key);
    return entraAuth({ key: await importKey(key, { name: 'RSA-PSS', hash: 'SHA-256' }) }, thumbprint);
  }
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: 'P-256' };
  return oidc.PrivateKeyJwt({ key: await importKey(key, algorithm), ...(kid ? { kid } : {}) });
}

/** Given and family name; of a provider that only tells the whole one, its last word is the family’s. */
function namesOf(text: (name: string) => string | null): { firstName: string; lastName: string } {
  const [given, family] = [text('given_name'), text('family_name')];
  if (given ?? family) return { firstName: given ?? '', lastName: family ?? '' };
  const words = (text('name') ?? '').split(/\s+/u).filter(Boolean);
  return { firstName: words.slice(0, -1).join(' ') || (words[0] ?? ''), lastName: words.length > 1 ? words.at(-1)! : '' };
} // prettier-ignore

/** Asks the provider for its addresses at the first log-in, and again after a failure. */
export function createLoginClient(provider: Provider): LoginClient {
  const issuer = new URL(provider.issuer);
  const here = (path: string) => new URL(path, provider.baseUrl).href;
  let discovered: Promise<oidc.Configuration> | undefined;
  let signOut: string[] = [issuer.origin];

  async function discover(): Promise<oidc.Configuration> {
    const auth = await clientAuth(provider);
    const plain = issuer.protocol === 'http:' && loopback.has(issuer.hostname) ? [oidc.allowInsecureRequests] : [];
    // Without the checks an ID token that came over TLS is taken without a look at its signature.
    const found = await oidc.discovery(issuer, provider.clientId, {}, auth, {
      execute: [oidc.enableNonRepudiationChecks, ...plain],
    });
    const { end_session_endpoint: end } = found.serverMetadata();
    if (end) signOut = [...new Set([issuer.origin, new URL(end).origin])];
    return found;
  }
  const known = (): Promise<oidc.Configuration> =>
    (discovered ??= discover().catch((error: unknown) => {
      discovered = undefined;
      throw error;
    }));

  return {
    provider,
    origins: () => signOut,

    async begin(acr, to) {
      const found = await known();
      const secrets = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
      };
      const asked = {
        redirect_uri: here(provider.callbackPath),
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        state: secrets.state,
        nonce: secrets.nonce,
        ...provider.asks(acr),
      };
      const pushed = found.serverMetadata().pushed_authorization_request_endpoint !== undefined;
      const url = pushed
        ? await oidc.buildAuthorizationUrlWithPAR(found, asked)
        : oidc.buildAuthorizationUrl(found, asked);
      return { url: url.href, underWay: { ...secrets, provider: provider.name, acr, to } };
    },

    async finish(callback, { verifier, state, nonce, acr, provider: asked }) {
      if (asked !== provider.name) throw new LoginRefused('failed', new Error('the call-back of another provider'));
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
      const answer = await oidc.authorizationCodeGrant(await known(), callback, checks).catch((error: unknown) => {
        throw new LoginRefused('failed', error);
      });
      const claims = answer.claims();
      if (!claims) throw new LoginRefused('failed');
      const text = (name: string): string | null => (typeof claims[name] === 'string' ? claims[name] : null);
      return {
        ...provider.read(claims, acr),
        sub: claims.sub,
        sid: text('sid'),
        ...namesOf(text),
        language: text('locale'),
      };
    },

    async logOutUrl() {
      return oidc.buildEndSessionUrl(await known(), { post_logout_redirect_uri: here('/') }).href;
    },

    async verifyLogOut(token) {
      const { jwks_uri: keys, issuer: name } = (await known()).serverMetadata();
      const { payload, protectedHeader } = await jwtVerify(token, keySet(keys!), {
        issuer: name,
        audience: provider.clientId,
        algorithms,
        maxTokenAge: '5 minutes',
        clockTolerance: '10 seconds',
        requiredClaims: ['iat', 'jti'],
      });
      // The specification recommends the type; a provider may leave it out, but not say another.
      if (protectedHeader.typ !== undefined && protectedHeader.typ.toLowerCase() !== 'logout+jwt')
        throw new Error(`a token of type ${protectedHeader.typ}`);
      const { events, nonce, sid, sub, jti } = payload as typeof payload & {
        events?: Record<string, unknown>;
        sid?: string;
      };
      if (!events?.[backChannelEvent] || nonce !== undefined || (!sid && !sub)) throw new Error('not a log-out token');
      return { sid: sid ?? null, sub: sub ?? null, tokenId: jti! };
    },
  };
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
/** The issuer’s keys, fetched when one is not known. */
function keySet(uri: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keySets.get(uri) ?? createRemoteJWKSet(new URL(uri));
  keySets.set(uri, known);
  return known;
}

/** A door with the client behind it; both may lead to the same. */
export type OpenDoor = { client: LoginClient; acr: string };
export type LoginService = { doors: Record<'kommune' | 'stat', OpenDoor>; clients: readonly LoginClient[] };

/** One client for each provider. */
export function createLoginService(config: WebConfig): LoginService {
  const clients = new Map<Provider, LoginClient>();
  const open = ({ provider, acr }: Door): OpenDoor => {
    const client = clients.get(provider) ?? createLoginClient(provider);
    clients.set(provider, client);
    return { client, acr };
  };
  const { kommune, stat } = doorsOf(config);
  const doors = { kommune: open(kommune), stat: open(stat) };
  return { doors, clients: [...clients.values()] };
}
