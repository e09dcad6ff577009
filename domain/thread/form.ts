import { z } from 'zod';

/** C.5: what a message says; the limits are the database’s too. */
export const message = z.object({ text: z.string().trim().min(1).max(5000) });
export type Message = z.infer<typeof message>;

/** The first message of a thread, with the line that names it. */
export const firstMessage = message.extend({ subject: z.string().trim().min(3).max(120) });
