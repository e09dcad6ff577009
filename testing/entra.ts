/**
 * What Entra ID’s v2.0 endpoints look like to a client, as its documentation has it: addresses and metadata, an assertion that is known by
 * a certificate, and ID tokens of that shape. It is made from the documentation, and nothing here has spoken with the real one.
 */
import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { exportJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose';

export type Entra = {
  issuer: string;
  tenant: string;
  clientId: string;
  keyFile: string;
  certificateFile: string;
  /** Claims of the next ID token over the right ones; undefined leaves one out. */
  next: Record<string, unknown>;
  /** The authentication contexts the person has satisfied. */
  satisfied: string[];
  /** The address the browser was sent to → path and query it comes back with. */
  authorize(address: string): string;
  /** Heads of the assertions that were taken. */
  assertions: Record<string, unknown>[];
  close(): Promise<void>;
};

// The little of DER (X.690) that a certificate of one’s own making needs.
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);

/** A certificate (X.509 v1) of this key, signed by itself. PEM. */
function certificateOf(publicKey: KeyObject, privateKey: KeyObject): string {
  const algorithm = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05)); // sha256WithRSAEncryption
  const name = sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('test')))));
  const validity = sequence(der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('460101000000Z')));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(der(0x02, Buffer.from([1])), algorithm, name, validity, name, spki);
  const whole = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}

export async function testEntra(): Promise<Entra> {
  const [own, client] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'entra-'));
  const [keyFile, certificateFile] = [path.join(folder, 'client.pem'), path.join(folder, 'client.crt')];
  const certificate = certificateOf(client!.publicKey, client!.privateKey);
  writeFileSync(keyFile, client!.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(certificateFile, certificate);
  const raw = Buffer.from(certificate.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const thumbprint = createHash('sha256').update(raw).digest('base64url');
  const jwk = { ...(await exportJWK(own!.publicKey)), kid: 'entra-key', use: 'sig' };
  const [tenant, clientId, oid] = [randomUUID(), randomUUID(), randomUUID()];
  let asked = new URLSearchParams();

  /** Refuses what the documentation says is refused: another algorithm, thumbprint, audience or client. */
  async function assertClient(form: URLSearchParams): Promise<void> {
    const { protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', client!.publicKey, {
      algorithms: ['PS256'],
      audience: `${origin()}/${tenant}/oauth2/v2.0/token`,
      issuer: clientId,
      subject: clientId,
    });
    if (protectedHeader['x5t#S256'] !== thumbprint) throw new Error('an unknown certificate');
    entra.assertions.push(protectedHeader);
  }

  async function token(form: URLSearchParams): Promise<object> {
    await assertClient(form);
    if (createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') !== asked.get('code_challenge'))
      throw new Error('another browser'); // prettier-ignore
    const wanted = (JSON.parse(asked.get('claims') ?? '{}') as { id_token?: { acrs?: { value: string } } }).id_token
      ?.acrs;
    const now = Math.floor(Date.now() / 1000);
    const claims: JWTPayload = {
      aud: clientId,
      iss: entra.issuer,
      iat: now,
      nbf: now,
      exp: now + 3900,
      aio: 'opaque',
      name: 'Prøve Anne Person',
      nonce: asked.get('nonce'),
      oid,
      preferred_username: 'prove.person@embete.example',
      rh: 'opaque',
      sid: randomUUID(),
      sub: 'pairwise-for-this-client',
      tid: tenant,
      uti: randomUUID(),
      ver: '2.0',
      ...(wanted && entra.satisfied.includes(wanted.value) ? { acrs: entra.satisfied } : {}),
      ...entra.next,
    };
    const id_token = await new SignJWT(JSON.parse(JSON.stringify(claims)) as JWTPayload)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: jwk.kid })
      .sign(own!.privateKey);
    return { token_type: 'Bearer', scope: 'openid profile', expires_in: 3900, access_token: 'opaque', id_token };
  }

  const answers: Record<string, (form: URLSearchParams) => object | Promise<object>> = {
    [`/${tenant}/v2.0/.well-known/openid-configuration`]: () => ({
      token_endpoint: `${origin()}/${tenant}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${origin()}/${tenant}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: entra.issuer,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${origin()}/${tenant}/oauth2/v2.0/authorize`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${origin()}/${tenant}/oauth2/v2.0/logout`,
    }),
    [`/${tenant}/discovery/v2.0/keys`]: () => ({ keys: [jwk] }),
    [`/${tenant}/oauth2/v2.0/token`]: token,
  };
  const server: Server = createServer((req, res) => {
    let body = '';
    req.on('data', (part) => (body += part));
    req.on('end', () => {
      const answer = answers[new URL(req.url!, origin()).pathname];
      const send = (status: number, value: object) =>
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      if (!answer) return void send(404, {});
      void Promise.resolve(new URLSearchParams(body)).then(answer).then(
        (value) => send(200, value),
        (error: unknown) => send(401, { error: 'invalid_client', error_description: String(error) }),
      ); // prettier-ignore
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entra: Entra = {
    issuer: `${origin()}/${tenant}/v2.0`,
    tenant,
    clientId,
    keyFile,
    certificateFile,
    next: {},
    satisfied: ['c1'],
    assertions: [],
    authorize(address) {
      const { pathname, searchParams } = new URL(address);
      if (pathname !== `/${tenant}/oauth2/v2.0/authorize`) throw new Error(`no such address: ${pathname}`);
      asked = searchParams;
      const back = new URL(asked.get('redirect_uri')!);
      return `${back.pathname}?${new URLSearchParams({ code: randomUUID(), state: asked.get('state')!, session_state: randomUUID() }).toString()}`;
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
  return entra;
}
