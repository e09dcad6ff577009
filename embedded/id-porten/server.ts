import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { logInPage, messagePage } from './pages.js';
import { byGroup, isSyntheticNumber, type Person, unusedNumber } from './people.js';
import { createProvider, type ProviderOptions, wantedLevel } from './provider.js';
import { parts } from './stands-for.js';

export type IdPortenOptions = Omit<ProviderOptions, 'issuer'> & { port: number; people: Person[] };

export type IdPorten = { issuer: string; stop: () => Promise<void> };

const styles = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@digdir/designsystemet-css')), '..');

/**
 * The stand-in for ID-porten on 127.0.0.1, with the demo's people to choose from. Sessions are in memory: after a restart
 * everyone must log in again.
 */
export async function startIdPorten({ port, people, ...options }: IdPortenOptions): Promise<IdPorten> {
  const issuer = `http://127.0.0.1:${String(port)}/idporten`;
  const provider = createProvider({ issuer, ...options });

  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(options.client.baseUrl));
  app.use('/idporten/assets', express.static(styles));
  for (const name of ['id-porten.css', 'log-out.js']) {
    app.get(`/idporten/own/${name}`, (_request, response) => response.sendFile(path.join(import.meta.dirname, name)));
  }

  const show = (uid: string, wrong: { typed: string; fault: string | null }) =>
    logInPage({ groups: byGroup(people), example: unusedNumber(people), action: `/idporten/velg/${uid}`, ...wrong });

  app.get('/idporten/velg/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    response.send(show(uid, { typed: '', fault: null }));
  });
  app.post('/idporten/velg/:uid', express.urlencoded({ extended: false }), async (request, response) => {
    const { uid, params } = await provider.interactionDetails(request, response);
    const { pid = '' } = request.body as { pid?: string | string[] };
    const typed = [pid].flat().join('').replaceAll(/\s/g, '');
    if (!isSyntheticNumber(typed)) {
      const fault = 'Dette er ikke et gyldig syntetisk fødselsnummer.';
      response.status(422).send(show(uid, { typed, fault }));
      return;
    }
    const acr = wantedLevel(params['acr_values']);
    const login = { accountId: typed, acr, amr: parts[options.standsFor].amr };
    await provider.interactionFinished(request, response, { login });
  });
  app.use('/idporten', provider.callback());
  app.use(failed);

  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** form-action names the product too: a log-in form's answer leads back there. */
function securityHeaders(productUrl: string): RequestHandler {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    'img-src data:',
    `form-action 'self' ${productUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
    next();
  };
}

/** Mostly a log-in that was left for too long, or a page opened again from the history. */
const failed: ErrorRequestHandler = (error: Error, _request, response, _next) => {
  const old = error.name === 'SessionNotFound';
  if (!old) console.error(error);
  response
    .status(old ? 400 : 500)
    .send(
      messagePage(
        'Innloggingen kan ikke fortsette',
        old ? 'Den er avsluttet eller for gammel. Begynn på nytt.' : 'Noe gikk galt.',
      ),
    );
};
