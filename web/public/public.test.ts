import { randomUUID } from 'node:crypto';
import { anApplication, aPerson, aProject, aReport } from '../../testing/builders.js';
import { testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { pages } from './index.js';

let web: TestWeb;
let anyone: Agent;
const publicSince = new Date('2026-06-01T10:00:00Z');

beforeAll(async () => {
  web = await testWeb({ pages });
  anyone = await web.as('anonymous');
}, 60_000);
afterAll(() => web.close());

const list = async (query = ''): Promise<string> => (await anyone.get(`/offentlig${query}`)).text;
/** The table’s rows as plain text. */
const rowsOf = (html: string): string[] =>
  (html.match(/<tr role="row">[\s\S]*?<\/tr>/g) ?? []).slice(1).map((row) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()); // prettier-ignore

type Approved = {
  projectId: string;
  position?: number;
  used: number;
  star?: boolean;
  assessment?: string;
  approved?: boolean;
  kind?: string;
};

async function report({
  used,
  star = false,
  assessment = 'Et nyttig prosjekt som er gjennomført som planlagt.',
  approved = true,
  ...rest
}: Approved) {
  const made = await aReport(web.prisma, {
    state: approved ? 'approved' : 'submitted',
    ...rest,
    summary: 'Sammendraget i rapporten.',
    results: 'Resultatene i rapporten.',
    problems: 'Et problem kommunen skrev om.',
    unspentPlan: 'En plan som ikke er offentlig.',
    returnComment: 'En kommentar som ikke er offentlig.',
    ...(approved
      ? { approvedAt: new Date('2026-09-01T10:00:00Z'), star, assessment, transferValue: 'high', goalAchievement: 4 }
      : {}),
  });
  await web.prisma.reportLine.create({
    data: { reportId: made.id, side: 'funding', position: 0, kind: 'projectFunds', budget: 0n, used: BigInt(used) },
  });
  return made;
}

describe('the public list', () => {
  it('says so when nothing is public, and needs no log-in', async () => {
    const answer = await anyone.get('/offentlig');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Ingen prosjekter er offentlige ennå.');
  });

  it('has awarded projects only once they are public', async () => {
    await aProject(web.prisma, { title: 'Ikke offentlig ennå' });
    const shown = await aProject(web.prisma, { title: 'Offentlig prosjekt', publicSince, awarded: 250_000 });
    const html = await list();
    expect(html).not.toContain('Ikke offentlig ennå');
    expect(html).toContain(`href="/offentlig/${shown.id}"`);
    expect(html).toContain('1 prosjekt');
    expect(rowsOf(html)[0]).toBe('2027 Offentlig prosjekt Oppvekst Bodø 250 000 kr 250 000 kr – ikke oppgitt Aktiv');
  });

  it('counts what the last approved report says is used, and never one that is not approved', async () => {
    const project = await aProject(web.prisma, { title: 'Rapportert', publicSince, awarded: 300_000 });
    await report({ projectId: project.id, position: 0, used: 100_000, kind: 'interim' });
    await report({
      projectId: project.id,
      position: 1,
      used: 250_000,
      star: true,
      assessment: 'Andre kommuner bør lære av dette prosjektet, fordi metoden virker.',
    });
    await report({ projectId: project.id, position: 2, used: 299_999, approved: false });
    const [row] = rowsOf(await list('?sok=Rapportert'));
    expect(row).toContain('300 000 kr 300 000 kr 250 000 kr');
    expect(row).toContain('Statsforvalteren vurderer dette som et godt prosjekt');
    expect(row).toContain('Andre kommuner bør lære av dette prosjektet');
  });

  it('filters, and shows what is chosen with a way out of it', async () => {
    await aProject(web.prisma, {
      title: 'Et eldre kulturprosjekt',
      publicSince,
      firstYear: 2019,
      sectors: ['culture'],
      state: 'completed',
      completedAt: new Date('2021-05-01'),
    });
    for (const query of [
      'ar=2019',
      'sektor=culture',
      'status=completed',
      'sok=KULTURprosjekt',
      'fylke=18&ar=2019',
      'statsforvalter=FMNO&ar=2019',
    ]) {
      const rows = rowsOf(await list(`?${query}`));
      expect([query, rows.length, rows[0]?.includes('Et eldre kulturprosjekt')]).toEqual([query, 1, true]);
    }
    expect(rowsOf(await list('?fylke=03'))).toEqual([]);
    const none = await list('?fylke=03&sok=%3Cb%3E');
    expect(none).toContain('Ingen prosjekter passer med det du valgte.');
    expect(none).toContain('«&lt;b&gt;»');
  });

  it('takes % and _ in a search as themselves', async () => {
    expect(rowsOf(await list('?sok=%25'))).toEqual([]);
    expect(rowsOf(await list('?sok=_'))).toEqual([]);
  });

  it('finds a project by the name a municipality had before', async () => {
    await web.prisma.historicMunicipality.create({
      data: { name: 'Skjerstad', validTo: new Date('2004-12-31'), successorCode: '1804' },
    });
    expect(rowsOf(await list('?sok=skjerstad')).length).toBeGreaterThan(0);
  });

  it.each([
    '?ar=x',
    '?ar=99999999999',
    '?side=0',
    '?side=99',
    '?sorter=;drop',
    '?sektor=%00',
    '?sok=%00',
    '?fylke=%27%20or%201=1',
    '?status=x',
  ])('answers the odd address %s with the list', async (query) => {
    const answer = await anyone.get(`/offentlig${query}`);
    expect(answer.status).toBe(200);
  });

  it('shows fifty at a time and the same project once', async () => {
    const many = await web.prisma.municipality.findFirstOrThrow({ where: { code: '3901' } });
    await web.prisma.project.createMany({
      data: Array.from({ length: 55 }, (_, i) => ({
        id: randomUUID(),
        countyGovernorCode: 'FMVT',
        municipalityCode: many.code,
        payeeMunicipalityCode: many.code,
        title: `Prosjekt ${String(i).padStart(2, '0')}`,
        summary: '',
        sectors: [],
        language: 'nn',
        appliedAmount: 1000n,
        firstYear: 2015,
        createdAt: publicSince,
        publicSince,
      })),
    });
    const [first, second] = [rowsOf(await list('?ar=2015')), rowsOf(await list('?ar=2015&side=2'))];
    expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([50, 5, 55]);
    expect(await list('?ar=2015')).toContain('Side 1 av 2');
  });

  it('is written in nynorsk for who wants it', async () => {
    const html = await list('?sprak=nn&sok=finst-ikkje');
    expect(html).toContain('Ingen prosjekt passar med det du valde.');
    expect(html).toContain('<html lang="nn"');
    await anyone.get('/offentlig?sprak=nb');
  });
});

describe('the list as CSV', () => {
  it('has the filtered rows, with formulas as text', async () => {
    await aProject(web.prisma, { title: '=HYPERLINK("http://ond.example";"klikk")', publicSince, firstYear: 2011 });
    const answer = await anyone.get('/offentlig.csv?ar=2011').buffer(true);
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="?prosjektskjonn-\d{4}-\d\d-\d\d\.csv"?$/,
    );
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const lines = answer.text.split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF?År;Tittel;/);
    expect(lines[1]).toContain(`;"'=HYPERLINK(""http://ond.example"";""klikk"")";`);
    expect(lines).toHaveLength(3);
  });
});

describe('a project in the CSV', () => {
  it('is a good one or not only when somebody has assessed it', async () => {
    const starOf = async (title: string, approved: Partial<Approved> | null) => {
      const { id } = await aProject(web.prisma, { title, publicSince, firstYear: 2010 });
      if (approved) await report({ projectId: id, used: 1, ...approved });
      const { text } = await anyone.get(`/offentlig.csv?ar=2010&sok=${title}`).buffer(true);
      const [head, row] = text.split('\r\n').map((line) => line.split(';'));
      return row![head!.indexOf('Godt prosjekt')];
    };
    expect(await starOf('Uvurdert', null)).toBe('');
    expect(await starOf('Levert', { approved: false })).toBe('');
    expect(await starOf('Godkjent', { star: false })).toBe('Nei');
    expect(await starOf('Stjerne', { star: true })).toBe('Ja');
  });
});

describe('a public project', () => {
  it('tells what they wanted, did and learnt, and nothing that is not public', async () => {
    const officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], {
      firstName: 'Hemmelig',
      lastName: 'Saksbehandler',
    });
    const project = await aProject(web.prisma, {
      title: 'Et Smartere Salten',
      publicSince,
      awarded: 500_000,
      caseOfficerId: officer,
    });
    await report({
      projectId: project.id,
      position: 0,
      used: 200_000,
      star: true,
      assessment: 'Et godt prosjekt <script>alert(1)</script>, fordi det virker.',
    });
    const draft = await report({ projectId: project.id, position: 1, used: 400_000, approved: false });
    await web.prisma.report.update({ where: { id: draft.id }, data: { results: 'Et resultat som ikke er godkjent.' } });
    const answer = await anyone.get(`/offentlig/${project.id}`);
    expect(answer.status).toBe(200);
    const text = answer.text.replaceAll('\u00a0', ' ');
    for (const shown of [
      'Et Smartere Salten',
      'Overgangen fra barnehage',
      'Sammendraget i rapporten.',
      'Resultatene i rapporten.',
      '200 000 kr',
      '4 av 5',
      'Høy',
      '&lt;script&gt;',
    ]) {
      expect(text).toContain(shown);
    }
    for (const hidden of [
      'Hemmelig',
      'demo.example',
      'ikke er godkjent',
      'ikke er offentlig',
      '400 000',
      '<script>alert',
    ])
      expect(text).not.toContain(hidden);
  });

  it('tells how much of a grant over several years still depends on budgets to come', async () => {
    const project = await aProject(web.prisma, { publicSince, awarded: 600_000 });
    const path = `/offentlig/${project.id}`;
    expect((await anyone.get(path)).text).not.toContain('senere års budsjett');
    await web.prisma.awardYear.create({
      data: { projectId: project.id, budgetYear: project.firstYear + 1, amount: 1_100_000n, kind: 'conditional' },
    });
    const text = (await anyone.get(path)).text.replaceAll('\u00a0', ' ');
    expect(text).toContain('1 700 000 kr');
    expect(text).toContain('Av dette avhenger 1 100 000 kr av senere års budsjett og en ny søknad.');
  });

  it('shows of the application what the check page says is public, and not what it says is not', async () => {
    const application = await anApplication(web.prisma, {
      state: 'granted',
      challenges: 'Utfordring som vises.',
      goalsAndMethod: 'Mål som vises.',
      managerName: 'Skjult Prosjektleder',
      managerEmail: 'skjult@leder.example',
      otherPartners: [{ name: 'Skjult partner', contactName: 'Skjult partnerkontakt' }],
      subGoals: [{ text: 'Skjult delmål' }],
      milestones: [{ name: 'Skjult milepæl' }],
      ownReference: 'Skjult referanse',
      budgetComment: 'Skjult kommentar',
    });
    const { id } = await aProject(web.prisma, { applicationId: application.id, publicSince });
    const { text } = await anyone.get(`/offentlig/${id}`).expect(200);
    expect(text).toMatch(/Utfordring som vises\.[^]*Mål som vises\./);
    expect(text).not.toMatch(/skjult/i);
  });

  it('says when the first report comes while there is none', async () => {
    const project = await aProject(web.prisma, { publicSince });
    await aReport(web.prisma, { projectId: project.id, state: 'scheduled', dueAt: new Date('2031-06-01T22:00:00Z') });
    expect((await anyone.get(`/offentlig/${project.id}`)).text).toContain('Sluttrapporten kommer 1. juni 2031.');
  });

  it('does not exist before it is public, and neither does what is no id', async () => {
    const project = await aProject(web.prisma);
    for (const id of [project.id, randomUUID(), 'nei', '%00', "'"])
      expect((await anyone.get(`/offentlig/${id}`)).status).toBe(404);
  });
});
