/** Requests and invitations for tests of these pages, made directly. */
import { randomUUID } from 'node:crypto';
import { processIdOf } from '../domain/lifecycles.js';
import type { Prisma } from '../prisma/generated/client.js';
import { aPerson, aProcess } from './builders.js';
import type { TestWeb } from './web.js';
import { hashOf } from '../web/access/secrets.js';

type Given = Partial<Prisma.AccessRequestUncheckedCreateInput> & { state?: string };

/** A request of someone in Utsira, by default waiting for the office; with its process. */
export async function aRequest({ prisma, clock }: TestWeb, { state = 'submitted', ...given }: Given = {}) {
  const id = randomUUID();
  const at = new Date(await clock.now());
  const personId = given.personId === undefined ? await aPerson(prisma) : given.personId;
  const municipalityCode = given.municipalityCode === undefined ? '1151' : given.municipalityCode;
  const request = await prisma.accessRequest.create({
    data: {
      id,
      personId,
      municipalityCode,
      role: 'applicant',
      firstName: 'Unn',
      lastName: 'Demony',
      email: 'unn@utsira.kommune.example',
      phone: '12 34 56 78',
      createdAt: at,
      submittedAt: ['new', 'started', 'invited'].includes(state) ? null : at,
      ...given,
    },
  });
  const county = municipalityCode && (await prisma.municipality.findUniqueOrThrow({ where: { code: municipalityCode }, include: { county: true } })).county; // prettier-ignore
  const countyGovernorCode = county ? county.countyGovernorCode : (given.countyGovernorCode ?? null);
  await aProcess(prisma, { kind: 'accessRequest', subjectId: id, state, municipalityCode, countyGovernorCode });
  return { ...request, processId: processIdOf('accessRequest', id), path: `/tilgang/${id}` };
}

/** An open invitation, with the secret of its e-mail. */
export async function anInvitation(web: TestWeb, given: Given & { invitedById: string }) {
  const secret = randomUUID();
  const request = await aRequest(web, { state: 'invited', personId: null, phone: '', invitedAs: 'countyGovernorAdmin', secretHash: hashOf(secret), ...given }); // prettier-ignore
  return { ...request, secret, link: `/tilgang/${request.id}/invitasjon?kode=${secret}` };
}

/** A code that was sent for a request. */
export async function aCode({ prisma, clock }: TestWeb, processId: string, code: string): Promise<void> {
  const { lastSeq } = await prisma.process.update({
    where: { id: processId },
    data: { lastSeq: { increment: 1 }, appliedSeq: { increment: 1 } },
  });
  const [id, receivedAt] = [randomUUID(), new Date(await clock.now())];
  await prisma.command.create({
    data: { id, processId, seq: lastSeq, name: lastSeq === 1 ? 'start' : 'newCode', actorRole: 'requester', content: { code }, contentHash: id, receivedAt, deliverAfter: new Date(), status: 'applied' }, // prettier-ignore
  });
}

/** The hidden fields of the form that has this in it. */
export function formWith(html: string, mark: string): Record<string, string> {
  const form = (html.match(/<form[\s\S]*?<\/form>/g) ?? []).find((one) => one.includes(mark));
  if (!form) throw new Error(`no form with ${mark}`);
  const inputs = form.match(/<input type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(inputs.map((input) => [/name="([^"]*)"/.exec(input)![1]!, /value="([^"]*)"/.exec(input)![1]!])); // prettier-ignore
}

/** That of the form on a request’s page that gives this command. */
export const formOf = (html: string, command: string): Record<string, string> => formWith(html, `value="${command}"`);
