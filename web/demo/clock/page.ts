import { addDays, eightOClock, instantAt, localDate } from '../../../domain/calendar/index.js';
import type { Kind } from '../../../domain/lifecycle.js';
import { errorOf, type ErrorSummary, type Fault, type FieldDate } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { notFound, openPage, redirect, view, type Answer, type Page, type PageContext } from '../../page.js';
import type { JumpState } from '../../services.js';
import { namesOfProcesses } from './named.js';

export type ClockModel = {
  errors: ErrorSummary;
  csrf: string;
  shown: number;
  turning: { target: number; now: number; instants: number; done: number; total: number } | null;
  stopped: { target: number; why: string[] } | null;
  arrived: boolean;
  nextDue: number | null;
  date: FieldDate;
  /** A deadline is shown as its last minute. */
  next: { at: number; deadline: boolean; what: string; kind: string; name: string; href: string | null }[];
};

const day = 86_400_000;
const furthest = 10 * 366 * day;

/** "before-14" in words. */
function stepText({ t }: PageContext, name: string): string {
  const [, word = name, n] = /^(.*?)(?:-(\d+))?$/.exec(name) ?? [];
  return n === '0' ? t('common.step.onTheDay') : t(`common.step.${word}`, { n, count: Number(n ?? 0) });
}

async function draw(context: PageContext, faults: Fault[] = []): Promise<Answer> {
  const { t, services, now, body, query, res } = context;
  const machine = services.demo!.timeMachine;
  const state: JumpState = machine.state();
  if (state.kind === 'turning') res.set('Refresh', `1; url=/tid?skrudd=${state.instants}-${Date.now()}`); // another address each time: with a fragment the same one would not reload
  const duties = await services.prisma.duty.findMany({
    where: { status: 'planned', process: { final: false } },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
    take: 12,
    include: { process: { select: { id: true, kind: true, subjectId: true } } },
  });
  const named = await namesOfProcesses(context, duties.map(({ process }) => process)); // prettier-ignore
  const model: ClockModel = {
    errors: { faults },
    csrf: csrfOnly(context),
    shown: now,
    turning:
      state.kind === 'turning'
        ? {
            target: state.target,
            now: state.now,
            instants: state.instants,
            done: Math.round((state.now - state.from) / 60_000),
            total: Math.round((state.target - state.from) / 60_000),
          }
        : null,
    stopped: state.kind === 'stopped' ? { target: state.target, why: state.why } : null,
    arrived: state.kind === 'still' && query.has('skrudd'),
    nextDue: await machine.nextDue(),
    date: {
      id: 'date',
      name: 'date',
      label: t('demo.clock.date'),
      value: body['date'] ?? '',
      error: errorOf(faults, 'date'),
      min: addDays(localDate(now), 1),
    },
    next: duties.map((duty) => ({
      at: duty.dueAt.getTime(),
      deadline: duty.type === 'deadline' && duty.name !== 'open',
      what: stepText(context, duty.name),
      kind: t(`demo.kind.${duty.process.kind as Kind}`),
      ...named(duty.process.id),
    })),
  };
  return view('demo/clock/clock', t('demo.clock.title'), model, faults.length > 0 ? 422 : 200);
}

/** The instant a button or date asks for; a date means 08.00, when reminders go out. */
async function targetOf({ body, services, now }: PageContext): Promise<number | null> {
  switch (body['step']) {
    case 'day':
      return now + day;
    case 'week':
      return now + 7 * day;
    case 'next':
      return services.demo!.timeMachine.nextDue();
    default: {
      const date = body['date'] ?? '';
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) return null;
      const morning = eightOClock(date);
      return morning > now ? morning : instantAt(addDays(date, 1), '00:00');
    }
  }
}

async function post(context: PageContext): Promise<Answer> {
  const { services, now, t } = context;
  const fault = (text: string) => draw(context, [{ fieldId: 'date', text }]);
  const target = await targetOf(context);
  if (target === null) return fault(t('demo.clock.fault.date'));
  if (target <= now) return fault(t('demo.clock.fault.past'));
  if (target - now > furthest) return fault(t('demo.clock.fault.far'));
  const started = await services.demo!.timeMachine.turnTo(target);
  if (!started.started) return fault(t('demo.clock.fault.failing', { why: started.why.join('; ') }));
  return redirect('/tid?skrudd=1');
}

/** «Skru klokka fram»: the demo’s clock (DESIGN section 4). */
export const clockPage: Page = openPage({
  path: '/tid',
  access: { demo: true },
  get: (context) => (context.services.demo ? draw(context) : Promise.resolve(notFound)),
  post,
});
