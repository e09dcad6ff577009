import { z } from 'zod';
import { governorRoles, municipalRoles, nationalRoles } from '../roles.js';

const reason = z.string().trim().min(10).max(1000);

/** U5: a role for somebody who is known already. */
export const roleGift = z.object({
  personId: z.uuid(),
  role: z.enum([...municipalRoles, ...governorRoles, ...nationalRoles]),
});

/** A role lent to a colleague, from the first to the last day (both whole, Europe/Oslo). */
export const roleLoan = z.object({ grantId: z.uuid(), personId: z.uuid(), from: z.iso.date(), to: z.iso.date() });

/** Why a role is declined, suspended or ended. */
export const roleReason = z.object({ reason });
