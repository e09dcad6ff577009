/** `/embete/:kode/fordelingsregler`: who gets an office’s cases when they are registered (A8), and how much each has now. */
import type { AssignmentRule } from '../../../domain/assignment.js';
import { sectors } from '../../../domain/sectors.js';
import { officersOf, rulesOfOffice } from '../../../prisma/officers.js';
import type { Crumb, Fault } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { redirect, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { officeOfAddress } from '../../people/place.js';
import { inPlaceOf, namesOf } from '../../who.js';
import { mostRules, saveRules, versionOf, type RuleChange } from './saving.js';

type RuleRow = {
  n: number;
  place: number;
  condition: string;
  officer: string;
  note: string | null;
  first: boolean;
  last: boolean;
};
type Option = { value: string; text: string };
export type RulesModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  saved: boolean;
  action: string;
  csrf: string;
  version: number;
  rules: RuleRow[];
  officers: { name: string; open: number; away: boolean }[];
  add: {
    what: string;
    whatError: string | undefined;
    sectors: Option[];
    municipalities: Option[];
    officer: string;
    officerError: string | undefined;
    officers: Option[];
  };
  changes: { at: number; who: string; count: number }[];
};

const officeIn = ({ params }: UserContext): string => params['kode'] ?? '';
const byText = (a: Option, b: Option): number => a.text.localeCompare(b.text, 'nb');

async function read(context: UserContext) {
  const { services, now } = context;
  const { prisma } = services;
  const office = officeIn(context);
  const [rules, officers, municipalities, version, changes, governor] = await Promise.all([
    rulesOfOffice(prisma, office),
    officersOf(prisma, office, new Date(now)),
    prisma.municipality.findMany({ where: { county: { countyGovernorCode: office } }, select: { code: true, name: true } }),
    versionOf(prisma, office),
    prisma.assignmentRuleChange.findMany({ where: { countyGovernorCode: office }, orderBy: { version: 'desc' }, take: 20 }),
    prisma.countyGovernor.findUniqueOrThrow({ where: { code: office } }),
  ]);
  const name = await namesOf(prisma, [
    ...officers.map(({ id }) => id),
    ...rules.map(({ officerId }) => officerId),
    ...changes.flatMap(({ actorId, deputyForId }) => [actorId, deputyForId]),
  ]);
  return { rules, officers, municipalities, version, changes, governor, name };
} // prettier-ignore

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { t, query, body } = context;
  const office = officeIn(context);
  const { rules, officers, municipalities, version, changes, governor, name } = await read(context);
  const conditionOf = ({ sector, municipalityCode }: AssignmentRule): string =>
    sector === null
      ? t('caseList.rules.municipality', { name: municipalities.find(({ code }) => code === municipalityCode)?.name ?? municipalityCode })
      : t('caseList.rules.sector', { name: t(`common.sector.${sector}`) });
  const noteOf = ({ officerId }: AssignmentRule): string | null => {
    const found = officers.find(({ id }) => id === officerId);
    if (!found) return t('caseList.rules.notOfficer');
    return found.away ? t('caseList.rules.away') : null;
  };
  const typed = faults.length > 0 ? body : {};
  const model: RulesModel = {
    breadcrumbs: [{ text: governor.name, href: `/embete/${office}` }],
    faults,
    saved: faults.length === 0 && query.has('lagret'),
    action: `/embete/${office}/fordelingsregler`,
    csrf: csrfOnly(context),
    version,
    rules: rules.map((rule, i) => ({
      n: i + 1,
      place: i,
      condition: conditionOf(rule),
      officer: name(rule.officerId),
      note: noteOf(rule),
      first: i === 0,
      last: i === rules.length - 1,
    })),
    officers: officers
      .map(({ id, open, away }) => ({ name: name(id), open, away }))
      .sort((a, b) => a.name.localeCompare(b.name, 'nb')),
    add: {
      what: typed['what'] ?? '',
      whatError: errorOf(faults, 'what'),
      sectors: sectors.map((value) => ({ value: `sektor:${value}`, text: t(`common.sector.${value}`) })),
      municipalities: municipalities.map(({ code, name }) => ({ value: `kommune:${code}`, text: name })).sort(byText),
      officer: typed['officer'] ?? '',
      officerError: errorOf(faults, 'officer'),
      officers: officers.map(({ id }) => ({ value: id, text: name(id) })).sort(byText),
    },
    changes: changes.map(({ at, actorId, deputyForId, rules }) => ({
      at: at.getTime(),
      who: inPlaceOf(t, name(actorId), deputyForId && name(deputyForId)),
      count: Array.isArray(rules) ? rules.length : 0,
    })),
  };
  return wideView('cases/rules/rules', t('caseList.rules.title'), model, faults.length > 0 ? 422 : undefined);
} // prettier-ignore

/** The rule that is typed, or what is wrong with it. */
async function typedRule(context: UserContext): Promise<AssignmentRule | Fault[]> {
  const { t, body } = context;
  const { rules, officers, municipalities } = await read(context);
  const [, kind, value = ''] = /^(sektor|kommune):(.+)$/.exec(body['what'] ?? '') ?? [];
  const sector = kind === 'sektor' ? (sectors.find((one) => one === value) ?? null) : null;
  const municipalityCode = kind === 'kommune' ? (municipalities.find(({ code }) => code === value)?.code ?? null) : null;
  const officer = officers.find(({ id }) => id === body['officer']);
  const none = sector === null && municipalityCode === null;
  const same = !none && rules.some((rule) => rule.sector === sector && rule.municipalityCode === municipalityCode);
  const faults: Fault[] = [
    ...(none ? [{ fieldId: 'what', text: t('caseList.rules.fault.what') }] : []),
    ...(same ? [{ fieldId: 'what', text: t('caseList.rules.fault.same') }] : []),
    ...(officer ? [] : [{ fieldId: 'officer', text: t('caseList.rules.fault.officer') }]),
  ];
  return faults.length > 0 || !officer ? faults : { sector, municipalityCode, officerId: officer.id };
} // prettier-ignore

async function changeOf(context: UserContext): Promise<RuleChange | Fault[]> {
  const [, name, place] = /^(up|down|remove):(\d{1,3})$/.exec(context.body['do'] ?? '') ?? [];
  if (name && place) return { do: name as 'up' | 'down' | 'remove', place: Number(place) };
  const rule = await typedRule(context);
  return Array.isArray(rule) ? rule : { do: 'add', rule };
}

async function post(context: UserContext): Promise<Answer> {
  const { t, body } = context;
  const change = await changeOf(context);
  if (Array.isArray(change)) return draw(context, change);
  const office = officeIn(context);
  const version = /^\d{1,9}$/.test(body['version'] ?? '') ? Number(body['version']) : -1;
  const outcome = await saveRules(context, office, { version, change });
  return outcome === 'saved'
    ? redirect(`/embete/${office}/fordelingsregler?lagret#svar`)
    : draw(context, [{ fieldId: 'svar', text: t(`caseList.rules.fault.${outcome}`, { most: mostRules }) }]);
}

export const rulesPage = userPage({
  path: '/embete/:kode/fordelingsregler',
  access: { can: 'case.rules', subject: officeOfAddress },
  personal: 'none',
  get: (context) => draw(context),
  post,
});
