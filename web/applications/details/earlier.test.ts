/** An application that goes on from an earlier project takes over what was answered then, and keeps what is written. */
import { aCall, anApplication, aPerson, aProject } from '../../../testing/builders.js';
import { hiddenFields, post, testWeb, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

async function continuation(own: { projectOwnerName?: string; title?: string }) {
  const { prisma } = web;
  const person = await aPerson(prisma, [{ role: 'applicant', at: '1804' }]);
  const earlier = await anApplication(prisma, {
    contactId: person, state: 'granted', title: 'Det første løftet', challenges: 'Slik var det da. '.repeat(20),
    projectOwnerKind: 'regionalCouncil', projectOwnerName: 'Salten Regionråd', projectOwnerNumber: '972418013',
    otherPartners: [{ name: 'Prøvelaget', organisationNumber: '', role: 'Deltar', confirmed: true }],
  }); // prettier-ignore
  const project = await aProject(prisma, { id: earlier.id, applicationId: earlier.id, contactId: person, awarded: 250_000 }); // prettier-ignore
  const { id: callId } = await aCall(prisma, { countyCodes: ['18'] });
  const { id } = await anApplication(prisma, {
    contactId: person, callId, kind: 'continuation', previousProjectId: project.id, challenges: '', ...own,
  }); // prettier-ignore
  const agent = await web.as(person);
  const address = `/soknader/${id}/soknaden`;
  const { text } = await agent.get(address);
  const answer = await post(agent, address, { ...hiddenFields(text, address), do: 'fill' });
  expect(answer.status).toBe(303);
  return { text, row: await prisma.application.findUniqueOrThrow({ where: { id } }) };
}

test('what is not answered is taken over, with for whom it is; the money and the dates are not', async () => {
  const { text, row } = await continuation({ title: 'Det andre løftet' });
  expect(text.replaceAll('\u00a0', ' ')).toContain('250 000 kr');
  expect(row).toMatchObject({
    title: 'Det andre løftet',
    projectOwnerKind: 'regionalCouncil',
    projectOwnerName: 'Salten Regionråd',
    projectOwnerNumber: '972418013',
    otherPartners: [{ name: 'Prøvelaget', confirmed: false }],
    kind: 'continuation',
  });
  expect(row.challenges).toContain('Slik var det da.');
});

test('for whom it is stays where a name is written', async () => {
  const { row } = await continuation({ projectOwnerName: 'Et annet råd' });
  expect(row).toMatchObject({ projectOwnerKind: 'municipality', projectOwnerName: 'Et annet råd' });
});
