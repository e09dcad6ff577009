import { fieldFault, type PersonField } from './faults.js';

test('names in any script are good as they are', () => {
  for (const name of ['Åse-Máret Ŋ', 'Ánde Čuoŋá', 'Zoe\u0308', 'محمد', 'O’Brien', 'Li', 'a'.repeat(80)])
    expect(fieldFault('firstName', name)).toBeNull();
});

test('each rule that is broken is told as itself', () => {
  const told = (field: PersonField, typed: string) => fieldFault(field, typed);
  expect(told('firstName', '  ')).toEqual({ fault: 'empty' });
  expect(told('lastName', 'a'.repeat(117))).toEqual({ fault: 'tooLong', over: 37 });
  expect(told('firstName', 'Unn\u202Enomed')).toEqual({ fault: 'characters' });
  for (const link of ['http://x.example', 'Kari@demo.example', '<b>Kari', 'Kari: se her', 'x.example/kari'])
    expect(told('lastName', link)).toEqual({ fault: 'characters' });
  expect(told('firstName', '12')).toEqual({ fault: 'shape' });
  expect(told('email', 'unn@blåbær.kommune.no')).toBeNull();
  expect(told('email', 'unn')).toEqual({ fault: 'shape' });
  expect(told('email', 'unn@utsira')).toEqual({ fault: 'shape' });
  expect(told('email', 'åse@utsira.kommune.no')).toEqual({ fault: 'characters' });
  expect(told('email', 'to ord@utsira.kommune.no')).toEqual({ fault: 'characters' });
  expect(told('email', `unn@${'a.'.repeat(130)}no`)).toEqual({ fault: 'tooLong', over: 12 });
  expect(told('phone', '1234567')).toEqual({ fault: 'shape' });
  expect(told('phone', 'tolv')).toEqual({ fault: 'characters' });
  expect(told('phone', '+47 12 34 56 78')).toBeNull();
});
