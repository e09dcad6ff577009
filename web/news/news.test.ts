/** News from draft to withdrawn, through the pages; and what the public sees of it. */
import { addDays, deadlineAtEndOf } from '../../domain/calendar/index.js';
import { aCall, aPerson, aProject } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type Fields, type TestWeb } from '../../testing/web.js';

let web: TestWeb;
let officer: Agent;
let anonymous: Agent;
beforeAll(async () => {
  web = await testWeb();
  officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Nora', lastName: 'Prøve' })); // prettier-ignore
  anonymous = await web.as('anonymous');
}, 60_000);
afterAll(() => web.close());

const newPath = '/embete/FMNO/nyheter/ny';
const whole: Fields = {
  titleNb: 'Ingen ordinær runde i år',
  titleNn: 'Inga ordinær runde i år',
  textNb: 'Vi lyser ikke ut midler i år.\r\n\r\nLes mer på https://fylke.example/runde.',
  textNn: 'Vi lyser ikkje ut midlar i år.\r\n\r\nLes meir på https://fylke.example/runde.',
  callId: '',
};
const idOf = (location: string | undefined): string => /[0-9a-f-]{36}/.exec(location ?? '')![0];
const rowOf = (id: string) => web.prisma.news.findUniqueOrThrow({ where: { id } });
const changesOf = (newsId: string) =>
  web.prisma.newsChange.findMany({ where: { newsId }, orderBy: { version: 'asc' } });

async function drafted(fields: Fields = {}): Promise<string> {
  const answer = await fillIn(officer, newPath, { ...whole, action: 'review', ...fields });
  expect(answer.status).toBe(303);
  return idOf(answer.headers['location']);
}
async function published(fields: Fields = {}): Promise<string> {
  const id = await drafted(fields);
  const answer = await fillIn(officer, `/nyheter/${id}/publiser`, {});
  expect(answer.headers['location']).toBe(`/nyheter/${id}?kvittering=2#svar`);
  return id;
}

test('a draft is nobody’s but the office’s until it is published; then it is everybody’s, and says who did what', async () => {
  const id = await drafted();
  expect((await anonymous.get(`/nyheter/${id}`)).status).toBe(404);
  expect((await officer.get(`/nyheter/${id}`)).headers['location']).toBe(`/nyheter/${id}/publiser`);
  const preview = (await officer.get(`/nyheter/${id}/publiser`)).text;
  expect(preview).toContain('lang="nn">Inga ordinær runde i år');
  expect(preview).toContain('Ingen ordinær runde i år');

  const done = await fillIn(officer, `/nyheter/${id}/publiser`, {});
  expect((await officer.get(done.headers['location']!)).text).toContain('Nyheten er publisert.');
  const { text, status } = await anonymous.get(`/nyheter/${id}`);
  expect(status).toBe(200);
  expect(text).toContain('Vi lyser ikke ut midler i år.</p>');
  expect(text).toContain('<a class="ds-link" href="https://fylke.example/runde" rel="nofollow noopener">https://fylke.example/runde</a>.'); // prettier-ignore
  expect(text).not.toContain('oppdatert');
  expect(text).not.toContain('Nora Prøve');
  for (const page of ['/nyheter', '/']) expect((await anonymous.get(page)).text).toContain(`/nyheter/${id}"`);
  expect((await officer.get(`/nyheter/${id}`)).text).toMatch(/Publisert [^<]*, Nora Prøve/);
  const changes = await changesOf(id);
  expect(changes.map(({ name, actorRole }) => [name, actorRole])).toEqual([['drafted', 'caseOfficer'], ['published', 'caseOfficer']]); // prettier-ignore
});

test('what is typed stays text', async () => {
  const id = await published({
    titleNb: '<script>x</script>',
    textNb: 'Se <b>her</b> javascript:alert(1) og mer tekst',
  });
  const { text } = await anonymous.get(`/nyheter/${id}`);
  expect(text).toContain('&lt;script&gt;x&lt;/script&gt;');
  expect(text).not.toContain('<script>x');
  expect(text).not.toMatch(/href="javascript/);
});

test('a correction is seen before it is published, shows when, and what stood there is kept', async () => {
  const id = await published();
  const path = `/nyheter/${id}/rediger`;
  const corrected = { ...whole, titleNb: 'Rettet tittel', titleNn: 'Retta tittel' };
  const look = await fillIn(officer, path, { ...corrected, action: 'preview' });
  expect(look.status).toBe(200);
  expect(look.text).toContain('Slik blir rettelsen');
  expect((await rowOf(id)).titleNb).toBe('Ingen ordinær runde i år');

  const answer = await fillIn(officer, path, { ...corrected, action: 'correct' });
  expect(answer.headers['location']).toBe(`/nyheter/${id}?kvittering=3#svar`);
  const { text } = await anonymous.get(`/nyheter/${id}`);
  expect(text).toContain('Rettet tittel');
  expect(text).toContain('oppdatert');
  expect((await changesOf(id)).map(({ name, titleNb }) => [name, titleNb])).toEqual([
    ['drafted', 'Ingen ordinær runde i år'],
    ['published', 'Ingen ordinær runde i år'],
    ['corrected', 'Rettet tittel'],
  ]);
  await expect(web.prisma.newsChange.updateMany({ where: { newsId: id }, data: { titleNb: 'x' } })).rejects.toThrow();
  const nothing = await fillIn(officer, path, { ...corrected, action: 'correct' });
  expect(nothing.status).toBe(422);
  expect(nothing.text).toContain('Ingenting er endret');
});

test('a withdrawn item shows that it is and why, and no longer what it said; it cannot be written on', async () => {
  const id = await published();
  const path = `/nyheter/${id}/trekk`;
  const short = await fillIn(officer, path, { reason: 'Feil' });
  expect(short.status).toBe(422);
  expect(short.text).toContain('minst 10 tegn');
  expect((await fillIn(officer, path, { reason: 'Året var feil i teksten.' })).status).toBe(303);
  const { status, text } = await anonymous.get(`/nyheter/${id}`);
  expect(status).toBe(410);
  expect(text).toContain('Nyheten er trukket');
  expect(text).toContain('Grunn: Året var feil i teksten.');
  expect(text).not.toContain('Vi lyser ikke ut');
  expect((await anonymous.get('/nyheter')).text).not.toContain(id);
  expect((await officer.get(`/nyheter/${id}/rediger`)).headers['location']).toBe(`/nyheter/${id}`);
  expect((await officer.get('/embete/FMNO/nyheter')).text).toContain('Trukket');
});

test.each([
  ['titleNb', 'Kort', 'Skriv en tittel på bokmål'],
  ['titleNn', '', 'Skriv en tittel på nynorsk'],
  ['textNb', 'x'.repeat(19), 'Skriv teksten på bokmål'],
  ['textNn', '', 'Skriv teksten på nynorsk'],
  ['titleNb', 'x'.repeat(121), 'Teksten er 1 tegn for lang'],
  ['textNn', 'x'.repeat(4003), 'Teksten er 3 tegn for lang'],
])('%s as «%.10s…» is told at its field, and all that was typed is there', async (field, value, told) => {
  const answer = await fillIn(officer, newPath, { ...whole, [field]: value, action: 'review' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`<a class="ds-link" href="#${field}">${told}`);
  expect(answer.text).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
  const other = field === 'titleNb' ? 'Inga ordinær runde i år' : 'Ingen ordinær runde i år';
  expect(answer.text).toContain(`\n${other}</textarea>`);
});

test('the limits themselves are taken; a draft may lack anything, but is not published so', async () => {
  await published({ titleNb: 'x'.repeat(120), textNb: 'y'.repeat(4000), titleNn: 'abcde', textNn: 'z'.repeat(20) });
  const answer = await fillIn(officer, newPath, { titleNb: '', titleNn: '', textNb: '', textNn: '', callId: '', action: 'save' }); // prettier-ignore
  expect(answer.status).toBe(303);
  const id = idOf(answer.headers['location']);
  expect((await officer.get(answer.headers['location']!)).text).toContain('Utkastet er lagret.');
  const page = await officer.get(`/nyheter/${id}/publiser`);
  expect(page.text).toContain('må ha tittel og tekst på bokmål og nynorsk');
  const csrf = hiddenFields((await officer.get(`/nyheter/${id}/rediger`)).text)['_csrf']!;
  await post(officer, `/nyheter/${id}/publiser`, { _csrf: csrf, version: '1' });
  expect((await rowOf(id)).state).toBe('draft');
});

test('a form that comes twice does it once', async () => {
  const fields = { ...hiddenFields((await officer.get(newPath)).text), ...whole, action: 'review' };
  const answers = [await post(officer, newPath, fields), await post(officer, newPath, fields)];
  const [id, second] = answers.map(({ headers }) => idOf(headers['location']));
  expect(second).toBe(id);
  const publishing = hiddenFields((await officer.get(`/nyheter/${id}/publiser`)).text);
  for (let i = 0; i < 2; i++)
    expect((await post(officer, `/nyheter/${id}/publiser`, publishing)).headers['location']).toBe(`/nyheter/${id}?kvittering=2#svar`); // prettier-ignore
  expect(await changesOf(id!)).toHaveLength(2);
});

test('two who correct at once: the second is told, keeps the text, and can save on top', async () => {
  const id = await published();
  const path = `/nyheter/${id}/rediger`;
  const drawn = hiddenFields((await officer.get(path)).text);
  const leader = await web.as(await aPerson(web.prisma, [{ role: 'leader', at: 'FMNO' }]));
  await fillIn(leader, path, { ...whole, titleNb: 'Lederens tittel', action: 'correct' });
  const late = await post(officer, path, { ...drawn, ...whole, titleNb: 'Min tittel', action: 'correct' });
  expect(late.status).toBe(422);
  expect(late.text).toContain('En kollega endret nyheten');
  expect(late.text).toContain('\nMin tittel</textarea>');
  expect((await rowOf(id)).titleNb).toBe('Lederens tittel');
  const again = await post(officer, path, { ...hiddenFields(late.text), ...whole, titleNb: 'Min tittel', action: 'correct' }); // prettier-ignore
  expect(again.status).toBe(303);
  expect((await changesOf(id)).map(({ name }) => name)).toEqual(['drafted', 'published', 'corrected', 'corrected']);
});

test('only case officers and leaders of the office write; for others it is not there', async () => {
  const id = await drafted();
  const standing = await published();
  const pages = ['/embete/FMNO/nyheter', newPath, `/nyheter/${id}/rediger`, `/nyheter/${id}/publiser`, `/nyheter/${standing}/trekk`]; // prettier-ignore
  const leader = await web.as(await aPerson(web.prisma, [{ role: 'leader', at: 'FMNO' }]));
  for (const page of pages) expect((await leader.get(page)).status).toBe(200);
  const strangers = await Promise.all(
    [
      { role: 'caseOfficer', at: 'FMRO' } as const,
      { role: 'assessor', at: 'FMNO' } as const,
      { role: 'approver', at: 'FMNO' } as const,
      { role: 'applicant', at: '1804' } as const,
      { role: 'systemAdmin' } as const,
    ].map(async (role) => web.as(await aPerson(web.prisma, [role]))),
  );
  for (const stranger of strangers) {
    for (const page of pages) expect((await stranger.get(page)).status).toBe(404);
    expect((await stranger.get(`/nyheter/${id}`)).status).toBe(404);
    expect((await stranger.get(`/nyheter/${standing}`)).text).not.toContain('/trekk');
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await stranger.get('/')).text)![1]!;
    expect((await post(stranger, `/nyheter/${id}/publiser`, { _csrf: csrf, version: '1' })).status).toBe(404);
  }
  for (const page of pages) expect((await anonymous.get(page)).status).toBe(303);
  expect((await rowOf(id)).state).toBe('draft');
  for (const strange of ['x', '%00', '00000000-0000-4000-8000-000000000000'])
    expect((await anonymous.get(`/nyheter/${strange}`)).status).toBe(404);
});

test('news of a call stand on its page; only the office’s announced calls can be chosen', async () => {
  const call = await aCall(web.prisma, { titleNb: 'Runden' });
  const id = await published({ callId: call.id, titleNb: 'Nytt om runden' });
  const { text } = await anonymous.get(`/utlysninger/${call.id}`);
  expect(text).toContain(`href="/nyheter/${id}"`);
  expect(text).not.toContain('/nyheter/ny');
  expect((await anonymous.get(`/nyheter/${id}`)).text).toContain(`href="/utlysninger/${call.id}"`);
  expect((await officer.get(`/utlysninger/${call.id}`)).text).toContain(`/embete/FMNO/nyheter/ny?utlysning&#x3D;${call.id}`); // prettier-ignore
  const strangers = [
    await aCall(web.prisma, { countyGovernorCode: 'FMRO', countyCodes: ['11'] }),
    await aCall(web.prisma, { state: 'draft' }),
  ];
  for (const stranger of strangers) {
    const answer = await fillIn(officer, newPath, { ...whole, callId: stranger.id, action: 'review' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#callId">Velg en av utlysningene deres.');
  }
});

test('a text to begin with has the deadlines and the sums of the call’s own rows', async () => {
  const deadline = new Date(deadlineAtEndOf('2027-03-01'));
  const call = await aCall(web.prisma, { titleNb: 'Runden', titleNn: 'Runda', deadline, state: 'decided' });
  const moved = new Date(deadlineAtEndOf(addDays('2027-03-01', 14)));
  await web.prisma.callDeadline.create({ data: { callId: call.id, version: 2, deadline: moved, decidedAt: new Date(), reason: 'Sykdom i kommunene' } }); // prettier-ignore
  const begin = async (name: string) => (await officer.get(`${newPath}?utlysning=${call.id}&begynn=${name}`)).text;
  expect((await officer.get(`${newPath}?utlysning=${call.id}`)).text).not.toContain('begynn&#x3D;tildeling');
  const frist = await begin('ny-frist');
  expect(frist).toContain('Ny frist er mandag 15. mars 2027 kl. 23.59. Den gamle fristen var mandag 1. mars 2027 kl. 23.59.'); // prettier-ignore
  expect(frist).toContain('Søknadsfristen for Runda er flytta.');
  const { anApplication } = await import('../../testing/builders.js');
  for (const [title, awarded] of [['Trygg skolestart', 250_000], ['Smart omsorg', 100_000]] as const) {
    const application = await anApplication(web.prisma, { callId: call.id, state: 'granted', title });
    await aProject(web.prisma, { applicationId: application.id, awarded });
  } // prettier-ignore
  const tildeling = await begin('tildeling');
  expect(tildeling).toContain('Trygg skolestart – Bodø – 250\u00a0000\u00a0kr');
  expect(tildeling).toContain('Sum: 350\u00a0000\u00a0kr');
  expect(tildeling).toContain('Vi fikk 2 søknader, og 2 prosjekter får penger.');
  expect((await officer.get(`${newPath}?begynn=ingen-runde`)).text).toContain('Ingen ordinær runde i 20');
});

test('the list is by Governor and year, newest first, a page at a time; the front page has the three latest', async () => {
  const at = (n: number) => new Date(Date.UTC(2019, 0, 1 + n, 12));
  await web.prisma.news.createMany({
    data: Array.from({ length: 23 }, (_, n) => ({
      id: `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
      countyGovernorCode: 'FMOV', state: 'published', titleNb: `Gammel nyhet ${n}`, titleNn: `Gammalt nyhende ${n}`,
      textNb: 'Tekst', textNn: 'Tekst', publishedAt: at(n), createdAt: at(n),
    })),
  }); // prettier-ignore
  const titles = async (page: string) => [...(await anonymous.get(page)).text.matchAll(/>Gammel nyhet (\d+)</g)].map((found) => Number(found[1])); // prettier-ignore
  expect(await titles('/nyheter?embete=FMOV&ar=2019')).toEqual(Array.from({ length: 20 }, (_, n) => 22 - n));
  expect(await titles('/nyheter?embete=FMOV&ar=2019&side=2')).toEqual([2, 1, 0]);
  expect(await titles('/nyheter?embete=FMOV&side=99')).toEqual([2, 1, 0]);
  expect(await titles('/nyheter?embete=FMRO&ar=2019')).toEqual([]);
  expect(await titles('/?embete=FMOV')).toEqual([22, 21, 20]);
  const text = (await anonymous.get('/nyheter?embete=FMOV&ar=2019&sprak=nn')).text;
  expect(text).toContain('Gammalt nyhende 22');
  expect(text).toContain('23 nyhende');
  await anonymous.get('/?sprak=nb');
});
