/** What the pages for an office’s own news share. */
import type { Subject } from '../../domain/authorisation.js';
import { can } from '../../domain/authorisation.js';
import type { StatusTag, TagColor } from '../components/models.js';
import type { PageContext, Translate, User } from '../page.js';
import { loadNews, type PublicNews } from './reading.js';

export const maySee = (user: User | null, countyGovernorCode: string): boolean =>
  user !== null && can(user.actor, 'news.write', { countyGovernorCode });

/** What authorisation looks at for `/nyheter/:id…`. */
export async function newsSubject({ services, params }: PageContext): Promise<Subject | null> {
  const news = await loadNews(services.prisma, params['id']);
  return news && { countyGovernorCode: news.countyGovernorCode, state: news.state };
}

/** The same for `/embete/:kode/nyheter…`. */
export async function officeSubject({ services, params }: PageContext): Promise<Subject | null> {
  const office = await services.prisma.countyGovernor.findUnique({ where: { code: params['kode'] ?? '' } });
  return office && { countyGovernorCode: office.code };
}

const colors: Readonly<Record<string, TagColor>> = { published: 'success' };
export const newsTag = (t: Translate, { state }: Pick<PublicNews, 'state'>): StatusTag => ({
  text: t(`news.state.${state}`),
  color: colors[state] ?? 'neutral',
});

export const officeList = (code: string): string => `/embete/${code}/nyheter`;
/** After something is done: the page, at the receipt of this version. */
export const doneAt = (page: string, version: number): string => `${page}?kvittering=${version}#svar`;
