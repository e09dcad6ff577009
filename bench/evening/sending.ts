/** People who send their applications in, each at an instant of their own, by the forms of the real web. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { hiddenPairs, logIn } from '../../testing/web.js';
import type { Draft } from './drafts.js';

/** What came of one press of the button. `receipt` is the command’s id; `sentAt` and `ms` wall time; `status` 0: no answer. */
export type Pressed = { draft: string; sentAt: number; ms: number; status: number; receipt: string | null };

export type Web = { baseUrl: string; pool: pg.Pool; secret: string };
export type Senders = { send(draft: Draft, at: number): Promise<Pressed> };

/** The page was opened so long before the button is pressed. */
const readingMs = 2000;
/** Longer nobody waits for an answer. */
const patienceMs = 60_000;

const waitUntil = (at: number): Promise<void> => sleep(Math.max(0, at - Date.now()));

export async function senders({ baseUrl, pool, secret }: Web, people: readonly string[]): Promise<Senders> {
  const cookies = new Map<string, string>();
  const headers = (who: string) => ({ Cookie: cookies.get(who)!, Origin: baseUrl });
  for (const who of people) {
    cookies.set(who, await logIn({ pool, secret }, { who }));
    await (await fetch(`${baseUrl}/meg`, { headers: headers(who) })).text(); // the session gets its form token once
  }
  return {
    async send({ id, applicant }, at) {
      const page = `${baseUrl}/soknader/${id}/innsending`;
      await waitUntil(at - readingMs);
      const opened = await fetch(page, { headers: headers(applicant) }).then(
        (answer) => answer.text(),
        () => '',
      );
      // Opened after the deadline there is no form, only why.
      const pairs = opened.includes('name="token"') ? hiddenPairs(opened) : [];
      for (const one of ['true', 'ownShare', 'public']) pairs.push(['declarations', one]);
      await waitUntil(at);
      const sentAt = Date.now();
      const begun = performance.now();
      const { status, to } = await fetch(page, {
        method: 'POST',
        headers: headers(applicant),
        body: new URLSearchParams(pairs),
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return { status: answer.status, to: answer.headers.get('location') ?? '' };
        },
        () => ({ status: 0, to: '' }),
      );
      const receipt = /kvittering=([0-9a-f-]{36})/.exec(to)?.[1] ?? null;
      return { draft: id, sentAt, ms: performance.now() - begun, status, receipt };
    },
  };
}
