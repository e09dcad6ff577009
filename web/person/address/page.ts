/** `/meg/adresse`: another e-mail address, proved by a code sent to it (U6). */
import { processIdOf } from '../../../domain/lifecycles.js';
import { emailAddress } from '../../../domain/person/form.js';
import {
  codeField,
  errorOf,
  type Crumb,
  type Fault,
  type FieldText,
  type FormTokens,
  type Receipt,
} from '../../components/models.js';
import { answerCommand, receiptAt, receiptOf, sentBefore, tokens } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { checkCode, codeFault, codeFor, countCode, tooManyCodes } from '../codes.js';
import { ensurePerson } from '../process.js';

export type AddressModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  receipt: Receipt | null;
  now: string;
  /** The code that was sent, and where to. */
  confirm: { tokens: FormTokens; lead: string; code: FieldText } | null;
  change: { tokens: FormTokens; email: FieldText; main: boolean; heading: string };
};

const page = '/meg/adresse';

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { services, t, user, body } = context;
  const { email, newEmail } = await services.prisma.person.findUniqueOrThrow({ where: { id: user.id } });
  const processId = processIdOf('person', user.id);
  const model: AddressModel = {
    breadcrumbs: [{ text: t('person.title'), href: '/meg' }],
    faults,
    receipt: faults.length > 0 ? null : await receiptOf(context, processId),
    now: email ? t('person.address.now', { email }) : t('person.address.none'),
    confirm: newEmail
      ? {
          tokens: tokens(context, processId, 'confirmAddress'),
          lead: t('person.address.sent', { email: newEmail }),
          code: codeField({ label: t('person.code'), help: t('person.codeHelp'), typed: body['code'], faults }),
        }
      : null,
    change: {
      tokens: tokens(context, processId, 'changeAddress'),
      main: newEmail === null,
      heading: t(newEmail ? 'person.address.again' : 'person.address.heading'),
      email: {
        id: 'email',
        name: 'email',
        label: t('person.address.new'),
        help: t('person.emailHelp'),
        value: body['email'] ?? newEmail ?? '',
        type: 'email',
        autocomplete: 'email',
        error: errorOf(faults, 'email'),
      },
    },
  };
  return view('person/address/address', t('person.address.title'), model, faults.length > 0 ? 422 : undefined);
}

async function change(context: UserContext, processId: string): Promise<Answer> {
  const { body, t, user, services } = context;
  const parsed = emailAddress.safeParse(body['email'] ?? '');
  if (!parsed.success) return draw(context, [{ fieldId: 'email', text: t('person.fault.email') }]);
  const { email } = await services.prisma.person.findUniqueOrThrow({ where: { id: user.id } });
  if (parsed.data === email) return draw(context, [{ fieldId: 'email', text: t('person.fault.sameEmail') }]);
  if (await tooManyCodes(context, processId))
    return draw(context, [{ fieldId: 'email', text: t('person.fault.tooManyCodes') }]);
  await countCode(context, parsed.data);
  return answerCommand(
    context,
    {
      processId,
      name: 'changeAddress',
      content: { email: parsed.data, code: codeFor(context) },
      actorRole: 'holder',
      write: ensurePerson(user.id),
    },
    { receipt: page, again: (faults) => draw(context, faults) },
  );
}

async function confirm(context: UserContext, processId: string): Promise<Answer> {
  const { body } = context;
  const verdict = await checkCode(context, { processId, sentBy: ['changeAddress'], typed: body['code'] ?? '' });
  if ('wrong' in verdict) return draw(context, [codeFault(context, verdict.wrong)]);
  return answerCommand(
    context,
    { processId, name: 'confirmAddress', content: { changeId: verdict.right }, actorRole: 'holder' },
    { receipt: '/meg', again: (faults) => draw(context, faults) },
  );
}

async function post(context: UserContext): Promise<Answer> {
  const name = context.body['command'];
  if (name !== 'changeAddress' && name !== 'confirmAddress') return notFound;
  const processId = processIdOf('person', context.user.id);
  const before = await sentBefore(context, { processId, name });
  if (before) return redirect(receiptAt(name === 'changeAddress' ? page : '/meg', before));
  return name === 'changeAddress' ? change(context, processId) : confirm(context, processId);
}

export const addressPage = userPage({
  path: page,
  access: { can: 'person.own', subject: ({ user }) => Promise.resolve({ personId: user.id }) },
  personal: 'none',
  get: (context) => draw(context),
  post,
});
