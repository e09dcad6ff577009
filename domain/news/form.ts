import { z } from 'zod';

const title = z.string().trim().min(5).max(120);
const text = z.string().trim().min(20).max(4000);

/** L19, C.6: a news item before it is published, whole in both written forms; the upper limits are the database’s too. */
export const news = z.object({ titleNb: title, titleNn: title, textNb: text, textNn: text });
export type NewsText = z.infer<typeof news>;
export const newsFields = ['titleNb', 'titleNn', 'textNb', 'textNn'] as const satisfies (keyof NewsText)[];

/** Why it is withdrawn, as the public is told. */
export const withdrawal = z.object({ reason: z.string().trim().min(10).max(300) });
