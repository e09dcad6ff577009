import type { FieldKey } from '../../../domain/application/fields.js';
import { redirect, type Answer, type UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { fieldsStep } from '../fields/step.js';
import { findMunicipalities, mostFound, type FoundMunicipality } from '../municipalities.js';
import { draftFaults, faultText } from '../faults.js';
import { saveDraft } from '../save.js';
import { addressOf } from '../step-head.js';
import { stepPage, type FieldsModel } from '../step-page.js';

type FoundRow = FoundMunicipality & { partner: boolean };
export type PartnersModel = FieldsModel & {
  municipalities: { code: string; name: string; confirmed: boolean; tickId: string }[];
  /** The fault of who has not confirmed, when the faults are shown. */
  unconfirmed: string | null;
  search: string;
  /** Null before anything is searched for. */
  found: { municipalities: FoundRow[]; divided: { name: string; note: string }[]; many: string | null } | null;
};

/** forms.md D.1, step 2. */
const mostPartners = 60;

const chosen = ({ row }: Case) =>
  row.partners
    .map(({ municipality: { code, name } }) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'nb'));

async function search(
  { services, query, t }: UserContext,
  found: Case,
): Promise<Pick<PartnersModel, 'search' | 'found'>> {
  // prettier-ignore
  const words = (query.get('sok') ?? '').slice(0, 60).replaceAll('\0', '');
  if (!words) return { search: '', found: null };
  const result = await findMunicipalities(services.prisma, words);
  const codes = chosen(found).map(({ code }) => code);
  return {
    search: words,
    found: {
      municipalities: result.municipalities
        .filter(({ code }) => code !== found.row.municipalityCode)
        .map((one) => ({ ...one, partner: codes.includes(one.code) })),
      divided: result.divided,
      many: result.municipalities.length >= mostFound ? t('applications.partners.many', { most: mostFound }) : null,
    },
  };
}

const here = ({ row }: Case, words: string, place: string): Answer =>
  redirect(`${addressOf(row.id)}/samarbeid${words ? `?sok=${encodeURIComponent(words)}` : '?lagret'}#${place}`);

/** Adds or takes away a municipality; two people can do it side by side. */
async function changePartners({ services, body, user, now }: UserContext, { row }: Case): Promise<void> {
  const [verb, code] = (body['do'] ?? '').split(':') as [string, string];
  const add = verb === 'add' && code !== row.municipalityCode;
  const known = add && (await services.prisma.municipality.count({ where: { code, validTo: null } })) > 0;
  await saveDraft(services.prisma, {
    applicationId: row.id,
    at: new Date(now),
    actorId: user.id,
    changes({ partnerCodes: codes, confirmedCodes, payeeCode }) {
      if (known && !codes.includes(code) && codes.length < mostPartners) return { partnerCodes: [...codes, code].sort() };
      if (verb !== 'remove' || !codes.includes(code)) return {};
      return {
        partnerCodes: codes.filter((one) => one !== code),
        confirmedCodes: confirmedCodes.filter((one) => one !== code),
        payeeCode: payeeCode === code ? '' : payeeCode,
      };
    },
  });
} // prettier-ignore

/** Step 2: partner municipalities of any county, other partners, and who is paid. */
export const partnersPage = stepPage(
  fieldsStep({
    step: 'samarbeid',
    view: 'applications/partners/partners',
    /** Who has confirmed is ticked in the list of municipalities. */
    read: ({ row }): FieldKey[] =>
      row.partners.length > 0 ? ['confirmedCodes', 'partners', 'payeeCode'] : ['partners'],
    drawn: ({ row }): FieldKey[] => (row.partners.length > 0 ? ['partners', 'payeeCode'] : ['partners']),
    surroundings(_context, found) {
      const options = chosen(found).map(({ code, name }) => ({ value: code, text: name }));
      return Promise.resolve({
        options: { payeeCode: options },
        facts: { municipality: found.row.municipality.name },
      });
    },
    check(mine, _context, { row }) {
      const codes = row.partners.map(({ municipalityCode }) => municipalityCode);
      const { payeeCode, confirmedCodes, ...rest } = mine;
      return Promise.resolve({
        ...rest,
        ...(confirmedCodes ? { confirmedCodes: confirmedCodes.filter((code) => codes.includes(code)).sort() } : {}),
        ...(payeeCode === undefined || (payeeCode !== '' && !codes.includes(payeeCode)) ? {} : { payeeCode }),
      });
    },
    async beside(context, found): Promise<Omit<PartnersModel, keyof FieldsModel>> {
      const { confirmedCodes } = found.row;
      const missing = draftFaults(found.row, found.rules).find(({ field }) => field === 'confirmedCodes');
      return {
        municipalities: chosen(found).map((one, i) => ({
          ...one,
          confirmed: confirmedCodes.includes(one.code),
          tickId: i === 0 ? 'confirmedCodes' : `confirmedCodes-${one.code}`,
        })),
        unconfirmed: missing && context.query.has('mangler') ? faultText(context.t, missing) : null,
        ...(await search(context, found)),
      };
    },
    async saves(context, found) {
      const pressed = context.body['do'] ?? '';
      const words = (context.body['sok'] ?? '').trim();
      if (pressed === 'search') return here(found, words, 'sok');
      if (!/^(add|remove):\d{4}$/.test(pressed)) return null;
      await changePartners(context, found);
      return here(found, words, pressed.startsWith('add') ? 'sok' : 'kommuner');
    },
  }),
);
