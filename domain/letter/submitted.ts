import { formatDate, formatInstantWithSeconds, localDate } from '../calendar/index.js';
import type { SubmittedFacts, WrittenForm } from '../notices.js';
import { heading, type Block, type LetterDocument } from './document.js';

type Phrases = {
  received: string;
  reference: string;
  number: string;
  ownReference: string;
  municipality: string;
  notGiven: string;
  sent: string;
  markAlt: string;
  declarations: string;
  approvals: string;
  approval: Readonly<Record<'localApprover' | 'mayor', string>>;
  frozen: (sha256: string) => string;
  page: string;
  of: string;
  title: (title: string) => string;
  version: (n: number) => string;
};

const phrases: Readonly<Record<WrittenForm, Phrases>> = {
  nb: {
    received: 'Mottatt',
    reference: 'Referanse',
    number: 'Innsending',
    ownReference: 'Søkers referanse',
    municipality: 'kommune',
    notGiven: 'ikke oppgitt',
    sent: 'Sendt inn av',
    markAlt: 'Prosjektskjønn',
    declarations: 'Bekreftet ved innsending',
    approvals: 'Godkjent i kommunen',
    approval: { localApprover: 'Kommunedirektør', mayor: 'Ordfører' },
    frozen: (sha256) => `Søknaden er låst slik den ble mottatt. Fingeravtrykk av innholdet (SHA-256): ${sha256}`,
    page: 'Side',
    of: 'av',
    title: (title) => `Søknad om prosjektskjønnsmidler: ${title}`,
    version: (n) => (n === 1 ? 'første' : `nummer ${n}, erstatter den forrige`),
  },
  nn: {
    received: 'Motteken',
    reference: 'Referanse',
    number: 'Innsending',
    ownReference: 'Referansen til søkjaren',
    municipality: 'kommune',
    notGiven: 'ikkje oppgitt',
    sent: 'Sendt inn av',
    markAlt: 'Prosjektskjønn',
    declarations: 'Stadfesta ved innsending',
    approvals: 'Godkjend i kommunen',
    approval: { localApprover: 'Kommunedirektør', mayor: 'Ordførar' },
    frozen: (sha256) => `Søknaden er låst slik han vart motteken. Fingeravtrykk av innhaldet (SHA-256): ${sha256}`,
    page: 'Side',
    of: 'av',
    title: (title) => `Søknad om prosjektskjønnsmidlar: ${title}`,
    version: (n) => (n === 1 ? 'første' : `nummer ${n}, erstattar den førre`),
  },
};

/** The application as a document: every answer in the order of the form, as it was received. */
export function submittedDocument(facts: SubmittedFacts): LetterDocument {
  const words = phrases[facts.language];
  const applicant = `${facts.office.name} ${words.municipality}`;
  const answers = facts.sections.flatMap((section): Block[] => [
    heading(section.heading),
    ...section.answers.flatMap(({ label, lines }): Block[] => [
      { kind: 'label', text: label },
      ...(lines.length === 0 ? [words.notGiven] : lines).map((text): Block => ({ kind: 'paragraph', text })),
    ]),
    ...section.tables,
  ]);
  const given = (facts.approvals ?? []).map(
    ({ role, name, at }) => `${words.approval[role]}: ${name}, ${formatInstantWithSeconds(at)}`,
  );
  const approvals: Block[] = given.length > 0 ? [heading(words.approvals), { kind: 'list', items: given }] : [];
  return {
    language: facts.language,
    date: facts.date,
    title: words.title(facts.title),
    office: applicant,
    officeLine: `${words.reference} ${facts.reference}`,
    markAlt: words.markAlt,
    recipient: facts.recipient.name,
    references: [
      { label: words.ownReference, value: facts.recipient.ownReference ?? words.notGiven },
      { label: words.reference, value: facts.reference },
      { label: words.received, value: formatInstantWithSeconds(facts.receivedAt) },
      { label: words.number, value: words.version(facts.version) },
    ],
    blocks: [...answers, heading(words.declarations), { kind: 'list', items: facts.declarations }, ...approvals],
    greeting: words.sent,
    signatures: [{ name: facts.sender, role: `${applicant}, ${formatDate(localDate(facts.receivedAt))}` }],
    approved: words.frozen(facts.sha256),
    copies: null,
    pageLabel: words.page,
    ofLabel: words.of,
  };
}
