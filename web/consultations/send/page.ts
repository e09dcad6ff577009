/** `/horinger/:id/send`: the consultation as it will be read, what follows, and «Send ut». */
import { formatLongDeadline } from '../../../domain/calendar/index.js';
import { sendingFault } from '../../../domain/consultation/rules.js';
import type { ConfirmCommand, Crumb, Fault, Receipt, WhereNow } from '../../components/models.js';
import { answerCommand, heldRole, receiptOf, refusalText, tokens } from '../../forms.js';
import { redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { articleOf, type Article } from '../article.js';
import { consultationSubject, crumbOf, isDraft, loadHere, officeList, pathOf, placeOf, type Loaded } from '../consultation.js'; // prettier-ignore
import { ChangedMeanwhile } from '../edit/save.js';
import { valuesOf } from '../edit/values.js';
import { warningsOf } from '../edit/warnings.js';
import { whereNowOf } from '../where-now.js';

export type SendModel = {
  case: true;
  breadcrumbs: Crumb[];
  faults: Fault[];
  receipt: Receipt | null;
  heading: string;
  whereNow: WhereNow;
  /** In both written forms. */
  articles: (Article & { form: string })[];
  warnings: string[];
  /** Null when something is missing; then `missing` says so. */
  confirm: ConfirmCommand | null;
  missing: string | null;
  edit: string;
};

async function consequencesOf({ services, t, language }: UserContext, { consultation }: Loaded): Promise<string[]> {
  const { countyCodes, dueAt } = consultation;
  const municipalities = await services.prisma.municipality.findMany({
    where: { countyCode: { in: countyCodes }, validTo: null },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  const count = municipalities.length;
  return [
    t('consultations.send.told', { count }),
    ...(count <= 60 ? [municipalities.map(({ name }) => name).join(', ')] : []),
    t('consultations.send.due', { at: formatLongDeadline(dueAt.getTime(), language) }),
    t('consultations.send.public'),
    t('consultations.send.stands'),
  ];
}

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { t, now } = context;
  const loaded = await loadHere(context);
  const { consultation, process } = loaded;
  if (!isDraft(loaded) && faults.length === 0) return redirect(pathOf(consultation));
  const fault = sendingFault({ ...consultation, dueAt: consultation.dueAt.getTime() }, now);
  // Its first save may be received and not yet processed.
  const possible = isDraft(loaded) && fault === null;
  const heading = t('consultations.send.heading');
  const model: SendModel = {
    case: true,
    breadcrumbs: [{ text: t('consultations.office.title'), href: officeList(consultation.countyGovernorCode) }, crumbOf(context, loaded)], // prettier-ignore
    faults,
    receipt: faults.length > 0 ? null : await receiptOf(context, process.id),
    heading,
    whereNow: await whereNowOf(context, loaded, null),
    articles: (['nb', 'nn'] as const).map((form) => ({
      ...articleOf(t, form, consultation),
      form: t(`common.writtenForm.${form}`),
    })),
    warnings: warningsOf(context, valuesOf(consultation).dueOn),
    confirm: possible
      ? {
          action: `${pathOf(consultation)}/send`,
          tokens: tokens(context, process.id, 'sendOut'),
          heading: t('consultations.send.consequences'),
          consequences: await consequencesOf(context, loaded),
          checks: [],
          button: t('common.button.consultation.sendOut'),
          hidden: [{ name: 'version', value: String(consultation.version) }],
        }
      : null,
    missing: fault && refusalText(context, fault),
    edit: `${pathOf(consultation)}/rediger`,
  };
  return view('consultations/send/send', heading, model, faults.length > 0 ? 422 : undefined);
}

/** What is sent is what was looked at: a colleague’s change in between stops it. */
async function send(context: UserContext): Promise<Answer> {
  const { body, t, user, now } = context;
  const { consultation, process } = await loadHere(context);
  const { id, titleNb, titleNn, textNb, textNn, countyCodes, dueAt, questions } = consultation;
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  const content = { titleNb, titleNn, textNb, textNn, countyCodes, dueAt: dueAt.getTime(), questions: questions.map(({ kind, textNb: nb, textNn: nn }) => ({ kind, textNb: nb, textNn: nn })) }; // prettier-ignore
  const fault = consultation.openedAt ? null : sendingFault(content, now);
  if (fault) return draw(context, [{ fieldId: 'svar', text: refusalText(context, fault) }]);
  const command = {
    processId: process.id,
    name: 'sendOut',
    content: { ...content, version },
    actorRole: heldRole(user, 'consultation', 'sendOut', placeOf(consultation)),
    write: async (tx: Parameters<NonNullable<Parameters<typeof answerCommand>[1]['write']>>[0]) => {
      // The draft is locked by the version it is sent at: from now on no save fits it.
      const { count } = await tx.consultation.updateMany({ where: { id, version }, data: { version: version + 1 } });
      if (count === 0) throw new ChangedMeanwhile();
    },
  };
  try {
    return await answerCommand(context, command, {
      receipt: pathOf(consultation),
      again: (faults) => draw(context, faults),
    });
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return draw(context, [{ fieldId: 'svar', text: t('consultations.fault.changedMeanwhileLook') }]);
  }
}

export const sendPage = userPage({
  path: '/horinger/:id/send',
  access: { can: 'consultation.write', subject: consultationSubject },
  personal: 'none',
  get: (context) => draw(context),
  post: send,
});
