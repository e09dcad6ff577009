/** `/nyheter/:id/publiser`: a draft as everybody will read it, in both written forms, and the button. */
import { news as newsForm } from '../../../domain/news/form.js';
import type { Crumb, Fault } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { bothForms, type Article } from '../article.js';
import { doneAt, newsSubject, officeList } from '../own.js';
import { loadNews, type PublicNews } from '../reading.js';
import { changeNews, doneBefore } from '../saving.js';

export type PublishModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  articles: (Article & { form: string })[];
  action: string;
  csrf: string;
  version: number;
  edit: string;
  /** Nothing is missing. */
  ready: boolean;
};

function draw(context: UserContext, news: PublicNews, faults: Fault[] = []): Answer {
  const { t } = context;
  const model: PublishModel = {
    breadcrumbs: [{ text: t('news.office.title'), href: officeList(news.countyGovernorCode) }],
    faults,
    articles: bothForms(news.countyGovernor.name, news).map((article) => ({
      ...article,
      form: t(`common.writtenForm.${article.language}`),
    })),
    action: `/nyheter/${news.id}/publiser#svar`,
    csrf: csrfOnly(context),
    version: news.version,
    edit: `/nyheter/${news.id}/rediger`,
    ready: newsForm.safeParse(news).success,
  };
  return view('news/publish/publish', t('news.publish.title'), model, faults.length > 0 ? 422 : undefined);
}

const load = async ({ services, params }: UserContext): Promise<PublicNews> =>
  (await loadNews(services.prisma, params['id']))!;

async function look(context: UserContext): Promise<Answer> {
  const news = await load(context);
  return news.state === 'draft' ? draw(context, news) : redirect(`/nyheter/${news.id}`);
}

async function publish(context: UserContext): Promise<Answer> {
  const { services, body, user, t } = context;
  const news = await load(context);
  const { id, countyGovernorCode } = news;
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  if (news.state === 'draft' && !newsForm.safeParse(news).success) return redirect(`/nyheter/${id}/rediger`);
  const change = { id, countyGovernorCode, version, name: 'published' as const };
  const data = (at: Date) => ({ state: 'published', publishedAt: at });
  if (await changeNews(context, { ...change, data })) return redirect(doneAt(`/nyheter/${id}`, version + 1));
  if (await doneBefore(services.prisma, { id, name: 'published', actorId: user.id, content: {} }))
    return redirect(doneAt(`/nyheter/${id}`, news.version));
  const newest = await load(context);
  if (newest.state !== 'draft') return redirect(`/nyheter/${id}`);
  return draw(context, newest, [{ fieldId: 'svar', text: t('news.fault.changedMeanwhileLook') }]);
}

export const publishPage = userPage({
  path: '/nyheter/:id/publiser',
  access: { can: 'news.write', subject: newsSubject },
  personal: 'none',
  get: look,
  post: publish,
});
