/** `/saker/:id/gjor/:h`: form, consequence, and the receipt on the case’s own page. */
import type { Refusal } from '../../../domain/errors.js';
import {
  answerCommand,
  heldRole,
  receiptAt,
  refusalText,
  sentBefore,
  tokens,
  toldRefusal,
  type Fault,
} from '../../forms.js';
import type { Crumb, FormTokens } from '../../components/models.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { subjectOf } from '../../where.js';
import { actionNames, inTheWay, isActionName, obstacle, type ActionName } from '../acting.js';
import { loadCase, numberOf, seesCase, type OfficeCase } from '../case.js';
import { assessForm } from './assess.js';
import { assignAssessorForm, assignForm } from './assign.js';
import { commentForm } from './comment.js';
import { askForm, endForm, extendForm } from './clarification.js';
import type { CaseForm, FormPart, Typed } from './form.js';
import { declareForm } from './impartiality.js';
import { lateForm } from './late.js';
import { recommendForm } from './recommend.js';

const forms: Readonly<Record<ActionName, CaseForm>> = {
  habilitet: declareForm,
  fordel: assignForm,
  vurderer: assignAssessorForm,
  avklaring: askForm,
  'forleng-avklaring': extendForm,
  'avslutt-venting': endForm,
  vurdering: assessForm,
  innstilling: recommendForm,
  merknad: commentForm,
  'for-sent': lateForm,
};

export type ActionModel = FormPart & {
  breadcrumbs: Crumb[];
  heading: string;
  subtitle: string;
  faults: Fault[];
  action: string;
  tokens: FormTokens;
  button: string;
  back: string;
};
export type RefusedModel = { breadcrumbs: Crumb[]; heading: string; subtitle: string; text: string; back: string };

type Acting = { context: UserContext; found: OfficeCase; name: ActionName };

const headOf = ({ context: { t }, found: { application }, name }: Acting) => ({
  breadcrumbs: [
    { text: t('common.menu.cases'), href: '/saker' },
    { text: numberOf(application), href: `/saker/${application.id}` },
  ],
  heading: t(`cases.action.${name}.heading`),
  subtitle: `${application.title || application.reference} · ${application.municipality.name}`,
  back: `/saker/${application.id}`,
});

async function draw(acting: Acting, typed: Typed, faults: Fault[] = []): Promise<Answer> {
  const { context, found, name } = acting;
  const head = headOf(acting);
  const model: ActionModel = {
    ...head,
    ...(await forms[name].draw({ context, found, typed, faults })),
    faults,
    action: `${head.back}/gjor/${name}`,
    tokens: tokens(context, found.process.id, actionNames[name]),
    button: context.t(`cases.action.${name}.button`),
  };
  return view('cases/action/action', head.heading, model, faults.length > 0 ? 422 : 200);
}

function refused(acting: Acting, text: string): Answer {
  const head = headOf(acting);
  return view('cases/action/refused', head.heading, { ...head, text } satisfies RefusedModel, 409);
}

async function actingOf(context: UserContext): Promise<Acting | null> {
  const name = context.params['h'];
  if (!isActionName(name)) return null;
  const found = await loadCase(context.services.prisma, context.params['id'], context.user);
  return found && seesCase(context.user, found) ? { context, found, name } : null;
}

async function open(context: UserContext): Promise<Answer> {
  const acting = await actingOf(context);
  if (!acting) return notFound;
  const { found, name } = acting;
  const refusal = obstacle(context.user, actionNames[name], found);
  if (refusal) return refused(acting, refusalText(context, refusal));
  if (inTheWay(context.user, found)) return refused(acting, context.t('cases.action.wait'));
  const hindrance = await forms[name].hindrance?.(context, found);
  return hindrance ? refused(acting, hindrance) : draw(acting, forms[name].start(context, found));
}

/** Forms that show nothing of the case’s content. */
const withoutContent: readonly ActionName[] = ['habilitet', 'fordel', 'vurderer', 'for-sent'];

/** May the form be shown again with what was typed? Not to one who may not see the case, and not to one it was never for. */
const hidesForm = (refusal: Refusal, { found, name }: Acting): boolean =>
  refusal === 'conflict' || refusal === 'notYours' || (found.sight !== 'open' && !withoutContent.includes(name));

async function send(context: UserContext): Promise<Answer> {
  const acting = await actingOf(context);
  if (!acting) return notFound;
  const { found, name } = acting;
  const { user, body } = context;
  const command = actionNames[name];
  const receipt = `/saker/${found.application.id}`;
  const bound = { processId: found.process.id, name: command };

  // A form sent twice gets the receipt of the first, also when the case has moved on since.
  const received = await sentBefore(context, bound);
  const refusal = obstacle(user, command, found);
  if (refusal && hidesForm(refusal, acting))
    return received ? redirect(receiptAt(receipt, received)) : refused(acting, refusalText(context, refusal));
  const parsed = await forms[name].parse(context, found, body);
  if ('faults' in parsed) return received ? redirect(receiptAt(receipt, received)) : draw(acting, body, parsed.faults);
  if (refusal && !received)
    return draw(acting, body, [{ fieldId: 'svar', text: await toldRefusal(context, refusal, bound.processId) }]);
  const actorRole = heldRole(user, 'grant', command, found.process);
  return answerCommand(
    context,
    { ...bound, content: parsed.content, actorRole },
    { receipt, again: (faults) => draw(acting, body, faults) },
  );
}

export const actionPage = userPage({
  path: '/saker/:id/gjor/:h',
  access: { can: 'case.act', subject: ({ services, params }) => subjectOf(services.prisma, 'grant', params['id']) },
  personal: 'none',
  get: open,
  post: send,
});
