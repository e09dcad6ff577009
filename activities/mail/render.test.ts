import { describe, expect, it } from '@jest/globals';
import { refusals, type Refusal } from '../../domain/errors.js';
import { ladders } from '../../domain/ladder.js';
import { lifecycles } from '../../domain/lifecycles.js';
import { formatKroner } from '../../domain/money.js';
import { emailKinds, type EmailFacts, type EmailKind, type WrittenForm } from '../../domain/notices.js';
import { renderEmail } from './render.js';
import { commandTexts, refusalTexts } from './refusal-texts.js';
import { taskTexts } from './task-texts.js';

const forms: readonly WrittenForm[] = ['nb', 'nn'];
const steps: Partial<Record<EmailKind, readonly string[]>> = {
  E3: ['before-14', 'before-7', 'before-3', 'before-1'],
  E3none: ['without-draft-7'],
  E12reminder: ['before-3', 'before-0'],
  E17reminder: ['before-30', 'before-14', 'before-3', 'before-0'],
  E20: ['overdue-1', 'overdue-7', 'overdue-21', 'overdue-42'],
  E32reminder: ['reminder-3', 'reminder-5'],
};
const title = 'En heldigital helsestasjon';
const facts: EmailFacts = {
  matter: title,
  office: 'Statsforvalteren i Prøvefylket',
  contact: { name: 'Kari Prøve', email: 'kari.prove@statsforvalteren.example' },
  municipality: 'Blåvik',
  url: 'https://prosjektskjonn.example/soknader/7?kilde=epost&x=1',
  reference: '2027-118',
  caseNumber: '2027/118',
  receivedAt: Date.parse('2027-04-30T14:02:37+02:00'),
  deadline: Date.parse('2027-04-01T00:00:00+02:00'),
  previousDeadline: Date.parse('2027-03-24T00:00:00+01:00'),
  opensAt: Date.parse('2027-04-20T08:00:00+02:00'),
  amount: 2_100_000,
  announcement: 'https://prosjektskjonn.example/utlysninger/7/kunngjoring',
  reason: 'Mange kommuner ba om mer tid etter flommen.',
  step: 'before-7',
  code: '482913',
  reportKind: 'final',
  task: 'applicationNotOpened',
  requester: 'Ola Eksempel',
  refusal: 'deadlinePassed',
  command: 'submit',
  role: 'caseOfficer',
  from: Date.parse('2027-03-24T00:00:00+01:00'),
  question: 'Hvilken stilling har du i kommunen?',
};
const factsOf = (kind: EmailKind, step = steps[kind]?.[0]): EmailFacts => ({ ...facts, step: step ?? facts.step });
/** All but the day’s one e-mail, which is about many. */
const aboutOne = emailKinds.filter((kind) => kind !== 'E40');
const everyOne = aboutOne.flatMap((kind) =>
  (steps[kind] ?? ['before-7']).flatMap((step) => forms.map((form) => ({ kind, form, step }))),
);
const all = (kind: EmailKind, form: WrittenForm, given: EmailFacts): string =>
  Object.values(renderEmail(kind, form, given)).join('\n');

describe('every e-mail', () => {
  it.each(everyOne)(
    '$kind $form at $step names the matter, links once, and says whom to ask',
    ({ kind, form, step }) => {
      const { subject, text, html } = renderEmail(kind, form, factsOf(kind, step));
      expect(subject).toMatch(/^Prosjektskjønn: \S/);
      expect(subject).toContain(title);
      expect(text).toContain(facts.url);
      expect(text).toContain(facts.office);
      expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${form}">`));
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(html).toContain('href="https://prosjektskjonn.example/soknader/7?kilde=epost&amp;x=1"');
      expect(text + html).not.toMatch(/undefined|null|NaN|\[object/);
      if (
        ![
          'E13',
          'E19',
          'E26',
          'E26reminder',
          'E29answered',
          'E30',
          'E30confirm',
          'E30declined',
          'E32office',
          'E32reminder',
          'E33',
        ].includes(kind)
      ) {
        expect(text.replace(/\s+/g, ' ')).toContain('Kari Prøve (kari.prove@statsforvalteren.example)');
      }
    },
  );

  it.each(everyOne)('$kind $form at $step tells nobody to ask where there is no address', ({ kind, form, step }) => {
    const { text, html } = renderEmail(kind, form, { ...factsOf(kind, step), contact: undefined });
    expect(text + html).not.toContain('Har du spørsmål');
  });

  it.each(everyOne)('$kind $form at $step keeps to the writing rules', ({ kind, form, step }) => {
    const { subject, text, html } = renderEmail(kind, form, factsOf(kind, step));
    expect(subject + text + html).not.toMatch(
      /vennligst|ugyldig|herved|i henhold til|\bOK\b|klikk her|\bavslag\b|innvilg/i,
    );
    expect(text).not.toMatch(/E\d{1,2}|deadlinePassed|applicationNotOpened|before-|overdue-/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(line === facts.url ? 200 : 72);
    for (const sentence of text.split(/[.:!?]\s/)) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(24);
  });

  it.each(aboutOne)('%s is another text in nynorsk than in bokmål', (kind) => {
    const [nb, nn] = forms.map((form) => renderEmail(kind, form, factsOf(kind)));
    expect(nn!.text).not.toBe(nb!.text);
    expect(nn!.text).not.toMatch(/\b(ikke|dere|noe|hva|hvem|være|fra|mottatt|trenger|åpnet|også)\b/i);
    expect(nb!.text).not.toMatch(/\b(ikkje|dykk|noko|kva|kven|vere|frå|motteken|treng|opna|òg)\b/i);
  });

  it.each(everyOne)(
    '$kind $form: the subject keeps within 120 characters with a long title',
    ({ kind, form, step }) => {
      const matter = 'Samhandling om velferdsteknologi i sju kommuner i innlandet '.repeat(2).trim();
      const { subject } = renderEmail(kind, form, { ...factsOf(kind, step), matter });
      expect(matter.length).toBeGreaterThan(110);
      expect(subject.length).toBeLessThanOrEqual(120);
      expect(subject).toContain('Samhandling om velferdsteknologi i sju…');
    },
  );

  it.each(everyOne)('$kind $form: nothing anybody wrote becomes HTML', ({ kind, form, step }) => {
    const wild = `<script>alert("1")</script> & 'x'`;
    const given = { ...factsOf(kind, step), matter: wild, reason: wild, office: wild, requester: wild, municipality: wild, contact: { name: wild, email: wild } }; // prettier-ignore
    const { html, text } = renderEmail(kind, form, given);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;');
    expect(text).toContain('<script>alert("1")</script>');
  });

  it('has one line of subject, whatever the title is', () => {
    expect(renderEmail('E14', 'nb', { ...facts, matter: 'To\r\nBcc: alle' }).subject).toBe(
      'Prosjektskjønn: Nytt brev om «To Bcc: alle»',
    );
  });
});

test('a correction that is not sent in is told otherwise than a draft: what was sent in before stands', () => {
  const given = { ...factsOf('E3'), stands: true };
  expect(renderEmail('E3', 'nb', given).text).toContain('gjelder det dere sendte inn før');
  expect(renderEmail('E3', 'nn', given).text).toContain('gjeld det de sende inn før');
  expect(renderEmail('E3', 'nb', { ...given, stands: false }).text).toContain('blir ikke vurdert');
});

test('an extension tells when an answer is promised where that was moved with it', () => {
  expect(renderEmail('E2', 'nb', { ...factsOf('E2'), answerBy: '2027-07-01' }).text).toContain('Svar ventes innen');
  expect(renderEmail('E2', 'nn', factsOf('E2')).text).not.toContain('Svar er venta innan');
});

describe('a missing fact', () => {
  const needed: Partial<Record<EmailKind, readonly (keyof EmailFacts)[]>> = {
    E1: ['deadline', 'announcement'], E2: ['deadline', 'previousDeadline', 'reason'], E3: ['deadline', 'step'], E3none: ['deadline', 'step'],
    E4: ['deadline'], E4stands: ['deadline', 'receivedAt', 'reference'], E6: ['reason'], E9: ['reference', 'receivedAt', 'amount', 'deadline'], E11: ['reference'], E12: ['deadline'],
    E12reminder: ['deadline', 'step'], E13: ['municipality'], E14copy: ['municipality'], E16: ['opensAt', 'deadline', 'reportKind'], E17: ['deadline', 'reportKind'],
    E17reminder: ['deadline', 'reportKind', 'step'], E18: ['receivedAt', 'reportKind'], E19: ['receivedAt', 'municipality', 'reportKind'],
    E20: ['deadline', 'reportKind', 'step'], E21: ['deadline', 'previousDeadline', 'reason'], E22: ['deadline', 'reportKind'],
    E23: ['reportKind'], E25code: ['code'], E25: ['receivedAt'], E26: ['requester'], E26reminder: ['requester'], E28: ['reason'],
    E32office: ['municipality'], E32reminder: ['municipality', 'step'], E33: ['task'], E37: ['command', 'refusal', 'receivedAt'],
  }; // prettier-ignore
  const cases = aboutOne.flatMap((kind) =>
    [...(needed[kind] ?? []), 'matter', 'office', 'url'].map((fact) => ({ kind, fact })),
  );

  it.each(cases)('$kind without $fact throws and names it', ({ kind, fact }) => {
    const given = { ...factsOf(kind), [fact]: undefined };
    for (const form of forms) expect(() => renderEmail(kind, form, given)).toThrow(`${kind} lacks the fact ${fact}`);
  });

  it('an unknown task or command throws rather than being told as a code', () => {
    expect(() => renderEmail('E33', 'nb', { ...facts, task: 'toString' })).toThrow('toString');
    expect(() => renderEmail('E37', 'nb', { ...facts, command: 'toString' })).toThrow('toString');
  });
});

describe('the sentences', () => {
  it('say the deadline with weekday and time, and how long is left', () => {
    const { subject, text } = renderEmail('E3', 'nb', { ...facts, step: 'before-1' });
    expect(subject).toBe('Prosjektskjønn: Søknaden «En heldigital helsestasjon» er ikke sendt, frist 31. mars');
    expect(text.replace(/\s+/g, ' ')).toContain('Fristen går ut i morgen: onsdag 31. mars 2027 kl. 23.59.');
    expect(all('E12reminder', 'nn', { ...facts, step: 'before-0' })).toContain(
      'Fristen går ut i dag: onsdag 31. mars 2027 kl. 23.59.',
    );
    expect(all('E17reminder', 'nn', { ...facts, step: 'before-30' })).toContain('om 30 dagar');
  });

  it('give the receipt’s time to the second, the reference and the amount', () => {
    const { text } = renderEmail('E9', 'nn', facts);
    expect(text).toContain('Motteken: 30. april 2027 kl. 14.02.37');
    expect(text).toContain('Referanse: 2027-118');
    expect(text).toContain(`Søknadsbeløp: ${formatKroner(2_100_000)}`);
  });

  it('do not ask for a log-in where everyone may read', () => {
    for (const kind of ['E1', 'E3none'] as const) expect(all(kind, 'nb', factsOf(kind))).not.toContain('logger inn');
    expect(all('E3', 'nb', factsOf('E3'))).toContain('Lenken krever at du logger inn.');
    expect(all('E1', 'nn', factsOf('E1'))).not.toContain('loggar inn');
  });

  it('of a call say who must approve in the municipality, and that it takes time; where nobody must, nothing of it', () => {
    const of = (form: WrittenForm, localApproval?: EmailFacts['localApproval']) =>
      renderEmail('E1', form, { ...facts, localApproval }).text.replace(/\s+/g, ' ');
    for (const none of [undefined, 'none'] as const) expect(of('nb', none)).not.toContain('godkjenne');
    expect(of('nb', 'chiefExecutive')).toContain('Kommunedirektøren må godkjenne søknaden i Prosjektskjønn før fristen. Sett av tid til det.'); // prettier-ignore
    expect(of('nn', 'chiefExecutiveAndMayor')).toContain('Kommunedirektøren og så ordføraren må godkjenne søknaden i Prosjektskjønn før fristen. Set av tid til det.'); // prettier-ignore
  });

  it('about an interim reply say that nothing is decided', () => {
    expect(all('E5', 'nb', facts).replace(/\s+/g, ' ')).toContain('Søknaden er ikke avgjort');
    expect(all('E5', 'nn', facts).replace(/\s+/g, ' ')).toContain('Søknaden er ikkje avgjord');
  });

  it('tell the same subject whether access is given or not', () => {
    for (const form of forms)
      expect(renderEmail('E27', form, facts).subject).toBe(renderEmail('E28', form, facts).subject);
  });

  it('climb with the overdue ladder', () => {
    const at = (step: string) => renderEmail('E20', 'nb', { ...facts, step }).text.replace(/\s+/g, ' ');
    expect(at('overdue-1')).not.toContain('kommunedirektøren');
    expect(at('overdue-7')).toContain('alle i kommunen');
    expect(at('overdue-21')).toContain('kommunedirektøren');
    expect(at('overdue-42')).toContain('kreve pengene tilbake');
    expect(() => at('soon')).toThrow('E20');
  });

  it.each(Object.keys(refusals))('explain the refusal %s in both forms', (refusal) => {
    for (const form of forms) {
      const { why, next } = refusalTexts[refusal as Refusal][form];
      const body = renderEmail('E37', form, { ...facts, refusal: refusal as Refusal }).text.replace(/\s+/g, ' ');
      expect(body).toContain(why);
      expect(body).toContain(next);
    }
    expect(refusalTexts[refusal as Refusal].nb).not.toEqual(refusalTexts[refusal as Refusal].nn);
  });
});

describe('the catalogues cover what the processes can ask for', () => {
  const rows = Object.values(lifecycles).flatMap((lifecycle) => lifecycle.transitions);
  const told = Object.values(ladders).flatMap((kind) =>
    Object.values(kind).flatMap((ladder) =>
      ladder.plan({ at: 0, due: 1e12, days: [1] }).map((step) => ladder.notices(step.name)),
    ),
  );

  it('every task of the lifecycles and ladders has a text', () => {
    const kinds = [...rows, ...told].flatMap((from) => from.tasks ?? []).map((order) => order.task);
    expect(kinds.length).toBeGreaterThan(15);
    expect(kinds.filter((kind) => !Object.hasOwn(taskTexts, kind))).toEqual([]);
    for (const task of Object.keys(taskTexts)) for (const form of forms) expect(() => renderEmail('E33', form, { ...facts, task })).not.toThrow(); // prettier-ignore
  });

  it('every command a person may give has a name', () => {
    const commands = rows.filter((row) => row.who.some((role) => role !== 'system')).map((row) => row.on);
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((command) => !Object.hasOwn(commandTexts, command))).toEqual([]);
  });
});

describe('the day’s one e-mail', () => {
  const notices = [
    { text: 'Søknaden «A & B» er ikke sendt, frist 31. mars', url: 'https://prosjektskjonn.example/soknader/7' },
    { text: 'Nytt svar om «C»', url: 'https://prosjektskjonn.example/saker/8' },
  ];

  it.each(forms)('in %s lists the matters, each with its own way in, as text and as HTML', (form) => {
    const { subject, text, html } = renderEmail('E40', form, { ...facts, notices });
    expect(subject).toContain(form === 'nb' ? '2 varsler' : '2 varsel');
    for (const notice of notices) expect(text).toContain(`${notice.text}\n  ${notice.url}`);
    expect(html).toContain(
      '<a href="https://prosjektskjonn.example/soknader/7" style="color:#0062ba">Søknaden «A &amp; B»',
    );
    expect(html.match(/<a /g)).toHaveLength(3);
  });

  it('counts one as one', () => {
    expect(renderEmail('E40', 'nb', { ...facts, notices: notices.slice(1) }).subject).toContain('ett varsel');
  });
});
