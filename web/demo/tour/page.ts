import { parseKroner } from '../../../domain/money.js';
import { errorOf, type ErrorSummary, type Fault, type FieldText } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { homeOf } from '../../layout/layout.js';
import { notFound, openPage, redirect, view, type Answer, type Page, type PageContext } from '../../page.js';
import type { TourTask } from '../../services.js';

export type TaskView = {
  key: TourTask['key'];
  number: number;
  title: string;
  done: boolean;
  /** The first that is not done: open. */
  next: boolean;
  who: string;
  steps: string[];
  /** The address where it begins; for someone else’s task the door to log in by. */
  start: { href: string; text: string } | null;
  /** Someone else is logged in: log out first. */
  switch: string | null;
  /** Only on the task of reading. */
  question: FieldText | null;
};
export type TourModel = {
  errors: ErrorSummary;
  csrf: string;
  tasks: TaskView[];
  doneCount: number;
  total: number;
  sum: string;
  allDone: boolean;
  /** Someone is logged in: to be another, one logs out first. */
  loggedInAs: string | null;
  right: boolean;
};

/** How many steps each task is told in; the words are locales/…/demo.json. */
const stepsOf: Readonly<Record<TourTask['key'], number>> = {
  ask: 4,
  letIn: 2,
  approveCall: 3,
  read: 2,
  apply: 3,
  approveLocally: 4,
  turnClock: 4,
};

function startOf({ user, t }: PageContext, { key, who }: TourTask): TaskView['start'] {
  if (key === 'read') return { href: '/offentlig', text: t('demo.tour.openPublic') };
  if (!who) return null;
  if (user?.name === who.name) {
    const href = key === 'turnClock' ? '/tid' : homeOf(user);
    return { href, text: t(`demo.tour.${key === 'turnClock' ? 'openClock' : 'goOn'}`) };
  }
  if (user) return null;
  return { href: `/logg-inn/${who.door}?til=${encodeURIComponent('/prov')}`, text: t('demo.tour.logIn', { name: who.name }) }; // prettier-ignore
}

async function draw(context: PageContext, faults: Fault[] = []): Promise<Answer> {
  const { t, services, user, body, query } = context;
  const tasks = await services.demo!.tour.tasks();
  const next = tasks.find(({ done }) => !done)?.key;
  const doneCount = tasks.filter(({ done }) => done).length;
  const model: TourModel = {
    errors: { faults },
    csrf: csrfOnly(context),
    tasks: tasks.map((task, i) => ({
      key: task.key,
      number: i + 1,
      title: t(`demo.tour.task.${task.key}.title`),
      done: task.done,
      next: task.key === next,
      who: task.who ? t('demo.tour.who', { name: task.who.name }) : t('demo.tour.nobody'),
      steps: Array.from({ length: stepsOf[task.key] }, (_none, n) => t(`demo.tour.task.${task.key}.step${n + 1}`)),
      start: task.done ? null : startOf(context, task),
      switch:
        !task.done && task.who && context.user && context.user.name !== task.who.name
          ? t('demo.tour.switch', { name: task.who.name })
          : null,
      question:
        task.key === 'read' && !task.done
          ? {
              id: 'answer',
              name: 'answer',
              label: t('demo.tour.answer'),
              value: body['answer'] ?? '',
              suffix: 'kr',
              inputmode: 'numeric',
              size: 12,
              error: errorOf(faults, 'answer'),
            }
          : null,
    })),
    doneCount,
    total: tasks.length,
    sum: t('demo.tour.sum', { count: doneCount, total: tasks.length }),
    allDone: doneCount === tasks.length,
    loggedInAs: user?.name ?? null,
    right: query.has('riktig'),
  };
  return view('demo/tour/tour', t('demo.tour.title'), model, faults.length > 0 ? 422 : 200);
}

async function post(context: PageContext): Promise<Answer> {
  const { services, body, t } = context;
  const fault = (key: string) => draw(context, [{ fieldId: 'answer', text: t(`demo.tour.fault.${key}`) }]);
  const given = parseKroner(body['answer'] ?? '');
  if (!given.ok || given.value === undefined) return fault('amount');
  if (!(await services.demo!.tour.answer(given.value))) return fault('wrong');
  return redirect('/prov?riktig=1');
}

/** «Prøv selv»: seven tasks in different roles, each checked by what the product has recorded. */
export const tourPage: Page = openPage({
  path: '/prov',
  access: { demo: true },
  get: (context) => (context.services.demo ? draw(context) : Promise.resolve(notFound)),
  post,
});
