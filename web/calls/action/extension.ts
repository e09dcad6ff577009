/** What an extension of the deadline (K5) does to whom, told before it is decided. */
import { deadlineAtEndOf, formatInstant } from '../../../domain/calendar/index.js';
import { dayOff } from '../../../domain/call/warnings.js';
import { ladders } from '../../../domain/ladder.js';
import { usersAndContacts } from '../../../prisma/municipality-users.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { UserContext } from '../../page.js';
import type { CallRow } from '../call.js';
import { readDate } from '../edit/parse.js';
import { warningText } from '../edit/warnings.js';

export type ToldRow = { municipality: string; applications: string; told: string };
export type MovedRow = { what: string; now: string; then: string };
export type Extension = { told: ToldRow[]; moved: MovedRow[] };

const unsent: readonly string[] = ['draft', 'lapsed'];

/** `newDeadline` as it was typed; what it moves to is told when it is a day. */
export async function extensionOf(context: UserContext, call: CallRow, newDeadline: string): Promise<Extension> {
  const grants = await context.services.prisma.process.findMany({
    where: { parentId: processIdOf('call', call.id), kind: 'grant', final: false },
    select: { subjectId: true, state: true, municipalityCode: true },
  });
  const drafts = grants.filter(({ state }) => unsent.includes(state)).length;
  return { told: await toldRows(context, grants), moved: movedRows(context, call, { drafts, newDeadline }) };
}

type Grant = { subjectId: string; state: string; municipalityCode: string | null };

/** Everyone with an application that has not ended: each is told once for each. */
async function toldRows({ services, t, now }: UserContext, grants: readonly Grant[]): Promise<ToldRow[]> {
  const { prisma } = services;
  const codes = [...new Set(grants.flatMap(({ municipalityCode }) => municipalityCode ?? []))];
  const [municipalities, applications] = await Promise.all([
    prisma.municipality.findMany({ where: { code: { in: codes } }, orderBy: { name: 'asc' } }),
    prisma.application.findMany({
      where: { id: { in: grants.map(({ subjectId }) => subjectId) } },
      select: { id: true, contactId: true, municipalityCode: true },
    }),
  ]);
  return Promise.all(
    municipalities.map(async ({ code, name, postReceptionEmail }) => {
      const own = grants.filter(({ municipalityCode }) => municipalityCode === code);
      const contacts = applications.filter((one) => one.municipalityCode === code).flatMap(({ contactId }) => contactId ?? []); // prettier-ignore
      const people = await usersAndContacts(prisma, { municipalityCode: code, contactIds: contacts, at: new Date(now) });
      const of = (key: string, states: (state: string) => boolean): string[] => {
        const count = own.filter(({ state }) => states(state)).length;
        return count > 0 ? [t(`announcement.extension.${key}`, { count })] : [];
      };
      return {
        municipality: name,
        applications: [
          ...of('draft', (state) => state === 'draft'),
          ...of('lapsed', (state) => state === 'lapsed'),
          ...of('sent', (state) => !unsent.includes(state)),
        ].join(', '),
        told:
          people.length > 0 ? t('announcement.extension.people', { count: people.length }) : postReceptionEmail,
      };
    }),
  ); // prettier-ignore
}

type Moving = { drafts: number; newDeadline: string };

/** The steps of the two ladders that hang on the deadline, as they stand and as they will: planned by the rules that will plan them. */
function movedRows({ t, now }: UserContext, call: CallRow, { drafts, newDeadline }: Moving): MovedRow[] {
  const date = readDate(newDeadline);
  const due = date ? deadlineAtEndOf(date) : undefined;
  const plan = (kind: 'call' | 'grant', until: number) =>
    ladders[kind]['deadline']!.plan({ at: now, due: until, days: call.reminderDays });
  const shown = (at: number | undefined): string => {
    if (at === undefined) return '–';
    return at <= now ? t('announcement.extension.past', { at: formatInstant(at) }) : formatInstant(at);
  };
  const rows = (kind: 'call' | 'grant', what: (name: string) => string): MovedRow[] => {
    const after = due === undefined ? [] : plan(kind, due);
    return plan(kind, call.deadline.getTime())
      .filter(({ type }) => type === 'reminder')
      .map(({ name, due: at }) => ({
        what: what(name),
        now: shown(at),
        then: shown(after.find((step) => step.name === name)?.due),
      }));
  };
  return [
    ...(drafts > 0
      ? rows('grant', (name) =>
          t('calls.duty.draftReminder', {
            count: drafts,
            days: t('calls.duty.days', { count: Number(/\d+$/.exec(name)?.[0] ?? 0) }),
          }),
        )
      : []),
    ...rows('call', (name) => t(`calls.duty.deadline.${name}`)),
  ];
}

/** What to say of a last day that is no working day; null of one that is. */
export function dayOffText(context: UserContext, text: string): string | null {
  const date = readDate(text);
  const warnings = date ? dayOff(date, { field: 'deadline' }) : [];
  return warnings.length > 0 ? warnings.map((warning) => warningText(context, warning)).join(' ') : null;
}
