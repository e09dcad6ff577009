/** Who wrote what in a draft, how it was before, and the way back to it. */
import { fieldKeys, type FieldKey } from '../../../domain/application/fields.js';
import type { Crumb } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { shownCase } from '../../log/shown.js';
import { notFound, redirect, userPage, view, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { answerLines, loadNames, type AnswerText } from '../answers.js';
import { applicationSubject, loadCase, type Case } from '../case.js';
import { contentOf, type DraftContent } from '../draft.js';
import { saveDraft } from '../save.js';
import { addressOf, crumbsOf, readOnlyText, titleOf } from '../step-head.js';
import { contentBefore, differing } from './reading.js';

type Entry = { at: number; who: string; fields: string; href: string; current: boolean };
/** `chosen`: this change is what is looked at; what others have changed since is not fetched back unless it is ticked. */
type Difference = { id: string; field: FieldKey; label: string; then: AnswerText; now: AnswerText; chosen: boolean };
export type HistoryModel = {
  breadcrumbs: Crumb[];
  title: string;
  restored: boolean;
  entries: Entry[];
  /** Of the version that is looked at. */
  compared: { heading: string; differences: Difference[]; version: number; csrf: string; action: string; writable: boolean } | null;
}; // prettier-ignore

async function changesOf({ services, t }: UserContext, { row }: Case) {
  const changes = await services.prisma.draftChange.findMany({
    where: { applicationId: row.id },
    orderBy: { version: 'desc' },
  });
  const people = await services.prisma.person.findMany({
    where: { id: { in: [...new Set(changes.flatMap(({ actorId }) => actorId ?? []))] } },
    select: { id: true, firstName: true, lastName: true },
  });
  const nameOf = (id: string | null) => {
    if (id === null) return t('applications.history.deadline');
    const person = people.find((one) => one.id === id);
    return person ? fullName(person) : '';
  };
  return { changes, nameOf };
}

const versionOf = (text: string | null | undefined): number | null =>
  text && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;

/** The names of both versions: partners and people may differ. */
async function differencesOf(
  context: UserContext,
  found: Case,
  { then, made }: { then: DraftContent; made: readonly string[] },
): Promise<Difference[]> {
  const { t } = context;
  const now = contentOf(found.row);
  const names = await loadNames(context, found.row, then);
  const lines = (content: DraftContent, field: FieldKey) => answerLines({ t, names, content, firstYear: found.row.firstYear }, field); // prettier-ignore
  return differing(then, now).map((field) => ({
    id: `felt-${field}`,
    field,
    label: t(`applications.field.${field}`),
    then: { label: t('applications.history.then'), lines: lines(then, field) },
    now: { label: t('applications.history.now'), lines: lines(now, field) },
    chosen: made.includes(field),
  }));
}

export const historyPage = userPage({
  path: '/soknader/:id/historikk',
  access: { can: 'application.read', subject: applicationSubject },
  personal: shownCase('application.read'),

  async get(context) {
    const { services, params, query, t } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return notFound;
    const { row } = found;
    const base = `${addressOf(row.id)}/historikk`;
    const { changes, nameOf } = await changesOf(context, found);
    const version = versionOf(query.get('for'));
    const chosen = version === null ? undefined : changes.find((change) => change.version === version);
    const versions = [...new Set(changes.map((change) => change.version))];
    const model: HistoryModel = {
      breadcrumbs: crumbsOf(t, found),
      title: titleOf(t, row),
      restored: query.has('hentet'),
      entries: versions.map((one) => {
        const made = changes.filter((change) => change.version === one);
        return {
          at: Math.max(...made.map(({ at }) => at.getTime())),
          who: nameOf(made[0]!.actorId),
          fields: made.map(({ field }) => t(`applications.field.${field}`)).join(', '),
          href: `${base}?for=${one}#for`,
          current: one === version,
        };
      }),
      compared: chosen
        ? {
            heading: t('applications.history.before', { who: nameOf(chosen.actorId) }),
            differences: await differencesOf(context, found, {
              then: contentBefore(contentOf(row), changes, chosen.version),
              made: changes
                .filter(({ version, actorId }) => version === chosen.version && actorId === chosen.actorId)
                .map(({ field }) => field),
            }),
            version: chosen.version,
            csrf: csrfOnly(context),
            action: `${base}#svar`,
            writable: readOnlyText(context, found) === undefined,
          }
        : null,
    };
    return view('applications/history/history', t('applications.history.heading'), model);
  },

  /** Fetches the chosen fields as they were; what they are now is in the history, too. */
  async post(context) {
    const { services, params, body, lists, user, now } = context;
    const found = await loadCase(services, params['id']!);
    const version = versionOf(body['for']);
    if (!found) return notFound;
    const base = `${addressOf(found.row.id)}/historikk`;
    if (version === null) return redirect(base);
    if (readOnlyText(context, found) !== undefined) return redirect(addressOf(found.row.id));
    const { changes } = await changesOf(context, found);
    const chosen = fieldKeys.filter((key) => lists['fields']?.includes(key));
    await saveDraft(services.prisma, {
      applicationId: found.row.id,
      at: new Date(now),
      actorId: user.id,
      changes(current) {
        const then = contentBefore(current, changes, version);
        const back = differing(then, current).filter((key) => chosen.includes(key));
        return Object.fromEntries(back.map((key) => [key, then[key]]));
      },
    });
    return redirect(`${base}?hentet#svar`);
  },
});
