import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decisionLetters,
  letterKinds,
  type AnnouncementFacts,
  type DecisionFacts,
  type DecisionLetterKind,
  type DismissalFacts,
  type InterimReplyFacts,
  type LetterFacts,
  type LetterKind,
  type WrittenForm,
} from '../../domain/notices.js';
import { pdfText } from '../../testing/verapdf/pdf-text.js';
import { missingForVeraPdf, validatePdfs } from '../../testing/verapdf/validate.js';
import { letterDocument } from '../../domain/letter/content.js';
import { legible } from './font.js';
import { createLetterRenderer, type LetterFiles } from './renderer.js';

const forms: readonly WrittenForm[] = ['nb', 'nn'];
const wild = '*Ikke fet* #panic("x") $ \\ <a> // [b] `c` @d "sitat" \u2013 Šávnni ja Ŋuorra, đž, Ærøy 😀';

const facts: DecisionFacts = {
  kind: 'L4',
  language: 'nb',
  office: { name: 'Statsforvalteren i Prøvefylket', organisationNumber: '974761319', writtenForm: 'nb' },
  recipient: { name: 'Blåvik kommune', ownReference: '2026/441' },
  caseNumber: '2027/118',
  date: '2027-06-15',
  title: 'En heldigital helsestasjon',
  callTitle: 'Prosjektskjønn 2027',
  budgetYear: 2027,
  years: [
    { year: 2027, applied: 750_000, awarded: 750_000, commitment: 'committed' },
    { year: 2028, applied: 600_000, awarded: 600_000, commitment: 'conditional' },
  ],
  payee: 'Ytrevåg kommune',
  participants: ['Ytrevåg', 'Ærøy'],
  reason: 'Planen er troverdig.\n\nLøsningen kan brukes av andre.',
  conditions: 'Kommunen deltar i nettverket for digitale tjenester.',
  ownSharePercent: 50,
  reports: [
    {
      kind: 'interim',
      opensAt: Date.parse('2028-04-20T08:00:00+02:00'),
      dueAt: Date.parse('2028-06-02T00:00:00+02:00'),
    },
    { kind: 'final', opensAt: Date.parse('2029-01-10T08:00:00+01:00'), dueAt: Date.parse('2029-03-02T00:00:00+01:00') },
  ],
  regime: 'notIndividualDecision',
  criteria: ['Innovasjonsverdi', 'Overføringsverdi'],
  round: { applications: 29, applied: 18_450_000, awards: 18, awarded: 9_750_000, frame: 10_000_000 },
  approver: 'Aud Prøve',
  caseOfficer: { name: 'Kari Eksempel', email: 'kari.eksempel@statsforvalteren.example' },
};

function decisionOf(kind: DecisionLetterKind, language: WrittenForm): DecisionFacts {
  const awarded = { L4: [750_000, 600_000], L5: [400_000, 0], L6: [0, 0] }[kind];
  return { ...facts, kind, language, years: facts.years.map((year, i) => ({ ...year, awarded: awarded[i]! })) };
}

const { office, recipient, caseNumber, title, callTitle, caseOfficer } = facts;
const interim: InterimReplyFacts = {
  kind: 'L2',
  language: 'nb',
  office,
  recipient,
  caseNumber,
  title,
  callTitle,
  caseOfficer,
  date: '2027-04-12',
  registered: true,
  receivedAt: Date.parse('2027-03-31T10:00:00+02:00'),
  deadline: Date.parse('2027-04-01T00:00:00+02:00'),
  expectedOn: '2027-06-15',
};

/** Fellesløft 2019 (source 001): an amount that is not the sum of those below it. */
const announced: AnnouncementFacts = {
  kind: 'L1',
  language: 'nb',
  office,
  recipient: { name: 'Kommunene i Prøvefylket', ownReference: null },
  caseNumber: '2027/PF-U1',
  date: '2027-01-04',
  title: 'Prosjektskjønn 2027',
  callTitle: 'Prosjektskjønn 2027',
  caseOfficer,
  url: 'https://prosjektskjonn.example/utlysninger/1',
  scheme: 'Fellesløft',
  budgetYear: 2027,
  round: 1,
  frame: 23_000_000,
  purpose: 'Prøve ut nye løsninger.',
  requirements: 'Prosjektplanen må være realistisk.',
  otherSchemes: 'Helse blir sett sammen med innovasjonstilskuddet.',
  counties: ['Prøvefylket', 'Ærøyfylket'],
  applicants: ['municipality', 'regionalCouncil'],
  projectKinds: 'both',
  minAmount: 150_000,
  maxAmount: 2_000_000,
  ownSharePercent: 50,
  costKinds: ['salary', 'travel'],
  maxApplications: 3,
  rankRequired: true,
  localApproval: 'chiefExecutiveAndMayor',
  attachments: ['projectPlan', 'mandate'],
  areas: [
    { level: 1, name: 'Digitalisering', earmarked: null },
    { level: 2, name: 'Helseplattformen', earmarked: 10_000_000 },
    { level: 2, name: 'DigiTrøndelag', earmarked: 3_000_000 },
    { level: 1, name: '0–24', earmarked: 5_460_000 },
    { level: 2, name: 'Barnevernsreformen', earmarked: 5_500_000 },
  ],
  criteria: [
    { name: 'Innovasjonsverdi', weight: 60 },
    { name: 'Overføringsverdi', weight: 40 },
  ],
  opensAt: Date.parse('2027-01-04T08:00:00+01:00'),
  deadline: Date.parse('2027-04-01T00:00:00+02:00'),
  expectedOn: '2027-06-15',
  reports: [
    { kind: 'final', from: '2027-06-15', to: '2028-03-31', opensAt: Date.parse('2028-04-20T08:00:00+02:00'), dueAt: Date.parse('2028-06-02T00:00:00+02:00') },
  ],
  regime: 'notIndividualDecision',
  approver: 'Aud Prøve',
}; // prettier-ignore

const dismissal: DismissalFacts = {
  kind: 'L7',
  language: 'nb',
  office,
  recipient,
  caseNumber,
  title,
  callTitle,
  caseOfficer,
  date: '2027-04-12',
  receivedAt: Date.parse('2027-04-03T10:04:05+02:00'),
  deadline: Date.parse('2027-04-01T00:00:00+02:00'),
  reason: 'Strømmen kom tilbake to dager før fristen.',
  excuse: 'Strømmen var borte.',
  regime: 'notIndividualDecision',
  approver: 'Aud Prøve',
};

function factsOf(kind: LetterKind, language: WrittenForm): LetterFacts {
  if (kind === 'L1') return { ...announced, language };
  if (kind === 'L2') return { ...interim, language };
  return kind === 'L7' ? { ...dismissal, language } : decisionOf(kind, language);
}

const cases = letterKinds.flatMap((kind) => forms.map((language) => ({ kind, language })));
const decisions = decisionLetters.flatMap((kind) => forms.map((language) => ({ kind, language })));
const plain = (given: LetterFacts): string => JSON.stringify(letterDocument(given)).replaceAll('\u00a0', ' ');

/** What letters-and-emails.md E.1 and E.2 say each letter must contain, in the words of either form. */
type Demand = { item: string; nb: string; nn: string };
const head: Demand[] = [
  { item: 'their reference', nb: '"Deres ref.","value":"2026/441"', nn: '"Dykkar ref.","value":"2026/441"' },
  { item: 'our reference', nb: '"Vår ref.","value":"2027/118"', nn: '"Vår ref.","value":"2027/118"' },
  { item: 'the date', nb: '"Vår dato"', nn: '"Vår dato"' },
  { item: 'the case officer', nb: '"Saksbehandler","value":"Kari Eksempel"', nn: '"Saksbehandlar","value":"Kari Eksempel"' },
  { item: 'direct contact', nb: '"E-post","value":"kari.eksempel@statsforvalteren.example"', nn: '"E-post","value":"kari.eksempel@statsforvalteren.example"' },
  { item: 'the office', nb: 'Org.nr. 974 761 319', nn: 'Org.nr. 974 761 319' },
  { item: 'whom to ask', nb: 'Har dere spørsmål, kontakt Kari Eksempel', nn: 'Har de spørsmål, kontakt Kari Eksempel' },
  { item: 'the greeting', nb: 'Med hilsen', nn: 'Med helsing' },
  { item: 'electronic approval', nb: 'Dokumentet er elektronisk godkjent.', nn: 'Dokumentet er elektronisk godkjent.' },
]; // prettier-ignore
const award: Demand[] = [
  { item: 'the project', nb: 'prosjektet «En heldigital helsestasjon»', nn: 'prosjektet «En heldigital helsestasjon»' },
  { item: 'what was applied for and awarded', nb: '["Sum","1 350 000"', nn: '["Sum","1 350 000"' },
  { item: 'use', nb: 'Pengene skal brukes til prosjektet', nn: 'Pengane skal brukast til prosjektet' },
  { item: 'purpose', nb: 'Formålet med midlene og kravene til bruken', nn: 'Føremålet med midlane og krava til bruken' },
  { item: 'participants', nb: 'Disse deltar også: Ytrevåg, Ærøy.', nn: 'Desse er òg med: Ytrevåg, Ærøy.' },
  { item: 'payee and way of payment', nb: 'til Ytrevåg kommune som en del av rammetilskuddet for 2027', nn: 'til Ytrevåg kommune som ein del av rammetilskotet for 2027' },
  { item: 'time of payment', nb: 'i en av de neste terminene', nn: 'i ein av dei neste terminane' },
  { item: 'the budget year', nb: 'gjelder budsjettåret 2027', nn: 'gjeld budsjettåret 2027' },
  { item: 'later years', nb: 'en ny søknad fra dere', nn: 'ein ny søknad frå dykk' },
  { item: 'own share', nb: 'minst 50 prosent av kostnadene selv', nn: 'minst 50 prosent av kostnadene sjølv' },
  { item: 'sharing of experience', nb: 'Dere deler erfaringene', nn: 'De deler erfaringane' },
  { item: 'changes need consent', nb: 'må godkjennes av oss på forhånd', nn: 'må godkjennast av oss på førehand' },
  { item: 'not own share elsewhere', nb: 'egenandel i andre statlige ordninger', nn: 'eigendel i andre statlege ordningar' },
  { item: 'conditions of its own', nb: 'Kommunen deltar i nettverket', nn: 'Kommunen deltar i nettverket' },
  { item: 'interim report', nb: '["Underveisrapport","20. april 2028","1. juni 2028 kl. 23.59"]', nn: '["Undervegsrapport","20. april 2028","1. juni 2028 kl. 23.59"]' },
  { item: 'final report', nb: '["Sluttrapport med regnskap","10. januar 2029","1. mars 2029 kl. 23.59"]', nn: '["Sluttrapport med rekneskap","10. januar 2029","1. mars 2029 kl. 23.59"]' },
  { item: 'control', nb: 'og Riksrevisjonen kan kontrollere', nn: 'og Riksrevisjonen kan kontrollere' },
  { item: 'withholding', nb: 'kan vi holde tilbake penger', nn: 'kan vi halde tilbake pengar' },
  { item: 'repayment', nb: 'kan vi kreve tilbake', nn: 'kan vi krevje tilbake' },
  { item: 'publicity', nb: 'Søknaden, dette brevet og rapportene blir offentlige', nn: 'Søknaden, dette brevet og rapportane blir offentlege' },
  { item: 'the ministry’s list', nb: 'Departementet får en liste', nn: 'Departementet får ei liste' },
  { item: 'reasons', nb: 'Planen er troverdig.', nn: 'Planen er troverdig.' },
  { item: 'copies', nb: '"Kopi til","names":"Ytrevåg, Ærøy"', nn: '"Kopi til","names":"Ytrevåg, Ærøy"' },
  { item: 'both who sign', nb: '"Aud Prøve","role":"godkjenner"', nn: '"Aud Prøve","role":"godkjennar"' },
]; // prettier-ignore
const reasonsOnDemand: Demand = { item: 'three weeks for reasons', nb: 'en nærmere begrunnelse innen tre uker', nn: 'ei nærare grunngjeving innan tre veker' }; // prettier-ignore
/** A letter to all has no reference of theirs, and the call’s contact answers for it. */
const headOf = (kind: LetterKind): Demand[] =>
  kind === 'L1'
    ? [
        { item: 'our reference', nb: '"Vår ref.","value":"2027/PF-U1"', nn: '"Vår ref.","value":"2027/PF-U1"' },
        { item: 'the contact', nb: '"Kontakt","value":"Kari Eksempel"', nn: '"Kontakt","value":"Kari Eksempel"' },
        ...head.filter(({ item }) => !['their reference', 'our reference', 'the case officer'].includes(item)),
      ]
    : kind === 'L7'
      ? [
          { item: 'the contact', nb: '"Kontakt","value":"Kari Eksempel"', nn: '"Kontakt","value":"Kari Eksempel"' },
          ...head.filter(({ item }) => item !== 'the case officer'),
        ]
      : head;
const demanded: Record<LetterKind, Demand[]> = {
  L1: [
    { item: 'the frame', nb: 'lyser ut 23 000 000 kr i prosjektskjønn for 2027 (Fellesløft)', nn: 'lyser ut 23 000 000 kr i prosjektskjønn for 2027 (Fellesløft)' },
    { item: 'the deadline', nb: 'onsdag 31. mars 2027 kl. 23.59', nn: 'onsdag 31. mars 2027 kl. 23.59' },
    { item: 'the purpose', nb: 'Prøve ut nye løsninger.', nn: 'Prøve ut nye løsninger.' },
    { item: 'who may apply', nb: 'Kommuner i Prøvefylket og Ærøyfylket kan søke.', nn: 'Kommunar i Prøvefylket og Ærøyfylket kan søkje.' },
    { item: 'the regional council', nb: 'gjennom en av kommunene sine', nn: 'gjennom ein av kommunane sine' },
    { item: 'requirements', nb: 'Prosjektplanen må være realistisk.', nn: 'Prosjektplanen må være realistisk.' },
    { item: 'the least amount', nb: 'Det minste dere kan søke om, er 150 000 kr', nn: 'Det minste de kan søkje om, er 150 000 kr' },
    { item: 'the largest amount', nb: 'Det meste dere kan søke om, er 2 000 000 kr', nn: 'Det meste de kan søkje om, er 2 000 000 kr' },
    { item: 'the own share', nb: 'minst 50 prosent av kostnadene selv', nn: 'minst 50 prosent av kostnadene sjølv' },
    { item: 'not own share elsewhere', nb: 'egenandel i andre prosjekter', nn: 'eigendel i andre prosjekt' },
    { item: 'the costs', nb: 'lønn og sosiale kostnader og reise og møter', nn: 'lønn og sosiale kostnader og reise og møte' },
    { item: 'the cap', nb: 'høyst 3 søknader', nn: 'høgst 3 søknader' },
    { item: 'that rank must be shown', nb: 'må den vise hvordan den prioriterer', nn: 'må han vise korleis han prioriterer' },
    { item: 'local approval', nb: 'Kommunedirektøren og ordføreren må godkjenne', nn: 'Kommunedirektøren og ordføraren må godkjenne' },
    { item: 'attachments', nb: 'prosjektplan og vedtak om forankring', nn: 'prosjektplan og vedtak om forankring' },
    { item: 'other schemes', nb: 'Helse blir sett sammen', nn: 'Helse blir sett sammen' },
    { item: 'an area’s sum', nb: '["Digitalisering","13 000 000"]', nn: '["Digitalisering","13 000 000"]' },
    { item: 'an area below', nb: '["Helseplattformen","10 000 000"]', nn: '["Helseplattformen","10 000 000"]' },
    { item: 'the sum of the areas', nb: '"total":["Sum","18 460 000"]', nn: '"total":["Sum","18 460 000"]' },
    { item: 'where an amount is not the sum below', nb: '0–24: det er satt av 5 460 000 kr. Underområdene er 5 500 000 kr til sammen.', nn: '0–24: det er sett av 5 460 000 kr. Underområda er 5 500 000 kr til saman.' },
    { item: 'criteria with weights', nb: '["Innovasjonsverdi","60 %"]', nn: '["Innovasjonsverdi","60 %"]' },
    { item: 'how to apply', nb: 'https://prosjektskjonn.example/utlysninger/1', nn: 'https://prosjektskjonn.example/utlysninger/1' },
    { item: 'how to get access', nb: 'ber dere om det ved første innlogging', nn: 'ber de om det ved første innlogging' },
    { item: 'when an answer comes', nb: 'innen 15. juni 2027', nn: 'innan 15. juni 2027' },
    { item: 'the appeal regime', nb: 'kan derfor ikke påklages', nn: 'kan difor ikkje påklagast' },
    { item: 'reporting', nb: '["Sluttrapport","15. juni 2027 – 31. mars 2028","20. april 2028","1. juni 2028 kl. 23.59"]', nn: '["Sluttrapport","15. juni 2027 – 31. mars 2028","20. april 2028","1. juni 2028 kl. 23.59"]' },
    { item: 'publicity', nb: 'rapportene offentlige', nn: 'rapportane offentlege' },
    { item: 'both who sign', nb: '"Aud Prøve","role":"godkjenner"', nn: '"Aud Prøve","role":"godkjennar"' },
  ],
  L2: [
    { item: 'the project', nb: 'prosjektet «En heldigital helsestasjon»', nn: 'prosjektet «En heldigital helsestasjon»' },
    { item: 'received date', nb: '31. mars 2027. Den gjelder', nn: '31. mars 2027. Han gjeld' },
    { item: 'why it takes time', nb: 'Vi behandler dem derfor samlet', nn: 'Vi behandlar dei difor samla' },
    { item: 'when an answer comes', nb: 'regner med å sende svar innen 15. juni 2027', nn: 'reknar med å sende svar innan 15. juni 2027' },
    { item: 'case number', nb: 'saksnummer 2027/118', nn: 'saksnummer 2027/118' },
    { item: 'case officer', nb: 'Saksbehandleren er Kari Eksempel', nn: 'Saksbehandlaren er Kari Eksempel' },
    { item: 'right to see the documents', nb: 'rett til å se dokumentene i saken', nn: 'rett til å sjå dokumenta i saka' },
  ],
  L4: [{ item: 'the amount', nb: 'Dere får 750 000 kr i prosjektskjønn for 2027', nn: 'De får 750 000 kr i prosjektskjønn for 2027' }, ...award, reasonsOnDemand],
  L5: [
    { item: 'the amount', nb: 'Dere får 400 000 kr i prosjektskjønn for 2027', nn: 'De får 400 000 kr i prosjektskjønn for 2027' },
    { item: 'what was applied for', nb: 'Dere søkte om 1 350 000 kr i alt', nn: 'De søkte om 1 350 000 kr i alt' },
    { item: 'why less', nb: 'Hvorfor beløpet er lavere enn dere søkte om', nn: 'Kvifor beløpet er lågare enn de søkte om' },
    { item: 'adjusted budget', nb: 'et justert budsjett og en justert plan innen fire uker', nn: 'eit justert budsjett og ein justert plan innan fire veker' },
    ...award,
    reasonsOnDemand,
  ],
  L6: [
    { item: 'result', nb: 'Vi kan ikke gi prosjektskjønn til prosjektet', nn: 'Vi kan ikkje gje prosjektskjønn til prosjektet' },
    { item: 'rules', nb: 'departementets retningslinjer for skjønnstildelingen', nn: 'retningslinjene frå departementet for skjønnstildelinga' },
    { item: 'criteria', nb: '["Innovasjonsverdi","Overføringsverdi"]', nn: '["Innovasjonsverdi","Overføringsverdi"]' },
    { item: 'facts', nb: 'opplysningene i søknaden, budsjettet og svarene deres', nn: 'opplysningane i søknaden, budsjettet og svara dykkar' },
    { item: 'main considerations', nb: 'Planen er troverdig.', nn: 'Planen er troverdig.' },
    { item: 'frame', nb: 'Rammen for utlysningen er 10 000 000 kr', nn: 'Ramma for utlysinga er 10 000 000 kr' },
    { item: 'applications and sum applied', nb: '29 søknader. Kommunene søkte om 18 450 000 kr til sammen for 2027', nn: '29 søknader. Kommunane søkte om 18 450 000 kr til saman for 2027' },
    { item: 'sum awarded', nb: '18 prosjekter får 9 750 000 kr til sammen', nn: '18 prosjekt får 9 750 000 kr til saman' },
    { item: 'right to see the documents', nb: 'rett til å se dokumentene i saken', nn: 'rett til å sjå dokumenta i saka' },
    { item: 'regime A', nb: 'regnes ikke som enkeltvedtak', nn: 'ikkje rekna som enkeltvedtak' },
    { item: 'no appeal', nb: 'kan derfor ikke påklages', nn: 'kan difor ikkje påklagast' },
    { item: 'both who sign', nb: '"Aud Prøve","role":"godkjenner"', nn: '"Aud Prøve","role":"godkjennar"' },
    reasonsOnDemand,
  ],
  L7: [
    { item: 'result', nb: 'Vi avviser den og vurderer den derfor ikke', nn: 'Vi avviser han og vurderer han difor ikkje' },
    { item: 'received against deadline', nb: 'Fristen var 31. mars 2027 kl. 23.59. Vi mottok søknaden 3. april 2027 kl. 10.04.05', nn: 'Fristen var 31. mars 2027 kl. 23.59. Vi fekk søknaden 3. april 2027 kl. 10.04.05' },
    { item: 'the rule', nb: 'tatt inn bare når det er særlige grunner', nn: 'teken inn berre når det er særlege grunnar' },
    { item: 'what they gave as reason', nb: 'Strømmen var borte.', nn: 'Strømmen var borte.' },
    { item: 'what we say of it', nb: 'Strømmen kom tilbake to dager før fristen.', nn: 'Strømmen kom tilbake to dager før fristen.' },
    { item: 'no appeal', nb: 'kan derfor ikke påklages', nn: 'kan difor ikkje klagast på' },
    { item: 'who decided', nb: '"Aud Prøve","role":"godkjenner"', nn: '"Aud Prøve","role":"godkjennar"' },
    reasonsOnDemand,
  ],
}; // prettier-ignore
const appeal: Demand[] = [
  { item: 'appeal within three weeks', nb: 'klage på vedtaket innen tre uker', nn: 'klage på vedtaket innan tre veker' },
  { item: 'to whom', nb: 'Klagen sendes til oss i Prosjektskjønn', nn: 'Klaga skal sendast til oss i Prosjektskjønn' },
  { item: 'body', nb: 'Kommunal- og distriktsdepartementet', nn: 'Kommunal- og distriktsdepartementet' },
  { item: 'content', nb: 'må si hvilken endring dere ønsker', nn: 'må seie kva endring de ønskjer' },
  { item: 'form', nb: 'Klagen må være skriftlig', nn: 'Klaga må vere skriftleg' },
  { item: 'help', nb: 'Trenger dere hjelp til å klage', nn: 'Treng de hjelp til å klage' },
  { item: 'documents', nb: 'rett til å se sakens dokumenter', nn: 'rett til å sjå dokumenta i saka' },
  { item: 'reasons on demand', nb: 'en nærmere begrunnelse', nn: 'ei nærare grunngjeving' },
]; // prettier-ignore

test('a dismissal is signed by the approver alone: nobody had the case', () => {
  for (const language of forms)
    expect(letterDocument({ ...dismissal, language }).signatures.map(({ name }) => name)).toEqual(['Aud Prøve']);
});

const demands = letterKinds.flatMap((kind) =>
  forms.flatMap((language) =>
    [...headOf(kind), ...demanded[kind]].map((demand) => ({
      kind,
      language,
      item: demand.item,
      words: demand[language],
    })),
  ),
);
const appeals = decisions.flatMap(({ kind, language }) =>
  appeal.map((demand) => ({ kind, language, item: demand.item, words: demand[language] })),
);

describe('what a letter says', () => {
  it.each(demands)('$kind $language has $item', ({ kind, language, words }) => {
    expect(plain(factsOf(kind, language))).toContain(words);
  });

  it.each(appeals)('$kind $language where there is a right of appeal has $item', ({ kind, language, words }) => {
    expect(plain({ ...decisionOf(kind, language), regime: 'individualDecision' })).toContain(words);
  });

  it.each(cases)('$kind $language has no hole and no word we do not use', ({ kind, language }) => {
    expect(plain(factsOf(kind, language))).not.toMatch(/undefined|null,"ro|NaN|vennligst|herved|i henhold til|ugyldig/);
  });

  it.each(decisions)('$kind $language tells of the right to appeal only where there is one', ({ kind, language }) => {
    expect(plain({ ...decisionOf(kind, language), regime: 'individualDecision' })).not.toMatch(/enkeltvedtak/);
    expect(plain(decisionOf(kind, language))).not.toMatch(/klage på vedtaket/);
  });

  it('L2 decides nothing, and is signed by the case officer alone', () => {
    const text = plain(factsOf('L2', 'nb'));
    expect(text).toContain('Søknaden er ikke avgjort.');
    expect(text).not.toMatch(/innvilget|avslag|Aud Prøve|Kopi til|tildel/i);
  });

  it('L1 is silent on limits there are none of, and lists areas without amounts', () => {
    const areas = announced.areas.filter(({ level }) => level === 1).map((area) => ({ ...area, earmarked: null }));
    const text = plain({ ...announced, minAmount: null, maxAmount: null, ownSharePercent: 0, maxApplications: null, localApproval: 'none', attachments: [], otherSchemes: '', areas, scheme: '', approver: null }); // prettier-ignore
    expect(text).toContain('"items":["Digitalisering","0–24"]');
    expect(text).toContain('Det er ikke krav om egenfinansiering.');
    expect(text).not.toMatch(
      /Det minste|Det meste|høyst|Kommunedirektøren|vedleggene|Samordning|Satt av|\(\)|Aud Prøve/,
    );
  });

  it('L2 says so when the promised day has passed, and promises no new one', () => {
    const text = plain({ ...interim, date: '2027-06-16' });
    expect(text).toContain('innen 15. juni 2027. Den datoen er passert.');
    expect(text).not.toContain('regner med å sende svar');
    expect(plain({ ...interim, date: '2027-06-15' })).toContain('regner med å sende svar');
  });

  it('L2 to an application that has no case number yet has its reference', () => {
    const text = plain({ ...interim, registered: false, caseNumber: '2027-7' });
    expect(text).toContain(
      'Søknaden har referanse 2027-7. Den får saksnummer og saksbehandler når søknadsfristen er ute.',
    );
    expect(text).not.toContain('Saken har saksnummer');
    expect(text).toContain('"Kontakt","value":"Kari Eksempel"');
    expect(text).toContain('"role":"kontaktperson"');
  });

  it('L4 asks for no adjusted budget, L6 has no award', () => {
    expect(plain(factsOf('L4', 'nb'))).not.toContain('justert budsjett');
    expect(plain(factsOf('L6', 'nb'))).not.toMatch(/Utbetaling|Vilkår|Rapportering|Kopi til/);
  });

  it('L6 counts one application and one award in words, and is silent while none is awarded', () => {
    const round = { ...facts.round, applications: 1, awards: 1 };
    expect(plain({ ...decisionOf('L6', 'nb'), round })).toContain(
      'Vi fikk én søknad. Den gjaldt 18 450 000 kr for 2027.',
    );
    expect(plain({ ...decisionOf('L6', 'nb'), round })).toContain('Ett prosjekt får midler: 9 750 000 kr.');
    expect(plain({ ...decisionOf('L6', 'nn'), round })).toContain('Eitt prosjekt får midlar: 9 750 000 kr.');
    expect(plain({ ...decisionOf('L6', 'nb'), round: { ...round, awards: 0, awarded: 0 } })).not.toMatch(/får midler:/);
  });

  it('leaves out what there is nothing to say about', () => {
    const text = plain({ ...facts, participants: [], reports: [], conditions: ' ', ownSharePercent: 0, years: facts.years.slice(0, 1), recipient: { name: 'Blåvik kommune', ownReference: null } }); // prettier-ignore
    expect(text).not.toMatch(/Deltakere|Rapportering|For dette prosjektet|prosent|Kopi til/);
    expect(text).toContain('ikke oppgitt');
  });

  it('is written in both forms: no sentence of ours is the same twice', () => {
    for (const kind of letterKinds) {
      const [nb, nn] = forms.map((form) =>
        letterDocument(factsOf(kind, form)).blocks.flatMap((b) => (b.kind === 'paragraph' ? [b.text] : [])),
      );
      const { purpose, requirements, otherSchemes } = announced;
      const given = [
        ...facts.reason.split('\n\n'),
        facts.conditions,
        purpose,
        requirements,
        otherSchemes,
        dismissal.reason,
        dismissal.excuse,
      ];
      expect(nb!.filter((text) => nn!.includes(text) && !given.includes(text))).toEqual([]);
      expect(nn!.filter((text) => !given.includes(text)).join(' ')).not.toMatch(
        /\b(ikke|dere|noe|hva|fra|trenger|også|penger)\b/,
      );
    }
  });
});

describe('the files', () => {
  const renderer = createLetterRenderer();
  const made = new Map<string, LetterFiles>();
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'letters-'));
    for (const { kind, language } of cases)
      made.set(`${kind}-${language}`, await renderer.render(factsOf(kind, language)));
    made.set(
      'wild',
      await renderer.render({
        ...facts,
        title: wild,
        reason: wild,
        conditions: `${wild}\n\n${wild}`,
        participants: [wild],
      }),
    );
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(cases)('$kind $language: both files carry the whole text of the letter', ({ kind, language }) => {
    const { archive, reader } = made.get(`${kind}-${language}`)!;
    const document = letterDocument(factsOf(kind, language));
    const said = document.blocks.flatMap((block) => {
      if (block.kind === 'table') return [...block.rows, block.total ?? []].flat().filter((cell) => cell !== '');
      return block.kind === 'list' ? block.items : [block.text];
    });
    for (const file of [archive, reader]) {
      const text = pdfText(file);
      for (const part of [document.title, document.approved, ...said])
        expect(text).toContain(part.replaceAll('\u00a0', ' '));
    }
  });

  it('keep what people wrote as text: markup, Sámi letters; a box for what the font has not got', () => {
    const text = pdfText(made.get('wild')!.reader);
    expect(text).toContain(wild.replace('😀', '□'));
  });

  it('can be made whatever characters somebody wrote', async () => {
    const everything = Array.from({ length: 0x10000 }, (_, point) => String.fromCharCode(point)).map(legible);
    const reason = [...new Set(everything)].filter((char) => char.trim() !== '').join(' ');
    expect(reason.length).toBeGreaterThan(2000);
    const { archive, reader } = await renderer.render({ ...facts, reason });
    expect(archive.length).toBeGreaterThan(reader.length / 2);
    expect(legible('Su\u00admmen på 5 m², ﬁnn \ue000 og \u{1f600}')).toBe('Summen på 5 m², finn □ og □');
  });

  it('are the same bytes for the same facts, also from another renderer', async () => {
    const again = await createLetterRenderer().render(factsOf('L5', 'nn'));
    expect(again.archive.equals(made.get('L5-nn')!.archive)).toBe(true);
    expect(again.reader.equals(made.get('L5-nn')!.reader)).toBe(true);
  });

  it('differ between the standards and say which they are', () => {
    const { archive, reader } = made.get('L4-nb')!;
    expect(archive.includes('<pdfaid:part>2</pdfaid:part>')).toBe(true);
    expect(reader.includes('<pdfuaid:part>1</pdfuaid:part>')).toBe(true);
  });

  it('fail without telling what the letter says', async () => {
    const broken = renderer.render({ ...facts, date: 'i går' });
    await expect(broken).rejects.toThrow(/^letter: the template does not compile$/);
    await expect(renderer.render(facts)).resolves.toBeDefined();
  });

  const validated = missingForVeraPdf.length === 0 ? it : it.skip;
  const without = missingForVeraPdf.length === 0 ? '' : ` (needs ${missingForVeraPdf.join(', ')} on PATH)`;

  validated(
    `veraPDF: every archive file is PDF/A-2a, every reader file is PDF/UA-1${without}`,
    async () => {
      const paths = (part: keyof LetterFiles): string[] =>
        Array.from(made, ([name, files]) => {
          const path = join(folder, `${name}-${part}.pdf`);
          writeFileSync(path, files[part]);
          return path;
        });
      const archive = paths('archive');
      const reader = paths('reader');
      for (const { checks, faults } of [
        ...(await validatePdfs(archive, '2a')),
        ...(await validatePdfs(reader, 'ua1')),
      ]) {
        expect(faults).toEqual([]);
        expect(checks).toBeGreaterThan(1000);
      }
      const [mistaken] = await validatePdfs(reader.slice(0, 1), '2a');
      expect(mistaken!.faults).not.toEqual([]);
    },
    300_000,
  );
});
