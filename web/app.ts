import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { pagesThatTell } from './errors/answers.js';
import { sendFile } from './file.js';
import { createDraw, type Draw } from './layout/drawing.js';
import { createLoginService } from './login/client.js';
import { keepLook } from './log/look.js';
import { backChannelLogOut } from './login/back-channel.js';
import { loginPages } from './login/index.js';
import { serveAssets } from './middleware/assets.js';
import { bare, contextFactory, type ContextOf } from './middleware/context.js';
import { csrf } from './middleware/csrf.js';
import { formBody } from './middleware/form-body.js';
import { guard } from './middleware/guard.js';
import { requestLog } from './middleware/log.js';
import { rateLimits } from './middleware/rate-limits.js';
import { securityHeaders } from './middleware/security-headers.js';
import { uploadBody } from './middleware/upload-body.js';
import { sessions } from './middleware/session.js';
import { notFound, type Answer, type Page, type PageContext } from './page.js';
import type { Services } from './services.js';
import { createTexts } from '../locales/texts.js';

export type AppOptions = {
  pages: readonly Page[];
  /** Told of a text that no written form has; the log without it. */
  missingText?: (key: string) => void;
};

/** The web as an Express app. Throws for a page without access rule or an address given twice. */
export function createApp(services: Services, options: AppOptions): Express {
  const { config, pool, log } = services;
  const texts = createTexts(options.missingText ?? ((key) => log.error({ key }, 'a text is missing')));
  const login = createLoginService(config);

  const app = express();
  app.disable('x-powered-by').disable('etag');
  // An address is written in one way: what counts or guards by it sees what the pages see.
  app.enable('case sensitive routing');
  app.set('trust proxy', config.TRUSTED_PROXIES ?? false);
  app.set('query parser', 'simple');
  app.use(securityHeaders(config.BASE_URL, () => login.clients.flatMap((client) => client.origins())));
  app.get('/health', health(services));
  app.use(requestLog(log));
  const draw = createDraw(serveAssets(app));
  for (const client of login.clients)
    app.post(client.provider.backChannelPath, formBody, backChannelLogOut(services, client));

  const contextOf = contextFactory(services, texts);
  const answer = answering(draw);
  app.use(sessions(config, pool), rateLimits(services.limits));
  for (const { path, upload } of options.pages) if (upload) app.post(path, uploadBody);
  app.use(formBody, csrf(config.BASE_URL));
  register(app, [...loginPages(login), ...options.pages], { services, contextOf, answer });
  app.use(async (req, res) => answer(await contextOf(req, res), notFound));
  app.use(failed({ services, contextOf, answer, bareContext: (req, res) => bare(req, res, { services, texts }) }));
  return app;
}

type Answering = (context: PageContext, answer: Answer) => Promise<void>;
type Registering = { services: Services; contextOf: ContextOf; answer: Answering };

/** Every page under its address, behind its access rule. Demo pages only where there are demo parts. */
export function register(app: Express, pages: readonly Page[], { services, contextOf, answer }: Registering): void {
  const taken = new Set<string>();
  for (const page of pages) {
    if (!(page.access as Page['access'] | undefined)) throw new Error(`${page.path} has no access rule`);
    if (taken.has(page.path)) throw new Error(`${page.path} is given twice`);
    taken.add(page.path);
    if ('demo' in page.access && !services.demo) continue;
    const handle =
      (handler: NonNullable<Page['get']>): RequestHandler =>
      async (req, res) => {
        const context = await contextOf(req, res);
        const turning = req.method === 'POST' && services.demo?.timeMachine.state().kind === 'turning';
        if (turning) return answer(context, pagesThatTell.turning(context));
        const stopped = await guard(page, context);
        if (stopped?.kind === 'notFound') req.log.warn({ page: page.path }, 'not there, or not for this person');
        const answered = stopped ?? (await handler(context));
        const look = stopped ? null : keepLook(page, context, answered);
        await answer(context, answered);
        await look;
      };
    if (page.get) app.get(page.path, handle(page.get));
    if (page.post) app.post(page.path, handle(page.post));
  }
}

const answering =
  (draw: Draw): Answering =>
  async (context, answer) => {
    const { res, user } = context;
    res.set('Cache-Control', user ? 'no-store' : 'private, no-cache');
    switch (answer.kind) {
      case 'view':
        res
          .status(answer.status ?? 200)
          .type('html')
          .send(await draw(context, answer));
        return;
      case 'redirect':
        res.redirect(303, answer.to);
        return;
      case 'notFound':
        res
          .status(404)
          .type('html')
          .send(await draw(context, pagesThatTell.notFound(context)));
        return;
      case 'file':
        await sendFile(res, answer);
        return;
      case 'json':
        res.status(answer.status ?? 200).json(answer.body);
    }
  };

type Failing = Registering & { bareContext: (req: Request, res: Response) => PageContext };

/** What went wrong, told without a word of how. When even the session or the database is away, the page is drawn without them. */
function failed({ contextOf, bareContext, answer }: Failing): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const context = await contextOf(req, res).catch(() => bareContext(req, res));
    const told = await pagesThatTell.error(context, error);
    if ('status' in told && told.status === 500) req.log.error({ err: error }, 'a request failed');
    else req.log.warn({ err: error }, 'a request was refused');
    await answer(context, told);
  };
}

const health =
  ({ pool }: Services): RequestHandler =>
  async (_req, res) => {
    const up = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    res.status(up ? 200 : 503).json({ database: up });
  };
