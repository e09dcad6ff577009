/** One’s own page: details, the address by code, awake again, and roles lent to a colleague. */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { addDays, localDate } from '../../domain/calendar/index.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { plantRoles } from '../../prisma/seed/roles.js';
import { aCall, aPerson, aProcess, anApplication } from '../../testing/builders.js';
import { fillIn, hiddenFields, hiddenPairs, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';

jest.setTimeout(60_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const person = (id: string) => web.prisma.person.findUniqueOrThrow({ where: { id } });
const commandsOf = (id: string) =>
  web.prisma.command.findMany({ where: { processId: processIdOf('person', id) }, orderBy: { seq: 'asc' } });
const form = async (agent: Agent, page: string, command: string): Promise<Record<string, string>> => {
  const { text } = await agent.get(page);
  const forms = (text.match(/<form[\s\S]*?<\/form>/g) ?? []).filter((one) => one.includes(`value="${command}"`));
  return Object.fromEntries(hiddenPairs(`<main>${forms[0] ?? ''}</main>`));
};

describe('one’s own details', () => {
  test('names in any script are kept in one written form; what is wrong is told', async () => {
    const agent = await web.as(await aPerson(web.prisma));
    for (const firstName of ['', ' ', '123', 'a'.repeat(81), 'a\u202eb']) {
      const answer = await fillIn(agent, '/meg', { firstName, lastName: 'Demo', phone: '', language: 'nn' });
      expect([firstName, answer.status]).toEqual([firstName, 422]);
    }
    const me = await aPerson(web.prisma);
    for (const [typed, kept] of [['Máret  Ánne', 'Máret Ánne'], ['A\u030asa', 'Åsa'], ['محمد', 'محمد'], ['Ŋáŋŋá-Đoŧ', 'Ŋáŋŋá-Đoŧ']] as const) {
      expect((await fillIn(await web.as(me), '/meg', { firstName: typed, lastName: 'Demo', phone: '+47 12 34 56 78', language: 'nb' })).status).toBe(303);
      expect(await person(me)).toMatchObject({ firstName: kept, phone: '+47 12 34 56 78' });
    }
  }); // prettier-ignore

  test('the address is not changed by the form: only its own page can, with a code', async () => {
    const me = await aPerson(web.prisma, [], { email: 'gammel@demo.example' });
    await fillIn(await web.as(me), '/meg', { firstName: 'Ny', lastName: 'Demo', phone: '', language: 'nb', email: 'ond@demo.example' }); // prettier-ignore
    expect((await person(me)).email).toBe('gammel@demo.example');
  });
});

describe('how often one is told', () => {
  test('is chosen on one’s own page, by a command of one’s own process; a choice that is none changes nothing', async () => {
    const me = await aPerson(web.prisma);
    const agent = await web.as(me);
    expect((await fillIn(agent, '/meg', { notices: 'hourly' }, '/meg/varsler')).status).toBe(303);
    expect(await commandsOf(me)).toEqual([]);
    const fields = hiddenFields((await agent.get('/meg')).text, '/meg/varsler');
    const first = await post(agent, '/meg/varsler', { ...fields, notices: 'daily' });
    expect(first.status).toBe(303);
    expect((await post(agent, '/meg/varsler', { ...fields, notices: 'daily' })).headers['location']).toBe(first.headers['location']); // prettier-ignore
    expect(await commandsOf(me)).toMatchObject([{ name: 'chooseNotices', actorRole: 'holder', content: { notices: 'daily' } }]); // prettier-ignore
    // Received and not processed, it is what the page shows.
    expect((await agent.get('/meg')).text).toMatch(/value="daily" checked/);
  });
});

describe('a new address', () => {
  const page = '/meg/adresse';

  test('is asked for with a code, once for a form sent twice; faults are told', async () => {
    const me = await aPerson(web.prisma, [], { email: 'gammel@demo.example' });
    const agent = await web.as(me);
    const fields = await form(agent, page, 'changeAddress');
    expect((await post(agent, page, { ...fields, email: 'ikke en adresse' })).text).toContain('Skriv en e-postadresse');
    expect((await post(agent, page, { ...fields, email: 'gammel@demo.example' })).text).toContain('Det er den adressen du har.'); // prettier-ignore
    const first = await post(agent, page, { ...fields, email: 'kari@blåbærøya.example' });
    expect(first.status).toBe(303);
    expect((await post(agent, page, { ...fields, email: 'kari@blåbærøya.example' })).headers['location']).toBe(first.headers['location']); // prettier-ignore
    const commands = await commandsOf(me);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatchObject({ name: 'changeAddress', actorRole: 'holder' });
    expect((commands[0]!.content as { code: string }).code).toMatch(/^\d{6}$/);
  });

  test('five wrong codes and the right one is of no use either; an hour later it is too old; no more than five an hour', async () => {
    const me = await aPerson(web.prisma, [], { email: 'gammel@demo.example' });
    const agent = await web.as(me);
    const ask = async (n: number) =>
      post(agent, page, { ...(await form(agent, page, 'changeAddress')), email: `ny${n}@demo.example` });
    await ask(1);
    await web.prisma.person.update({ where: { id: me }, data: { newEmail: 'ny1@demo.example' } });
    const [sent] = await commandsOf(me);
    const { code } = sent!.content as { code: string };
    const wrong = code === '000000' ? '111111' : '000000';
    const confirm = async (typed: string) =>
      post(agent, page, { ...(await form(agent, page, 'confirmAddress')), code: typed });
    expect((await confirm('abc')).text).toContain('Skriv de seks sifrene i koden.');
    for (let n = 0; n < 4; n++) expect((await confirm(wrong)).text).toContain('Koden stemmer ikke.');
    expect((await confirm(wrong)).text).toContain('Koden gjelder ikke lenger.');
    expect((await confirm(code)).text).toContain('Koden gjelder ikke lenger.');

    await ask(2);
    const second = (await commandsOf(me)).at(-1)!.content as { code: string };
    await web.clock.turnTo((await web.clock.now()) + 3_700_000);
    expect((await confirm(second.code)).text).toContain('Koden gjelder ikke lenger.');
    await ask(3);
    const { id: changeId, content } = (await commandsOf(me)).at(-1)!;
    const third = content as { code: string };
    expect((await confirm(`${third.code.slice(0, 3)} ${third.code.slice(3)}`)).status).toBe(303);
    expect((await commandsOf(me)).at(-1)).toMatchObject({ name: 'confirmAddress', content: { changeId } });
    for (let n = 4; n < 8; n++) expect((await ask(n)).status).toBe(303);
    expect((await ask(9)).text).toContain('Vi har sendt fem koder den siste timen.');
  });
});

describe('someone who sleeps', () => {
  const asleep = async (email = 'sover@demo.example') => {
    const me = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { dormantSince: new Date('2026-01-02T08:00:00Z'), email }); // prettier-ignore
    await aProcess(web.prisma, { kind: 'person', subjectId: me, state: 'dormant' });
    return me;
  };

  test('is led from every page to the one where the address is proved, and sees nothing meanwhile', async () => {
    const agent = await web.as(await asleep());
    for (const path of ['/meg', '/kommune/1804', '/kommune/1804/personer', '/saker', '/velg', '/meg/stedfortreder'])
      expect((await agent.get(path)).headers['location']).toBe('/meg/tilbake');
    expect((await agent.get('/tilgang')).status).toBe(200);
    expect((await agent.get('/')).status).toBe(200);
  });

  test('wakes with the code of the e-mail', async () => {
    const me = await asleep();
    const agent = await web.as(me);
    expect((await post(agent, '/meg/tilbake', await form(agent, '/meg/tilbake', 'askWake'))).status).toBe(303);
    const [asked] = await commandsOf(me);
    const { code } = asked!.content as { code: string };
    const fields = await form(agent, '/meg/tilbake', 'wake');
    expect((await post(agent, '/meg/tilbake', { ...fields, code: 'abc' })).status).toBe(422);
    expect((await post(agent, '/meg/tilbake', { ...fields, code })).headers['location']).toContain('/meg?kvittering=');
    expect((await commandsOf(me)).map(({ name }) => name)).toEqual(['askWake', 'wake']);
  });

  test('without an address that works they learn whom to ask', async () => {
    await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1804' }], { firstName: 'Berit', lastName: 'Koordinator', email: 'berit@demo.example' }); // prettier-ignore
    const { text } = await (await web.as(await asleep(''))).get('/meg/tilbake');
    expect(text).toContain('Berit Koordinator');
    expect(text).toContain('mailto:berit@demo.example');
    expect(text).not.toContain('value="askWake"');
  });
});

describe('a role that is lent', () => {
  const page = '/meg/stedfortreder';
  const today = () => localDate(Date.now());
  async function office() {
    const at = 'FMVL';
    const officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at }], { firstName: 'Njål', lastName: 'Behandler' }); // prettier-ignore
    const colleague = await aPerson(web.prisma, [{ role: 'assessor', at }], {
      firstName: 'Nora',
      lastName: 'Vurderer',
    });
    await web.prisma.$transaction(async (tx) => plantRoles(tx, new Date(), 'seeded'), { timeout: 20_000 });
    const grant = await web.prisma.roleGrant.findFirstOrThrow({ where: { personId: officer } });
    return { officer, colleague, grant };
  }
  const lent = (lender: { officer: string; colleague: string }, role: string, days: number) =>
    web.prisma.roleGrant.create({
      data: {
        id: randomUUID(),
        personId: lender.colleague,
        deputyForId: lender.officer,
        role,
        countyGovernorCode: 'FMVL',
        fromAt: new Date(Date.now() - 3_600_000),
        toAt: new Date(Date.now() + days * 86_400_000),
      },
    });

  test('goes from one day to another, to a colleague of the same place; each fault at its field', async () => {
    const { officer, colleague, grant } = await office();
    const agent = await web.as(officer);
    const lend = async (fields: Record<string, string>) =>
      post(agent, page, { ...(await form(agent, page, 'lend')), grantId: grant.id, personId: colleague, from: today(), to: addDays(today(), 7), ...fields }); // prettier-ignore
    const faults: [Record<string, string>, string][] = [
      [{ grantId: '' }, 'Velg rollen du vil låne bort.'],
      [{ personId: '' }, 'Velg kollegaen som skal ha rollen.'],
      [{ from: '' }, 'Velg den første dagen'],
      [{ from: addDays(today(), -1) }, 'Velg den første dagen'],
      [{ from: addDays(today(), 367), to: addDays(today(), 368) }, 'Et lån kan begynne høyst ett år fram.'],
      [{ to: '2026-02-31' }, 'Velg den siste dagen'],
      [{ from: addDays(today(), 5), to: addDays(today(), 4) }, 'Den siste dagen er før den første.'],
      [{ to: addDays(today(), 400) }, 'Et lån kan vare høyst ett år.'],
      [
        { personId: await aPerson(web.prisma, [{ role: 'assessor', at: 'FMRO' }]) },
        'Velg kollegaen som skal ha rollen.',
      ],
    ];
    for (const [fields, text] of faults) {
      const answer = await lend(fields);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(text);
    }
    expect((await lend({})).status).toBe(303);
    const command = await web.prisma.command.findFirstOrThrow({ where: { name: 'lend', actorId: officer } });
    expect(command).toMatchObject({ actorRole: 'caseOfficer', content: { grantId: grant.id, personId: colleague } });
  });

  test('that two must agree on is told as lent, and what it waits for', async () => {
    const { officer, colleague } = await office();
    const [id, subjectId] = [randomUUID(), randomUUID()];
    const processId = await aProcess(web.prisma, { kind: 'role', subjectId, state: 'proposed', countyGovernorCode: 'FMVL' }); // prettier-ignore
    await web.prisma.command.create({ data: { id, processId, seq: 1, name: 'lend', actorId: officer, actorRole: 'approver', content: { personId: colleague }, contentHash: 'x', receivedAt: new Date(), deliverAfter: new Date(), status: 'applied' } }); // prettier-ignore
    const { text } = await (await web.as(officer)).get(`${page}?kvittering=${id}`).expect(200);
    expect(text).toContain('Du låner bort rollen din.');
    expect(text).toContain('To må stå bak denne rollen.');
    expect(text).not.toContain('Rollen er foreslått.');
  });

  test('is of a role that counts in this log-in: none of an office with the lower level, and none where nobody may let in', async () => {
    const { officer, grant } = await office();
    const loanOf = async (who: string, high: boolean) => (await (await web.as(who, { high })).get(page)).text;
    expect(await loanOf(officer, true)).toContain(`value="${grant.id}"`);
    expect(await loanOf(officer, false)).not.toContain(grant.id);
    const coordinator = await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1839' }]);
    await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]);
    const own = await web.prisma.roleGrant.findFirstOrThrow({ where: { personId: coordinator } });
    expect(await loanOf(coordinator, true)).toContain(own.id);
    await web.prisma.municipality.update({ where: { code: '1839' }, data: { coordinatorApproves: false } });
    expect(await loanOf(coordinator, true)).not.toContain(own.id);
  });

  test('is said on every page while it counts, stands on what is done by it, and the day after the page is not there', async () => {
    const people = await office();
    const call = await aCall(web.prisma, { countyGovernorCode: 'FMVL', countyCodes: ['46'], authorId: people.officer, state: 'underAssessment' }); // prettier-ignore
    const application = await anApplication(web.prisma, { callId: call.id, state: 'underAssessment', municipalityCode: '4601', caseOfficerId: people.officer }); // prettier-ignore
    await web.prisma.impartialityDeclaration.create({ data: { applicationId: application.id, personId: people.colleague, outcome: 'none', declaredAt: new Date() } }); // prettier-ignore
    await lent(people, 'caseOfficer', 3);
    const agent = await web.as(people.colleague);
    const { text } = await agent.get(`/saker/${application.id}`);
    expect(text).toContain('Du er stedfortreder for Njål Behandler som saksbehandler til og med');
    const asking = `/saker/${application.id}/gjor/avklaring`;
    const sent = await fillIn(agent, asking, { question: 'Hvem skal lede prosjektet, og hvor mye tid er satt av?', due: addDays(today(), 14) }); // prettier-ignore
    expect(sent.status).toBe(303);
    const command = await web.prisma.command.findFirstOrThrow({ where: { processId: application.processId } });
    expect(command).toMatchObject({ actorId: people.colleague, actorRole: 'caseOfficer', deputyForId: people.officer });

    await web.prisma.event.create({ data: { processId: application.processId, seq: 1, cause: randomUUID(), name: 'requestInformation', fromState: 'underAssessment', toState: 'informationRequested', actorId: people.colleague, actorRole: 'caseOfficer', deputyForId: people.officer, at: new Date(), doneAt: new Date(), result: {} } }); // prettier-ignore
    expect((await agent.get(`/saker/${application.id}`)).text).toContain(
      'Nora Vurderer, stedfortreder for Njål Behandler',
    );

    await web.clock.turnTo(Date.now() + 4 * 86_400_000);
    expect((await agent.get(asking)).status).not.toBe(200);
    const after = (await agent.get(`/saker/${application.id}`)).text;
    expect(after).not.toContain('Du er stedfortreder for');
    await web.prisma.roleGrant.deleteMany({ where: { personId: people.colleague, deputyForId: null } });
    expect((await agent.get(`/saker/${application.id}`)).status).toBe(404);
  });

  test('a deputy for the case officer cannot approve, and one lent by the case officer signs nothing the officer could not', async () => {
    const people = await office();
    const call = await aCall(web.prisma, { countyGovernorCode: 'FMVL', countyCodes: ['46'], authorId: people.officer, state: 'awaitingApproval' }); // prettier-ignore
    const approve = `/utlysninger/${call.id}/gjor/godkjenn`;
    await lent(people, 'caseOfficer', 30);
    const agent = await web.as(people.colleague);
    expect((await agent.get(approve)).status).not.toBe(200);
    await lent(people, 'approver', 30);
    const management = (await agent.get(`/utlysninger/${call.id}/styring`)).text;
    expect(management).toContain('En annen må godkjenne');
  });

  test('is taken back by who lent it, and given up by who has it; nobody else', async () => {
    const people = await office();
    const { id } = await lent(people, 'caseOfficer', 30);
    await aProcess(web.prisma, { kind: 'role', subjectId: id, state: 'active', countyGovernorCode: 'FMVL' });
    const stranger = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMVL' }]));
    const { _csrf } = hiddenFields((await stranger.get('/meg')).text, '/meg');
    expect((await post(stranger, page, { _csrf: _csrf!, command: 'takeBack', id })).status).toBe(404);
    const agent = await web.as(people.officer);
    const back = await post(agent, page, await form(agent, page, 'takeBack'));
    expect(back.status).toBe(303);
    const command = await web.prisma.command.findFirstOrThrow({ where: { processId: `role/${id}` } });
    expect(command).toMatchObject({ name: 'takeBack', actorRole: 'holder', actorId: people.officer });
    expect((await (await web.as(people.colleague)).get(page)).text).toContain('Gi fra deg');
  });
});
