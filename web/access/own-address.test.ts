import { isOwnAddress, type MunicipalityNames } from './own-address.js';

const named = (name: string, parallelNames: string[] = []): MunicipalityNames => ({
  name,
  officialName: [name, ...parallelNames].join(' - '),
  parallelNames,
  postReceptionEmail: 'post@registrert.example',
  chiefExecutiveEmail: '',
});

test.each([
  ['Bodø', 'kari@bodo.kommune.no'],
  ['Bodø', 'kari@bodoe.kommune.no'],
  ['Bodø', 'kari@bodø.kommune.no'],
  ['Bodø', 'kari@xn--bod-2na.kommune.no'],
  ['Bodø', 'KARI@BODO.KOMMUNE.NO'],
  ['Bodø', 'kari@skole.bodo.kommune.no'],
  ['Bærum', 'kari@baerum.kommune.no'],
  ['Ås', 'kari@as.kommune.no'],
  ['Ås', 'kari@aas.kommune.no'],
  ['Vestre Toten', 'kari@vestre-toten.kommune.no'],
  ['Vestre Toten', 'kari@vestretoten.kommune.no'],
  ['Herøy (Nordland)', 'kari@heroy.kommune.no'],
  ['Utsira', 'kari@registrert.example'],
  ['Utsira', 'kari@it.registrert.example'],
])('%s: %s is the municipality’s', (name, email) => {
  expect(isOwnAddress(email, named(name))).toBe(true);
});

test('a municipality’s Sámi name is its name', () => {
  const karasjok = named('Karasjok', ['Kárášjohka']);
  for (const domain of ['karasjok.kommune.no', 'karasjohka.kommune.no', 'kárášjohka.kommune.no'])
    expect(isOwnAddress(`anne@${domain}`, karasjok)).toBe(true);
});

test.each([
  ['Utsira', 'unn@utsira.kommune.no.evil.example'],
  ['Utsira', 'unn@utsira-kommune.no'],
  ['Utsira', 'unn@evilutsira.kommune.no'],
  ['Utsira', 'unn@utsirakommune.no'],
  ['Utsira', 'utsira.kommune.no@evil.example'],
  ['Utsira', 'unn@utsira.kommune.no@evil.example'],
  ['Utsira', 'unn@utѕira.kommune.no'], // with a Cyrillic letter
  ['Utsira', 'unn@evilregistrert.example'],
  ['Utsira', 'unn@kommune.no'],
  ['Utsira', 'unn@karmoy.kommune.no'],
  ['Utsira', 'utsira'],
  ['Bø', 'b@boe.example'],
  ['Os', 'o@oslo.kommune.no'],
])('%s: %s is not', (name, email) => {
  expect(isOwnAddress(email, named(name))).toBe(false);
});
