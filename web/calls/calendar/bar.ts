/** The filter bar of the grant calendar, and how to follow it from outside. */
import type { FilterBar, FilterField, Link, Option } from '../../components/models.js';
import type { PageContext } from '../../page.js';
import { inForm } from '../call.js';
import { addressWords, calendarQuery, phases, type CalendarFilter } from './filter.js';
import { phaseOf, type CalendarCall, type Places } from './reading.js';

type Drawing = { filter: CalendarFilter; places: Places; all: readonly CalendarCall[]; found: readonly CalendarCall[] };

function fieldsOf({ t, language }: PageContext, { filter, places, all }: Drawing): FilterField[] {
  const everything = { value: '', text: t('calendar.filter.all') };
  const select = (name: string, value: string, options: Option[]): FilterField => ({
    type: 'select',
    id: name,
    name,
    label: t(`calendar.filter.${name}`),
    value,
    options: [everything, ...options],
  });
  const named = (list: Places['counties']): Option[] => list.map(({ code, name }) => ({ value: code, text: name }));
  const years = [...new Set(all.map(({ budgetYear }) => budgetYear))].sort((a, b) => b - a);
  const areas = all.flatMap((call) => call.priorityAreas.map(({ nameNb, nameNn }) => inForm(language, nameNb, nameNn)));
  const { phase, kind } = addressWords;
  return [
    select('ar', String(filter.year ?? ''), years.map((year) => ({ value: String(year), text: String(year) }))),
    select('embete', filter.governor ?? '', named(places.governors)),
    select('fylke', filter.county ?? '', named(places.counties)),
    select('prosjekt', filter.kind ? kind[filter.kind] : '', (['new', 'continuation'] as const).map((one) => ({ value: kind[one], text: t(`calendar.kind.${one}`) }))),
    select('status', filter.phase ? phase[filter.phase] : '', phases.map((one) => ({ value: phase[one], text: t(`calendar.phase.${one}`) }))),
    {
      type: 'search', id: 'tema', name: 'tema', label: t('calendar.filter.tema'), value: filter.theme,
      suggestions: [...new Set(areas)].sort((a, b) => a.localeCompare(b, 'nb')),
    },
  ]; // prettier-ignore
}

/** What is chosen, each with the address without it. */
function chipsOf({ t }: PageContext, { filter, places }: Drawing): Link[] {
  const chip = (text: string | null | undefined, without: Partial<CalendarFilter>): Link[] =>
    text ? [{ text, href: `/${calendarQuery({ ...filter, ...without })}` }] : [];
  return [
    ...chip(filter.year === null ? null : String(filter.year), { year: null }),
    ...chip(places.governors.find(({ code }) => code === filter.governor)?.name, { governor: null }),
    ...chip(places.counties.find(({ code }) => code === filter.county)?.name, { county: null }),
    ...chip(filter.kind && t(`calendar.kind.${filter.kind}`), { kind: null }),
    ...chip(filter.phase && t(`calendar.phase.${filter.phase}`), { phase: null }),
    ...chip(filter.theme && `«${filter.theme}»`, { theme: '' }),
  ];
}

export function calendarBar(context: PageContext, drawing: Drawing): FilterBar {
  const { t } = context;
  const counted = phases.flatMap((phase) => {
    const count = drawing.found.filter((call) => phaseOf(call) === phase).length;
    return count > 0 ? [t(`calendar.counted.${phase}`, { count })] : [];
  });
  const count = t('calendar.count', { count: drawing.found.length });
  return {
    action: '/',
    fields: fieldsOf(context, drawing),
    count: counted.length > 0 ? `${count}: ${counted.join(', ')}` : count,
    chips: chipsOf(context, drawing),
  };
}

/** `address` is what a calendar is told when it does not open the link itself. */
export type Follow = { calendar: string; address: string; feed: string };

export function followOf({ services, language }: PageContext, filter: CalendarFilter): Follow {
  const query = calendarQuery(filter, { sprak: language });
  const address = `${services.config.BASE_URL}/utlysninger.ics${query}`;
  return { calendar: address.replace(/^https?:/, 'webcal:'), address, feed: `/feed.atom${query}` };
}
