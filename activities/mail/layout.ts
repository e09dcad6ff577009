import type { EmailFacts, WrittenForm } from '../../domain/notices.js';
import type { EmailContent } from './content.js';

const words = {
  nb: {
    login: 'Lenken krever at du logger inn.',
    questions: (who: string) => `Har du spørsmål, kontakt ${who}.`,
    noReply: 'Denne e-posten er sendt automatisk fra Prosjektskjønn. Svar som sendes hit, blir ikke lest.',
    greeting: 'Hilsen',
  },
  nn: {
    login: 'Lenkja krev at du loggar inn.',
    questions: (who: string) => `Har du spørsmål, kontakt ${who}.`,
    noReply: 'Denne e-posten er send automatisk frå Prosjektskjønn. Svar som blir sende hit, blir ikkje lesne.',
    greeting: 'Helsing',
  },
} as const;

export type LayoutInput = { content: EmailContent; form: WrittenForm; facts: Pick<EmailFacts, 'url' | 'office' | 'contact'>; withContact: boolean; withLogin: boolean }; // prettier-ignore

/** The last lines of every e-mail: whom to ask, and who sends it. */
function closing({ form, facts: { contact, office }, withContact, withLogin }: LayoutInput) {
  const { questions, greeting, login, noReply } = words[form];
  return {
    login: withLogin ? login : '',
    // Without an address there is nobody to turn to.
    questions: withContact && contact ? questions(`${contact.name} (${contact.email})`) : '',
    signature: `${greeting} ${office}`,
    noReply,
  };
}

/** Breaks at ordinary spaces only, so that "1 100 000 kr" and "kl. 23.59" stay together and a long address stays whole. */
function wrap(paragraph: string, width = 72): string {
  const lines = [''];
  for (const word of paragraph.split(/(?<!\bkl\.)[ \n]+/)) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** The e-mail as plain text, at most 72 characters a line. */
export function textOf(input: LayoutInput): string {
  const { content, facts } = input;
  const { login, questions, signature, noReply } = closing(input);
  const details = (content.details ?? []).map(([label, value]) => wrap(`${label}: ${value}`)).join('\n');
  const links = (content.links ?? []).map(({ text, url }) => `${wrap(`- ${text}`)}\n  ${url}`).join('\n');
  const link = [`${content.action}:`, facts.url, login].filter((line) => line !== '').join('\n');
  const parts = [
    ...content.paragraphs.map((p) => wrap(p)),
    details,
    links,
    link,
    wrap(questions),
    signature,
    `-- \n${wrap(noReply)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]!);

const ink = '#1e2b3c';
const paragraphStyle = 'margin:0 0 16px';
const buttonStyle = 'display:inline-block;padding:12px 20px;border-radius:4px;background:#0062ba;color:#ffffff;text-decoration:none;font-weight:600'; // prettier-ignore

const htmlParagraph = (text: string): string => (text === '' ? '' : `<p style="${paragraphStyle}">${escape(text)}</p>`);

function htmlDetails(details: NonNullable<EmailContent['details']>): string {
  if (details.length === 0) return '';
  const rows = details.map(
    ([label, value]) =>
      `<dt style="margin:0;font-weight:600">${escape(label)}</dt><dd style="margin:0 0 8px">${escape(value)}</dd>`,
  );
  return `<dl style="${paragraphStyle}">${rows.join('')}</dl>`;
}

function htmlLinks(links: NonNullable<EmailContent['links']>): string {
  if (links.length === 0) return '';
  const items = links.map(
    ({ text, url }) =>
      `<li style="margin:0 0 8px"><a href="${escape(url)}" style="color:#0062ba">${escape(text)}</a></li>`,
  );
  return `<ul style="margin:0 0 16px;padding-left:20px">${items.join('')}</ul>`;
}

/** The e-mail as HTML: one column, one link, every value escaped. */
export function htmlOf(input: LayoutInput, subject: string): string {
  const { content, form, facts } = input;
  const { login, questions, signature, noReply } = closing(input);
  return [
    `<!doctype html><html lang="${form}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(subject)}</title></head>`,
    `<body style="margin:0;padding:24px;background:#ffffff;color:${ink};font:16px/1.5 Inter,Arial,sans-serif">`,
    '<main style="max-width:36rem">',
    ...content.paragraphs.map(htmlParagraph),
    htmlDetails(content.details ?? []),
    htmlLinks(content.links ?? []),
    `<p style="margin:0 0 8px"><a href="${escape(facts.url)}" style="${buttonStyle}">${escape(content.action)}</a></p>`,
    htmlParagraph(login),
    htmlParagraph(questions),
    htmlParagraph(signature),
    `<p style="margin:24px 0 0;font-size:14px;color:#4b5563">${escape(noReply)}</p>`,
    '</main></body></html>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
