/** What is posted on a request’s page: looked at, and sent as its command. */
import { accessAnswer, accessApproval, accessDenial, accessQuestion, MOST_CODES } from '../../../domain/access/form.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { Fault } from '../../components/models.js';
import { sentBefore, tokenId, type FormCommand } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { checkCode, codeFault, countCode } from '../../person/codes.js';
import { codeFor } from '../secrets.js';
import { sentBy } from './codes.js';
import { roleNow, type Case } from './load.js';
import { areas, reasonNeeded } from './steps.js';

type Content = Prisma.InputJsonObject;
type Looked = { content: Content; write?: NonNullable<FormCommand['write']> } | { faults: Fault[] };

/** As many codes as one request gets have been sent. */
export class MostCodes extends Error {}

async function lookAtCode(context: UserContext, { process }: Case): Promise<Looked> {
  const verdict = await checkCode(context, { processId: process.id, sentBy, typed: context.body['code'] ?? '' });
  return 'wrong' in verdict ? { faults: [codeFault(context, verdict.wrong)] } : { content: {} };
}

async function lookAtNewCode(context: UserContext, { request, process }: Case): Promise<Looked> {
  const { services } = context;
  const again = await sentBefore(context, { processId: process.id, name: 'newCode' });
  if (!again) await countCode(context, request.email);
  const token = tokenId(context, { processId: process.id, name: 'newCode' });
  return {
    content: { code: codeFor(services.config.SESSION_SECRET, token ?? '') },
    write: async (tx) => {
      // Many at once take turns: each sees those before it.
      await tx.$executeRaw`select 1 from process where id = ${process.id} for update`;
      if ((await tx.command.count({ where: { processId: process.id, name: { in: [...sentBy] } } })) >= MOST_CODES)
        throw new MostCodes();
    },
  };
}

const forms = { approve: accessApproval, deny: accessDenial, ask: accessQuestion, answer: accessAnswer } as const;

function lookAtText({ body, t }: UserContext, found: Case, command: keyof typeof forms): Looked {
  const field = areas[command];
  const text = (body[field] ?? '').trim();
  const told = (key: string, params = {}): Looked => ({
    faults: [{ fieldId: field, text: t(`access.fault.${field}.${key}`, params) }],
  });
  if (text.length > 1000) return told('tooLong', { count: text.length - 1000 });
  if (command === 'approve' && reasonNeeded(found) && text.length < 10) return told('short');
  const parsed = forms[command].safeParse({ reason: text, question: text, answer: text });
  return parsed.success ? { content: parsed.data } : told('short');
}

function lookAt(context: UserContext, found: Case, command: string): Looked | Promise<Looked> {
  switch (command) {
    case 'submit':
      return lookAtCode(context, found);
    case 'newCode':
      return lookAtNewCode(context, found);
    case 'approve':
    case 'deny':
    case 'ask':
    case 'answer':
      return lookAtText(context, found, command);
    default:
      return { content: {} };
  }
}

/** The command as it was posted, or what is wrong with it. */
export async function commandOf(
  context: UserContext,
  found: Case,
  name: string,
): Promise<{ command: FormCommand } | { faults: Fault[] }> {
  const { process } = found;
  // A form that was sent before gets its receipt, whatever is said of its code now.
  const again = name === 'submit' && (await sentBefore(context, { processId: process.id, name })) !== null;
  const looked = again ? { content: {} } : await lookAt(context, found, name);
  if ('faults' in looked) return looked;
  return { command: { processId: process.id, name, ...looked, actorRole: roleNow(found, name) } };
}
