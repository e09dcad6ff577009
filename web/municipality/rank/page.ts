/** `/kommune/:nr/prioritering/:utlysning`: in which order the municipality wants its applications (A6). */
import { formatDeadline, formatInstant, isInTime } from '../../../domain/calendar/index.js';
import type { Municipality, RankChange } from '../../../prisma/generated/client.js';
import { rankedOf, type Ranked } from '../../../prisma/rank.js';
import { asSeen, withheldOf } from '../../applications/outcome.js';
import { titleOf } from '../../applications/step-head.js';
import { inForm, loadCall, unannounced, type LoadedCall } from '../../calls/call.js';
import { statusTag } from '../../case-view.js';
import { errorOf, type Crumb, type DeadlineChip, type Fault, type StatusTag } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type Shown, type UserContext } from '../../page.js';
import { municipalitySubject } from '../access.js';
import { fieldOf, parseOrder } from './parse.js';
import { lastChange, saveOrder } from './saving.js';

type Row = {
  id: string;
  number: string;
  title: string;
  href: string;
  status: StatusTag;
  label: string;
  error: string | undefined;
};
export type RankModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  saved: boolean;
  call: string;
  deadline: DeadlineChip;
  /** Who saved last, and when. */
  last: string | null;
  /** Somebody saved meanwhile: their order, beside what was typed. */
  theirs: { heading: string; titles: string[] } | null;
  /** Why it is only read. */
  reason: string | null;
  rows: Row[];
  /** Null where there is nothing to put in order. */
  form: { action: string; csrf: string; version: number; spoken: string } | null;
};

type Found = {
  call: LoadedCall['call'];
  open: boolean;
  municipality: Municipality;
  ranked: Ranked[];
  last: RankChange | null;
};

async function load({ services: { prisma }, params }: UserContext): Promise<Found | null> {
  const [municipality, loaded] = await Promise.all([
    prisma.municipality.findUnique({ where: { code: params['nr']! } }),
    loadCall(prisma, params['utlysning']),
  ]);
  if (!municipality || !loaded || unannounced.includes(loaded.process.state)) return null;
  const { call, process } = loaded;
  if (!call.countyCodes.includes(municipality.countyCode)) return null;
  const where = { callId: call.id, municipalityCode: municipality.code };
  return {
    call,
    open: process.state === 'open',
    municipality,
    ranked: await rankedOf(prisma, where.callId, where.municipalityCode),
    last: await lastChange(prisma, where),
  };
} // prettier-ignore

async function nameOf({ services, user, t }: UserContext, { actorId }: RankChange): Promise<string> {
  if (actorId === user.id) return t('rank.you');
  const person = await services.prisma.person.findUniqueOrThrow({ where: { id: actorId } });
  return `${person.firstName} ${person.lastName}`.trim();
}

type Drawing = { typed?: Readonly<Record<string, string>>; faults?: Fault[]; colleague?: boolean };

async function draw(context: UserContext, found: Found, { typed, faults = [], colleague = false }: Drawing = {}): Promise<Answer> {
  const { t, now, query, language } = context;
  const { call, open, municipality, ranked, last } = found;
  const deadline = call.deadline.getTime();
  const inTime = open && isInTime(now, deadline);
  const withheld = await withheldOf(context.services.prisma, ranked.map(({ id }) => id));
  const who = last && (await nameOf(context, last));
  const at = last && formatInstant(last.at.getTime());
  const title = (id: string) => titleOf(t, ranked.find((one) => one.id === id) ?? { title: '', reference: '–' });
  const model: RankModel = {
    breadcrumbs: [{ text: t('municipality.name', { name: municipality.name }), href: `/kommune/${municipality.code}` }],
    faults,
    saved: query.has('lagret') && faults.length === 0,
    call: inForm(language, call.titleNb, call.titleNn),
    deadline: { at: deadline, now },
    last: last ? t('rank.last', { who, at }) : null,
    theirs:
      colleague && last
        ? { heading: t('rank.theirs', { who, at }), titles: last.applicationIds.map(title) }
        : null,
    reason: inTime ? null : t('rank.passed', { at: formatDeadline(deadline) }),
    rows: ranked.map((one): Row => ({
      id: fieldOf(one.id),
      number: typed?.[fieldOf(one.id)] ?? (one.rank === null ? '' : String(one.rank)),
      title: titleOf(t, one),
      href: `/soknader/${one.id}`,
      status: statusTag(t, 'grant', asSeen(one, withheld.get(one.id)).state, 'municipality'),
      label: t('rank.number', { title: titleOf(t, one) }),
      error: errorOf(faults, fieldOf(one.id)),
    })),
    form:
      inTime && ranked.length > 1
        ? {
            action: `/kommune/${municipality.code}/prioritering/${call.id}#svar`,
            csrf: csrfOnly(context),
            version: last?.version ?? 0,
            spoken: t('rank.spoken'),
          }
        : null,
  };
  return view('municipality/rank/rank', t('rank.title'), model, faults.length > 0 ? 422 : 200);
} // prettier-ignore

/** A colleague’s name is shown, as who saved last. */
async function shownColleague(context: UserContext): Promise<Shown | null> {
  const { params, user, services } = context;
  const found = await load(context);
  if (!found?.last || found.last.actorId === user.id) return null;
  const { code } = await services.prisma.municipality.findUniqueOrThrow({ where: { code: params['nr']! } });
  const subject = `/kommune/${code}/prioritering/${found.call.id}`;
  return { subject, personId: found.last.actorId, municipalityCode: code };
}

export const rankPage = userPage({
  path: '/kommune/:nr/prioritering/:utlysning',
  access: { can: 'application.rank', subject: municipalitySubject },
  personal: shownColleague,

  async get(context) {
    const found = await load(context);
    return found ? draw(context, found) : notFound;
  },

  async post(context) {
    const { t, body } = context;
    const found = await load(context);
    if (!found) return notFound;
    const { call, municipality, ranked } = found;
    const onTop = (key: string, then: Drawing = {}) => async () =>
      draw(context, (await load(context)) ?? found, { typed: body, faults: [{ fieldId: 'svar', text: t(`rank.fault.${key}`) }], ...then });
    if (ranked.some(({ id }) => body[fieldOf(id)] === undefined)) return onTop('changed')();
    const parsed = parseOrder(t, ranked.map(({ id }) => id), body);
    if ('faults' in parsed) return draw(context, found, { typed: body, faults: parsed.faults });
    const version = Number(body['version']);
    const order = { callId: call.id, municipalityCode: municipality.code, version, ids: parsed.order };
    switch (await saveOrder(context, order)) {
      case 'saved':
        return redirect(`/kommune/${municipality.code}/prioritering/${call.id}?lagret=1#svar`);
      case 'passed':
        return draw(context, found, { typed: body, faults: [{ fieldId: 'svar', text: t('rank.passed', { at: formatDeadline(call.deadline.getTime()) }) }] });
      case 'changed':
        return onTop('changed')();
      case 'colleague':
        return onTop('colleague', { colleague: true })();
    }
  }, // prettier-ignore
});
