/** An imported project from both sides: the municipality that reports and the office that waits for it. */
import { inTransaction } from '../../../activities/records/transaction.js';
import { seedDemo } from '../../../prisma/seed/main.js';
import { aPerson } from '../../../testing/builders.js';
import { testWeb, type Agent, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
let stavanger: Agent;
let officer: Agent;
let digi: string;
let report: string;

beforeAll(async () => {
  web = await testWeb();
  await inTransaction(web.prisma, (tx) => seedDemo(tx, { now: new Date(), pidKey: 'x'.repeat(32) }));
  const demo = async (email: string) => (await web.prisma.person.findFirstOrThrow({ where: { email } })).id;
  stavanger = await web.as(await demo('stavanger@demo.example'));
  officer = await web.as(await demo('ro-officer@demo.example'));
  const project = await web.prisma.project.findFirstOrThrow({
    where: { title: 'Digi Rogaland' },
    include: { reports: true },
  });
  digi = project.id;
  report = project.reports[0]!.id;
}, 60_000);
afterAll(() => web.close());

const read = async (agent: Agent, path: string): Promise<string> => {
  const { status, text } = await agent.get(path);
  expect([path, status]).toEqual([path, 200]);
  return text.replaceAll('\u00a0', ' ');
};

test('the municipality has the report among what it must do, with the later date', async () => {
  const home = await read(stavanger, '/kommune/1103');
  expect(home).toContain(`href="/rapporter/${report}"`);
  expect(home).toContain('Digi Rogaland');
  const page = await read(stavanger, `/soknader/${digi}`);
  expect(page).toContain('Tildelt 1 500 000 kr');
  expect(page).toContain('Utsira, Vindafjord');
  expect(page).toMatch(/Venter på dere/);
  expect(page).toContain('Ingen utpekt. E-post går til alle som har tilgang for kommunen.');
  const written = await read(stavanger, `/rapporter/${report}`);
  expect(written).toContain('tidligere 01.06.2022');
  expect(written).toContain(`href="/soknader/${digi}"`);
  for (const step of ['framdrift', 'regnskap', 'resultater', 'innsending'])
    await read(stavanger, `/rapporter/${report}/${step}`);
});

test('the office sees the round with its projects, and each project with whom it waits for', async () => {
  const call = await web.prisma.call.findFirstOrThrow({ where: { countyGovernorCode: 'FMRO', budgetYear: 2021 } });
  const round = await read(officer, `/utlysninger/${call.id}/styring`);
  expect(round).toContain('18 prosjekt har fått 10 000 000 kr.');
  expect(round).toContain('29 søknader');
  expect(round.match(/href="\/saker\//g)).toHaveLength(18);
  const page = await read(officer, `/saker/${digi}`);
  expect(page).toContain('Ventar på kommunen');
  expect(page).toContain(`href="/rapporter/${report}"`);
  expect(page).toContain('nyheita frå Statsforvaltaren i Rogaland');
  expect(await read(officer, `/rapporter/${report}`)).toContain(`href="/saker/${digi}"`);
  await read(officer, '/embete/FMRO');
});

test('a completed project can be read by both, and nobody is said to be waited for', async () => {
  const { id } = await web.prisma.project.findFirstOrThrow({ where: { title: 'DigiBarnevern' } });
  for (const [agent, path] of [
    [stavanger, `/soknader/${id}`],
    [officer, `/saker/${id}`],
  ] as const) {
    // prettier-ignore
    const text = await read(agent, path);
    expect(text).toContain('Fullført');
    expect(text).not.toMatch(/Vent(?:er|ar) på (?:dere|kommunen)/);
    expect(text).not.toMatch(/timeline-phase">[^<]*\d{4}/);
  }
});

test('each side is sent to its own address, and another municipality learns nothing', async () => {
  expect((await stavanger.get(`/saker/${digi}`)).headers['location']).toBe(`/soknader/${digi}`);
  expect((await officer.get(`/soknader/${digi}`)).headers['location']).toBe(`/saker/${digi}`);
  const neighbour = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1151' }]));
  for (const path of [`/saker/${digi}`, `/soknader/${digi}`]) expect((await neighbour.get(path)).status).toBe(404);
});

test('another office reads it without who is who, and finds it in the list of all offices', async () => {
  const elsewhere = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
  expect(await read(officer, `/saker/${digi}`)).toContain('Kontakt');
  expect(await read(elsewhere, `/saker/${digi}`)).not.toContain('Kontakt');
  expect(await read(elsewhere, '/saker')).not.toContain(`/saker/${digi}`);
  expect(await read(elsewhere, '/saker?embete=FMRO')).toContain(`/saker/${digi}`);
});
