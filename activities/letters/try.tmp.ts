import fs from 'node:fs';
import { createLetterRenderer } from './renderer.js';
import { legible } from './font.js';
console.log(JSON.stringify(legible('æøå ŠŊđž «»–−• ́ é 😀 中 ✓ \u00a0 \u00ad � …')));
const at = (d: string) => Date.parse(d);
const base = {
  language: 'nb',
  office: { name: 'Statsforvalteren i Prøvefylket', organisationNumber: '974761319', writtenForm: 'nb' },
  recipient: { name: 'Blåvik kommune', ownReference: '2026/441' },
  caseNumber: '2027/118',
  date: '2027-06-15',
  title: 'En heldigital helsestasjon',
  callTitle: 'Prosjektskjønn 2027',
  budgetYear: 2027,
  years: [
    { year: 2027, applied: 700000, awarded: 700000, commitment: 'committed' },
    { year: 2028, applied: 700000, awarded: 700000, commitment: 'conditional' },
    { year: 2029, applied: 700000, awarded: 700000, commitment: 'conditional' },
  ],
  payee: 'Blåvik kommune',
  participants: ['Ærøy', 'Šávnni suohkan'],
  reason:
    'Prosjektet svarer godt på satsingsområdet digital samhandling. Kommunen viser en troverdig plan, og løsningen kan brukes av andre kommuner.\n\nForankringen er god, og budsjettet henger sammen med planen.',
  conditions:
    'Kommunen deltar i fylkets nettverk for digitale helsestasjoner.\nResultatene legges fram på samlingen i 2029.',
  ownSharePercent: 50,
  reports: [
    { kind: 'interim', opensAt: at('2028-04-20T08:00:00+02:00'), dueAt: at('2028-06-02T00:00:00+02:00') },
    { kind: 'final', opensAt: at('2030-01-10T08:00:00+01:00'), dueAt: at('2030-03-02T00:00:00+01:00') },
  ],
  regime: 'notIndividualDecision',
  round: { applications: 29, applied: 18450000, awards: 18, awarded: 10000000, frame: 10000000 },
  approver: 'Aud Prøve',
  caseOfficer: { name: 'Kari Eksempel', email: 'kari.eksempel@statsforvalteren.example' },
} as any;
const r = createLetterRenderer();
for (const kind of ['L4', 'L5', 'L6'])
  for (const language of ['nb', 'nn']) {
    const y =
      kind === 'L5'
        ? base.years.map((x: any) => ({ ...x, awarded: x.year === 2029 ? 0 : 400000 }))
        : kind === 'L6'
          ? base.years.map((x: any) => ({ ...x, awarded: 0 }))
          : base.years;
    const t = performance.now();
    const { archive, reader } = await r.render({
      ...base,
      kind,
      language,
      years: y,
      regime: kind === 'L5' ? 'individualDecision' : base.regime,
    });
    console.log(kind, language, archive.length, reader.length, (performance.now() - t).toFixed(0));
    fs.writeFileSync(`/tmp/l-${kind}-${language}-2a.pdf`, archive);
    fs.writeFileSync(`/tmp/l-${kind}-${language}-ua.pdf`, reader);
    const b = await r.render({
      ...base,
      kind,
      language,
      years: y,
      regime: kind === 'L5' ? 'individualDecision' : base.regime,
    });
    console.log('same', b.archive.equals(archive), b.reader.equals(reader));
  }
