import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letterKinds, type LetterFacts, type LetterKind, type WrittenForm } from '../../domain/notices.js';
import { pdfText } from '../../testing/verapdf/pdf-text.js';
import { missingForVeraPdf, validatePdfs } from '../../testing/verapdf/validate.js';
import { letterDocument } from '../../domain/letter/content.js';
import { legible } from './font.js';
import { createLetterRenderer, type LetterFiles } from './renderer.js';

const forms: readonly WrittenForm[] = ['nb', 'nn'];
const wild = '*Ikke fet* #panic("x") $ \\ <a> // [b] `c` @d "sitat" \u2013 Šávnni ja Ŋuorra, đž, Ærøy 😀';

const facts: LetterFacts = {
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
  round: { applications: 29, applied: 18_450_000, awards: 18, awarded: 9_750_000, frame: 10_000_000 },
  approver: 'Aud Prøve',
  caseOfficer: { name: 'Kari Eksempel', email: 'kari.eksempel@statsforvalteren.example' },
};

function factsOf(kind: LetterKind, language: WrittenForm): LetterFacts {
  const awarded = { L4: [750_000, 600_000], L5: [400_000, 0], L6: [0, 0] }[kind];
  return { ...facts, kind, language, years: facts.years.map((year, i) => ({ ...year, awarded: awarded[i]! })) };
}

const cases = letterKinds.flatMap((kind) => forms.map((language) => ({ kind, language })));
const plain = (given: LetterFacts): string => JSON.stringify(letterDocument(given)).replaceAll('\u00a0', ' ');

describe('what a letter says', () => {
  it.each(cases)('$kind $language has the case, the regime, the contact and the office', ({ kind, language }) => {
    const text = plain(factsOf(kind, language));
    for (const said of ['2026/441', '2027/118', '15. juni 2027', 'Org.nr. 974 761 319', facts.title, 'Aud Prøve'])
      expect(text).toContain(said);
    expect(text).toContain('kari.eksempel@statsforvalteren.example');
    expect(text).toContain(
      language === 'nb' ? 'Avgjørelsen kan derfor ikke påklages.' : 'Avgjerda kan difor ikkje påklagast.',
    );
    expect(text).not.toMatch(/undefined|null,"ro|NaN|vennligst|herved|i henhold til|ugyldig/);
  });

  it.each(cases)('$kind $language tells of the right to appeal only where there is one', ({ kind, language }) => {
    const text = plain({ ...factsOf(kind, language), regime: 'individualDecision' });
    expect(text).toContain(
      language === 'nb' ? 'Dere kan klage på vedtaket innen tre uker' : 'De kan klage på vedtaket innan tre veker',
    );
    expect(text).not.toMatch(/enkeltvedtak/);
  });

  it('L4 has amount, use, payee, participants, own share, reports, control, consequences and publicity', () => {
    const text = plain(factsOf('L4', 'nb'));
    for (const said of [
      'Dere får 750 000 kr i prosjektskjønn for 2027',
      '["2028","600 000","600 000","Forutsetter budsjett og ny søknad"]',
      '["Sum","1 350 000","1 350 000",""]',
      'Tildelingen gjelder ett budsjettår.',
      'Vi betaler ut pengene til Ytrevåg kommune som en del av rammetilskuddet for 2027.',
      '["Ytrevåg","Ærøy"]',
      'minst 50 prosent av kostnadene',
      'egenandel i andre statlige ordninger',
      'Kommunen deltar i nettverket',
      '["Underveisrapport","20. april 2028","1. juni 2028 kl. 23.59"]',
      '["Sluttrapport med regnskap","10. januar 2029","1. mars 2029 kl. 23.59"]',
      'Riksrevisjonen kan kontrollere',
      'kan vi kreve tilbake',
      'blir offentlige',
      'Planen er troverdig.',
      'Kopi til',
    ]) expect(text).toContain(said); // prettier-ignore
    expect(text).not.toContain('justert budsjett');
  });

  it('L5 gives the reasons for the lower amount and asks for an adjusted budget', () => {
    const text = plain(factsOf('L5', 'nn'));
    expect(text).toContain('De får 400 000 kr i prosjektskjønn for 2027');
    expect(text).toContain('De søkte om 1 350 000 kr i alt.');
    expect(text).toContain('["2028","600 000","0","Ikkje tildelt"]');
    expect(text).toContain('Kvifor beløpet er lågare enn de søkte om');
    expect(text).toContain('justert budsjett og ein justert plan innan fire veker');
  });

  it('L6 has the round’s figures, the right to see documents, and no award', () => {
    const text = plain(factsOf('L6', 'nb'));
    for (const said of ['søkte om 1 350 000 kr', 'er 10 000 000 kr', '29 søknader', 'søkte om 18 450 000 kr til sammen for 2027', '18 prosjekter får midler, 9 750 000 kr', 'Dere har rett til å se dokumentene']) expect(text).toContain(said); // prettier-ignore
    expect(text).not.toMatch(/Utbetaling|Vilkår|Rapportering|Kopi til/);
    expect(
      plain({ ...factsOf('L6', 'nb'), round: { ...facts.round, applications: 1, awards: 0, awarded: 0 } }),
    ).not.toContain('får midler');
  });

  it('leaves out what there is nothing to say about', () => {
    const text = plain({ ...facts, participants: [], reports: [], conditions: ' ', ownSharePercent: 0, years: facts.years.slice(0, 1), recipient: { name: 'Blåvik kommune', ownReference: null } }); // prettier-ignore
    expect(text).not.toMatch(/Deltakere|Rapportering|For dette prosjektet|prosent|ett budsjettår|Kopi til/);
    expect(text).toContain('ikke oppgitt');
  });

  it('is written in both forms: no sentence of ours is the same twice', () => {
    for (const kind of letterKinds) {
      const [nb, nn] = forms.map((form) =>
        letterDocument(factsOf(kind, form)).blocks.flatMap((b) => (b.kind === 'paragraph' ? [b.text] : [])),
      );
      const given = [...facts.reason.split('\n\n'), facts.conditions];
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
