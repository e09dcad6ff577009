import { CLARIFICATION_DAYS } from '../../../domain/access/ladders.js';
import { LATE_ANSWER_DAYS } from '../../../domain/application/ladders.js';
import type { Kind } from '../../../domain/lifecycle.js';
import { statusTag } from '../../case-view.js';
import type { Crumb, StatusTag } from '../../components/models.js';
import { notFound, openPage, view, type Answer, type PageContext, type Translate } from '../../page.js';
import { roleOfSlug, slugs } from '../slugs.js';
import { guides, parts, type Part, type PartName } from './sections.js';

type GuidePart = {
  id: string;
  number: number;
  heading: string;
  texts: string[];
  fields: { label: string; help: string | null }[];
  buttons: string[];
  states: StatusTag[];
  tasks: string[];
  link: { href: string; text: string } | null;
};
export type GuideModel = { breadcrumbs: Crumb[]; title: string; about: string; may: string; parts: GuidePart[] };

/** One part of a guide in the reader’s written form. */
export function guidePart(t: Translate, name: PartName, number: number): GuidePart {
  const part: Part = parts[name];
  return {
    id: part.anchor,
    number,
    heading: t(`about.guide.${name}.heading`),
    texts: [
      ...t(`about.guide.${name}.text`, { days: CLARIFICATION_DAYS, lateDays: LATE_ANSWER_DAYS }).split('\n'),
      ...(part.says ?? []).map((key) => t(key)),
    ],
    fields: (part.fields ?? []).map(({ label, help, params }) => ({
      label: t(label, params),
      help: help === undefined ? null : t(help, params),
    })),
    // Two commands may share a word: to the reader they are one button.
    buttons: [
      ...new Set([
        ...(part.buttons ?? []).map((key) => t(`common.button.${key}`)),
        ...(part.saves ?? []).map((key) => t(key)),
      ]),
    ],
    states: (part.states ?? []).map((key) => {
      const [kind, state] = key.split('.') as [Kind, string];
      return statusTag(t, kind, state);
    }),
    tasks: (part.tasks ?? []).map((key) => t(`common.task.${key}`)),
    link: part.link ? { href: part.link.href, text: t(part.link.text) } : null,
  };
}

function show({ params, t }: PageContext): Promise<Answer> {
  const role = roleOfSlug(params['rolle']);
  if (!role) return Promise.resolve(notFound);
  const title = t('about.guide.title', { role: t(`common.role.${role}`) });
  const model: GuideModel = {
    breadcrumbs: [{ text: t('about.roles.title'), href: '/om/roller' }],
    title,
    about: t(`about.roleText.${role}`),
    may: `/om/roller/${slugs[role]}`,
    parts: guides[role].map((name, i) => guidePart(t, name, i + 1)),
  };
  return Promise.resolve(view('about/guide/guide', title, model));
}

/** How one role does its work, step by step. */
export const guidePage = openPage({ path: '/om/veiledning/:rolle', access: { public: true }, get: show });
