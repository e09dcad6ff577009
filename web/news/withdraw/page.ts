/** `/nyheter/:id/trekk`: a published news item is withdrawn, with a reason that everybody is told. */
import { withdrawal } from '../../../domain/news/form.js';
import { tidy } from '../../applications/typed.js';
import { errorOf, type Crumb, type Fault, type FieldArea } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { inForm } from '../../calls/call.js';
import { redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { doneAt, newsSubject } from '../own.js';
import { loadNews, type PublicNews } from '../reading.js';
import { changeNews, doneBefore } from '../saving.js';

export type WithdrawModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  action: string;
  csrf: string;
  version: number;
  reason: FieldArea;
  back: string;
};

const { minLength, maxLength } = withdrawal.shape.reason;

function draw(context: UserContext, news: PublicNews, typed = '', faults: Fault[] = []): Answer {
  const { t, language } = context;
  const path = `/nyheter/${news.id}`;
  const model: WithdrawModel = {
    breadcrumbs: [{ text: inForm(language, news.titleNb, news.titleNn), href: path }],
    faults,
    action: `${path}/trekk#svar`,
    csrf: csrfOnly(context),
    version: news.version,
    reason: {
      id: 'reason',
      name: 'reason',
      label: t('news.field.reason'),
      help: t('news.field.reasonHelp'),
      value: typed,
      rows: 4,
      max: maxLength!,
      error: errorOf(faults, 'reason'),
    },
    back: path,
  };
  return view('news/withdraw/withdraw', t('news.withdraw.title'), model, faults.length > 0 ? 422 : undefined);
}

const load = async ({ services, params }: UserContext): Promise<PublicNews> =>
  (await loadNews(services.prisma, params['id']))!;

async function look(context: UserContext): Promise<Answer> {
  const news = await load(context);
  return news.state === 'published' ? draw(context, news) : redirect(`/nyheter/${news.id}`);
}

async function withdraw(context: UserContext): Promise<Answer> {
  const { services, body, user, t } = context;
  const news = await load(context);
  const { id, countyGovernorCode } = news;
  const reason = tidy(body['reason']).replace(/\r\n?/g, '\n');
  const fault = (text: string, fieldId = 'reason'): Answer => draw(context, news, reason, [{ fieldId, text }]);
  if (reason.length < minLength!) return fault(t('news.fault.reason'));
  if (reason.length > maxLength!) return fault(t('news.fault.tooLong', { count: reason.length - maxLength! }));
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  const data = (at: Date) => ({ state: 'withdrawn', withdrawnAt: at, withdrawalReason: reason });
  const done = await changeNews(context, { id, countyGovernorCode, version, name: 'withdrawn', data });
  if (done) return redirect(doneAt(`/nyheter/${id}`, version + 1));
  if (await doneBefore(services.prisma, { id, name: 'withdrawn', actorId: user.id, content: { reason } }))
    return redirect(doneAt(`/nyheter/${id}`, news.version));
  const newest = await load(context);
  return newest.state === 'published'
    ? draw(context, newest, reason, [{ fieldId: 'svar', text: t('news.fault.changedMeanwhile') }])
    : redirect(`/nyheter/${id}`);
}

export const withdrawPage = userPage({
  path: '/nyheter/:id/trekk',
  access: { can: 'news.write', subject: newsSubject },
  personal: 'none',
  get: look,
  post: withdraw,
});
