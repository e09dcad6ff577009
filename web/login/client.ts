/** ID-porten, or what stands for it: OpenID Connect with PKCE, private_key_jwt and, where it is offered, pushed requests. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { WebConfig } from '../config.js';
import type { LoginUnderWay } from '../middleware/session.js';

/** Levels of assurance, lowest first. Staff roles count only with the high one. */
export const levels = ['idporten-loa-substantial', 'idporten-loa-high'] as const;
export type Level = (typeof levels)[number];

/** Who logged in. `pid` is the identity number: for computing the subject’s hash, nothing else. */
export type Identity = {
  pid: string;
  sub: string;
  sid: string | null;
  level: Level;
  firstName: string;
  lastName: string;
  language: string | null;
};

export class LoginRefused extends Error {
  readonly why: 'level' | 'failed';
  constructor(why: 'level' | 'failed', cause?: unknown) {
    super(`log-in refused: ${why}`, { cause });
    this.why = why;
  }
}

export type LoginClient = {
  begin(level: Level, to: string): Promise<{ url: string; underWay: LoginUnderWay }>;
  /** The identity of a call-back. Throws LoginRefused. */
  finish(callback: URL, underWay: LoginUnderWay): Promise<Identity>;
  /** Where log-out goes on. */
  logOutUrl(): Promise<string>;
  /** The log-in or subject of a log-out token. Throws when it is not a good one. */
  verifyLogOut(token: string): Promise<{ sid?: string | undefined; sub?: string | undefined }>;
  /** Origins a log-out may lead through. */
  origins: () => readonly string[];
};

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const backChannelEvent = 'http://schemas.openid.net/event/backchannel-logout';

async function readKey(file: string): Promise<{ key: KeyObject; kid: string | undefined }> {
  const text = await readFile(file, 'utf8');
  if (!text.trimStart().startsWith('{')) return { key: createPrivateKey(text), kid: undefined };
  const jwk = JSON.parse(text) as { kid?: string };
  return { key: createPrivateKey({ key: jwk as never, format: 'jwk' }), kid: jwk.kid };
}

/** RS256 for an RSA key, ES256 for an elliptic one. */
async function signingKey(file: string): Promise<oidc.PrivateKey> {
  const { key, kid } = await readKey(file);
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: 'P-256' };
  const imported = await crypto.subtle.importKey(
    'pkcs8',
    key.export({ format: 'der', type: 'pkcs8' }),
    algorithm,
    false,
    ['sign'],
  );
  return { key: imported, ...(kid ? { kid } : {}) };
}

/** Asks the issuer for its addresses at the first log-in, and again after a failure. */
export function createLoginClient(config: WebConfig): LoginClient {
  const issuer = new URL(config.OIDC_ISSUER);
  const redirectUri = new URL('/logg-inn/tilbake', config.BASE_URL).href;
  let discovered: Promise<oidc.Configuration> | undefined;
  let signOut: string[] = [issuer.origin];

  async function discover(): Promise<oidc.Configuration> {
    const auth = oidc.PrivateKeyJwt(await signingKey(config.OIDC_PRIVATE_KEY_FILE));
    const plain =
      issuer.protocol === 'http:' && loopback.has(issuer.hostname) ? { execute: [oidc.allowInsecureRequests] } : {};
    const found = await oidc.discovery(issuer, config.OIDC_CLIENT_ID, {}, auth, plain);
    const { end_session_endpoint: end } = found.serverMetadata();
    if (end) signOut = [...new Set([issuer.origin, new URL(end).origin])];
    return found;
  }
  const provider = (): Promise<oidc.Configuration> =>
    (discovered ??= discover().catch((error: unknown) => {
      discovered = undefined;
      throw error;
    }));

  return {
    origins: () => signOut,

    async begin(level, to) {
      const found = await provider();
      const underWay = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        acr: level,
        to,
      };
      const asked = {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(underWay.verifier),
        code_challenge_method: 'S256',
        state: underWay.state,
        nonce: underWay.nonce,
        acr_values: level,
      };
      const pushed = found.serverMetadata().pushed_authorization_request_endpoint !== undefined;
      const url = pushed
        ? await oidc.buildAuthorizationUrlWithPAR(found, asked)
        : oidc.buildAuthorizationUrl(found, asked);
      return { url: url.href, underWay };
    },

    async finish(callback, { verifier, state, nonce, acr }) {
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
      const answer = await oidc.authorizationCodeGrant(await provider(), callback, checks).catch((error: unknown) => {
        throw new LoginRefused('failed', error);
      });
      const claims = answer.claims();
      const level = levels.find((one) => one === claims?.['acr']);
      if (!claims || typeof claims['pid'] !== 'string') throw new LoginRefused('failed');
      if (!level || levels.indexOf(level) < levels.indexOf(acr as Level)) throw new LoginRefused('level');
      const text = (name: string): string | null => (typeof claims[name] === 'string' ? claims[name] : null);
      return {
        pid: claims['pid'],
        sub: claims.sub,
        sid: text('sid'),
        level,
        firstName: text('given_name') ?? '',
        lastName: text('family_name') ?? '',
        language: text('locale'),
      };
    },

    async logOutUrl() {
      return oidc.buildEndSessionUrl(await provider(), { post_logout_redirect_uri: new URL('/', config.BASE_URL).href })
        .href;
    },

    async verifyLogOut(token) {
      const { jwks_uri: keys, issuer: name } = (await provider()).serverMetadata();
      const { payload } = await jwtVerify(token, keySet(keys!), {
        issuer: name,
        audience: config.OIDC_CLIENT_ID,
        maxTokenAge: '5 minutes',
      });
      const { events, nonce, sid, sub } = payload as {
        events?: Record<string, unknown>;
        nonce?: unknown;
        sid?: string;
        sub?: string;
      };
      if (!events?.[backChannelEvent] || nonce !== undefined || (!sid && !sub)) throw new Error('not a log-out token');
      return { sid, sub };
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
