import { notFound, openPage, view, wideView, type Answer, type Page, type PageContext } from '../../page.js';

export type InboxModel = {
  to: string;
  count: number;
  mails: { id: string; at: number | null; to: string; subject: string }[];
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

const shownAtMost = 200;

async function list({ services, query, t }: PageContext): Promise<Answer> {
  const inbox = services.demo?.inbox;
  if (!inbox) return notFound;
  const to = (query.get('til') ?? '').trim();
  const mails = await inbox.list({ limit: shownAtMost, ...(to ? { to } : {}) });
  const model: InboxModel = {
    to,
    count: mails.length,
    mails: mails.map((mail) => ({ id: mail.id, at: mail.at, to: mail.to.join(', '), subject: mail.subject })),
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
