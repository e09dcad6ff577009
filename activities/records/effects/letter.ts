import { randomUUID } from 'node:crypto';
import { localDate } from '../../../domain/calendar/index.js';
import { letterLanguage } from '../../../domain/letter/language.js';
import type { LetterFacts, LetterHead } from '../../../domain/notices.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { EffectInput } from '../kernel.js';
import type { Tx } from '../transaction.js';

/** What the head of a letter is read from. */
export const addressed = {
  call: { include: { countyGovernor: true } },
  municipality: true,
} satisfies Prisma.ApplicationInclude;
type Addressed = Prisma.ApplicationGetPayload<{ include: typeof addressed }>;

export async function nameOf(tx: Tx, personId: string): Promise<{ name: string; email: string }> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  return { name: `${person.firstName} ${person.lastName}`, email: person.email };
}

/** The head of a letter to the applicant, in the recipient’s written form. Without a case officer the call’s contact answers for it. */
export async function letterHead(
  { tx, cause }: Pick<EffectInput, 'tx' | 'cause'>,
  application: Addressed,
): Promise<LetterHead> {
  const { call, municipality } = application;
  const { countyGovernor } = call;
  const language = letterLanguage(municipality.writtenForm, application.language);
  return {
    language,
    office: {
      name: countyGovernor.name,
      organisationNumber: countyGovernor.organisationNumber,
      writtenForm: countyGovernor.writtenForm === 'nn' ? 'nn' : 'nb',
    },
    recipient: { name: `${municipality.name} kommune`, ownReference: application.ownReference },
    caseNumber: application.caseNumber ?? application.reference,
    date: localDate(cause.at.getTime()),
    title: application.title,
    callTitle: language === 'nn' ? call.titleNn : call.titleNb,
    caseOfficer: await nameOf(tx, application.caseOfficerId ?? call.contactId),
  };
}

/** Freezes all a letter says (DESIGN rule 11), once per cause and kind. Answers its id; the process then has it made. */
export async function orderLetter({ tx, row, cause }: EffectInput, facts: LetterFacts): Promise<string> {
  const id = randomUUID();
  await tx.letter.create({
    data: {
      id,
      key: `${cause.id}/${facts.kind}`,
      processId: row.id,
      kind: facts.kind,
      language: facts.language,
      municipalityCode: row.municipalityCode!,
      facts,
      at: cause.at,
    },
  });
  return id;
}
