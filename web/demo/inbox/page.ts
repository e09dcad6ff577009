import { notFound, openPage, view, wideView, type Answer, type Page, type PageContext } from '../../page.js';
import type { InboxMail } from '../../services.js';

export type InboxModel = {
  to: string;
  count: number;
  mails: { id: string; at: number | null; to: string; subject: string }[];
  /** Addresses of the mails beside; both null when all are on the page. */
  newer: string | null;
  older: string | null;
};
export type MailModel = {
  at: number | null;
  from: string;
  to: string;
  subject: string;
  messageId: string;
  /** The text version, as its lines are broken, with its links apart so that they can be followed. */
  paragraphs: { text: string; href: string | null }[][];
};

const pageSize = 50;

type Inbox = NonNullable<PageContext['services']['demo']>['inbox'];
type Place = { to?: string; before?: string; after?: string };
type MailPage = { mails: InboxMail[]; newer: boolean; older: boolean };

/** One page by its neighbour’s id, so that new mails move nothing. What is newer than the newest page is the newest page. */
async function pageOf(inbox: Inbox, { after, ...place }: Place): Promise<MailPage> {
  const found = await inbox.list({ limit: pageSize + 1, ...place, ...(after ? { after } : {}) });
  const more = found.length > pageSize;
  if (!after) return { mails: found.slice(0, pageSize), newer: place.before !== undefined, older: more };
  return more ? { mails: found.slice(-pageSize), newer: true, older: true } : pageOf(inbox, place);
}

const addressOf = (to: string, name: 'for' | 'etter', { id }: InboxMail): string =>
  `/innboks?${new URLSearchParams({ ...(to ? { til: to } : {}), [name]: id }).toString()}`;

async function list({ services, query, t }: PageContext): Promise<Answer> {
  const inbox = services.demo?.inbox;
  if (!inbox) return notFound;
  const to = (query.get('til') ?? '').trim();
  const [before, after] = [query.get('for'), query.get('etter')];
  const { mails, newer, older } = await pageOf(inbox, {
    ...(to ? { to } : {}),
    ...(after ? { after } : before ? { before } : {}),
  });
  const model: InboxModel = {
    to,
    count: mails.length,
    mails: mails.map((mail) => ({ id: mail.id, at: mail.at, to: mail.to.join(', '), subject: mail.subject })),
    newer: newer && mails[0] ? addressOf(to, 'etter', mails[0]) : null,
    older: older ? addressOf(to, 'for', mails.at(-1)!) : null,
  };
  return wideView('demo/inbox/inbox', t('demo.inbox.title'), model);
}

/** Words and links of one paragraph. */
function pieces(paragraph: string): { text: string; href: string | null }[] {
  return paragraph
    .split(/(https?:\/\/[^\s>]+)/)
    .filter((text) => text !== '')
    .map((text) => ({ text, href: text.startsWith('http') ? text : null }));
}

async function show({ services, params, t }: PageContext): Promise<Answer> {
  const mail = await services.demo?.inbox.get(params['id'] ?? '');
  if (!mail) return notFound;
  const model: MailModel = {
    at: mail.at,
    from: mail.from,
    to: mail.to.join(', '),
    subject: mail.subject,
    messageId: mail.messageId,
    paragraphs: mail.text
      .trim()
      .split(/(?:\r?\n){2,}/)
      .map(pieces),
  };
  return view('demo/inbox/mail', t('demo.inbox.title'), model);
}

/** What the product has sent, newest first; the demo’s SMTP sink. */
export const inboxPage: Page = openPage({ path: '/innboks', access: { demo: true }, get: list });
export const mailPage: Page = openPage({ path: '/innboks/:id', access: { demo: true }, get: show });
