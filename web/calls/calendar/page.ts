/** `/utlysninger.ics`: the grant calendar for calendars, with the filters of `/`. */
import { formatKroner } from '../../../domain/money.js';
import { openPage, type Answer, type PageContext } from '../../page.js';
import { inForm } from '../call.js';
import { calendarFilter } from './filter.js';
import { iCalendar, type CalendarEvent } from './icalendar.js';
import { announcedCalls, known, passes, readPlaces, type CalendarCall } from './reading.js';

/** A deadline is stored as the first instant too late; in a calendar it stands on its own day, at 23.59. */
const MINUTE = 60_000;

/** One for the deadline, and one for the opening. */
function eventsOf({ t, language, services }: PageContext, call: CalendarCall): CalendarEvent[] {
  const cancelled = call.state === 'cancelled';
  const title = inForm(language, call.titleNb, call.titleNn);
  const governor = call.countyGovernor.name;
  const url = `${services.config.BASE_URL}/utlysninger/${call.id}`;
  const last = call.deadlines.at(-1);
  const reason = last && last.version > 1 ? last.reason : null;
  const changedAt = call.changedAt.getTime();
  const about = [
    ...(cancelled ? [t('calendar.ics.cancelled')] : []),
    t('calendar.ics.about', { governor, frame: formatKroner(call.frame) }),
    ...(reason ? [t('calendar.ics.moved', { reason })] : []),
    url,
  ].join('\n');
  const event = { changedAt, description: about, url, cancelled };
  const once = cancelled ? 1 : 0;
  return [
    {
      ...event,
      uid: `deadline.${call.id}`,
      sequence: call.deadlineVersion + once,
      at: call.deadline.getTime() - MINUTE,
      summary: t('calendar.ics.deadline', { title, governor }),
    },
    {
      ...event,
      uid: `opening.${call.id}`,
      sequence: once,
      at: call.opensAt.getTime(),
      summary: t('calendar.ics.opens', { title, governor }),
    },
  ];
}

async function calendar(context: PageContext): Promise<Answer> {
  const { services, query, t } = context;
  const [places, calls] = await Promise.all([readPlaces(services.prisma), announcedCalls(services.prisma)]);
  const filter = known(calendarFilter(query), places);
  const events = calls.filter((call) => passes(filter, call)).flatMap((call) => eventsOf(context, call));
  const office = places.governors.find(({ code }) => code === filter.governor);
  const name = office ? t('calendar.ics.nameOf', { governor: office.name }) : t('calendar.ics.name');
  return {
    kind: 'file',
    name: 'utlysninger.ics',
    contentType: 'text/calendar; charset=utf-8',
    body: iCalendar(name, events),
    inline: true,
  };
}

export const calendarFile = openPage({ path: '/utlysninger.ics', access: { public: true }, get: calendar });
