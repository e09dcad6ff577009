/** `/saker.pdf`: the applications that match, as they were sent in, in one file behind a list of them. */
import { formatInstant, localDate } from '../../../../domain/calendar/index.js';
import { formatAmount } from '../../../../domain/money.js';
import { userPage, type Answer, type UserContext } from '../../../page.js';
import { caseChoices } from '../choices.js';
import { chipsOf } from '../fields.js';
import { filterOf } from '../filter.js';
import { shareText, totalsOf } from '../listed.js';
import { draw } from '../page.js';
import { caseRows } from '../reading.js';
import { shownList } from '../../../log/shown.js';
import { frontPages } from './front.js';
import { joined } from './join.js';
import { mostInPdf, selectionOf, type Selected } from './selection.js';

const chunk = 64 * 1024;

/** In pieces, so that none of it waits in the socket for the rest. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunk) yield await Promise.resolve(bytes.subarray(at, at + chunk));
}

async function front(context: UserContext, selected: readonly Selected[], begins: readonly number[]): Promise<Buffer> {
  const { t, user, now, query, language } = context;
  const filter = filterOf(query);
  const chips = chipsOf({ t, user, filter, choices: await caseChoices(context, filter) });
  const rows = selected.map(({ row }) => row);
  const totals = totalsOf(context, rows);
  let next = 0;
  const cells = selected.map((one, i) => {
    const { row } = one;
    const page = 'fileId' in one ? String(begins[next++]! + 1) : '–';
    return [String(i + 1), row.number, row.municipality, row.title, row.applied === null ? '–' : formatAmount(row.applied), shareText(row.share), page];
  });
  const left = selected.flatMap((one) => ('why' in one ? `${one.row.number} ${one.row.title}: ${t(`caseList.pdf.why.${one.why}`)}` : []));
  return frontPages({
    language,
    title: t('caseList.pdf.title'),
    lines: [
      ...(user.at ? [user.at.name] : []),
      chips.length > 0 ? t('caseList.pdf.filter', { filter: chips.map(({ text }) => text).join(' · ') }) : t('caseList.pdf.noFilter'),
      t('caseList.pdf.made', { at: formatInstant(now), who: user.name }),
    ],
    columns: [
      { text: t('caseList.pdf.position'), width: 5, right: true },
      { text: t('cases.column.number'), width: 17 },
      { text: t('cases.column.municipality'), width: 15 },
      { text: t('cases.column.title'), width: 31 },
      { text: t('caseList.pdf.applied'), width: 14, right: true },
      { text: t('caseList.column.share'), width: 10, right: true },
      { text: t('caseList.pdf.page'), width: 7, right: true },
    ],
    rows: cells,
    total: ['', '', '', [totals.label, totals.without].filter(Boolean).join(' '), formatAmount(totals.applied), totals.share, ''],
    left: left.length > 0 ? { heading: t('caseList.pdf.leftOut'), lines: left } : null,
    footer: (page) => t('caseList.pdf.footer', { page }),
  });
} // prettier-ignore

async function document(context: UserContext): Promise<Answer> {
  const { services, t, query, now, language } = context;
  const rows = await caseRows(context, filterOf(query));
  if (rows.length > mostInPdf || rows.length === 0) {
    const text = t(rows.length === 0 ? 'cases.list.noneFiltered' : 'caseList.export.tooMany', { most: mostInPdf });
    return draw(context, { faults: [{ fieldId: 'filter-sok', text }] });
  }
  const selected = await selectionOf(context, rows);
  const bytes = await joined({
    title: t('caseList.pdf.title'),
    language,
    parts: selected.flatMap((one) =>
      'fileId' in one
        ? {
            title: `${one.row.number} ${one.row.municipality}: ${one.row.title}`,
            bytes: async () => (await services.prisma.file.findUniqueOrThrow({ where: { id: one.fileId } })).bytes,
          }
        : [],
    ),
    front: (begins) => front(context, selected, begins),
  });
  return { kind: 'file', name: `soknader-${localDate(now)}.pdf`, contentType: 'application/pdf', body: pieces(bytes) };
}

export const documentPage = userPage({
  path: '/saker.pdf',
  access: { list: 'case.list' },
  personal: shownList(),
  get: document,
});
