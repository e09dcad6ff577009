/** `/horinger/:id/rediger`: the draft, saved as often as one likes, until it is sent out. */
import type { Fault } from '../../components/models.js';
import { receiptOf, tokens } from '../../forms.js';
import { redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { consultationSubject, isDraft, loadHere, officeList, pathOf, titleOf, type Loaded } from '../consultation.js';
import { draw, type Drawn } from './draw.js';
import { readChoices } from './office.js';
import { parse } from './parse.js';
import { ChangedMeanwhile, saveDraft } from './save.js';
import { changedQuestions, postedValues, withoutBlanks, valuesOf } from './values.js';

type Shown = Pick<Drawn, 'values' | 'faults' | 'saved'> & { version: number };

async function form(context: UserContext, { consultation, process }: Loaded, { version, ...shown }: Shown) {
  const { t } = context;
  const { code, name } = consultation.countyGovernor;
  return draw(context, {
    ...shown,
    choices: await readChoices(context, code),
    breadcrumbs: [
      { text: name, href: `/embete/${code}` },
      { text: t('consultations.office.title'), href: officeList(code) },
    ],
    heading: t('consultations.edit.heading', { title: titleOf(context, consultation) }),
    receipt: shown.faults?.length ? null : await receiptOf(context, process.id),
    action: `${pathOf(consultation)}/rediger`,
    tokens: tokens(context, process.id, 'sendOut'),
    hidden: [{ name: 'version', value: String(version) }],
  });
}

async function look(context: UserContext): Promise<Answer> {
  const loaded = await loadHere(context);
  const { consultation } = loaded;
  if (!isDraft(loaded)) return redirect(pathOf(consultation));
  const { version } = consultation;
  const saved = context.query.get('lagret') === String(version) ? context.t('consultations.edit.saved') : null;
  return form(context, loaded, { values: valuesOf(consultation), version, saved });
}

async function save(context: UserContext): Promise<Answer> {
  const { services, body, t, now } = context;
  const loaded = await loadHere(context);
  const { consultation } = loaded;
  const posted = postedValues(context);
  const version = Number.parseInt(body['version'] ?? '', 10) || 0;
  const again = (faults: Fault[], values = posted, from = version) =>
    form(context, loaded, { values, version: from, faults });
  const changed = changedQuestions(posted, body['action']);
  if (changed) return again([], changed);
  const choices = await readChoices(context, consultation.countyGovernor.code);
  const counties = choices.counties.map(({ value }) => value);
  // The call it already belongs to may have gone further since.
  const callIds = [...choices.calls.map(({ value }) => value), ...(consultation.callId ? [consultation.callId] : [])];
  const review = body['action'] === 'review';
  const { content, faults } = parse(posted, { t, counties, callIds, whole: review, now });
  if (!content) return again(faults, withoutBlanks(posted));
  try {
    await services.prisma.$transaction((tx) => saveDraft(tx, consultation.id, version, content));
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    const newest = await loadHere(context);
    const fault = isDraft(newest) ? 'changedMeanwhile' : 'noLongerDraft';
    return again([{ fieldId: 'svar', text: t(`consultations.fault.${fault}`) }], posted, newest.consultation.version);
  }
  return redirect(`${pathOf(consultation)}/${review ? 'send' : `rediger?lagret=${version + 1}#svar`}`);
}

export const editPage = userPage({
  path: '/horinger/:id/rediger',
  access: { can: 'consultation.write', subject: consultationSubject },
  personal: 'none',
  get: look,
  post: save,
});
