/** A consultation as the pages read it, and who may see what of it. */
import { can, type Subject } from '../../domain/authorisation.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { Prisma, PrismaClient, Process } from '../../prisma/generated/client.js';
import { inForm } from '../calls/call.js';
import type { Crumb } from '../components/models.js';
import { isId } from '../forms.js';
import type { PageContext, User } from '../page.js';

const include = {
  countyGovernor: { select: { code: true, name: true } },
  call: { select: { id: true, titleNb: true, titleNn: true } },
  questions: { orderBy: { position: 'asc' } },
  dues: { orderBy: { version: 'asc' } },
} satisfies Prisma.ConsultationInclude;
export type ConsultationRow = Prisma.ConsultationGetPayload<{ include: typeof include }>;
/** `pending`: commands that are received and not yet processed. */
export type Loaded = { consultation: ConsultationRow; process: Process; pending: string[] };

/** Null when there is none with this id. */
export async function loadConsultation(prisma: PrismaClient, id: string | undefined): Promise<Loaded | null> {
  if (!isId(id)) return null;
  const processId = processIdOf('consultation', id);
  const [consultation, process, commands] = await Promise.all([
    prisma.consultation.findUnique({ where: { id }, include }),
    prisma.process.findUnique({ where: { id: processId } }),
    prisma.command.findMany({ where: { processId, status: 'pending' }, select: { name: true } }),
  ]);
  return consultation && process ? { consultation, process, pending: commands.map(({ name }) => name) } : null;
}

/** The one of the address; its access rule has seen to it that it exists. */
export const loadHere = async ({ services, params }: PageContext): Promise<Loaded> =>
  (await loadConsultation(services.prisma, params['id']))!;

/** What the office’s rules look at for `/horinger/:id…`. */
export async function consultationSubject({ services, params }: PageContext): Promise<Subject | null> {
  const loaded = await loadConsultation(services.prisma, params['id']);
  return loaded && { countyGovernorCode: loaded.consultation.countyGovernorCode, state: loaded.process.state };
}

/** What the rule of answering looks at: who is asked takes part. A draft asks nobody. */
export async function askedSubject({ services, params }: PageContext): Promise<Subject | null> {
  const loaded = await loadConsultation(services.prisma, params['id']);
  return loaded && { partnerCodes: await askedCodes(services.prisma, loaded.consultation.id) };
}

export async function askedCodes(prisma: PrismaClient, consultationId: string): Promise<string[]> {
  const rows = await prisma.consultationMunicipality.findMany({
    where: { consultationId },
    select: { municipalityCode: true },
  });
  return rows.map(({ municipalityCode }) => municipalityCode);
}

type Place = Pick<ConsultationRow, 'countyGovernorCode'>;
export const seesOffice = (user: User | null, { countyGovernorCode }: Place): boolean =>
  user !== null && can(user.actor, 'consultation.read', { countyGovernorCode });
export const mayWrite = (user: User | null, { countyGovernorCode }: Place): boolean =>
  user !== null && can(user.actor, 'consultation.write', { countyGovernorCode });

/** The answers are everybody’s when it has closed, and the office’s as they come. */
export const seesAnswers = (user: User | null, row: Place & Pick<ConsultationRow, 'closedAt'>): boolean =>
  row.closedAt !== null || seesOffice(user, row);

/** Of these municipalities the one this person answers for: the place acted for, else the first. */
export function ownMunicipality(user: User, asked: readonly string[]): string | null {
  const mine = asked.filter((code) => can(user.actor, 'consultation.answer', { partnerCodes: [code] }));
  return mine.find((code) => user.at?.kind === 'municipality' && user.at.code === code) ?? mine[0] ?? null;
}

export const titleOf = (
  { t, language }: Pick<PageContext, 't' | 'language'>,
  { titleNb, titleNn }: Pick<ConsultationRow, 'titleNb' | 'titleNn'>,
): string => inForm(language, titleNb, titleNn) || t('consultations.untitled');

export const pathOf = ({ id }: Pick<ConsultationRow, 'id'>): string => `/horinger/${id}`;
export const officeList = (code: string): string => `/embete/${code}/horinger`;
export const crumbOf = (context: PageContext, { consultation }: Loaded): Crumb => ({
  text: titleOf(context, consultation),
  href: pathOf(consultation),
});

/** Where its commands are given: no municipality, this office. */
export const placeOf = ({ countyGovernorCode }: Place) => ({ countyGovernorCode, municipalityCode: null });

/** Still written: nobody else has seen it, and nobody has sent it out or cancelled it. */
export const isDraft = ({ process, pending }: Loaded): boolean =>
  ['new', 'draft'].includes(process.state) && !pending.some((name) => name === 'sendOut' || name === 'cancel');
