/** The filter of the list of cases: its fields, and what is chosen. */
import { formatKroner } from '../../../domain/money.js';
import { sectors } from '../../../domain/sectors.js';
import type { FilterBar, FilterField, Link } from '../../components/models.js';
import type { Translate, User } from '../../page.js';
import type { CaseChoices } from './choices.js';
import {
  addressOf,
  amountFaults,
  asksForContent,
  caseStates,
  limitOf,
  officerIn,
  orders,
  type AmountFault,
  type CaseFilter,
} from './filter.js';

type Choice = { value: string; text: string };
export type Choosing = { t: Translate; user: User; filter: CaseFilter; choices: CaseChoices };

const stateText = (t: Translate, state: string): string => t(`common.state.grant.${state}`);
const sectorChoices = (t: Translate): Choice[] =>
  sectors.map((value) => ({ value, text: t(`common.sector.${value}`) }));

/** The office acted for comes first, then all of them; who acts for none begins with all. */
function officeOptions({ t, user, choices }: Choosing): Choice[] {
  const every = t('cases.filter.everyOffice');
  const own = user.at?.kind === 'office' ? user.at : null;
  return own
    ? [{ value: '', text: own.name }, { value: 'alle', text: every }, ...choices.offices.filter(({ value }) => value !== own.code)]
    : [{ value: '', text: every }, ...choices.offices];
} // prettier-ignore

const officerChoices = ({ t, choices }: Choosing): Choice[] => [
  { value: 'meg', text: t('caseList.mine') },
  { value: 'ingen', text: t('cases.filter.nobody') },
  ...choices.officers,
];

function fieldsIn(choosing: Choosing): { first: FilterField[]; more: FilterField[] } {
  const { t, filter, choices } = choosing;
  const label = (name: string): string =>
    t(`${['sok', 'embete', 'utlysning', 'status', 'saksbehandler', 'sorter'].includes(name) ? 'cases' : 'caseList'}.filter.${name}`);
  const select = (name: string, value: string | null, options: Choice[]): FilterField => ({
    type: 'select', id: `filter-${name}`, name, label: label(name), value: value ?? '', options,
  });
  const all = { value: '', text: t('common.filter.all') };
  const faults = amountFaults(filter);
  const amount = (name: AmountFault['field'], value: string): FilterField => {
    const fault = faults.find(({ field }) => field === name)?.fault;
    return { type: 'amount', id: `filter-${name}`, name, label: label(name), value, error: fault && t(`caseList.fault.${fault}`) };
  };
  return {
    first: [
      { type: 'search', id: 'filter-sok', name: 'sok', label: label('sok'), value: filter.text },
      ...(choices.offices.length > 0 ? [select('embete', filter.office === 'all' ? 'alle' : filter.office, officeOptions(choosing))] : []),
      select('utlysning', filter.callId, [all, ...choices.calls]),
      select('status', filter.state, [all, ...caseStates.map((value) => ({ value, text: stateText(t, value) }))]),
      select('saksbehandler', officerIn(filter.officer), [all, ...officerChoices(choosing)]),
    ],
    more: [
      select('kommune', filter.municipality, [all, ...choices.municipalities]),
      select('sektor', filter.sector, [all, ...sectorChoices(t)]),
      ...(choices.areas.length > 0 ? [select('omraade', filter.areaId, [all, ...choices.areas])] : []),
      amount('minst', filter.least),
      amount('hoyst', filter.most),
      select('sorter', filter.order, orders.map((value) => ({ value, text: t(`${value in known ? 'cases' : 'caseList'}.order.${value}`) }))),
      select('snudd', filter.reversed ? 'ja' : '', [{ value: '', text: t('caseList.direction.usual') }, { value: 'ja', text: t('caseList.direction.reversed') }]),
    ],
  };
} // prettier-ignore

/** Orders whose words stood in the list from the beginning. */
const known = { deadline: 1, number: 1, title: 1, municipality: 1, applied: 1 };

/** What is chosen, each with the address without it. */
export function chipsOf(choosing: Choosing): Link[] {
  const { t, filter, choices } = choosing;
  const nameIn = (list: readonly Choice[], value: string | null): string | null =>
    value && (list.find((one) => one.value === value)?.text ?? t('cases.filter.unknown'));
  const office = filter.office === 'all' ? t('cases.filter.everyOffice') : nameIn(choices.offices, filter.office);
  // What is no amount narrows nothing; it is told beside its field.
  const amountChip = (which: 'least' | 'most', typed: string): string | null => {
    const limit = limitOf(typed);
    return limit === null ? null : t(`caseList.chip.${which}`, { amount: formatKroner(limit) });
  };
  const chosen: [string | null, Partial<CaseFilter>][] = [
    [filter.text && `«${filter.text}»`, { text: '' }],
    [office, { office: null }],
    [nameIn(choices.calls, filter.callId), { callId: null }],
    [filter.state && stateText(t, filter.state), { state: null }],
    [nameIn(officerChoices(choosing), officerIn(filter.officer)), { officer: null }],
    [nameIn(choices.municipalities, filter.municipality), { municipality: null }],
    [nameIn(sectorChoices(t), filter.sector), { sector: null }],
    [nameIn(choices.areas, filter.areaId), { areaId: null }],
    [amountChip('least', filter.least), { least: '' }],
    [amountChip('most', filter.most), { most: '' }],
  ];
  return chosen.flatMap(([text, without]) => (text ? [{ text, href: addressOf({ ...filter, ...without }) }] : []));
}

export function filterBar(choosing: Choosing, count: string): FilterBar {
  const { t, filter } = choosing;
  const { first, more } = fieldsIn(choosing);
  const used = asksForContent(filter) || filter.municipality !== null || amountFaults(filter).length > 0;
  return {
    action: '/saker',
    fields: first,
    more: { label: t('caseList.filter.more'), open: used, fields: more },
    count,
    chips: chipsOf(choosing),
  };
}
