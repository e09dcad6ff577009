import type { Subject } from '../../domain/authorisation.js';
import type { UserContext } from '../page.js';

/** The municipality of the address; its number is what the rules look at, also when there is no such municipality. */
export const municipalitySubject = async ({ params, services }: UserContext): Promise<Subject | null> => {
  const code = params['nr'] ?? '';
  if (!/^\d{4}$/.test(code)) return null;
  const found = await services.prisma.municipality.findUnique({ where: { code }, select: { code: true } });
  return found && { municipalityCode: found.code };
};
