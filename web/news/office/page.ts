/** `/embete/:kode/nyheter`: the office’s own news, drafts and withdrawn ones too. */
import { inForm } from '../../calls/call.js';
import type { Crumb, EmptyState, StatusTag } from '../../components/models.js';
import { userPage, wideView, type UserContext } from '../../page.js';
import { newsTag, officeSubject } from '../own.js';
import { officeNews } from '../reading.js';

export type OfficeModel = {
  breadcrumbs: Crumb[];
  count: string;
  items: { href: string; title: string; status: StatusTag; publishedAt: number | null; changedAt: number }[];
  empty: EmptyState;
  write: string;
};

async function list({ services, params, t, language }: UserContext) {
  const code = params['kode']!;
  const office = await services.prisma.countyGovernor.findUniqueOrThrow({ where: { code } });
  const news = await officeNews(services.prisma, code);
  const model: OfficeModel = {
    breadcrumbs: [{ text: office.name, href: `/embete/${code}` }],
    count: t('news.list.count', { count: news.length }),
    items: news.map((one) => ({
      href: `/nyheter/${one.id}`,
      title: inForm(language, one.titleNb, one.titleNn) || t('news.untitled'),
      status: newsTag(t, one),
      publishedAt: one.publishedAt?.getTime() ?? null,
      changedAt: (one.changes[0]?.at ?? one.createdAt).getTime(),
    })),
    empty: { text: t('news.office.none') },
    write: `/embete/${code}/nyheter/ny`,
  };
  return wideView('news/office/office', t('news.office.title'), model);
}

export const officeNewsPage = userPage({
  path: '/embete/:kode/nyheter',
  access: { can: 'news.write', subject: officeSubject },
  personal: 'none',
  get: list,
});
