/** What the public reads of imported projects and rounds, on the demo’s own data. Figures are added by hand from the sources. */
import { inTransaction } from '../../activities/records/transaction.js';
import { seedDemo } from '../../prisma/seed/main.js';
import { aCall, anApplication, aProject } from '../../testing/builders.js';
import { testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { pages } from './index.js';

let web: TestWeb;
let anyone: Agent;
const now = new Date('2026-11-24T12:00:00Z');

beforeAll(async () => {
  web = await testWeb({ pages });
  await inTransaction(web.prisma, (tx) => seedDemo(tx, { now, pidKey: 'x'.repeat(32) }));
  await web.clock.turnTo(now.getTime());
  anyone = await web.as('anonymous');
}, 60_000);
afterAll(() => web.close());

/** The page as a reader has it: words only, ordinary blanks. */
const words = (html: string): string =>
  html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ').replaceAll('\u00a0', ' ').replace(/\s+/g, ' '); // prettier-ignore
const read = async (path: string): Promise<string> => words((await anyone.get(path)).text);
const rowsOf = (html: string): string[] => (html.match(/<tr[^>]*>[\s\S]*?<\/tr>/g) ?? []).map((row) => words(`<main>${row}`).trim()); // prettier-ignore
const idOf = async (title: string): Promise<string> =>
  (await web.prisma.project.findFirstOrThrow({ where: { title: { startsWith: title } } })).id;

describe('the list', () => {
  it('sums what is known, and says for how many the applied amount is not', async () => {
    // 8 386 000 and 4 400 000 are the eight rows of the slides; 10 000 000 is Rogaland’s table.
    const text = await read('/offentlig');
    expect(text).toContain('26 prosjekter');
    expect(text).toContain('Tildelt 14 400 000 kr til sammen. Søkt 8 386 000 kr; 18 av 26 prosjekter oppgir ikke');
    expect(await read('/offentlig?ar=2021')).toContain('Tildelt 10 000 000 kr til sammen. Søkt beløp er ikke oppgitt.');
    expect(await read('/offentlig?ar=2017')).toContain('Søkt 2 100 000 kr, tildelt 1 350 000 kr til sammen.');
  });

  it.each([
    ['Trondheim', '5001', ['DigiBarnevern']],
    ['Alver, which Meland and Lindås are part of', '4631', ['Samarbeid om velferdsteknologi']],
    ['Utsira, also where all of Rogaland takes part', '1151', ['Digi Rogaland', 'Digital håndbok']],
  ])('finds the projects of %s', async (_name, code, titles) => {
    const { text } = await anyone.get(`/offentlig?kommune=${code}`);
    const rows = rowsOf(text).slice(1);
    expect(rows).toHaveLength(titles.length);
    for (const title of titles) expect(rows.some((row) => row.includes(title))).toBe(true);
  });

  it('finds a project by a name nobody has any more, and shows that name', async () => {
    const [, row, ...others] = rowsOf((await anyone.get('/offentlig?sok=lindås')).text);
    expect(others).toEqual([]);
    expect(row).toContain('Meland, Lindås, Råde');
  });

  it('says what is completed by the process, also when nobody knows the day', async () => {
    expect(rowsOf((await anyone.get('/offentlig?ar=2021&status=completed')).text).slice(1)).toHaveLength(15);
    expect(rowsOf((await anyone.get('/offentlig?ar=2021&status=active')).text).slice(1)).toHaveLength(3);
  });

  it('names the first who take part and counts the rest; the file has them all', async () => {
    expect(await read('/offentlig?sok=Digi+Rogaland')).toContain(
      'Stavanger, Bjerkreim, Bokn, Eigersund, Gjesdal og 18 til',
    );
    const file = (await anyone.get('/offentlig.csv?sok=Digi+Rogaland')).text;
    expect(file).toContain('Tysvær, Utsira, Vindafjord;');
    expect(file).toContain(';;1500000;;Aktiv;');
  });

  it('says what it covers beside its sums, and names the sources of all that is summed, on each of its pages', async () => {
    const text = await read('/offentlig');
    expect(text).toMatch(
      /til sammen\..* Listen har rundene der prosjektene er lagt inn ett for ett\..*Det vi viser som tildelt, heter rapportert beløp i kilden\..*Se tall per område og år.*DigiBarnevern/,
    );
  });

  it('lets one choose among the offices in the order of their places', async () => {
    const { text } = await anyone.get('/offentlig');
    const offices = /<select[^>]*name="statsforvalter"[^]*?<\/select>/.exec(text)![0];
    const places = [...offices.matchAll(/>Statsforvalt[ae]ren i ([^<]+)</g)].map(([, place]) => place!.trim());
    expect(places.length).toBeGreaterThan(8);
    expect(places).toEqual([...places].sort((a, b) => a.localeCompare(b, 'nb')));
  });

  it('says nothing of sums where nothing is found', async () => {
    const text = await read('/offentlig?sok=finnes-ikke');
    expect(text).toContain('Ingen prosjekter passer med det du valgte.');
    expect(text).not.toMatch(/tildelt 0|til sammen/i);
  });

  it('has the source and the day of each status in its file', async () => {
    const { text } = await anyone.get('/offentlig.csv').buffer(true);
    expect(text).toMatch(/Status;Status per;.*;Kilde;Adresse/);
    expect(text).toMatch(/Connected Living.*;Aktiv;10\.06\.2020;;;Fylkesmannen i Trøndelags lysbilder 10\. juni 2020;/);
    expect(text).toMatch(
      /Digi Rogaland.*;Aktiv;(?!01\.06\.2021)\d\d\.\d\d\.20\d\d;;;Statsforvalteren i Rogalands nyhet 1\. juni 2021;/,
    );
    expect(text).toMatch(/DigiBarnevern.*;Fullført;01\.06\.2021;/);
  });

  it('says of which day a status is that only an old source tells', async () => {
    const [, row] = rowsOf((await anyone.get('/offentlig?sok=Connected+Living')).text);
    expect(row).toMatch(/Aktiv per 10\.06\.2020$/);
    const [, running] = rowsOf((await anyone.get('/offentlig?sok=Digi+Rogaland')).text);
    expect(running).toMatch(/Aktiv$/);
  });

  it('tells where the rows come from, and that the slides call the award reported', async () => {
    const text = await read('/offentlig?ar=2018');
    expect(text).toContain('lagt inn fra Fylkesmannen i Trøndelags lysbilder 10. juni 2020');
    expect(text).toContain('Det vi viser som tildelt, heter rapportert beløp i kilden.');
    expect(text).not.toContain('Rogalands nyhet');
  });
});

describe('a project', () => {
  it('is for all of Rogaland, is paid to Stavanger, and got 11.1 million in five years', async () => {
    const text = await read(`/offentlig/${await idOf('Digi Rogaland')}`);
    expect(text).toContain('Pengene går til Stavanger');
    expect(text).toContain('5 år til og med 2021: 11 100 000 kr');
    expect(text).toContain('Sluttrapporten kommer 1. juni 2027.');
    expect(text).toContain('Lagt inn fra Statsforvalteren i Rogalands nyhet 1. juni 2021.');
  });

  it('had an award the year before', async () => {
    expect(await read(`/offentlig/${await idOf('Prosjekt Acos')}`)).toContain('2020: 200 000 kr');
  });

  it('has the names of its time with those of now, and no dates that nobody knows', async () => {
    const text = await read(`/offentlig/${await idOf('Samarbeid om velferdsteknologi')}`);
    expect(text).toContain('Meland (nå Alver)');
    expect(text).toContain('Lindås (nå Alver)');
    expect(text).toContain('Pengene ble tildelt i 2018');
    const done = await read(`/offentlig/${await idOf('Askeprogrammet')}`);
    expect(done).toContain('Prosjektet er fullført. Datoen er ikke oppgitt.');
    expect(done).not.toContain('2026');
  });

  it('was active on the day of its source, and is not said to be so now', async () => {
    const { text } = await anyone.get(`/offentlig/${await idOf('Connected Living')}`);
    expect(words(text)).toContain('Aktiv per 10.06.2020 Prosjektet pågikk 10. juni 2020.');
    expect(words(text)).toMatch(/Tidslinje Pengene ble tildelt i 20\d\d Ferdig Prosjektet pågikk 10\. juni 2020 /);
    expect(text).not.toContain('data-phase="now"');
    const id = await idOf('Connected Living');
    await web.prisma.process.update({ where: { id: `project/${id}` }, data: { eventSeq: 2 } });
    expect(await read(`/offentlig/${id}`)).toContain('Aktiv Prosjektet pågår.');
    await web.prisma.process.update({ where: { id: `project/${id}` }, data: { eventSeq: 1 } });
  });

  it('has a coming report later, with its date, never now', async () => {
    const { text } = await anyone.get(`/offentlig/${await idOf('En heldigital helsestasjon')}`);
    expect(text).toMatch(/data-phase="now"[^>]*aria-current="step">\s*<span class="timeline-label">Prosjektet pågår/);
    expect(words(text)).toContain('Sluttrapporten kommer Senere · 1. juni 2027');
  });

  it('leads to others of the same sector', async () => {
    expect(await read(`/offentlig/${await idOf('DigiBarnevern')}`)).toMatch(
      /Lignende prosjekter.*Nettverkskontakter Dalane barnevern.*Samarbeid om å møte barnevernsreformen/,
    );
  });
});

describe('the figures', () => {
  it('has Trøndelag’s of 2020 by area with all of 2019 beside, and adds up by itself', async () => {
    const { text } = await anyone.get('/offentlig/tall?statsforvalter=FMTL&ar=2020');
    const rows = rowsOf(text).slice(2);
    const unknown = Array.from({ length: 4 }, () => '– ikke oppgitt').join(' ');
    expect(rows).toEqual([
      `Hele kommunen 19 16 900 000 kr 11 8 900 000 kr ${unknown}`,
      `Helse og omsorg 17 26 900 000 kr 11 8 600 000 kr ${unknown}`,
      `Klima og miljø 0 0 kr 0 0 kr ${unknown}`,
      `Landbruk 2 700 000 kr 2 700 000 kr ${unknown}`,
      `Oppvekst og velferd 13 14 100 000 kr 9 10 300 000 kr ${unknown}`,
      'Sum 51 58 600 000 kr 33 28 500 000 kr 71 77 600 000 kr 30 24 500 000 kr',
    ]);
    const notes = words(text).match(/Kilden summerer/g);
    expect(notes).toHaveLength(1);
    expect(words(text)).toContain('Søkt: Radene gir 58 600 000 kr til sammen. Kilden summerer dem til 55 000 000 kr.');
  });

  it('has bars from zero, the longest for the largest amount', async () => {
    const { text } = await anyone.get('/offentlig/tall?statsforvalter=FMTL&ar=2020');
    const widths = [...text.matchAll(/class="bar-(applied|awarded)" x="1" y="2" width="(\d+)"/g)].map((found) => Number(found[2])); // prettier-ignore
    // 26.9 is the largest; 8.6 / 26.9 × 998 = 319.
    expect(widths[2]).toBe(998);
    expect(widths[3]).toBe(319);
    expect(Math.min(...widths)).toBe(0);
  });

  it('counts Rogaland’s awards from the projects and takes only the applications from the source', async () => {
    const { text } = await anyone.get('/offentlig/tall?statsforvalter=FMRO');
    expect(rowsOf(text).slice(2)).toEqual(['Hele runden 29 – ikke oppgitt 18 10 000 000 kr']);
  });

  it('has a round of our own once all its awards are public', async () => {
    const call = await aCall(web.prisma, { state: 'decided', budgetYear: 2027 });
    const area = await web.prisma.priorityArea.findFirst({ where: { callId: call.id } });
    const granted = await anApplication(web.prisma, { callId: call.id, state: 'granted', applied: 300_000, priorityAreaIds: area ? [area.id] : [] }); // prettier-ignore
    await anApplication(web.prisma, { callId: call.id, state: 'rejected', applied: 200_000, priorityAreaIds: area ? [area.id] : [] }); // prettier-ignore
    await anApplication(web.prisma, { callId: call.id, state: 'withdrawn', applied: 900_000 });
    const project = await aProject(web.prisma, { applicationId: granted.id, awarded: 250_000 });
    const path = `/offentlig/tall?statsforvalter=${call.countyGovernorCode}&ar=2027`;
    expect((await anyone.get(path)).text).not.toContain(`${call.countyGovernorCode}-2027`);
    await web.prisma.project.update({ where: { id: project.id }, data: { publicSince: now } });
    const rows = rowsOf((await anyone.get(path)).text).slice(2);
    expect(rows.at(-1)).toMatch(/^(?:Sum|Hele runden) 2 500 000 kr 1 250 000 kr/);
  });

  it('is a file too, where areas and whole rounds are told apart, with note and source', async () => {
    const slides = 'Fylkesmannen i Trøndelags lysbilder 10. juni 2020';
    const { text } = await anyone.get('/offentlig/tall.csv?statsforvalter=FMTL&ar=2020').buffer(true);
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(/År;Statsforvalter;Rad;Område;Søknader;Søkt;Tildelinger;Tildelt;Merknad;Kilde$/);
    expect(lines[2]).toBe(`2020;Statsforvalteren i Trøndelag;Område;Helse og omsorg;17;26900000;11;8600000;;${slides}`);
    const [, , kind, area, applications, applied, awards, awarded, note, source] = lines[6]!.split(';');
    expect([kind, area, applications, applied, awards, awarded, source]).toEqual([
      'Hele runden',
      '',
      '51',
      '58600000',
      '33',
      '28500000',
      slides,
    ]);
    expect(note!.replaceAll('\u00a0', ' ')).toBe(
      'Søkt: Radene gir 58 600 000 kr til sammen. Kilden summerer dem til 55 000 000 kr.',
    );
    const areas = lines.filter((line) => line.includes(';Område;')).slice(1);
    expect(areas.reduce((sum, line) => sum + Number(line.split(';')[7]), 0)).toBe(28_500_000);
  });

  it('names each figure where the rows are stacked, with its year for the one before', async () => {
    const { text } = await anyone.get('/offentlig/tall?statsforvalter=FMTL&ar=2020');
    expect(text).toMatch(/data-label="Tildelt">8&nbsp;600|data-label="Tildelt">8.600.000/);
    expect(text).toMatch(/data-label="Tildelt 2019">24.500.000/);
  });

  it.each(['?ar=x', '?statsforvalter=%27', '?ar=1900&statsforvalter=FMTL'])('answers %s', async (query) => {
    expect((await anyone.get(`/offentlig/tall${query}`)).status).toBe(200);
  });

  it('is written in nynorsk for who wants it', async () => {
    expect(await read('/offentlig/tall?sprak=nn&statsforvalter=FMTL&ar=2020')).toContain('Heile kommunen 19');
    await anyone.get('/offentlig/tall?sprak=nb');
  });
});
