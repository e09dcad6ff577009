/** The source documents’ calls, entered through the form as far as their facts go, and read back the same, to the krone (source-facts.md A.1–A.5). */
import { deadlineAtEndOf } from '../../domain/calendar/index.js';
import { callFaults, draftOf } from '../../domain/call/rules.js';
import { formatKroner } from '../../domain/money.js';
import { aPerson } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type Fields, type TestWeb } from '../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

type AreaOf = [level: '1' | '2', name: string, earmarked?: string];
type Source = {
  office: string;
  counties: string[];
  title: [nb: string, nn: string];
  scheme?: string;
  purpose: string;
  requirements: string;
  otherSchemes?: string;
  budgetYear: number;
  frame: number;
  minAmount?: number;
  ownSharePercent?: number;
  maxApplications?: number;
  rankRequired?: true;
  localApproval?: string;
  projectKinds?: string;
  applicants?: string[];
  attachments?: string[];
  opens: string;
  deadline: string;
  expected: string;
  criteria: [name: string, weight: number][];
  areas: AreaOf[];
  report: { from: string; to: string; opens: string; due: string };
};

const innovation: Source['criteria'] = [
  ['Innovasjonsverdi', 25], ['Relevans og nytteverdi', 25], ['Prosjektkvalitet', 25], ['Overføringsverdi', 25],
]; // prettier-ignore

/** Where a source tells no frame or day, one of the test’s own stands; what it tells is its own. */
const sources: Record<string, Source> = {
  'Østfold 2018 [000]': {
    office: 'FMOV', counties: ['31'], title: ['Kunngjøring av prosjektskjønnsmidler for 2018', 'Kunngjering av prosjektskjønnsmidlar for 2018'],
    purpose: 'Innovasjon: noe nytt, nyttig og nyttiggjort. Ikke drift og ikke vanlig utviklingsarbeid.\n\nDet er lov å prøve.',
    requirements: 'Midlene kan ikke brukes som egenandel i andre prosjekter. Flere kommuner bør samarbeide.',
    otherSchemes: 'Søknader om helse blir sett sammen med Kommunalt kompetanse- og innovasjonstilskudd (Helsedirektoratet), frist 18. mars.',
    budgetYear: 2018, frame: 5_500_000, rankRequired: true, projectKinds: 'both', opens: '2018-02-06', deadline: '2018-03-31', expected: '2018-06-15',
    criteria: innovation,
    areas: [['1', 'Digital omstilling og velferdsteknologi'], ['1', 'Tverrfaglig arbeid, kommunikasjon og forebygging'], ['1', 'Klima og bærekraft, det grønne skiftet, smart by- og samfunnsutvikling']],
    report: { from: '2018-06-15', to: '2018-12-31', opens: '2019-01-09', due: '2019-02-20' },
  },
  'Trøndelag 2021 [001]': {
    office: 'FMTL', counties: ['50'], title: ['Prosjektskjønn i Trøndelag 2021', 'Prosjektskjønn i Trøndelag 2021'], scheme: 'Fellesløft',
    purpose: 'Gi kommunene støtte til å prøve ut nye løsninger i en av de fire rollene: tjenesteprodusent, myndighetsorgan, lokaldemokratisk arena, samfunnsutvikler.',
    requirements: 'Gjennomtenkt og realistisk prosjektplan. Kommunal egenfinansiering. Ikke næringsutvikling. Ikke små prosjekter.',
    budgetYear: 2021, frame: 21_600_000, minAmount: 150_000, maxApplications: 3, attachments: ['projectPlan'], opens: '2020-05-20', deadline: '2020-09-01', expected: '2020-12-15',
    criteria: [...innovation.slice(0, 3), ['Overføringsverdi', 15], ['Fellesløft', 10]],
    areas: [
      ['1', 'Innovasjon gjennom digitalisering', '14 800 000'], ['2', 'Helseplattformen', '10 000 000'], ['2', 'DigiTrøndelag', '3 000 000'], ['2', 'Sårbarhet i telenettet', '1 800 000'],
      ['1', '0–24 utsatte barn og unge', '4 500 000'], ['2', '4 hovedmålsetninger', '3 000 000'], ['2', 'Barnevernsreformen', '1 500 000'],
      ['1', 'Kompetanseløft gjennom nettverk', '2 300 000'], ['2', 'Kommuneøkonomi/Plan/GIS', '200 000'], ['2', 'Oppvekst', '1 500 000'], ['2', 'Landbruk', '200 000'], ['2', 'Klima', '400 000'],
      ['1', 'Andre forhold', '0'],
    ],
    report: { from: '2021-01-01', to: '2021-12-31', opens: '2022-04-20', due: '2022-06-01' },
  },
  'Oslo og Viken 2019 [002]': {
    office: 'FMOV', counties: ['03', '31', '32', '33'], title: ['Prosjektskjønn i Oslo og Viken 2019', 'Prosjektskjønn i Oslo og Viken 2019'],
    purpose: 'Stimulere til lokal omstilling i kommunene.', requirements: 'Prioritet: samarbeid, digitalisering, overføringsverdi.',
    budgetYear: 2019, frame: 12_000_000, opens: '2019-01-25', deadline: '2019-03-29', expected: '2019-08-09',
    criteria: [['Samarbeid', 40], ['Digitalisering', 30], ['Overføringsverdi', 30]], areas: [],
    report: { from: '2019-08-09', to: '2020-08-09', opens: '2020-04-20', due: '2020-06-02' },
  },
  'Rogaland 2021 [003]': {
    office: 'FMRO', counties: ['11'], title: ['Fornyings- og innovasjonsprosjekter 2021', 'Fornyings- og innovasjonsprosjekt 2021'],
    purpose: 'Fornying og innovasjon.', requirements: 'Prosjektet må høre til minst ett av de fem områdene.',
    budgetYear: 2021, frame: 10_000_000, opens: '2021-01-18', deadline: '2021-03-31', expected: '2021-06-01',
    criteria: [['Overføringsverdi', 100]],
    areas: [['1', 'FN sine berekraftsmål'], ['1', 'Digital forvaltning'], ['1', 'Klima og miljø'], ['1', 'Barn og unge'], ['1', 'Samfunnstryggleik og beredskap']],
    report: { from: '2021-06-01', to: '2022-03-31', opens: '2022-04-20', due: '2022-06-01' },
  },
  'Nordland 2019 [004]': {
    office: 'FMNO', counties: ['18'], title: ['Prosjektskjønn i Nordland 2019', 'Prosjektskjønn i Nordland 2019'],
    purpose: 'Omstilling og samarbeid om nye løsninger.', requirements: 'Minst halvparten må kommunene dekke selv. Vedtak om forankring skal være med.',
    budgetYear: 2019, frame: 40_000_000, ownSharePercent: 50, applicants: ['municipality', 'regionalCouncil'], attachments: ['budget', 'mandate'], localApproval: 'chiefExecutive',
    opens: '2019-01-07', deadline: '2019-02-28', expected: '2019-06-15', criteria: innovation, areas: [['1', 'Omstilling og samarbeid om nye løsninger']],
    report: { from: '2019-06-15', to: '2019-12-31', opens: '2020-01-09', due: '2020-02-20' },
  },
}; // prettier-ignore

const formOf = (source: Source, contactId: string): Fields => ({
  titleNb: source.title[0], titleNn: source.title[1], schemeNameNb: source.scheme ?? '', schemeNameNn: source.scheme ?? '',
  purposeNb: source.purpose, purposeNn: source.purpose, requirementsNb: source.requirements, requirementsNn: source.requirements,
  otherSchemesNb: source.otherSchemes ?? '', otherSchemesNn: source.otherSchemes ?? '',
  budgetYear: String(source.budgetYear), round: '1', countyCodes: source.counties, applicants: source.applicants ?? ['municipality'], projectKinds: source.projectKinds ?? 'both',
  frame: String(source.frame), minAmount: source.minAmount ? String(source.minAmount) : '', maxAmount: '', ownSharePercent: String(source.ownSharePercent ?? 0),
  eligibleCostKinds: ['salary', 'services', 'office', 'travel', 'equipment', 'dissemination', 'other'],
  maxApplications: source.maxApplications ? String(source.maxApplications) : '', ...(source.rankRequired ? { rankRequired: 'yes' } : {}),
  localApproval: source.localApproval ?? 'none', requiredAttachments: source.attachments ?? [], decisionRegime: 'notIndividualDecision',
  opensAt: source.opens, deadline: source.deadline, expectedDecisionOn: source.expected, reminderDays: '14, 7, 3, 1', clarificationDays: '10', contactId,
  'criteria.nameNb': source.criteria.map(([name]) => name), 'criteria.nameNn': source.criteria.map(([name]) => name), 'criteria.weight': source.criteria.map(([, weight]) => String(weight)),
  'priorityAreas.level': source.areas.map(([level]) => level), 'priorityAreas.nameNb': source.areas.map(([, name]) => name),
  'priorityAreas.nameNn': source.areas.map(([, name]) => name), 'priorityAreas.earmarked': source.areas.map(([, , earmarked]) => earmarked ?? ''),
  'reportPlans.kind': ['final'], 'reportPlans.periodFrom': [source.report.from], 'reportPlans.periodTo': [source.report.to],
  'reportPlans.opensOn': [source.report.opens], 'reportPlans.dueOn': [source.report.due],
  action: 'save',
}); // prettier-ignore

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;');

async function entered(source: Source): Promise<{ agent: Agent; id: string; form: Fields }> {
  const officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: source.office }]);
  const agent = await web.as(officer);
  const form = formOf(source, officer);
  const answer = await fillIn(agent, '/utlysninger/ny', form);
  expect(answer.status).toBe(303);
  const id = /utlysninger\/([0-9a-f-]+)/.exec(answer.headers['location']!)![1]!;
  await web.prisma.command.updateMany({ where: { processId: `call/${id}` }, data: { status: 'applied' } });
  await web.prisma.process.update({ where: { id: `call/${id}` }, data: { state: 'draft', appliedSeq: 1 } });
  return { agent, id, form };
}

test.each(Object.entries(sources))('%s is entered as it is, and its rows and its public page say the same', async (_name, source) => {
  const { agent, id, form } = await entered(source);
  const call = await web.prisma.call.findUniqueOrThrow({
    where: { id },
    include: { criteria: { orderBy: { position: 'asc' } }, priorityAreas: { orderBy: { position: 'asc' } }, reportPlans: true },
  });
  expect(call).toMatchObject({
    typed: null, frame: BigInt(source.frame), minAmount: source.minAmount ? BigInt(source.minAmount) : null, ownSharePercent: source.ownSharePercent ?? 0,
    countyCodes: source.counties, rankRequired: source.rankRequired ?? false, maxApplications: source.maxApplications ?? null,
    localApproval: source.localApproval ?? 'none', requiredAttachments: source.attachments ?? [], applicants: source.applicants ?? ['municipality'],
    purposeNb: source.purpose, otherSchemesNn: source.otherSchemes ?? '', deadline: new Date(deadlineAtEndOf(source.deadline)),
  });
  expect(call.criteria.map(({ nameNb, weight }) => [nameNb, weight])).toEqual(source.criteria);
  const parents = new Map(call.priorityAreas.map((area) => [area.id, area.nameNb]));
  let above = '';
  for (const [i, [level, name, earmarked]] of source.areas.entries()) {
    if (level === '1') above = name;
    const { nameNn, earmarked: stored, parentId } = call.priorityAreas[i]!;
    expect([nameNn, stored, parentId && parents.get(parentId)]).toEqual([name, earmarked === undefined ? null : BigInt(earmarked.replaceAll(' ', '')), level === '1' ? null : above]);
  }
  expect(call.reportPlans.map(({ dueAt }) => dueAt)).toEqual([new Date(deadlineAtEndOf(source.report.due))]);

  // Judged from the day it opened, it could be sent for approval as it is.
  expect(callFaults(draftOf(call), call.opensAt.getTime())).toEqual([]);

  // Saved once more with the same, nothing has changed.
  const path = `/utlysninger/${id}/rediger`;
  expect((await post(agent, path, { ...hiddenFields((await agent.get(path)).text, path), ...form })).status).toBe(303);
  const again = await web.prisma.call.findUniqueOrThrow({ where: { id } });
  expect({ ...again, version: call.version }).toEqual({ ...again, ...Object.fromEntries(Object.entries(call).filter(([key]) => key in again)) });

  await web.prisma.process.update({ where: { id: `call/${id}` }, data: { state: 'open' } });
  for (const form of ['nb', 'nn'] as const) {
    const { text, status } = await (await web.as('anonymous')).get(`/utlysninger/${id}?sprak=${form}`);
    expect(status).toBe(200);
    const said = [
      source.title[form === 'nb' ? 0 : 1], source.purpose, source.requirements, formatKroner(source.frame),
      ...source.criteria.flatMap(([name, weight]) => [name, `${weight} %`]),
      ...source.areas.map(([, name]) => name),
      ...source.areas.flatMap(([, , earmarked]) => (earmarked === undefined ? [] : [formatKroner(Number(earmarked.replaceAll(' ', '')))])),
      ...(source.minAmount ? [formatKroner(source.minAmount)] : []), ...(source.otherSchemes ? [source.otherSchemes] : []),
      ...(source.scheme ? [source.scheme] : []),
    ];
    for (const words of said) expect(text).toContain(escaped(words));
  }
}, 30_000); // prettier-ignore

test('the slides’ table shows its sums: 2020 adds up to the frame, 2019 says where it does not and by how much', async () => {
  const { id } = await entered(sources['Trøndelag 2021 [001]']!);
  await web.prisma.process.update({ where: { id: `call/${id}` }, data: { state: 'open' } });
  const shown = (await (await web.as('anonymous')).get(`/utlysninger/${id}`)).text;
  expect(shown).toMatch(/<tfoot><tr><th scope="row">Sum<\/th><td class="amount">21\u00a0600\u00a0000\u00a0kr/);
  expect(shown).not.toContain('Underområdene er til sammen');

  const in2019 = ['14 800 000', '10 000 000', '3 000 000', '1 800 000', '5 460 000', '4 000 000', '1 500 000', '2 400 000', '500 000', '1 500 000', '0', '400 000', '300 000'];
  const trondelag = sources['Trøndelag 2021 [001]']!;
  const areas = trondelag.areas.map(([level, name], i): AreaOf => [level, name, in2019[i]!]);
  const draft = await entered({ ...trondelag, budgetYear: 2019, frame: 23_000_000, title: ['Fellesløft 2019', 'Fellesløft 2019'], areas });
  const page = (await draft.agent.get(`/utlysninger/${draft.id}/rediger`)).text.replaceAll('\u00a0', ' ');
  expect(page).toContain('Beløpet er 40 000 kr lavere enn underområdene, som er 5 500 000 kr til sammen.');
  expect(page).toContain('Det som er satt av, 22 960 000 kr, er 40 000 kr mindre enn rammen.');
  expect(page).toContain('Satt av i alt: 22 960 000 kr.');
  expect(page.match(/<p class="field-note"[^>]*>Beløpet er [^<]*underområdene/g)).toHaveLength(1);
}, 30_000); // prettier-ignore
