import { CLARIFICATION_DAYS, MONTHS_KEPT } from '../../../domain/access/ladders.js';
import { ANONYMISED_MONTHS, DORMANT_MONTHS } from '../../../domain/person/ladders.js';
import { openPage, view, type Answer, type PageContext } from '../../page.js';
import { ONE_LOOK_MINUTES } from '../../log/look.js';
import { IDLE_MS, LONGEST_LOGIN_MS } from '../../middleware/session.js';

const HOUR_MS = 3_600_000;

export type PrivacyModel = {
  sections: { id: string; heading: string; texts: string[]; list: string[]; after: string[] }[];
  offices: { name: string; number: string; href: string }[];
};

/** The sections in their order, each with how many paragraphs and points it has, and paragraphs after these. */
export const sections = {
  who: { texts: 2, list: 0 },
  why: { texts: 2, list: 3 },
  what: { texts: 1, list: 6, after: 1 },
  number: { texts: 1, list: 0 },
  howLong: { texts: 1, list: 6 },
  recipients: { texts: 1, list: 5 },
  looks: { texts: 2, list: 0 },
  rights: { texts: 1, list: 5, after: 1 },
  cookies: { texts: 1, list: 0 },
} as const satisfies Record<string, { texts: number; list: number; after?: number }>;

/** The figures of the notice are the code’s own. */
export const figures = {
  requestMonths: MONTHS_KEPT,
  personMonths: ANONYMISED_MONTHS,
  dormantMonths: DORMANT_MONTHS,
  clarificationDays: CLARIFICATION_DAYS,
  lookMinutes: ONE_LOOK_MINUTES,
  idleHours: IDLE_MS / HOUR_MS,
  longestHours: LONGEST_LOGIN_MS / HOUR_MS,
} as const;

async function show({ services, t }: PageContext): Promise<Answer> {
  const offices = await services.prisma.countyGovernor.findMany({ orderBy: { name: 'asc' } });
  const numbered = (key: string, count: number): string[] =>
    Array.from({ length: count }, (_, i) => t(`about.privacy.${key}${i + 1}`, figures));
  const model: PrivacyModel = {
    sections: Object.entries<{ texts: number; list: number; after?: number }>(sections).map(
      ([id, { texts, list, after = 0 }]) => ({
        id,
        heading: t(`about.privacy.${id}.heading`),
        texts: numbered(`${id}.text`, texts),
        list: numbered(`${id}.point`, list),
        after: numbered(`${id}.after`, after),
      }),
    ),
    offices: offices.map(({ name, organisationNumber, slug }) => ({
      name,
      number: organisationNumber,
      href: `https://www.statsforvalteren.no/${slug}/`,
    })),
  };
  return view('about/privacy/privacy', t('about.privacy.title'), model);
}

/** What becomes of personal data here (GDPR art. 13 and 14). */
export const privacyPage = openPage({ path: '/om/personvern', access: { public: true }, get: show });
