import { z } from 'zod';
import { ownPath } from '../login/own-path.js';
import { redirect, userPage, type Page, type UserContext } from '../page.js';

const chosen = z.object({ language: z.enum(['nb', 'nn']) });

/** The button in the header: the other written form from now on, and back to where one was. */
async function post({ services, user, body }: UserContext) {
  const parsed = chosen.safeParse({ language: body['language'] });
  if (!parsed.success) return redirect('/meg');
  await services.prisma.person.update({ where: { id: user.id }, data: parsed.data });
  return redirect(ownPath(body['til'] ?? '') ?? '/meg');
}

export const languagePage: Page = userPage({ path: '/meg/sprak', access: { loggedIn: true }, personal: 'none', post });
