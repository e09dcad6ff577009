/** A page is a folder: this is what its route module exports. Handlers answer with values; `web/app.ts` turns them into HTTP. */
import type { Request, Response } from 'express';
import type { Action, Subject } from '../domain/authorisation.js';
import type { WrittenForm } from '../domain/notices.js';
import type { Actor, Role } from '../domain/roles.js';
import type { Translate } from '../domain/words.js';
import type { Services } from './services.js';

export type { Translate } from '../domain/words.js';

/** Who is logged in. `at` is the municipality or office acted for; one is chosen at log-in when there are several. */
export type User = {
  id: string;
  name: string;
  email: string;
  language: WrittenForm;
  actor: Actor;
  places: Place[];
  /** Not seen for so long that no role counts until the address is proved again. */
  dormant: boolean;
  /** There are roles, and every one of them is suspended. */
  suspended: boolean;
  /** Whose roles are lent to this person and count now; `until` is the first instant they do not. */
  standsInFor: StandsInFor[];
  at: Place | null;
};
export type StandsInFor = { name: string; role: Role; until: number };
export type Place = { kind: 'municipality' | 'office' | 'national'; code: string; name: string };

export type PageContext = {
  services: Services;
  req: Request;
  res: Response;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Fields of a posted form as text; repeated names as lists in `lists`. */
  body: Record<string, string>;
  lists: Record<string, string[]>;
  user: User | null;
  language: WrittenForm;
  t: Translate;
  /** `t` of either written form, for what is shown in both. */
  texts: (language: WrittenForm) => Translate;
  /** The product’s clock (app_now), epoch ms, read once per request. */
  now: number;
};
/** The same where the access rule has made sure of a user. */
export type UserContext = PageContext & { user: User };

export type Answer =
  | { kind: 'view'; view: string; model: object; title: string; status?: number; size?: 'md' | 'sm' }
  | { kind: 'redirect'; to: string }
  | { kind: 'notFound' }
  /** A body of many pieces is sent as they come. */
  | {
      kind: 'file';
      name: string;
      contentType: string;
      body: Buffer | string | AsyncIterable<string | Uint8Array>;
      inline?: boolean;
      /** What the content is known by, where it never changes. */
      sha256?: string;
    }
  | { kind: 'json'; body: unknown; status?: number };

export const view = (name: string, title: string, model: object, status?: number): Answer => ({
  kind: 'view',
  view: name,
  title,
  model,
  ...(status ? { status } : {}),
});
/** A page with tables, for those who work here all day: small type, wide. */
export const wideView = (name: string, title: string, model: object, status?: number): Answer => ({
  kind: 'view',
  view: name,
  title,
  model,
  size: 'sm',
  ...(status ? { status } : {}),
});
export const redirect = (to: string): Answer => ({ kind: 'redirect', to });
export const notFound: Answer = { kind: 'notFound' };

/**
 * Who may come here. `subject` loads what the rule looks at; null means it does not exist, and the answer is the same as when it may
 * not be seen. A page without one of these does not register.
 */
export type Access =
  | { public: true }
  | { loggedIn: true }
  /** Demo parts only; not registered in production. */
  | { demo: true }
  /** The handler’s list is made with `visible(actor, action)`; anyone with a role for the action somewhere may come. */
  | {
      list: Action;
      /** Where fewer may post than read. */
      post?: Action;
    }
  /** Any one of several is enough: an address that both sides have. */
  | { can: Action | readonly Action[]; post?: Action; subject: (context: UserContext) => Promise<Subject | null> };

/** Whose data a page has shown besides the reader’s own, and where: a line of the access log. `subject`: a process’s id, or an address. */
export type Shown = {
  subject: string;
  personId?: string | null;
  countyGovernorCode?: string | null;
  municipalityCode?: string | null;
};
/**
 * Every page that is not public says this. `none`: it shows nobody’s data but the reader’s own, and names of officers with their duties.
 * Else what is written to the access log when it has been shown; null where this reader saw nothing of the kind.
 */
export type Personal = 'none' | ((context: UserContext) => Promise<Shown | null>);

export type Page<C extends PageContext = PageContext> = {
  path: string;
  access: Access;
  personal?: Personal;
  /** Takes forms with files (middleware/upload-body.ts). */
  upload?: true;
  get?: (context: C) => Promise<Answer>;
  post?: (context: C) => Promise<Answer>;
};

/** A page for people who are logged in. */
export const userPage = (page: Page<UserContext>): Page => page as unknown as Page;
/** A page for everyone. */
export const openPage = (page: Page): Page => page;
