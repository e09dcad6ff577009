/** Requests as a browser keeps them going: one connection per lane. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestWeb } from '../web.js';
import { logIn } from '../web.js';

export const lanes = 6;
export type Reply = { status: number; location: string; body: string };
export type Ask = { method: 'GET' | 'POST'; path: string; cookie: string; body?: Record<string, string> };
export type Client = { ask(request: Ask): Promise<Reply>; close(): Promise<void> };

const token = 'the-token-of-every-session-here';

export async function client({ app }: TestWeb): Promise<Client> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true, maxSockets: lanes });
  return {
    ask: ({ method, path, cookie, body = {} }) =>
      new Promise((resolve, reject) => {
        const form = method === 'POST' ? new URLSearchParams({ _csrf: token, ...body }).toString() : '';
        const posting = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
        const headers = { cookie, ...(form ? { ...posting, 'content-length': Buffer.byteLength(form) } : {}) };
        const request = http.request({ port, path, method, agent, headers }, (answer) => {
          const parts: Buffer[] = [];
          answer
            .on('data', (part: Buffer) => parts.push(part))
            .once('end', () => {
              const { statusCode = 0, headers: told } = answer;
              resolve({ status: statusCode, location: told.location ?? '', body: Buffer.concat(parts).toString() });
            });
        });
        request.once('error', reject).end(form);
      }),
    async close() {
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A session of this person, or of nobody, whose forms carry the token. Answers its cookie. */
export async function session({ services }: TestWeb, who: string | null): Promise<string> {
  const { pool, config } = services;
  const cookie = await logIn({ pool, secret: config.SESSION_SECRET }, { who: who ?? 'nobody' });
  const sid = decodeURIComponent(cookie)
    .replace(/^[^=]*=s:/, '')
    .split('.')[0]!;
  const login = who === null ? `sess::jsonb - 'login'` : 'sess::jsonb';
  await pool.query(`update session set sess = jsonb_set(${login}, '{csrfToken}', to_jsonb($2::text)) where sid = $1`, [
    sid,
    token,
  ]);
  return cookie;
}
