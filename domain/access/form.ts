import { z } from 'zod';
import { emailAddress, personName, phoneNumber } from '../person/form.js';
import { governorRoles, municipalRoles, nationalRoles } from '../roles.js';

/** Roles one may ask for oneself; the others are given. */
export const askedRoles = ['applicant', 'localApprover', 'mayor'] as const;

/** U1: the request as the person writes it. */
export const accessRequestForm = z.object({
  municipalityCode: z.string().regex(/^\d{4}$/),
  role: z.enum(askedRoles),
  firstName: personName,
  lastName: personName,
  email: emailAddress,
  phone: phoneNumber,
});
export type AccessRequestForm = z.infer<typeof accessRequestForm>;

/** Whom somebody with the right to let in asks to join, and as what. Place: a municipality, an office, or neither for the nation. */
export const invitationForm = z.object({
  role: z.enum([...municipalRoles, ...governorRoles, ...nationalRoles]),
  firstName: personName,
  lastName: personName,
  email: emailAddress,
});
export type InvitationForm = z.infer<typeof invitationForm>;

/** How many codes one request may ask for. */
export const MOST_CODES = 10;
/** Six digits that prove an e-mail address. */
export const emailCode = z.object({ code: z.string().regex(/^\d{6}$/) });
/** What only the invitation’s e-mail knows: part of its link. */
export const invitationSecret = z.object({ secret: z.string().regex(/^[\w-]{20,64}$/) });
/** An invitation is accepted with what the person says of themselves. */
export const acceptance = z.object({ firstName: personName, lastName: personName, phone: phoneNumber });
export const accessDenial = z.object({ reason: z.string().trim().min(10).max(1000) });
/** U2: why someone is let in whose address is not the municipality’s own; may be empty. */
export const accessApproval = z.object({ reason: z.string().trim().max(1000).default('') });
/** U4 */
export const accessQuestion = z.object({ question: z.string().trim().min(10).max(1000) });
export const accessAnswer = z.object({ answer: z.string().trim().min(2).max(1000) });
