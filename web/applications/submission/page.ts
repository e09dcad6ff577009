/** Check and send in (ui.md, page 3): everything as the officer will see it, what is missing, three declarations. */
import { differences, totals } from '../../../domain/budget.js';
import { budgetOf } from '../../../domain/application/rules.js';
import { applicationSnapshot } from '../../../domain/application/form.js';
import { isInTime } from '../../../domain/calendar/index.js';
import { formatAmount } from '../../../domain/money.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { ChoiceOption, Crumb, FormTokens, MoneyTable } from '../../components/models.js';
import { answerCommand, receiptAt, roleFor, sentBefore, tokens, type Fault } from '../../forms.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { fieldsOf, type FormStep } from '../../../domain/application/fields.js';
import { answersTo, loadNames, rowLabel, type AnswerList } from '../answers.js';
import { attachmentAnswers } from '../attachments/answers.js';
import { applicationSubject, loadCase, type Case } from '../case.js';
import { budgetSides, contentOf, snapshotOf, yearsOf, type BudgetSide, type Declaration } from '../draft.js';
import { draftFaults, faultText, steps } from '../faults.js';
import { addressOf, readOnlyText, stepHead, type StepHead } from '../step-head.js';
import { shownCase } from '../../log/shown.js';

type FaultLink = { text: string; href: string };
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
  passed: number | null;
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
  } | null;
  whyNoForm: string | null;
};

const declarations = ['true', 'ownShare', 'public'] as const satisfies readonly Declaration[];
const fundingSides = ['applied', 'own', 'other'] as const satisfies readonly BudgetSide[];

function budgetTable({ t }: UserContext, { row }: Case): MoneyTable {
  const content = contentOf(row);
  const years = yearsOf(row);
  const budget = budgetOf(snapshotOf(row));
  const all = totals(budget);
  const cells = (amounts: readonly number[]) => amounts.map((amount) => ({ value: formatAmount(amount) }));
  const line = (label: string, amounts: readonly number[], strong = false) => ({
    label,
    cells: cells(amounts),
    sum: formatAmount(amounts.reduce((sum, amount) => sum + amount, 0)),
    strong,
  });
  const rows = (side: BudgetSide) => content[side].map((one) => line(rowLabel(t, side, one), one.amounts));
  return {
    caption: t('applications.budget.caption'),
    columns: years.map(String),
    sumLabel: t('applications.budget.total'),
    editable: false,
    rows: [
      ...rows('costs'),
      line(
        t('applications.budget.sum.costs'),
        all.years.map((year) => year.costs),
        true,
      ),
      ...fundingSides.flatMap(rows),
      line(
        t('applications.budget.sum.funding'),
        all.years.map((year) => year.funding),
        true,
      ),
      line(
        t('applications.budget.differenceLabel'),
        differences(budget).map(({ difference }) => difference),
        true,
      ),
    ],
  };
}

/** The budget has its table. */
const asText = (step: FormStep) => fieldsOf(step).filter((key) => !(budgetSides as readonly string[]).includes(key));

/** Why this person gets no button to send in with; null when there is one. */
function whyNot(context: UserContext, { process, row }: Case): string | null {
  const { t, user, now } = context;
  if (!isInTime(now, row.call.deadline.getTime())) return null;
  if (process.state === 'new') return t('applications.submission.beingCreated');
  if (roleFor(user, 'grant', 'submit', process.state, process)) return null;
  const pending = user.actor.pendingMunicipalities.includes(row.municipalityCode);
  return t(pending ? 'applications.submission.accessPending' : 'applications.submission.notYours');
}

type Drawing = { ticked: Declaration[]; posted: boolean; onTop?: Fault[] };

async function draw(context: UserContext, found: Case, { ticked, posted, onTop = [] }: Drawing): Promise<Answer> {
  const { t, now } = context;
  const { row, rules, process } = found;
  const names = await loadNames(context, row);
  const described = { t, names, content: contentOf(row), firstYear: row.firstYear };
  const faults = draftFaults(row, rules, posted ? ticked : undefined);
  const deadline = row.call.deadline.getTime();
  const draft = process.state === 'draft' || process.state === 'new';
  const reason = readOnlyText(context, found) ?? null;
  const passed = draft && !isInTime(now, deadline) ? deadline : null;
  const why = whyNot(context, found);
  const head = stepHead(context, found, 'innsending');
  const heading = draft ? head.heading : t('applications.submission.asSent');
  const links = [
    ...onTop.map(({ text }) => ({ text, href: '#svar' })),
    ...faults.map((fault) => ({
      text: faultText(t, fault),
      href:
        fault.step === 'innsending' ? `#${fault.field}` : `${addressOf(row.id)}/${fault.step}?mangler#${fault.field}`,
    })),
  ];
  const refused = posted && links.length > 0;
  const model: SubmissionModel = {
    breadcrumbs: head.crumbs,
    head: { ...head, heading },
    reason: passed ? null : reason,
    passed,
    refused,
    faults: draft ? links : [],
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
          editText: draft && !reason ? t('applications.submission.change') : '',
          status: draft
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
    form:
      passed || reason || why
        ? null
        : {
            action: `${addressOf(row.id)}/innsending#svar`,
            tokens: tokens(context, process.id, 'submit'),
            version: row.version,
            declarations: declarations.map((value) => ({
              id: `declaration-${value}`,
              value,
              text: t(`applications.submission.declaration.${value}`),
              checked: ticked.includes(value),
            })),
            consequence: t('applications.submission.consequence'),
          },
    whyNoForm: reason ? null : why,
  };
  return view('applications/submission/submission', heading, model, refused ? 422 : 200);
}

/** The draft was saved by somebody between the check page and the button. */
class DraftMoved extends Error {}

/** Sending in and saving take the same lock: what is sent is what the check page showed. */
const unchanged =
  (applicationId: string, version: number, processId: string) => async (tx: Prisma.TransactionClient) => {
    await tx.$queryRaw`select 1 from process where id = ${processId} for update`;
    const current = await tx.application.findUniqueOrThrow({ where: { id: applicationId }, select: { version: true } });
    if (current.version !== version) throw new DraftMoved();
  };

async function submit(context: UserContext, found: Case, ticked: Declaration[]): Promise<Answer> {
  const { t, user, body } = context;
  const { row, process } = found;
  const version = Number(body['version']);
  const moved: Fault[] = [{ fieldId: 'svar', text: t('applications.submission.moved') }];
  const again = async (onTop: Fault[]) =>
    draw(context, (await loadCase(context.services, row.id)) ?? found, { ticked, posted: true, onTop });
  if (version !== row.version) return again(moved);
  const form = {
    processId: process.id,
    name: 'submit',
    content: snapshotOf(row, ticked),
    actorRole: roleFor(user, 'grant', 'submit', process.state, process),
    write: unchanged(row.id, version, process.id),
  };
  try {
    return await answerCommand(context, form, { receipt: addressOf(row.id), again });
  } catch (error) {
    if (error instanceof DraftMoved) return again(moved);
    throw error;
  }
}

export const submissionPage = userPage({
  path: '/soknader/:id/innsending',
  access: { can: 'application.read', subject: applicationSubject },
  personal: shownCase('application.read'),

  async get(context) {
    const found = await loadCase(context.services, context.params['id']!);
    return found ? draw(context, found, { ticked: [], posted: false }) : notFound;
  },

  async post(context) {
    const { services, params, lists, now } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    const ticked = declarations.filter((value) => lists['declarations']?.includes(value));
    const closed =
      !isInTime(now, found.row.call.deadline.getTime()) || readOnlyText(context, found) || whyNot(context, found);
    if (closed) {
      const sent = { processId: found.process.id, name: 'submit', content: snapshotOf(found.row, ticked) };
      const before = await sentBefore(context, sent);
      return before
        ? redirect(receiptAt(addressOf(found.row.id), before))
        : draw(context, found, { ticked, posted: false });
    }
    const complete =
      draftFaults(found.row, found.rules, ticked).length === 0 &&
      applicationSnapshot.safeParse(snapshotOf(found.row, ticked)).success;
    return complete ? submit(context, found, ticked) : draw(context, found, { ticked, posted: true });
  },
});
