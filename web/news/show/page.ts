/** `/nyheter/:id`: one news item; a withdrawn one says that it is, and why. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { inForm, isAnnounced } from '../../calls/call.js';
import type { Link, Receipt } from '../../components/models.js';
import { notFound, openPage, redirect, view, type PageContext } from '../../page.js';
import { articleOf, type Article } from '../article.js';
import { historyOf, newsReceipt, type HistoryLine } from '../history.js';
import { maySee } from '../own.js';
import { loadNews, type PublicNews } from '../reading.js';

export type ShowModel = {
  /** Null when it is withdrawn: what it said is no longer shown. */
  article: Article | null;
  withdrawn: { at: number; reason: string; governor: string } | null;
  call: Link | null;
  receipt: Receipt | null;
  office: { edit: string | null; withdraw: string | null; list: string; history: HistoryLine[] } | null;
};

/** The call it belongs to, where everybody may read that. */
async function callLink({ services, language }: PageContext, { callId }: PublicNews): Promise<Link | null> {
  if (!callId || !(await isAnnounced(services.prisma, processIdOf('call', callId)))) return null;
  const call = await services.prisma.call.findUniqueOrThrow({ where: { id: callId } });
  return { text: inForm(language, call.titleNb, call.titleNn), href: `/utlysninger/${callId}` };
}

async function show(context: PageContext) {
  const { services, params, user, language, t } = context;
  const news = await loadNews(services.prisma, params['id']);
  if (!news) return notFound;
  const own = maySee(user, news.countyGovernorCode);
  if (news.state === 'draft') return own ? redirect(`/nyheter/${news.id}/publiser`) : notFound;
  const { withdrawnAt, withdrawalReason, countyGovernor } = news;
  const path = `/nyheter/${news.id}`;
  const stands = news.state === 'published';
  const article = stands ? articleOf(language, countyGovernor.name, news) : null;
  const model: ShowModel = {
    article,
    withdrawn: withdrawnAt && {
      at: withdrawnAt.getTime(),
      reason: withdrawalReason ?? '',
      governor: countyGovernor.name,
    },
    call: stands ? await callLink(context, news) : null,
    receipt: own ? await newsReceipt(context, news.id) : null,
    office: own
      ? {
          edit: stands ? `${path}/rediger` : null,
          withdraw: stands ? `${path}/trekk` : null,
          list: `/embete/${countyGovernor.code}/nyheter`,
          history: await historyOf(context, news.id),
        }
      : null,
  };
  return view('news/show/show', article?.title ?? t('news.show.withdrawn'), model, stands ? undefined : 410);
}

export const newsPage = openPage({ path: '/nyheter/:id', access: { public: true }, get: show });
