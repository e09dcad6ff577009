/** `/nyheter/:id/rediger`: a draft is saved; a published news item is corrected, and what it said stays in its changes. */
import type { Fault } from '../../components/models.js';
import { redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { newsReceipt } from '../history.js';
import { doneAt, newsSubject, officeList } from '../own.js';
import { loadNews, type PublicNews } from '../reading.js';
import { changeNews, doneBefore, type NewsContent } from '../saving.js';
import { draw, type Drawn } from './draw.js';
import { callOptions, contentFaults, postedContent, sameContent } from './fields.js';

const load = async ({ services, params }: UserContext): Promise<PublicNews> =>
  (await loadNews(services.prisma, params['id']))!;

type Shown = Pick<Drawn, 'content' | 'faults' | 'receipt' | 'preview'> & { version: number };

async function form(context: UserContext, news: PublicNews, { version, ...shown }: Shown) {
  const { t } = context;
  const { id, countyGovernor, state } = news;
  const draft = state === 'draft';
  return draw(context, {
    ...shown,
    office: countyGovernor.name,
    options: await callOptions(context, countyGovernor.code),
    breadcrumbs: [{ text: t('news.office.title'), href: officeList(countyGovernor.code) }],
    heading: t(draft ? 'news.edit.heading' : 'news.edit.correctHeading'),
    lead: t(draft ? 'news.edit.lead' : 'news.edit.correctLead'),
    action: `/nyheter/${id}/rediger#svar`,
    hidden: [{ name: 'version', value: String(version) }],
    main: draft
      ? { value: 'review', text: t('news.button.review') }
      : { value: 'correct', text: t('news.button.publishCorrection') },
    other: draft
      ? { value: 'save', text: t('news.button.save') }
      : { value: 'preview', text: t('news.button.reviewCorrection') },
  });
}

const contentOf = ({ titleNb, titleNn, textNb, textNn, callId }: PublicNews): NewsContent => ({
  titleNb,
  titleNn,
  textNb,
  textNn,
  callId,
});

async function look(context: UserContext): Promise<Answer> {
  const news = await load(context);
  if (news.state === 'withdrawn') return redirect(`/nyheter/${news.id}`);
  const receipt = await newsReceipt(context, news.id);
  return form(context, news, { content: contentOf(news), version: news.version, receipt });
}

async function save(context: UserContext): Promise<Answer> {
  const { services, body, user, t } = context;
  const news = await load(context);
  const { id, countyGovernorCode, state } = news;
  if (state === 'withdrawn') return redirect(`/nyheter/${id}`);
  const content = postedContent(context);
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  const draft = state === 'draft';
  const action = body['action'] ?? '';
  const options = await callOptions(context, countyGovernorCode);
  const again = (faults: Fault[], from = version) => form(context, news, { content, version: from, faults });
  const faults = contentFaults({ t, options }, content, action !== 'save');
  if (faults.length > 0) return again(faults);
  if (!draft && action === 'preview') return form(context, news, { content, version, preview: true });

  const name = draft ? 'saved' : 'corrected';
  const next = (at: number): string =>
    !draft ? doneAt(`/nyheter/${id}`, at)
    : action === 'save' ? doneAt(`/nyheter/${id}/rediger`, at)
    : `/nyheter/${id}/publiser`; // prettier-ignore
  if (version === news.version && sameContent(content, contentOf(news)))
    return draft ? redirect(next(news.version)) : again([{ fieldId: 'svar', text: t('news.fault.unchanged') }]);
  const data = (at: Date) => ({ ...content, ...(draft ? {} : { updatedAt: at }) });
  if (await changeNews(context, { id, countyGovernorCode, version, name, data })) return redirect(next(version + 1));
  if (await doneBefore(services.prisma, { id, name, actorId: user.id, content })) return redirect(next(news.version));
  const newest = await load(context);
  return again([{ fieldId: 'svar', text: t('news.fault.changedMeanwhile') }], newest.version);
}

export const editNewsPage = userPage({
  path: '/nyheter/:id/rediger',
  access: { can: 'news.write', subject: newsSubject },
  personal: 'none',
  get: look,
  post: save,
});
