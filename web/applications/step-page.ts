/** One step of an application: drawn, saved with the button, merged with a colleague’s, or read as text. */
import type { Crumb } from '../components/models.js';
import type { Fault } from '../forms.js';
import { csrfOnly } from '../forms.js';
import { notFound, redirect, userPage, view, type Answer, type Page, type UserContext } from '../page.js';
import { fieldsOf, type FieldKey, type FormStep } from '../../domain/application/fields.js';
import { formatInstant, formatTime } from '../../domain/calendar/index.js';
import { answersTo, loadNames, type AnswerList } from './answers.js';
import { applicationSubject, loadCase, type Case } from './case.js';
import { changesModel } from './changes/model.js';
import { contentOf, type DraftContent } from './draft.js';
import { draftFaults, faultText, formFaults, stepAfter, type Step, type StepFault } from './faults.js';
import type { FieldModel } from './fields/model.js';
import { drawnAfter, drawnOf, readDrawn, type Drawn } from './merge.js';
import { saveDraft, type Saved } from './save.js';
import { addressOf, readOnlyText, stepHead, stepLinks, type StepHead } from './step-head.js';
import { shownCase } from '../log/shown.js';

/** `T` is what stands in the form’s fields. */
export type StepForm<T> = {
  step: FormStep;
  view: string;
  /** `sm` where the form needs the width. */
  size?: 'sm';
  /** What is saved, as the form shows it. */
  typedOf(content: DraftContent): T;
  readTyped(context: UserContext, found: Case): T;
  /** Values that cannot be read stop the saving; everything else is saved. */
  parse(typed: T, context: UserContext, found: Case): { mine: Partial<DraftContent>; faults: Fault[] };
  /** What only the database can say of the values; answers those that may be saved. */
  check?(mine: Partial<DraftContent>, context: UserContext, found: Case): Promise<Partial<DraftContent>>;
  /** A button that only redraws the form; null when it was another. */
  pressed?(typed: T, context: UserContext): T | null;
  model(drawing: StepDrawing<T>): Promise<object>;
  /** What a button does besides, when the form is saved; null when it was another. */
  saves?(context: UserContext, found: Case): Promise<Answer | null>;
};
/** A step whose fields are drawn one after the other. */
export type FieldsModel = StepModel & { fields: FieldModel[] };
export type StepDrawing<T> = { context: UserContext; found: Case; typed: T; faults: Fault[] };

/** The hidden fields and the head of every step. */
export type StepModel = {
  breadcrumbs: Crumb[];
  head: StepHead;
  faults: Fault[];
  csrf: string;
  drawn: string;
  saved: boolean;
  action: string;
};

export type ReadOnlyModel = {
  breadcrumbs: Crumb[];
  head: StepHead;
  reason: string;
  answers: AnswerList;
  unsaved: AnswerList | null;
};

/** The step as text, with the reason on top; `mine` is what was typed and could not be saved. */
export async function readOnly(
  context: UserContext,
  found: Case,
  reading: { step: FormStep; reason: string; mine?: Partial<DraftContent> },
): Promise<Answer> {
  // prettier-ignore
  const { t } = context;
  const content = contentOf(found.row);
  const names = await loadNames(context, found.row, reading.mine);
  const described = { t, names, content, firstYear: found.row.firstYear };
  const fields = fieldsOf(reading.step);
  const changed = fields.filter((field) => reading.mine && JSON.stringify(reading.mine[field]) !== JSON.stringify(content[field]) && reading.mine[field] !== undefined); // prettier-ignore
  const head = stepHead(context, found, reading.step);
  const model: ReadOnlyModel = {
    breadcrumbs: head.crumbs,
    head,
    reason: reading.reason,
    answers: answersTo(described, fields),
    unsaved: changed.length > 0 ? answersTo({ ...described, content: { ...content, ...reading.mine } }, changed) : null,
  };
  return view('applications/read-only', model.head.heading, model, changed.length > 0 ? 409 : 200);
}

/** Faults as messages beside their fields. */
export const shownFaults = ({ t }: UserContext, faults: readonly StepFault[], step: Step): Fault[] =>
  faults.filter((fault) => fault.step === step).map((fault) => ({ fieldId: fault.field, text: faultText(t, fault) }));

export function stepPage<T>(form: StepForm<T>): Page {
  const { step } = form;
  const fields = fieldsOf(step);

  async function draw(
    context: UserContext,
    found: Case,
    drawing: { typed: T; faults: Fault[]; drawn?: string; status?: number },
  ): Promise<Answer> {
    // prettier-ignore
    const { typed, faults } = drawing;
    const head = stepHead(context, found, step);
    const common: StepModel = {
      breadcrumbs: head.crumbs,
      head,
      faults,
      csrf: csrfOnly(context),
      drawn: drawing.drawn ?? drawnOf(contentOf(found.row), fields),
      saved: context.query.has('lagret'),
      action: `${addressOf(found.row.id)}/${step}#svar`,
    };
    const model = { ...common, ...(await form.model({ context, found, typed, faults })) };
    const answer = view(form.view, common.head.heading, model, drawing.status);
    return form.size && answer.kind === 'view' ? { ...answer, size: form.size } : answer;
  }

  return userPage({
    path: `/soknader/:id/${step}`,
    access: { can: 'application.read', subject: applicationSubject },
    // Colleagues who may be the contact are chosen among on one, partners have their people on the other.
    personal: step === 'soknaden' || step === 'samarbeid' ? shownCase('application.read') : 'none',

    async get(context) {
      const found = await loadCase(context.services, context.params['id']!);
      if (!found) return notFound;
      const reason = readOnlyText(context, found);
      if (reason) return readOnly(context, found, { step, reason });
      const stepFaults = context.query.has('mangler') ? draftFaults(found.row, found.rules) : formFaults(found.row);
      return draw(context, found, {
        typed: form.typedOf(contentOf(found.row)),
        faults: shownFaults(context, stepFaults, step),
      });
    },

    async post(context) {
      const { services, params, body, t, user, now } = context;
      const found = await loadCase(services, params['id']!);
      if (!found) return notFound;
      const typed = form.readTyped(context, found);
      const { mine: parsed, faults } = form.parse(typed, context, found);
      const mine = (await form.check?.(parsed, context, found)) ?? parsed;
      const reason = readOnlyText(context, found);
      const quiet = body['do'] === 'autosave';
      if (reason) return quiet ? unsaved(reason) : readOnly(context, found, { step, reason, mine });
      const drawn = readDrawn(body['drawn']);
      const redrawn = form.pressed?.(typed, context);
      if (redrawn) return draw(context, found, { typed: redrawn, faults, drawn: body['drawn'] ?? '' });

      const saved = await saveDraft(services.prisma, {
        applicationId: found.row.id,
        at: new Date(now),
        actorId: user.id,
        changes: { mine, drawn },
      });
      if (quiet && saved.kind !== 'locked') return quietly(context, found, { step, mine, drawn, saved, faults });
      const after = (await loadCase(services, found.row.id))!;
      if (saved.kind === 'locked') {
        const why = readOnlyText(context, after) ?? '';
        return quiet ? unsaved(why) : readOnly(context, after, { step, reason: why, mine });
      }
      const current = contentOf(after.row);
      if (saved.kind === 'clash') {
        return view('applications/changes/changes', t('applications.changes.heading'), await changesModel(context, after, { step, mine, clash: saved }), 409); // prettier-ignore
      }
      // What can be read is saved; what cannot stands as it was typed.
      if (faults.length > 0)
        return draw(context, after, {
          typed,
          faults,
          drawn: drawnAfter({ fields, mine, drawn, current }),
          status: 422,
        });
      const own = await form.saves?.(context, after);
      if (own) return own;
      const stepFaults = shownFaults(context, formFaults(after.row), step);
      if (stepFaults.length > 0)
        return draw(context, after, { typed: form.typedOf(current), faults: stepFaults, status: 422 });
      return redirect(
        body['do'] === 'stay'
          ? `${addressOf(found.row.id)}/${step}?lagret#svar`
          : `${addressOf(found.row.id)}/${stepAfter(step)}`,
      );
    },
  });
}

const unsaved = (reason: string): Answer => ({ kind: 'json', status: 409, body: { reason } });

type Quiet = {
  step: FormStep;
  mine: Partial<DraftContent>;
  drawn: Drawn;
  saved: Exclude<Saved, { kind: 'locked' }>;
  /** What cannot be read, and is not saved. */
  faults: readonly Fault[];
};

/** What the browser is told of a saving it made by itself: when, what each step lacks now, what a colleague changed too, and from what it goes on. */
function quietly({ t, now }: UserContext, { rules }: Case, { step, mine, drawn, saved, faults }: Quiet): Answer {
  const names = (keys: readonly FieldKey[]) => keys.map((key) => t(`applications.field.${key}`));
  const clashes = saved.kind === 'clash' ? saved.fields : [];
  return {
    kind: 'json',
    body: {
      saved: t('applications.savedAt', { at: formatTime(now) }),
      heading: t('applications.savedAt', { at: formatInstant(saved.row.savedAt.getTime()) }),
      steps: stepLinks(t, { row: saved.row, rules }, step).map((one) => ({
        step: one.step,
        phase: one.phase,
        status: one.status,
      })),
      drawn: drawnAfter({ fields: fieldsOf(step), mine, drawn, current: contentOf(saved.row) }),
      clashes: names(clashes),
      unread: faults.map(({ text }) => text),
    },
  };
}
