import { z } from 'zod';

/** U1: the request as the person writes it. `code` confirms the e-mail address. */
export const accessRequestForm = z.object({
  municipalityCode: z.string().regex(/^\d{4}$/),
  role: z.literal('applicant'),
  firstName: z.string().trim().min(1).max(80),
  lastName: z.string().trim().min(1).max(80),
  email: z.email().max(254),
  phone: z.string().trim().regex(/^\+?[\d ]{8,16}$/), // prettier-ignore
});
export type AccessRequestForm = z.infer<typeof accessRequestForm>;

export const accessStart = z.object({ code: z.string().regex(/^\d{6}$/) });
export const accessDenial = z.object({ reason: z.string().trim().min(10).max(1000) });
