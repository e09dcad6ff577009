/** The frame round every page: what it is drawn from, and the menu by role. */
import { can, visible } from '../../domain/authorisation.js';
import { formatDate, lastDayOf } from '../../domain/calendar/index.js';
import type { Role } from '../../domain/roles.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { Crumb, WhereNow } from '../components/models.js';
import { helpAt } from '../about/help.js';
import { csrfToken } from '../middleware/csrf.js';
import type { Answer, PageContext, User } from '../page.js';
import { inSentence } from '../who.js';

type MenuItem = { text: string; href: string; current: boolean };

export type LayoutModel = {
  title: string;
  /** The form was drawn again with faults: the title begins «Feil: ». */
  faulty: boolean;
  language: WrittenForm;
  /** The page in the other written form; for who is logged in a button, since it is kept with the person. */
  otherLanguage: { form: WrittenForm; href: string };
  now: number;
  demo: boolean;
  menu: MenuItem[];
  user: { id: string; name: string; place: string | null; several: boolean; csrf: string } | null;
  /** The guide of the reader’s role, at this page. */
  help: string;
  /** "Du er stedfortreder for …", one line for each lender and role. */
  standsIn: string[];
  crumbs: Crumb[] | null;
  size: 'md' | 'sm';
  assets: string;
  body: string;
};

/** What a page’s model may say to the layout. A page of one case says `case: true`, and must then have its `whereNow`. */
export type LayoutPart = { case?: boolean; whereNow?: WhereNow | null; breadcrumbs?: Crumb[] };

type View = Extract<Answer, { kind: 'view' }>;

/** Throws when a page of a case lacks `where-now` (ui.md, principle 1). */
export function layoutModel(
  context: PageContext,
  { title, model, status, size, view }: View,
  assets: string,
): Omit<LayoutModel, 'body'> {
  const part = model as LayoutPart;
  if (part.case && !part.whereNow) throw new Error(`${view}: a page of a case begins with where-now`);
  const { req, user, language, now, services } = context;
  return {
    title,
    faulty: status === 422,
    language,
    otherLanguage: {
      form: language === 'nb' ? 'nn' : 'nb',
      // What is not found tells nothing of the address it was not found at.
      href: context.res.statusCode === 404 ? '/' : user ? hereOf(context) : otherLanguageHref(context),
    },
    now,
    demo: services.demo !== undefined,
    menu: menuOf(context),
    user: user && {
      id: user.id,
      name: user.name || context.t('common.layout.me'),
      place: user.at?.name ?? null,
      several: user.places.length > 1,
      csrf: csrfToken(req),
    },
    help: helpAt(user, req.path),
    standsIn: (user?.standsInFor ?? []).map(({ name, role, until }) =>
      context.t('common.layout.standsIn', {
        name,
        role: inSentence(context.t(`common.role.${role}`)),
        until: formatDate(lastDayOf(until)),
      }),
    ),
    crumbs: part.breadcrumbs?.length ? part.breadcrumbs : null,
    size: size ?? 'md',
    assets,
  };
}

/** Back to this page; a form that was posted, to the page it stood on. */
const hereOf = ({ req }: PageContext): string => (req.method === 'GET' ? req.originalUrl : req.path);

function otherLanguageHref({ req, language }: PageContext): string {
  const here = new URL(req.originalUrl, 'http://here.invalid');
  here.searchParams.set('sprak', language === 'nb' ? 'nn' : 'nb');
  return here.pathname + here.search;
}

/** Oppgaver, Utlysninger for a municipality; Oppgaver, Saker, Utlysninger for an office; the public pages for everyone (ui.md 2). */
function menuOf({ user, req, t }: PageContext): MenuItem[] {
  const item = (key: string, href: string): MenuItem => ({
    text: t(`common.menu.${key}`),
    href,
    current: req.path === href,
  });
  const everyone = [item('calls', '/'), item('public', '/offentlig')];
  if (!user) return everyone;
  const holds = (...roles: Role[]) => user.actor.grants.some((grant) => roles.includes(grant.role));
  const operations = [
    ...(holds('systemAdmin', 'ministryOfficer') ? [item('operations', '/drift')] : []),
    ...(visible(user.actor, 'log.read').length > 0 ? [item('log', '/logg')] : []),
  ];
  const cases = visible(user.actor, 'case.list').length > 0 ? [item('cases', '/saker')] : [];
  const home = homeOf(user);
  const people = peopleMenu(user, item);
  if (user.at?.kind === 'municipality') return [item('tasks', home), ...everyone, ...people, ...operations];
  if (user.at?.kind === 'office') return [item('tasks', home), ...cases, ...everyone, ...people, ...operations];
  if (user.places.length === 0) return [...everyone, item('access', '/tilgang')];
  return [...cases, ...everyone, ...peopleMenu(user, item), ...operations];
}

/** The people of the place acted for, for those who may see them. */
function peopleMenu({ at, actor }: User, item: (key: string, href: string) => MenuItem): MenuItem[] {
  if (at?.kind === 'municipality') return [item('people', `/kommune/${at.code}/personer`)];
  if (at?.kind === 'national') return can(actor, 'nation.people', {}) ? [item('people', '/departement/personer')] : [];
  return at && can(actor, 'office.people', { countyGovernorCode: at.code }) ? [item('people', `/embete/${at.code}/oppsett`)] : [];
} // prettier-ignore

/** Where those who have a role in the whole nation begin: the first role they have. */
const nationalHomes: readonly (readonly [Role, string])[] = [
  ['systemAdmin', '/drift'],
  ['ministryOfficer', '/departement/personer'],
  ['ministryReader', '/saker'],
  ['auditor', '/saker'],
];

/** Where a person begins: the home of the place acted for; with several and none chosen, the choice; without a role, access. */
export function homeOf(user: User): string {
  switch (user.at?.kind) {
    case 'municipality':
      return `/kommune/${user.at.code}`;
    case 'office':
      return `/embete/${user.at.code}`;
    case 'national':
      return nationalHomes.find(([role]) => user.actor.grants.some((grant) => grant.role === role))?.[1] ?? '/saker';
    case undefined:
      return user.places.length === 0 ? '/tilgang' : '/velg';
  }
}
