/** A municipality’s desk has an address too: what was sent to it in a case stays, whoever has written it as their own. */
import { randomUUID } from 'node:crypto';
import { aCall, aPerson, anApplication } from '../../../testing/builders.js';
import { aRequest, anInvitation } from '../../../testing/access.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';
import type { EffectInput } from '../kernel.js';
import { accessEffects } from './access.js';
import { anonymisePerson, anonymiseRequest } from './anonymise.js';

const desk = 'postmottak@utsira.kommune.example';
let web: TestWeb;
let grant: string;
beforeAll(async () => {
  web = await testWeb({ pages: [] });
  const authorId = await aPerson(web.prisma);
  const call = await aCall(web.prisma, { countyGovernorCode: 'FMRO', authorId });
  const application = await anApplication(web.prisma, { callId: call.id, municipalityCode: '1151', state: 'registered' });
  grant = application.processId;
}, 60_000); // prettier-ignore
afterAll(() => web.close());

const mail = async (processId: string, kind: string, recipientId: string | null = null): Promise<string> => {
  const key = randomUUID();
  const said = { subject: 'Emne', text: 'Tekst', html: '<p>Tekst</p>', language: 'nb', at: new Date() };
  await web.prisma.email.create({ data: { key, processId, kind, toAddress: desk, recipientId, ...said } });
  return key;
};
const left = async (keys: string[]) =>
  (await web.prisma.email.findMany({ where: { key: { in: keys }, toAddress: desk, text: 'Tekst' } })).length;
const run = (effect: typeof anonymiseRequest, row: { id: string; subjectId: string; state: string }) =>
  web.prisma.$transaction((tx) => effect({ tx, row, cause: { id: randomUUID(), at: new Date() } } as unknown as EffectInput)); // prettier-ignore

test('someone who asked with the desk’s address takes nothing with them but their own request', async () => {
  const request = await aRequest(web, { state: 'denied', email: desk, closedAt: new Date() });
  const cases = [await mail(grant, 'E1'), await mail(grant, 'E16')];
  const own = [await mail(request.processId, 'E28', request.personId), await mail(grant, 'E24', request.personId)];
  await run(anonymiseRequest, { id: request.processId, subjectId: request.id, state: 'denied' });
  expect([await left(cases), await left(own)]).toEqual([2, 0]);
});

test('someone in a small municipality who had the desk’s address as their own does so too', async () => {
  const personId = await aPerson(web.prisma, [], { email: desk, createdAt: new Date('2020-01-01') });
  const invited = await anInvitation(web, { invitedById: await aPerson(web.prisma), personId, email: desk, state: 'approved', closedAt: new Date() }); // prettier-ignore
  const cases = [await mail(grant, 'E1'), await mail(grant, 'E16')];
  await web.prisma.personChange.create({ data: { id: randomUUID(), personId, actorId: personId, actorRole: 'holder', at: new Date(), before: { firstName: 'A' }, after: { firstName: 'B' } } }); // prettier-ignore
  const own = [await mail(invited.processId, 'E39'), await mail(grant, 'E9', personId)];
  await run(anonymisePerson, { id: `person/${personId}`, subjectId: personId, state: 'active' });
  expect([await left(cases), await left(own)]).toEqual([2, 0]);
  expect(await web.prisma.personChange.findMany({ where: { personId } })).toMatchObject([{ before: {}, after: {} }]);
});

test('a name that comes with an accepted invitation is written down as a change of who had another', async () => {
  const personId = await aPerson(web.prisma, [], { firstName: 'Kari', lastName: 'Demo' });
  const inviter = await aPerson(web.prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }]);
  const invited = await anInvitation(web, { invitedById: inviter, invitedAs: 'countyGovernorAdmin', email: 'kari@utsira.kommune.example' }); // prettier-ignore
  const row = { id: invited.processId, kind: 'accessRequest', subjectId: invited.id, state: 'invited', countyGovernorCode: 'FMRO', municipalityCode: '1151' }; // prettier-ignore
  const content = { firstName: 'Kari', lastName: 'Gift', phone: '12345678' };
  const cause = { id: randomUUID(), at: new Date() };
  const effect = await web.prisma.$transaction((tx) =>
    accessEffects['accept']!({ tx, row, cause, content, actorId: personId, actorRole: 'requester', deputyForId: null } as unknown as EffectInput)); // prettier-ignore
  expect(effect.refusal).toBeUndefined();
  expect(await web.prisma.personChange.findMany({ where: { personId } })).toMatchObject([
    {
      before: { firstName: 'Kari', lastName: 'Demo' },
      after: { firstName: 'Kari', lastName: 'Gift' },
      actorId: personId,
      actorRole: 'requester',
      at: cause.at,
    },
  ]);
});
