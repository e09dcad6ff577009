/** `/embete/:kode/horinger`: the office’s consultations, drafts too. */
import { statusTag } from '../../case-view.js';
import type { Crumb, DeadlineChip, EmptyState, StatusTag } from '../../components/models.js';
import { can } from '../../../domain/authorisation.js';
import { officeSubject } from '../../news/own.js';
import { userPage, wideView, type UserContext } from '../../page.js';
import { officeList, titleOf } from '../consultation.js';
import { officeConsultations } from '../reading.js';

export type OfficeModel = {
  breadcrumbs: Crumb[];
  count: string;
  items: {
    href: string;
    title: string;
    status: StatusTag;
    sentAt: number | null;
    dueAt: number;
    deadline: DeadlineChip | null;
    answered: string;
  }[];
  empty: EmptyState;
  write: string | null;
};

async function list(context: UserContext) {
  const { services, params, t, user, now } = context;
  const code = params['kode']!;
  const office = await services.prisma.countyGovernor.findUniqueOrThrow({ where: { code } });
  const rows = await officeConsultations(services.prisma, code);
  const model: OfficeModel = {
    breadcrumbs: [{ text: office.name, href: `/embete/${code}` }],
    count: t('consultations.list.count', { count: rows.length }),
    items: rows.map((row) => ({
      href: `/horinger/${row.id}`,
      title: titleOf(context, row),
      status: statusTag(t, 'consultation', row.state),
      sentAt: row.openedAt?.getTime() ?? null,
      dueAt: row.dueAt.getTime(),
      deadline: row.state === 'open' ? { at: row.dueAt.getTime(), now } : null,
      answered: row.openedAt
        ? t('consultations.answeredShort', { answered: row.answered, count: row._count.municipalities })
        : '–',
    })),
    empty: { text: t('consultations.office.none') },
    write: can(user.actor, 'consultation.write', { countyGovernorCode: code }) ? `${officeList(code)}/ny` : null,
  };
  return wideView('consultations/office/office', t('consultations.office.title'), model);
}

export const officePage = userPage({
  path: '/embete/:kode/horinger',
  access: { can: 'consultation.read', subject: officeSubject },
  personal: 'none',
  get: list,
});
