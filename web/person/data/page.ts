import { formatDate, formatInstant, localDate } from '../../../domain/calendar/index.js';
import type { Crumb } from '../../components/models.js';
import { pageText } from '../../log/words.js';
import { userPage, view, type Answer, type Translate, type UserContext } from '../../page.js';
import { heldAbout, type Held, type Place } from './reading.js';

type Cell = { label: string; text: string };
type Section = { id: string; heading: string; help: string; columns: string[]; rows: Cell[][]; more: string | null };
export type DataModel = { breadcrumbs: Crumb[]; asOf: string; sections: Section[]; none: string | null };

/** A page shows the newest of a long list; the file has all. */
const shown = 50;

const day = (at: Date | null): string => (at ? formatDate(localDate(at.getTime())) : '');
const instant = (at: Date | null): string => (at ? formatInstant(at.getTime()) : '');
const placeText = (t: Translate, { municipality, office }: Place): string =>
  municipality ? t('municipality.name', { name: municipality }) : (office ?? t('about.data.nation'));

/** The rows of each section, oldest first, by its columns. */
function rowsOf(t: Translate, held: Held): Record<string, Record<string, string>[]> {
  const { details } = held;
  const language = t(`common.writtenForm.${details.language}`);
  const facts = { ...details, phone: details.phone ?? '', newEmail: details.newEmail ?? '', language, createdAt: instant(details.createdAt), lastSeenAt: day(details.lastSeenAt) };
  return {
    details: (['firstName', 'lastName', 'email', 'newEmail', 'phone', 'language', 'createdAt', 'lastSeenAt'] as const)
      .filter((name) => facts[name] !== '')
      .map((name) => ({ what: t(`about.data.detail.${name}`), value: facts[name] })),
    names: held.names.map(({ at, before, after }) => ({ at: instant(at), before, after })),
    roles: held.roles.map((role) => ({
      role: t(`common.role.${role.role}`),
      place: placeText(t, role),
      state: t(`common.state.role.${role.state}`),
      period: `${day(role.from)} – ${role.to ? day(role.to) : t('about.data.present')}`,
      given: role.givenBy ?? '',
      confirmed: role.confirmedBy ?? '',
      lent: role.lentBy ?? '',
    })),
    requests: held.requests.map((request) => ({
      at: instant(request.at),
      place: placeText(t, request),
      role: t(`common.role.${request.role}`),
      state: t(`common.state.accessRequest.${request.state}`),
      said: [
        `${request.firstName} ${request.lastName}`.trim(),
        request.email,
        request.phone,
        ...request.questions.flatMap(({ question, answer }) => [question, answer ?? '']),
      ].filter(Boolean).join('\n'),
      reason: request.reason ?? '',
    })),
    invitations: held.invitations.map((invitation) => ({
      at: instant(invitation.at),
      place: placeText(t, invitation),
      role: t(`common.role.${invitation.role}`),
      state: t(`common.state.accessRequest.${invitation.state}`),
    })),
    deeds: held.deeds.map(({ at, kind, name, about, role, outcome }) => ({
      at: instant(at),
      what: t(`common.done.${kind}.${name}`),
      about: [t(`log.kind.${kind}`), about].filter(Boolean).join(' '),
      role: t(`common.role.${role}`),
      outcome: t(`about.data.outcome.${outcome}`),
    })),
    messages: held.messages.map(({ at, about, text }) => ({ at: instant(at), about, text })),
    declarations: held.declarations.map(({ at, about, outcome, text }) => ({
      at: instant(at),
      about,
      outcome: t(`cases.declare.${outcome}.text`),
      text,
    })),
    assessments: held.assessments.map(({ at, about, scores, comment }) => ({
      at: instant(at),
      about,
      scores: scores.map(({ score, reason }) => `${score}: ${reason}`).join('\n'),
      text: comment,
    })),
    contacts: held.contacts.map(({ about, municipality, kind }) => ({
      about: `${t(`log.kind.${kind}`)} ${about}`.trim(),
      place: t('municipality.name', { name: municipality }),
    })),
    views: held.views.map(({ at, name, query }) => ({ at: instant(at), name, query })),
    letters: held.letters.map(({ at, about, kind }) => ({ at: instant(at), about, kind: t(`letters.text.heading.${kind}`) })),
    emails: held.emails.map(({ at, to, subject }) => ({ at: instant(at), to, subject })),
    looks: held.looks.map((look) => ({
      at: instant(look.at),
      role: t(`common.role.${look.role}`),
      place: look.office ?? placeText(t, look),
      page: pageText(t, look.page),
    })),
    sessions: held.sessions.map(({ begun, browser, idleEnds, ends }) => ({ begun: instant(begun), browser: browser ?? '', idleEnds: instant(idleEnds), ends: instant(ends) })),
  };
} // prettier-ignore

function sectionsOf(t: Translate, held: Held): Section[] {
  return Object.entries(rowsOf(t, held)).map(([id, rows]) => {
    // A column in which nothing stands is left out.
    const names = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== ''));
    const columns = names.map((name) => t(`about.data.section.${id}.column.${name}`));
    // The details stand in their own order; what has happened newest first.
    const newest = id === 'details' || id === 'roles' ? rows : [...rows].reverse();
    return {
      id,
      heading: t(`about.data.section.${id}.heading`),
      help: t(`about.data.section.${id}.help`),
      columns,
      rows: newest.slice(0, shown).map((row) => names.map((name, i) => ({ label: columns[i]!, text: row[name] || '–' }))),
      more: rows.length > shown ? t('about.data.more', { shown, count: rows.length }) : null,
    };
  }); // prettier-ignore
}

async function show({ services, user, t, now }: UserContext): Promise<Answer> {
  const held = await heldAbout(services.prisma, user.id);
  const all = sectionsOf(t, held);
  const empty = all.filter(({ rows }) => rows.length === 0).map(({ heading }) => heading.toLocaleLowerCase('nb'));
  const model: DataModel = {
    breadcrumbs: [{ text: t('person.title'), href: '/meg' }],
    asOf: t('about.data.asOf', { at: formatInstant(now) }),
    sections: all.filter(({ rows }) => rows.length > 0),
    none: empty.length > 0 ? t('about.data.none', { what: empty.join(', ') }) : null,
  };
  return view('person/data/data', t('about.data.title'), model);
}

/** The same for a machine, each part with what it is in the reader’s words. */
async function download({ services, user, t, now }: UserContext): Promise<Answer> {
  const held = await heldAbout(services.prisma, user.id);
  const explained = Object.entries(held).map(([id, data]) => [
    id,
    { title: t(`about.data.section.${id}.heading`), help: t(`about.data.section.${id}.help`), data: data },
  ]);
  const body = JSON.stringify({ at: new Date(now), ...Object.fromEntries(explained) }, null, 2);
  return { kind: 'file', name: `mine-opplysningar-${localDate(now)}.json`, contentType: 'application/json; charset=utf-8', body }; // prettier-ignore
}

/** What is held about the reader (GDPR art. 15 and 20). */
export const dataPage = userPage({ path: '/meg/data', access: { loggedIn: true }, personal: 'none', get: show });
export const dataFile = userPage({
  path: '/meg/data.json',
  access: { loggedIn: true },
  personal: 'none',
  get: download,
});
