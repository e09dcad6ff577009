/** The municipalities to choose from, with those that are no more: they lead to what they have become. */
import { addDays, formatDate } from '../../../domain/calendar/index.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Option } from '../../components/models.js';
import type { Translate } from '../../page.js';

/** The value of one that is no more. */
const historicValue = (name: string): string => `tidligere:${name}`;
const day = (at: Date): string => at.toISOString().slice(0, 10);

export async function municipalityOptions(prisma: PrismaClient, t: Translate, now: Date): Promise<Option[]> {
  const [municipalities, historic] = await Promise.all([
    prisma.municipality.findMany({
      where: { OR: [{ validTo: null }, { validTo: { gt: now } }] },
      include: { county: true },
    }),
    prisma.historicMunicipality.findMany({ include: { successor: true } }),
  ]);
  return [
    ...municipalities.map(({ code, officialName, county }) => ({
      value: code,
      text: officialName.includes('(') ? officialName : `${officialName} (${county.name})`,
    })),
    ...historic.map(({ name, successor }) => ({
      value: historicValue(name),
      text: successor ? t('access.nowPartOf', { name, successor: successor.name }) : t('access.noMore', { name }),
    })),
  ].sort((a, b) => a.text.localeCompare(b.text, 'nb'));
}

export type Chosen =
  | { kind: 'municipality'; code: string; countyGovernorCode: string }
  /** `value` is what to choose instead: the successor, or nothing. */
  | { kind: 'fault'; text: string; value: string };

type Asked = { prisma: PrismaClient; t: Translate; now: Date };

/** What was chosen, or why it cannot be. */
export async function chosenMunicipality({ prisma, t, now }: Asked, value: string): Promise<Chosen> {
  if (value === '') return { kind: 'fault', text: t('access.fault.municipalityCode'), value };
  const found = await prisma.municipality.findUnique({ where: { code: value }, include: { county: true } });
  if (found && (!found.validTo || found.validTo > now))
    return { kind: 'municipality', code: found.code, countyGovernorCode: found.county.countyGovernorCode };
  const name = found?.name ?? (value.startsWith(historicValue('')) ? value.slice(historicValue('').length) : '');
  const historic = await prisma.historicMunicipality.findFirst({
    where: { name },
    orderBy: { validTo: 'desc' },
    include: { successor: true },
  });
  const ended = found?.validTo ?? historic?.validTo;
  if (!ended) return { kind: 'fault', text: t('access.fault.municipalityCode'), value: '' };
  const told = { name, from: formatDate(addDays(day(ended), 1)), successor: historic?.successor?.name };
  return historic?.successor
    ? { kind: 'fault', text: t('access.fault.merged', told), value: historic.successor.code }
    : { kind: 'fault', text: t('access.fault.ended', told), value: '' };
}
