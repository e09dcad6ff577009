import type { Crumb, FieldSelect } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { notFound, redirect, userPage, view } from '../../page.js';
import { applicationSubject, loadCase } from '../case.js';
import { contentOf } from '../draft.js';
import { findMunicipalities, mostFound, type FoundMunicipality } from '../municipalities.js';
import { saveDraft } from '../save.js';
import { addressOf, readOnlyText, stepHead, type StepHead } from '../step-head.js';
import { readOnly } from '../step-page.js';

type FoundRow = FoundMunicipality & { partner: boolean };
export type PartnersModel = {
  breadcrumbs: Crumb[];
  head: StepHead;
  csrf: string;
  /** Where every button posts to: this page, with the search kept. */
  action: string;
  address: string;
  partners: { code: string; name: string }[];
  search: string;
  /** Null before anything is searched for. */
  found: { municipalities: FoundRow[]; divided: { name: string; note: string }[]; many: string | null } | null;
  payee: FieldSelect | null;
  next: string;
  saved: boolean;
};

const step = 'samarbeid';
/** forms.md D.1, step 2. */
const mostPartners = 60;

/** Step 2: partner municipalities of any county. Every button saves at once, so that two people can add side by side. */
export const partnersPage = userPage({
  path: '/soknader/:id/samarbeid',
  access: { can: 'application.read', subject: applicationSubject },
  personal: 'none',

  async get(context) {
    const { services, params, query, t } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    const reason = readOnlyText(context, found);
    if (reason) return readOnly(context, found, { step, reason });

    const { row } = found;
    const search = (query.get('sok') ?? '').slice(0, 60).replaceAll('\0', '');
    const result = search ? await findMunicipalities(services.prisma, search) : null;
    const partners = row.partners
      .map(({ municipality: { code, name } }) => ({ code, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'nb'));
    const codes = partners.map(({ code }) => code);
    const head = stepHead(context, found, step);
    const address = `${addressOf(row.id)}/${step}`;
    const model: PartnersModel = {
      breadcrumbs: head.crumbs,
      head,
      csrf: csrfOnly(context),
      action: `${address}${search ? `?sok=${encodeURIComponent(search)}` : ''}#svar`,
      address,
      partners,
      search,
      found: result && {
        municipalities: result.municipalities
          .filter(({ code }) => code !== row.municipalityCode)
          .map((one) => ({ ...one, partner: codes.includes(one.code) })),
        divided: result.divided,
        many: result.municipalities.length >= mostFound ? t('applications.partners.many', { most: mostFound }) : null,
      },
      payee:
        partners.length === 0
          ? null
          : {
              id: 'payeeCode',
              name: 'payeeCode',
              label: t('applications.field.payeeCode'),
              help: t('applications.help.payeeCode'),
              value: row.payeeMunicipalityCode ?? '',
              empty: row.municipality.name,
              options: partners.map(({ code, name }) => ({ value: code, text: name })),
            },
      next: `${addressOf(row.id)}/innhold`,
      saved: query.has('lagret'),
    };
    return view('applications/partners/partners', head.heading, model);
  },

  async post(context) {
    const { services, params, body, query, now } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    const reason = readOnlyText(context, found);
    if (reason) return readOnly(context, found, { step, reason });
    const { row } = found;
    const add = body['add'] ?? '';
    const known =
      add !== '' &&
      add !== row.municipalityCode &&
      (await services.prisma.municipality.count({ where: { code: add, validTo: null } })) > 0;
    const saved = await saveDraft(services.prisma, {
      applicationId: row.id,
      at: new Date(now),
      changes(current) {
        const codes = current.partnerCodes;
        if (known && !codes.includes(add) && codes.length < mostPartners) return { partnerCodes: [...codes, add] };
        if (body['remove'] !== undefined) {
          const left = codes.filter((code) => code !== body['remove']);
          return { partnerCodes: left, payeeCode: left.includes(current.payeeCode) ? current.payeeCode : '' };
        }
        const payee = body['payeeCode'] ?? current.payeeCode;
        return payee !== current.payeeCode && (payee === '' || codes.includes(payee)) ? { payeeCode: payee } : {};
      },
    });
    if (saved.kind === 'locked') {
      const after = (await loadCase(services, row.id))!;
      return readOnly(context, after, { step, reason: readOnlyText(context, after) ?? '', mine: contentOf(row) });
    }
    if (body['do'] === 'next') return redirect(`${addressOf(row.id)}/innhold`);
    const search = query.get('sok');
    return redirect(`${addressOf(row.id)}/${step}?${search ? `sok=${encodeURIComponent(search)}&` : ''}lagret#svar`);
  },
});
