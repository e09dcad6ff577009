/** `/embete/:kode/nyheter/ny`: writes a news item. Its id is chosen with the form, so that one sent twice makes one. */
import { randomUUID } from 'node:crypto';
import { isId } from '../../forms.js';
import { redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { doneAt, officeList, officeSubject } from '../own.js';
import { loadNews } from '../reading.js';
import { draftNews } from '../saving.js';
import { beginningOf, beginnings } from './beginnings.js';
import { draw, type Drawn } from './draw.js';
import { callOptions, contentFaults, emptyContent, postedContent } from './fields.js';

const codeOf = ({ params }: UserContext): string => params['kode']!;

async function formOf(context: UserContext, id: string): Promise<Omit<Drawn, 'content'>> {
  const { services, t } = context;
  const code = codeOf(context);
  const office = await services.prisma.countyGovernor.findUniqueOrThrow({ where: { code } });
  return {
    office: office.name,
    options: await callOptions(context, code),
    breadcrumbs: [{ text: t('news.office.title'), href: officeList(code) }],
    heading: t('news.edit.newHeading'),
    lead: t('news.edit.lead'),
    action: `${officeList(code)}/ny#svar`,
    hidden: [{ name: 'id', value: id }],
    main: { value: 'review', text: t('news.button.review') },
    other: { value: 'save', text: t('news.button.save') },
  };
}

async function look(context: UserContext): Promise<Answer> {
  const form = await formOf(context, randomUUID());
  const asked = context.query.get('utlysning');
  const callId = form.options.find(({ value }) => value === asked)?.value ?? null;
  const content = (await beginningOf(context, callId)) ?? { ...emptyContent, callId };
  return draw(context, { ...form, content, beginnings: await beginnings(context, codeOf(context), callId) });
}

async function create(context: UserContext): Promise<Answer> {
  const { services, body, t } = context;
  const asked = body['id'];
  const id = isId(asked) ? asked : randomUUID();
  const form = await formOf(context, id);
  const content = postedContent(context);
  const review = body['action'] !== 'save';
  const faults = contentFaults({ t, options: form.options }, content, review);
  if (faults.length > 0) return draw(context, { ...form, content, faults });
  const countyGovernorCode = codeOf(context);
  const made = await draftNews(context, { id, countyGovernorCode, content });
  if (!made && (await loadNews(services.prisma, id))?.countyGovernorCode !== countyGovernorCode)
    return draw(context, { ...(await formOf(context, randomUUID())), content, faults: [{ fieldId: 'svar', text: t('common.form.expired') }] }); // prettier-ignore
  return redirect(review ? `/nyheter/${id}/publiser` : doneAt(`/nyheter/${id}/rediger`, 1));
}

export const newNewsPage = userPage({
  path: '/embete/:kode/nyheter/ny',
  access: { can: 'news.write', subject: officeSubject },
  personal: 'none',
  get: look,
  post: create,
});
