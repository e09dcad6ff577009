/** What follows from a command on a call, told before it is given. */
import { formatDate, formatInstant, formatLongDeadline, localDate } from '../../../domain/calendar/index.js';
import { formatKroner } from '../../../domain/money.js';
import type { PageContext } from '../../page.js';
import { readBoard, sumsOf } from '../allocation/board.js';
import { unannounced, type LoadedCall } from '../call.js';
import type { CallCommand } from './actions.js';

type Grants = Record<string, number>;

async function grantsByState({ services }: PageContext, processId: string): Promise<Grants> {
  const groups = await services.prisma.process.groupBy({
    by: ['state'],
    where: { parentId: processId, kind: 'grant', final: false },
    _count: true,
  });
  return Object.fromEntries(groups.map((group) => [group.state, group._count]));
}

const count = (grants: Grants, states?: readonly string[]): number =>
  Object.entries(grants).reduce((sum, [state, n]) => (states && !states.includes(state) ? sum : sum + n), 0);

const sentIn = ['submitted', 'registered', 'underAssessment', 'informationRequested', 'recommended'];

/** Sentences; figures are those of now. */
export async function consequencesOf(
  context: PageContext,
  command: CallCommand,
  loaded: LoadedCall,
): Promise<string[]> {
  const { services, t, language, now } = context;
  const { prisma } = services;
  const { call, process } = loaded;
  const say = (key: string, params: Record<string, unknown> = {}): string => t(`calls.consequence.${key}`, params);
  const grants = await grantsByState(context, process.id);
  switch (command) {
    case 'approve': {
      const municipalities = await prisma.municipality.count({
        where: { countyCode: { in: call.countyCodes }, validTo: null },
      });
      const passed = call.opensAt.getTime() <= now;
      return [
        say(passed ? 'approve.opensNow' : 'approve.opens', {
          at: formatInstant(call.opensAt.getTime()),
          count: municipalities,
        }),
        say('approve.deadline', { at: formatLongDeadline(call.deadline.getTime(), language) }),
        say('approve.public'),
      ];
    }
    case 'sendBack':
      return [say('sendBack')];
    case 'extendDeadline':
      return [
        say('extend.now', { at: formatLongDeadline(call.deadline.getTime(), language) }),
        say('extend.reminders'),
        ...(count(grants, ['lapsed']) > 0 ? [say('extend.lapsed', { count: count(grants, ['lapsed']) })] : []),
        ...(count(grants, sentIn) > 0 ? [say('extend.sent', { count: count(grants, sentIn) })] : []),
        ...(count(grants, ['late']) > 0 ? [say('extend.late', { count: count(grants, ['late']) })] : []),
        ...(count(grants, ['dismissed']) > 0 ? [say('extend.dismissed', { count: count(grants, ['dismissed']) })] : []),
        say('extend.office'),
        say('extend.public'),
      ];
    case 'startAssessment': {
      return [
        say('startAssessment.applications', {
          count: count(grants, ['registered', 'underAssessment', 'informationRequested', 'recommended']),
        }),
        say('startAssessment.answer', { at: formatDate(localDate(call.expectedDecisionOn.getTime())) }),
        say('startAssessment.reply'),
      ];
    }
    case 'allocate': {
      const rows = await readBoard(prisma, call);
      const sums = sumsOf(rows, call.frame);
      return [
        say('allocate.outcome', { done: sums.withOutcome, count: sums.total }),
        sums.over > 0
          ? say('allocate.over', { amount: formatKroner(sums.over) })
          : say('allocate.within', {
              given: formatKroner(sums.given),
              frame: formatKroner(sums.frame),
              left: formatKroner(sums.left),
            }),
        say('allocate.next'),
      ];
    }
    case 'sendAllocationBack':
      return [say('sendAllocationBack')];
    case 'complete':
      return [say('complete.final'), ...(count(grants) > 0 ? [say('complete.open', { count: count(grants) })] : [])];
    case 'cancel':
      return [
        unannounced.includes(process.state) ? say('cancel.unannounced') : say('cancel.told', { count: count(grants) }),
        say('cancel.final'),
      ];
  }
}
