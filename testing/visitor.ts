/** A person at a browser without a screen: opens pages, fills in forms, and sends a form again until there is an answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { hiddenPairs, logIn } from './web.js';

export type Visitor = {
  /** The page’s HTML; asked again while the web is away. */
  open(path: string): Promise<string>;
  /** Opens `page`, fills in the form that posts to `action` (the page itself without it) and sends it. Answers the receipt: the command’s id. */
  send(page: string, fields: Record<string, string | readonly string[]>, action?: string): Promise<string>;
};

export type VisitorOptions = { baseUrl: string; pool: pg.Pool; secret: string; who: string; patienceMs?: number };

/** Too many, or a part behind it is away: the same again in a moment. */
const passing = (status: number): boolean => status === 429 || status >= 500;

export async function aVisitor({ baseUrl, pool, secret, who, patienceMs = 120_000 }: VisitorOptions): Promise<Visitor> {
  const headers = { Cookie: await logIn({ pool, secret }, { who }), Origin: baseUrl };

  type Answer = { status: number; location: string; html: string };

  /** The whole answer: one that breaks off, because the web died while it spoke, is asked for again. */
  async function ask(path: string, body?: URLSearchParams): Promise<Answer> {
    for (const until = Date.now() + patienceMs; ; await sleep(200)) {
      const request = { headers, redirect: 'manual' as const, signal: AbortSignal.timeout(15_000) };
      const answer = await fetch(`${baseUrl}${path}`, body ? { ...request, method: 'POST', body } : request)
        .then(async (one) => ({
          status: one.status,
          location: one.headers.get('location') ?? '',
          html: await one.text(),
        }))
        .catch(() => null);
      if (answer && !passing(answer.status)) return answer;
      if (Date.now() > until) throw new Error(`${path} did not answer (${answer?.status ?? 'no connection'})`);
    }
  }

  async function open(path: string): Promise<string> {
    const { status, location, html } = await ask(path);
    if (status !== 200) throw new Error(`${path} answered ${status} ${location}`);
    return html;
  }

  await open('/meg'); // the session gets its form token once, before pages are opened side by side
  return {
    open,
    async send(page, fields, action = page) {
      const pairs = hiddenPairs(await open(page), action);
      const receipt = pairs.find(([name]) => name === 'token')?.[1].split('.')[0];
      if (!receipt) throw new Error(`${page} has no token`);
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) pairs.push([name, one]);
      const { status, location: to, html } = await ask(action, new URLSearchParams(pairs));
      // A draft that was already begun when the form came again is answered with its own address.
      const begun = pairs.find(([name]) => name === 'applicationId' && !action.endsWith('avgjorelse'))?.[1];
      if (status === 303 && [receipt, begun].some((id) => id && to.includes(id))) return receipt;
      const said = /<main[\s\S]*?<\/main>/
        .exec(html)?.[0]
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 400);
      throw new Error(`${action} answered ${status} ${to}: ${said}`);
    },
  };
}
