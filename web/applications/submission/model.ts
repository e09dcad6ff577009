/** Check and send in (ui.md, page 3): everything as the officer will see it, what is missing, three declarations. */
import { formatDeadline, isInTime } from '../../../domain/calendar/index.js';
import type { ChoiceOption, Crumb, FormTokens, MoneyTable } from '../../components/models.js';
import { roleFor, tokens, type Fault } from '../../forms.js';
import { view, type Answer, type UserContext } from '../../page.js';
import { fieldsOf, type FormStep } from '../../../domain/application/fields.js';
import { attachmentAnswers } from '../attachments/answers.js';
import { answersTo, loadNames, type AnswerList } from '../answers.js';
import { type Case } from '../case.js';
import { budgetSides, contentOf, type Declaration } from '../draft.js';
import { draftFaults, faultLinks, steps, type FaultLink } from '../faults.js';
import { lateHead, type LateHead } from '../late.js';
import { returnedOf, type Returned } from '../returned.js';
import { addressOf, readOnlyText, stepHead, type StepHead } from '../step-head.js';
import { sentModel, type SentModel } from '../sent/model.js';
import { sentVersions } from '../sent/reading.js';
import { budgetTable } from './budget-table.js';
import { approvalNotices, approversIn, awaitsApproval, commandOf, rankNotice, whyNot, type Notice } from './way.js'; // prettier-ignore

type SectionModel = {
  heading: string;
  id: string;
  edit: string;
  editText: string;
  status: string;
  done: boolean;
  answers: AnswerList;
  budget: MoneyTable | null;
};
export type SubmissionModel = {
  breadcrumbs: Crumb[];
  head: StepHead;
  /** Where the page is only read: why. */
  reason: string | null;
  /** Why it is not sent in, and what can still be done. */
  passed: LateHead | null;
  /** Who approves in the municipality, and what keeps that from going well. */
  approval: { waits: boolean; notices: Notice[]; takeBack: string | null } | null;
  rank: (Notice & { soon: boolean }) | null;
  /** Each time it has been sent in, newest first. */
  returned: Returned | null;
  sent: SentModel;
  /** The button was pressed with faults. */
  refused: boolean;
  faults: FaultLink[];
  faultsHeading: string;
  sections: SectionModel[];
  isPublic: string;
  notPublic: string;
  form: {
    action: string;
    tokens: FormTokens;
    version: number;
    declarations: ChoiceOption[];
    consequence: string;
    button: string;
    /** To the form that sends it back, for who approves. */
    sendBack: string | null;
  } | null;
  whyNoForm: string | null;
};

export const declarations = ['true', 'ownShare', 'public'] as const satisfies readonly Declaration[];

/** What the button is called, and what pressing it leads to. */
function buttonOf({ t }: UserContext, found: Case): { button: string; consequence: string; sendBack: string | null } {
  const command = commandOf(found);
  const on = found.process.state === 'awaitingLocalApproval' && approversIn(found).includes('mayor');
  const sendBack = command === 'approveLocally' ? `${addressOf(found.row.id)}/gjor/send-tilbake` : null;
  if (command === 'submit')
    return {
      button: t('applications.submission.send'),
      consequence: t('applications.submission.consequence'),
      sendBack,
    };
  const way = on ? 'approveAndPass' : command;
  return { button: t(`submission.button.${way}`), consequence: t(`submission.consequence.${way}`), sendBack };
}

/** Back to a draft, for who wrote it. */
const takeBackOf = ({ user }: UserContext, { process, pending, row }: Case): string | null =>
  pending.length === 0 && roleFor(user, 'grant', 'takeBack', process.state, process)
    ? `${addressOf(row.id)}/gjor/ta-tilbake`
    : null;

/** The budget has its table. */
const asText = (step: FormStep) => fieldsOf(step).filter((key) => !(budgetSides as readonly string[]).includes(key));

export type Drawing = { ticked: Declaration[]; posted: boolean; onTop?: Fault[] };

export async function draw(
  context: UserContext,
  found: Case,
  { ticked, posted, onTop = [] }: Drawing,
): Promise<Answer> {
  const { t, now } = context;
  const { row, rules, process } = found;
  const names = await loadNames(context, row);
  const described = { t, names, content: contentOf(row), firstYear: row.firstYear };
  const faults = draftFaults(row, rules, posted ? ticked : undefined);
  const deadline = row.call.deadline.getTime();
  const draft = process.state === 'draft' || process.state === 'new';
  const inTime = isInTime(now, deadline);
  const command = commandOf(found);
  const approves =
    command === 'approveLocally' &&
    found.pending.length === 0 &&
    roleFor(context.user, 'grant', command, process.state, process) !== null;
  const reason = (approves ? null : readOnlyText(context, found)) ?? null;
  const late = lateHead(context, found);
  const passed =
    (draft || process.state === 'lapsed') && !inTime
      ? (late ?? { texts: [t('applications.submission.passed', { at: formatDeadline(deadline) })], ask: null })
      : null;
  const written = draft || late !== null;
  const why = await whyNot(context, found);
  const opens = inTime && reason === null && why === null && (draft || approves);
  const head = stepHead(context, found, 'innsending');
  const heading = written ? head.heading : t('applications.submission.asSent');
  const links = [...onTop.map(({ text }) => ({ text, href: '#svar' })), ...faultLinks(t, addressOf(row.id), faults)];
  const refused = posted && links.length > 0;
  const model: SubmissionModel = {
    breadcrumbs: head.crumbs,
    head: { ...head, heading, late: null },
    reason: passed ? null : reason,
    passed,
    approval:
      (draft || awaitsApproval(found)) && inTime && approversIn(found).length > 0
        ? {
            waits: awaitsApproval(found),
            notices: await approvalNotices(context, found),
            takeBack: takeBackOf(context, found),
          }
        : null,
    returned: await returnedOf(context, found),
    sent: sentModel(t, `${addressOf(row.id)}/innsendt`, await sentVersions(context.services.prisma, process.id)),
    rank: inTime && (draft || awaitsApproval(found)) ? await rankNotice(context, found) : null,
    refused,
    faults: written ? links : [],
    faultsHeading: t(refused ? 'applications.submission.faults' : 'applications.submission.missing', {
      count: links.length,
    }),
    sections: steps
      .filter((step) => step !== 'innsending')
      .map((step, i) => {
        const missing = faults.filter((fault) => fault.step === step).length;
        return {
          id: `steg-${step}`,
          heading: `${i + 1} ${t(`applications.step.${step}`)}`,
          edit: `${addressOf(row.id)}/${step}`,
          editText: written && !reason ? t('applications.submission.change') : '',
          status: written
            ? missing === 0
              ? t('applications.step.done')
              : t('applications.step.missing', { count: missing })
            : '',
          done: missing === 0,
          answers: step === 'vedlegg' ? attachmentAnswers(t, row.attachments) : answersTo(described, asText(step)),
          budget: step === 'budsjett' ? budgetTable(context, found) : null,
        };
      }),
    isPublic: t('applications.submission.isPublic'),
    notPublic: t('applications.submission.notPublic'),
    form: opens
      ? {
          action: `${addressOf(row.id)}/innsending#svar`,
          tokens: tokens(context, process.id, command),
          version: row.version,
          declarations: approves
            ? []
            : declarations.map((value) => ({
                id: `declaration-${value}`,
                value,
                text: t(`applications.submission.declaration.${value}`),
                checked: ticked.includes(value),
              })),
          ...buttonOf(context, found),
        }
      : null,
    whyNoForm: reason ? null : why,
  };
  return view('applications/submission/submission', heading, model, refused ? 422 : 200);
}
