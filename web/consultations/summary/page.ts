/** `/horinger/:id/oppsummering`: what the municipalities said, and what comes of it. Written at leisure, published once. */
import { limits } from '../../../domain/consultation/form.js';
import { tidy } from '../../applications/typed.js';
import { errorOf, type Crumb, type Fault, type FieldArea, type FormTokens, type WhereNow } from '../../components/models.js'; // prettier-ignore
import { answerCommand, heldRole, roleFor, sentBefore, tokens } from '../../forms.js';
import { redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { consultationSubject, crumbOf, loadHere, officeList, pathOf, placeOf, type Loaded } from '../consultation.js';
import { whereNowOf } from '../where-now.js';

const names = ['summaryNb', 'summaryNn'] as const;
type Texts = Record<(typeof names)[number], string>;

export type SummaryModel = {
  case: true;
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  whereNow: WhereNow;
  saved: string | null;
  answers: string;
  action: string;
  tokens: FormTokens;
  version: number;
  texts: FieldArea[];
};

type Drawing = { texts: Texts; version: number; faults?: Fault[]; saved?: string | null };

async function draw(context: UserContext, loaded: Loaded, { texts, version, faults = [], saved = null }: Drawing) {
  const { t } = context;
  const { consultation, process } = loaded;
  const heading = t('common.button.consultation.summarise');
  const model: SummaryModel = {
    case: true,
    breadcrumbs: [{ text: t('consultations.office.title'), href: officeList(consultation.countyGovernorCode) }, crumbOf(context, loaded)], // prettier-ignore
    faults,
    heading,
    whereNow: await whereNowOf(context, loaded, null),
    saved,
    answers: `${pathOf(consultation)}#svarene`,
    action: `${pathOf(consultation)}/oppsummering`,
    tokens: tokens(context, process.id, 'summarise'),
    version,
    texts: names.map((name) => ({
      id: name,
      name,
      label: t(`consultations.field.${name}`),
      value: texts[name],
      rows: 14,
      max: limits.summary[1],
      lang: name.slice(-2).toLowerCase(),
      error: errorOf(faults, name),
    })),
  };
  return view('consultations/summary/summary', heading, model, faults.length > 0 ? 422 : undefined);
}

const possible = ({ user }: UserContext, { consultation, process, pending }: Loaded): boolean =>
  !pending.includes('summarise') &&
  roleFor(user, 'consultation', 'summarise', process.state, placeOf(consultation)) !== null;

async function look(context: UserContext): Promise<Answer> {
  const loaded = await loadHere(context);
  const { consultation } = loaded;
  if (!possible(context, loaded)) return redirect(pathOf(consultation));
  const { version } = consultation;
  const saved = context.query.get('lagret') === String(version) ? context.t('consultations.summary.saved') : null;
  return draw(context, loaded, { texts: consultation, version, saved });
}

async function post(context: UserContext): Promise<Answer> {
  const { body, services, t, user } = context;
  const loaded = await loadHere(context);
  const { consultation, process } = loaded;
  const { id } = consultation;
  const text = (name: string): string => tidy((body[name] ?? '').replace(/\r\n?/g, '\n'));
  const texts: Texts = { summaryNb: text('summaryNb'), summaryNn: text('summaryNn') };
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  const again = (faults: Fault[], from = version) => draw(context, loaded, { texts, version: from, faults });
  const save = body['action'] === 'save';
  const [min, max] = limits.summary;
  const faults = names.flatMap((name): Fault[] => {
    const { length } = texts[name];
    if (length > max) return [{ fieldId: name, text: t('consultations.fault.tooLong', { count: length - max }) }];
    return !save && length < min ? [{ fieldId: name, text: t(`consultations.fault.${name}`, { min }) }] : [];
  });
  if (faults.length > 0) return again(faults);
  const bound = { processId: process.id, name: 'summarise' };
  const changed = () =>
    again([{ fieldId: 'svar', text: t('consultations.fault.changedMeanwhile') }], consultation.version);
  if (!save && (await sentBefore(context, bound)) === null && version !== consultation.version) return changed();
  if (!save) {
    const actorRole = heldRole(user, 'consultation', 'summarise', placeOf(consultation));
    return answerCommand(context, { ...bound, content: texts, actorRole }, { receipt: pathOf(consultation), again });
  }
  const { count } = await services.prisma.consultation.updateMany({
    where: { id, version, summarisedAt: null, closedAt: { not: null }, cancelledAt: null },
    data: { ...texts, version: version + 1 },
  });
  return count === 0 ? changed() : redirect(`${pathOf(consultation)}/oppsummering?lagret=${version + 1}#svar`);
}

export const summaryPage = userPage({
  path: '/horinger/:id/oppsummering',
  access: { can: 'consultation.write', subject: consultationSubject },
  personal: 'none',
  get: look,
  post,
});
