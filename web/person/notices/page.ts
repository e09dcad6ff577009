/** How often one is told (E26): the choice is a command of one’s own process, which then gathers what can wait. Shown on `/meg`. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { noticeChoice, noticeChoices } from '../../../domain/person/form.js';
import { choices, type FieldChoices, type FormTokens } from '../../components/models.js';
import { answerCommand, receiptAt, sentBefore, tokens } from '../../forms.js';
import { redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { ensurePerson } from '../process.js';

const bound = (context: UserContext) => ({ processId: processIdOf('person', context.user.id), name: 'chooseNotices' });

export type NoticesForm = { tokens: FormTokens; choice: FieldChoices };

/** `chosen`: as it is now, with what is received and not processed. */
export async function noticesForm(context: UserContext): Promise<NoticesForm> {
  const { services, user, t } = context;
  const { processId, name } = bound(context);
  const [{ notices }, pending] = await Promise.all([
    services.prisma.person.findUniqueOrThrow({ where: { id: user.id }, select: { notices: true } }),
    services.prisma.command.findFirst({ where: { processId, name, status: 'pending' }, orderBy: { seq: 'desc' } }),
  ]);
  const asked = noticeChoice.safeParse(pending?.content);
  const options = noticeChoices.map((value) => ({
    value,
    text: t(`notices.${value}`),
    help: t(`notices.help.${value}`),
  }));
  return {
    tokens: tokens(context, processId, name),
    choice: {
      id: 'notices',
      name: 'notices',
      label: t('notices.label'),
      error: undefined,
      options: choices('notices', asked.success ? asked.data.notices : notices, options),
    },
  };
}

async function post(context: UserContext): Promise<Answer> {
  const before = await sentBefore(context, bound(context));
  if (before) return redirect(receiptAt('/meg', before));
  const parsed = noticeChoice.safeParse({ notices: context.body['notices'] });
  if (!parsed.success) return redirect('/meg');
  return answerCommand(
    context,
    { ...bound(context), content: parsed.data, actorRole: 'holder', write: ensurePerson(context.user.id) },
    { receipt: '/meg', again: () => Promise.resolve(redirect('/meg')) },
  );
}

export const noticesPage = userPage({
  path: '/meg/varsler',
  access: { can: 'person.own', subject: ({ user }) => Promise.resolve({ personId: user.id }) },
  personal: 'none',
  get: () => Promise.resolve(redirect('/meg')),
  post,
});
