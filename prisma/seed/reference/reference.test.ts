import { loadReference } from './index.js';
import { readCsv } from './csv.js';

const { governors, counties, municipalities, historic } = loadReference();
const byName = new Map(municipalities.map((municipality) => [municipality.name, municipality]));

test('ten County Governors share fifteen counties and 357 municipalities', () => {
  expect([governors.length, counties.length, municipalities.length]).toEqual([10, 15, 357]);
  const governed = Object.fromEntries(
    governors.map(({ code }) => [code, counties.filter((c) => c.countyGovernorCode === code).map((c) => c.code)]),
  );
  expect(governed).toMatchObject({ FMOV: ['03', '31', '32', '33'], FMVT: ['39', '40'], FMTF: ['55', '56'] });
  expect(Object.values(governed).flat().sort()).toEqual(counties.map(({ code }) => code).sort());
});

test('the counts of written forms add up to each county’s municipalities', () => {
  for (const { code, municipalitiesByForm: forms } of counties) {
    const inCounty = municipalities.filter((municipality) => municipality.countyCode === code).length;
    expect([code, forms.nb + forms.nn + forms.neutral]).toEqual([code, inCounty]);
  }
});

test('a county’s default is the form most municipalities chose; with two equal, neutral', () => {
  for (const { name, defaultWrittenForm, municipalitiesByForm: forms } of counties) {
    const most = Math.max(...Object.values(forms));
    const best = Object.entries(forms).flatMap(([form, count]) => (count === most ? [form] : []));
    expect([name, defaultWrittenForm]).toEqual([name, best.length === 1 ? best[0] : 'neutral']);
  }
  expect(byName.get('Bergen')?.writtenForm).toBe('nn');
  expect(byName.get('Moss')?.writtenForm).toBe('nb');
  expect(byName.get('Stavanger')?.writtenForm).toBe('neutral');
});

test('an office’s name is in its own written form', () => {
  for (const { name, writtenForm } of governors) {
    expect(name.startsWith('Statsforvaltaren')).toBe(writtenForm === 'nn');
  }
});

test('a municipality with several official names goes by its Norwegian one', () => {
  const several = municipalities.filter(({ parallelNames }) => parallelNames.length > 0);
  expect(several.map(({ officialName, name }) => `${officialName} → ${name}`)).toEqual([
    'Oslo - Oslove → Oslo',
    'Aarborte - Hattfjelldal → Hattfjelldal',
    'Rana - Raane → Rana',
    'Fauske - Fuossko → Fauske',
    'Sørfold - Fuolldá → Sørfold',
    'Evenes - Evenášši → Evenes',
    'Sortland - Suortá → Sortland',
    'Hábmer - Hamarøy → Hamarøy',
    'Trondheim - Tråante → Trondheim',
    'Steinkjer - Stïentje → Steinkjer',
    'Namsos - Nåavmesjenjaelmie → Namsos',
    'Røros - Rosse → Røros',
    'Levanger - Levangke → Levanger',
    'Snåase - Snåsa → Snåsa',
    'Raarvihke - Røyrvik → Røyrvik',
    'Harstad - Hárstták → Harstad',
    'Dielddanuorri - Tjeldsund → Tjeldsund',
    'Gratangen - Rivtták → Gratangen',
    'Loabák - Lavangen → Lavangen',
    'Lyngen - Ivgu - Yykeä → Lyngen',
    'Storfjord - Omasvuotna - Omasvuono → Storfjord',
    'Gáivuotna - Kåfjord - Kaivuono → Kåfjord',
    'Nordreisa - Ráisa - Raisi → Nordreisa',
    'Hammerfest - Hámmerfeasta → Hammerfest',
    'Kárášjohka - Karasjok → Karasjok',
    'Guovdageaidnu - Kautokeino → Kautokeino',
    'Porsanger - Porsángu - Porsanki → Porsanger',
    'Deatnu - Tana → Tana',
    'Unjárga - Nesseby → Nesseby',
  ]);
  expect(byName.get('Kåfjord')?.parallelNames).toEqual(['Gáivuotna', 'Kaivuono']);
});

test('names that two municipalities share are told apart by county', () => {
  expect(byName.get('Herøy (Nordland)')?.code).toBe('1818');
  expect(byName.get('Herøy (Møre og Romsdal)')?.code).toBe('1515');
  expect(byName.has('Herøy')).toBe(false);
});

test('a municipality that has ended leads to the ones that took over', () => {
  const ended = new Map(historic.map((municipality) => [municipality.name, municipality]));
  expect(historic).toHaveLength(88);
  expect(ended.get('Mandal')).toEqual({
    name: 'Mandal',
    validTo: '2019-12-31',
    successorCodes: [byName.get('Lindesnes')?.code],
    note: undefined,
  });
  expect(ended.get('Tysfjord')?.successorCodes).toEqual([byName.get('Narvik')?.code, byName.get('Hamarøy')?.code]);
  // Ended, and began again.
  expect(ended.get('Haram')?.successorCodes).toEqual([byName.get('Ålesund')?.code]);
  expect(byName.get('Haram')?.code).toBe('1580');
});

test('a field of a CSV file may be quoted', () => {
  expect(readCsv('name,note\n"Os, ""the old""",\nVoss,x\n')).toEqual([
    { name: 'Os, "the old"', note: '' },
    { name: 'Voss', note: 'x' },
  ]);
});
