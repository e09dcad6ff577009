/** `/meldinger/ny/:sak`: the first message of a thread, from either side (C.5). */
import { randomUUID } from 'node:crypto';
import { processIdOf } from '../../../domain/lifecycles.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import { tidy, tidyLine } from '../../applications/typed.js';
import type { Crumb, Fault, FieldArea, FieldText, FormTokens, Link } from '../../components/models.js';
import { answerCommand, heldRole, isId, tokens } from '../../forms.js';
import { userPage, view, type Answer, type UserContext } from '../../page.js';
import { subjectField, textField, typedFaults, type Typed } from '../fields.js';
import {
  caseLink,
  caseSubject,
  loadMessageCase,
  sideOf,
  startPath,
  writeCommands,
  type MessageCase,
  type Side,
} from '../message-case.js';

export type StartModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  /** Who gets it, and when the answer comes. */
  lead: string;
  action: string;
  tokens: FormTokens;
  /** The future thread’s id. */
  id: string;
  subject: FieldText;
  text: FieldArea;
  button: string;
  back: Link;
};

type Found = { about: MessageCase; side: Side };

/** The case of the address; the access rule has seen to it that it exists. */
async function load({ services, params, user, t }: UserContext): Promise<Found> {
  const about = (await loadMessageCase(services.prisma, params['sak']!, t))!;
  return { about, side: sideOf(user, about.process) };
}

function draw(context: UserContext, { about, side }: Found, typed: Typed = {}, faults: Fault[] = []): Answer {
  const { t } = context;
  const id = randomUUID();
  const heading = t('messages.start.heading');
  const drawing = { t, typed, faults };
  const model: StartModel = {
    breadcrumbs: [caseLink(about, side)],
    faults,
    heading,
    lead: t(`messages.start.lead.${side}`, { office: about.office, municipality: about.municipality }),
    action: `${startPath(about.id)}#svar`,
    tokens: tokens(context, processIdOf('thread', id), writeCommands[side]),
    id,
    subject: subjectField(drawing),
    text: textField(drawing, about, side),
    button: t(`common.button.thread.${writeCommands[side]}`),
    back: caseLink(about, side),
  };
  return view('messages/start/start', heading, model, faults.length > 0 ? 422 : undefined);
}

async function post(context: UserContext): Promise<Answer> {
  const { body, user, t } = context;
  const found = await load(context);
  const { about, side } = found;
  const content = { subject: tidyLine(body['subject']), text: tidy(body['text']) };
  const again = (faults: Fault[]): Promise<Answer> => Promise.resolve(draw(context, found, content, faults));
  const faults = typedFaults(t, content);
  if (faults.length > 0) return again(faults);
  const id = body['id'];
  if (!isId(id)) return again([{ fieldId: 'svar', text: t('common.form.expired') }]);
  const { callId, countyGovernorCode, municipalityCode } = about.process;
  const command = {
    processId: processIdOf('thread', id),
    name: writeCommands[side],
    content,
    actorRole: heldRole(user, 'thread', writeCommands[side], about.process),
    write: async (tx: Parameters<typeof createProcessRow>[0], at: Date) => {
      await tx.thread.create({ data: { id, caseId: about.id, subject: content.subject, createdAt: at } });
      const made = { parentId: about.process.id, callId, countyGovernorCode, municipalityCode, createdAt: at };
      await createProcessRow(tx, { kind: 'thread', subjectId: id, ...made });
    },
  };
  return answerCommand(context, command, { receipt: `/meldinger/${id}`, again });
}

export const startPage = userPage({
  path: '/meldinger/ny/:sak',
  access: {
    can: 'thread.start',
    subject: ({ services, params }) => caseSubject(services.prisma, params['sak']),
  },
  personal: 'none',
  get: async (context) => draw(context, await load(context)),
  post,
});
