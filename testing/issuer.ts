/** A log-in service of a test’s own making: it signs what it is told to, so that the web can be shown wrong answers too. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exportJWK, exportPKCS8, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

export type Issuer = {
  url: string;
  /** The web’s own private key, as it is configured. */
  keyFile: string;
  /** Claims of the next ID token, over the right ones; a `nonce` here is a wrong one. */
  next: JWTPayload;
  /** How the next ID token is signed. */
  signed: Signed;
  /** What the web asked for in pushed requests, latest last. */
  asked: URLSearchParams[];
  logOutToken(claims: JWTPayload, options?: LogOutOptions): Promise<string>;
  close(): Promise<void>;
};

/** By the issuer, by a stranger under the issuer’s key id, with a secret everyone knows, or not at all. */
export type Signed = 'own' | 'stranger' | 'secret' | 'none';
/** `typ: null` leaves the type out. */
export type LogOutOptions = { audience?: string; signed?: Signed; typ?: string | null };

const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };

export async function testIssuer(clientId = 'test'): Promise<Issuer> {
  const [own, stranger, client] = await Promise.all(
    [1, 2, 3].map(() => generateKeyPair('RS256', { extractable: true })),
  );
  const folder = mkdtempSync(path.join(os.tmpdir(), 'issuer-'));
  const keyFile = path.join(folder, 'client.pem');
  writeFileSync(keyFile, await exportPKCS8(client!.privateKey));
  const jwk = { ...(await exportJWK(own!.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  const secret = new TextEncoder().encode(JSON.stringify(jwk));
  async function sign(claims: JWTPayload, { audience = clientId, signed = 'own', typ = null }: LogOutOptions = {}) {
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: issuer.url, aud: audience, iat: now, exp: now + 300, ...claims };
    if (signed === 'none') return new UnsecuredJWT(all).encode();
    const header = { alg: signed === 'secret' ? 'HS256' : 'RS256', kid: 'own', ...(typ ? { typ } : {}) };
    const key = { own: own!.privateKey, stranger: stranger!.privateKey, secret }[signed];
    return new SignJWT(all).setProtectedHeader(header).sign(key);
  }

  const issuer: Issuer = {
    url: '',
    keyFile,
    next: {},
    signed: 'own',
    asked: [],
    logOutToken: (claims, options) =>
      sign({ jti: crypto.randomUUID(), events: event, ...claims }, { typ: 'logout+jwt', ...options }),
    async close() {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };

  const answers: Record<string, (form: URLSearchParams) => object | Promise<object>> = {
    '/.well-known/openid-configuration': () => ({
      issuer: issuer.url,
      authorization_endpoint: `${issuer.url}/authorize`,
      token_endpoint: `${issuer.url}/token`,
      pushed_authorization_request_endpoint: `${issuer.url}/par`,
      end_session_endpoint: `${issuer.url}/endsession`,
      jwks_uri: `${issuer.url}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/par': (form) => {
      issuer.asked.push(form);
      return { request_uri: `urn:test:${issuer.asked.length}`, expires_in: 60 };
    },
    '/token': async () => {
      const asked = issuer.asked.at(-1)!;
      const right = {
        sub: 'subject',
        nonce: asked.get('nonce'),
        acr: asked.get('acr_values'),
        pid: '01010199999',
        sid: 'login-1',
      };
      return {
        access_token: 'none',
        token_type: 'Bearer',
        expires_in: 60,
        id_token: await sign({ ...right, ...issuer.next }, { signed: issuer.signed }),
      };
    },
  };
  const server: Server = createServer((req, res) => {
    let body = '';
    req.on('data', (part) => (body += part));
    req.on('end', () => {
      const { pathname } = new URL(req.url!, issuer.url);
      void Promise.resolve(answers[pathname]?.(new URLSearchParams(body)) ?? {}).then((answer) => {
        res
          .writeHead(pathname === '/par' ? 201 : 200, { 'content-type': 'application/json' })
          .end(JSON.stringify(answer));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return issuer;
}
