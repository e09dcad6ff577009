import { aCall, anApplication, aPerson } from '../../testing/builders.js';
import { fillIn, testWeb, type TestWeb } from '../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const staff = (role: 'caseOfficer' | 'approver', at = 'FMNO') => aPerson(web.prisma, [{ role, at }]);
const addressOf = (id: string): string => `/utlysninger/${id}`;

test('the front page lists what is open and planned, and what was; never a draft', async () => {
  const open = await aCall(web.prisma, { titleNb: 'Åpen runde', frame: 5_500_000n });
  const planned = await aCall(web.prisma, { titleNb: 'Planlagt runde', state: 'scheduled' });
  const decided = await aCall(web.prisma, { titleNb: 'Gammel runde', state: 'decided' });
  const hidden = await Promise.all(
    ['new', 'draft', 'awaitingApproval', 'cancelled'].map((state) =>
      aCall(web.prisma, { titleNb: 'Hemmelig runde', state }),
    ),
  );
  const { text, status } = await (await web.as('anonymous')).get('/');
  expect(status).toBe(200);
  for (const call of [open, planned, decided]) expect(text).toContain(addressOf(call.id));
  for (const call of hidden) expect(text).not.toContain(call.id);
  expect(text).not.toContain('Hemmelig');
  expect(text).toContain('5\u00a0500\u00a0000\u00a0kr');
  expect(text.indexOf('Gammel runde')).toBeGreaterThan(text.indexOf('Åpen runde'));
  expect(text).toContain('href="/logg-inn"');
});

test('the front page is filtered by office; what is no office shows all', async () => {
  const here = await aCall(web.prisma);
  const there = await aCall(web.prisma, { countyGovernorCode: 'FMRO', countyCodes: ['11'] });
  const agent = await web.as('anonymous');
  const { text } = await agent.get('/?embete=FMRO');
  expect(text).toContain(there.id);
  expect(text).not.toContain(here.id);
  for (const strange of ['/?embete=%00', '/?embete=FMXX']) expect((await agent.get(strange)).text).toContain(here.id);
});

test('a call is public from its approval on; before that only its own office reads it', async () => {
  const anonymous = await web.as('anonymous');
  const own = await web.as(await staff('caseOfficer'));
  const other = await web.as(await staff('caseOfficer', 'FMRO'));
  const applicant = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
  for (const state of ['draft', 'awaitingApproval', 'cancelled']) {
    const { id } = await aCall(web.prisma, { state });
    for (const agent of [anonymous, other, applicant]) expect((await agent.get(addressOf(id))).status).toBe(404);
    expect((await own.get(addressOf(id))).status).toBe(200);
  }
  for (const state of ['scheduled', 'open', 'closed', 'underAssessment', 'allocated', 'decided', 'completed']) {
    const { id } = await aCall(web.prisma, { state });
    expect((await anonymous.get(addressOf(id))).status).toBe(200);
  }
  for (const strange of ['x', '%00', '00000000-0000-4000-8000-000000000000'])
    expect((await anonymous.get(addressOf(strange))).status).toBe(404);
});

test('a call cancelled after it was announced stays readable', async () => {
  const { id, processId } = await aCall(web.prisma, { state: 'cancelled', titleNb: 'Avlyst runde' });
  const at = new Date();
  await web.prisma.event.create({
    data: {
      processId,
      seq: 1,
      cause: processId,
      name: 'cancel',
      fromState: 'open',
      toState: 'cancelled',
      actorRole: 'approver',
      at,
      doneAt: at,
      result: {},
    },
  });
  const agent = await web.as('anonymous');
  expect((await agent.get(addressOf(id))).text).toContain('Avlyst');
  expect((await agent.get('/')).text).toContain(id);
});

test('a moved deadline shows the old one struck and why; texts stay text', async () => {
  const { id, deadline } = await aCall(web.prisma, {
    purposeNb: 'Mål <b>én</b>\n\n=1+1',
    titleNb: '<script>x</script>',
  });
  const moved = new Date(deadline.getTime() + 7 * 86_400_000);
  await web.prisma.callDeadline.create({
    data: { callId: id, version: 2, deadline: moved, decidedAt: new Date(), reason: 'Sykdom <i>i</i> kommunene' },
  });
  await web.prisma.call.update({ where: { id }, data: { deadline: moved, deadlineVersion: 2 } });
  const { text } = await (await web.as('anonymous')).get(addressOf(id));
  expect(text).toMatch(/<del>[^<]*kl\. \d\d\.\d\d<\/del> <ins>/);
  expect(text).toContain('Ny frist');
  expect(text).toContain('Sykdom &lt;i&gt;i&lt;/i&gt; kommunene');
  expect(text).toContain('Mål &lt;b&gt;én&lt;/b&gt;\n\n');
  expect(text).not.toContain('<script>x');
});

test('nynorsk shows the call’s own nynorsk', async () => {
  const { id } = await aCall(web.prisma, {
    titleNn: 'Prosjektskjøn på nynorsk',
    requirementsNn: 'Kommunen må bere sitt.',
  });
  const { text } = await (await web.as('anonymous')).get(`${addressOf(id)}?sprak=nn`);
  expect(text).toContain('<html lang="nn"');
  expect(text).toContain('Prosjektskjøn på nynorsk');
  expect(text).toContain('Kommunen må bere sitt.');
  expect(text).toContain('Slik søkjer de');
  expect(text).not.toContain('Slik søker dere');
});

test('where the municipality itself must approve, that is a step of how one applies, and takes time', async () => {
  const stepsOf = async (localApproval: string, form = 'nb') => {
    const { id } = await aCall(web.prisma, { localApproval });
    const { text } = await (await web.as('anonymous')).get(`${addressOf(id)}?sprak=${form}`);
    return [...text.slice(text.search(/Slik søk/)).matchAll(/<li>([^<]*)<\/li>/g)].map(([, step]) => step);
  };
  expect(await stepsOf('none')).toHaveLength(4);
  expect((await stepsOf('chiefExecutive'))[3]).toBe('Send søknaden til kommunedirektøren, som godkjenner den og sender den inn her. Sett av tid til det før fristen.'); // prettier-ignore
  expect((await stepsOf('chiefExecutiveAndMayor', 'nn'))[3]).toContain('kommunedirektøren og så ordføraren');
});

test('only a municipality of the call’s counties gets the button, and it starts one application', async () => {
  const call = await aCall(web.prisma);
  const bodø = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
  const action = '/kommune/1804/ny-soknad';
  const answer = await fillIn(bodø, addressOf(call.id), {}, action);
  expect(answer.status).toBe(303);
  expect(answer.headers['location']).toMatch(/^\/soknader\/.+\/soknaden\?kvittering=/);
  const made = await web.prisma.application.findMany({ where: { callId: call.id } });
  expect(made.map((one) => one.municipalityCode)).toEqual(['1804']);

  const outside = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1103' }]));
  const { text } = await outside.get(addressOf(call.id));
  expect(text).not.toContain('/ny-soknad');
  expect(text).toContain('href="/tilgang"');
  const unknown = (await (await web.as('anonymous')).get(addressOf(call.id))).text.replaceAll('&#x3D;', '=');
  expect(unknown).not.toContain('/ny-soknad');
  // In and back to the call, where the button is.
  expect(unknown).toContain(`href="/logg-inn?til=${encodeURIComponent(addressOf(call.id))}"`);
  for (const state of ['scheduled', 'closed', 'decided']) {
    const other = await aCall(web.prisma, { state });
    expect((await bodø.get(addressOf(other.id))).text).not.toContain('/ny-soknad');
  }
});

test('who has begun or sent in has the way to it from the call; others see nothing of it', async () => {
  const call = await aCall(web.prisma);
  const draft = await anApplication(web.prisma, { callId: call.id, state: 'draft', title: 'Trygg <skolestart>' });
  const own = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]));
  const { text } = await own.get(addressOf(call.id));
  expect(text).toContain(`href="/soknader/${draft.id}">Trygg &lt;skolestart&gt;</a>`);
  const strangers = ['anonymous', await staff('caseOfficer'), await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }])];
  for (const stranger of strangers) expect((await (await web.as(stranger)).get(addressOf(call.id))).text).not.toContain(draft.id);
}); // prettier-ignore

test('how the round goes is for its own office, and counts what there is', async () => {
  const call = await aCall(web.prisma);
  const path = `${addressOf(call.id)}/styring`;
  for (const state of ['draft', 'draft', 'submitted']) await anApplication(web.prisma, { callId: call.id, state });
  const at = new Date('2027-01-05T12:00:00Z');
  const email = {
    processId: call.processId,
    kind: 'E1',
    language: 'nb',
    subject: '',
    text: '',
    html: '',
    toAddress: 'a@kommune.example',
    at,
  };
  await web.prisma.email.createMany({ data: [{ ...email, key: '1', status: 'sent' }, { ...email, key: '2', status: 'sent' }, { ...email, key: '3', status: 'bounced' }] }); // prettier-ignore
  await web.prisma.duty.create({
    data: {
      key: 'd',
      processId: call.processId,
      ladder: 'deadline',
      name: 'deadline',
      type: 'deadline',
      dueAt: call.deadline,
    },
  });
  const { text } = await (await web.as(await staff('caseOfficer'))).get(path);
  expect(text).toContain('3 søknader, utkast medregnet.');
  expect(text).toMatch(
    /05\.01\.2027<\/td><th scope="row">Utlysningen er åpnet<\/th><td class="amount" data-label="Sendt">2<\/td><td class="amount" data-label="Venter">0<\/td><td class="amount" data-label="Kom ikke fram">1</,
  );
  expect(text).toContain('Fristen går ut, og utlysningen lukkes');
  for (const stranger of [
    await staff('caseOfficer', 'FMRO'),
    await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]),
  ]) {
    expect((await (await web.as(stranger)).get(path)).status).toBe(404);
  }
  expect((await (await web.as('anonymous')).get(path)).status).toBe(303);
});
