import { statusTag } from '../../case-view.js';
import type { DeadlineChip, Link, StatusTag } from '../../components/models.js';
import { announcedForms } from '../announcement/reading.js';
import { callContext, callText, type CallText } from '../call-text.js';
import { newsLine, type NewsLine } from '../../news/article.js';
import { maySee } from '../../news/own.js';
import { newsOfCall } from '../../news/reading.js';
import { notFound, openPage, view, type PageContext } from '../../page.js';
import { isAnnounced, loadCall, seesOffice, titleOf, unannounced, type LoadedCall } from '../call.js';
import { ownApplications, type OwnApplication } from './own.js';
import { startForms, type StartForm } from './start.js';

export type ShowModel = {
  title: string;
  governor: string;
  status: StatusTag;
  deadline: DeadlineChip | null;
  opensAt: number | null;
  /** Every deadline there has been, the announced one first; the reason is the extension’s. */
  moved: { from: number; to: number; reason: string }[];
  news: NewsLine[];
  /** Where its office writes news of it, once it is announced. */
  writeNews: string | null;
  text: CallText;
  /** The announcement, in both written forms, once it is made. */
  letters: Link[];
  /** Why it was cancelled. */
  cancelled: { at: number; reason: string } | null;
  start: StartForm[];
  /** What the reader’s municipalities have begun or sent in. */
  own: OwnApplication[];
  /** Its steps, while it can still be applied for. */
  howTo: string[] | null;
  /** What there is instead of a start button; null when there is one. */
  instead: { text: string; link: { text: string; href: string } | null } | null;
  office: { management: string; edit: string | null } | null;
};

const isDecided = (state: string): boolean => state === 'decided' || state === 'completed';

/** What may be said of starting when there is no button for it. */
function insteadOf(
  { t, user }: PageContext,
  { call, process: { state } }: LoadedCall,
  forms: readonly StartForm[],
): ShowModel['instead'] {
  if (isDecided(state)) {
    const href = `/offentlig?ar=${call.budgetYear}&statsforvalter=${call.countyGovernorCode}`;
    return { text: t('calls.show.decided'), link: { text: t('calls.show.results'), href } };
  }
  if (state === 'scheduled') return { text: t('calls.show.notOpen'), link: null };
  if (state !== 'open') return { text: t('calls.show.closed'), link: { text: t('calls.show.otherCalls'), href: '/' } };
  if (forms.length > 0) return null;
  if (!user)
    return {
      text: t('calls.show.logInFirst'),
      link: { text: t('calls.logIn'), href: `/logg-inn?til=${encodeURIComponent(`/utlysninger/${call.id}`)}` },
    };
  return { text: t('calls.show.accessFirst'), link: { text: t('calls.show.askAccess'), href: '/tilgang' } };
}

/** Where the municipality itself must approve (D-8), that is a step of its own. */
const howTo = (t: PageContext['t'], { localApproval }: LoadedCall['call']): string[] => [
  ...['how1', 'how2', 'how3'].map((step) => t(`calls.show.${step}`)),
  ...(localApproval === 'none' ? [] : [t(`calls.show.howApproval.${localApproval}`)]),
  t('calls.show.how4'),
];

async function modelOf(context: PageContext, loaded: LoadedCall, office: boolean): Promise<ShowModel> {
  const { call, process } = loaded;
  const { services, t, language, now, user } = context;
  const [more, letters, cancelled, news, start, own] = await Promise.all([
    callContext(services.prisma, call),
    announcedForms(services.prisma, process.id),
    process.state === 'cancelled'
      ? services.prisma.command.findFirst({ where: { processId: process.id, name: 'cancel', status: 'applied' } })
      : null,
    newsOfCall(services.prisma, call.id),
    user ? startForms({ ...context, user }, { call, process }) : [],
    user ? ownApplications({ ...context, user }, { call, process }) : [],
  ]);
  const deadline = call.deadline.getTime();
  const previous = call.deadlines.at(-2)?.deadline.getTime();
  return {
    title: titleOf(context, call),
    governor: call.countyGovernor.name,
    status: statusTag(t, 'call', process.state, office ? 'office' : 'public'),
    deadline: process.state === 'cancelled' || isDecided(process.state) ? null : { at: deadline, now, movedFrom: previous },
    opensAt: process.state === 'scheduled' ? call.opensAt.getTime() : null,
    moved: call.deadlines.slice(1).map((row, i) => ({
      from: call.deadlines[i]!.deadline.getTime(),
      to: row.deadline.getTime(),
      reason: row.reason ?? '',
    })),
    news: news.map((one) => newsLine(language, one)),
    writeNews: maySee(user, call.countyGovernorCode) && !unannounced.includes(process.state)
      ? `/embete/${call.countyGovernorCode}/nyheter/ny?utlysning=${call.id}`
      : null,
    text: callText({ t, language }, call, more),
    letters: letters.map((form) => ({ text: t(`announcement.download.${form}`), href: `/utlysninger/${call.id}/kunngjoring/${form}` })),
    cancelled: cancelled && { at: cancelled.receivedAt.getTime(), reason: (cancelled.content as { reason?: string }).reason ?? '' },
    start,
    own,
    howTo: ['new', 'draft', 'awaitingApproval', 'scheduled', 'open'].includes(process.state) ? howTo(t, call) : null,
    instead: office ? null : insteadOf(context, loaded, start),
    office: office
      ? { management: `/utlysninger/${call.id}/styring`, edit: ['new', 'draft'].includes(process.state) ? `/utlysninger/${call.id}/rediger` : null }
      : null,
  }; // prettier-ignore
}

async function show(context: PageContext) {
  const { services, params, user } = context;
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return notFound;
  const office = seesOffice(user, loaded.process);
  if (!office && !(await isAnnounced(services.prisma, loaded.process.id))) return notFound;
  const model = await modelOf(context, loaded, office);
  return view('calls/show/show', model.title, model);
}

export const showPage = openPage({ path: '/utlysninger/:id', access: { public: true }, get: show });
