import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anApplication, aPerson } from '../testing/builders.js';
import { testWeb, type TestWeb } from '../testing/web.js';
import { timeline, whereNow, type Viewer } from './case-view.js';
import type { ProcessTimeline, WhereNow } from './components/models.js';
import { userPage, type Page } from './page.js';

const look: Page = userPage({
  path: '/sett/:id',
  access: { loggedIn: true },
  get: async (context) => {
    const process = await context.services.prisma.process.findUniqueOrThrow({
      where: { id: `grant/${context.params['id']}` },
    });
    const viewer = context.query.get('fra') as Viewer;
    return {
      kind: 'json',
      body: {
        now: await whereNow(context, process, { viewer, yours: context.query.has('deg') }),
        line: await timeline(context, process, viewer),
      },
    };
  },
});

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages: [look] });
}, 60_000);
afterAll(() => web.close());

test('who can do it is told «deg», but nobody is told so of what others must do', async () => {
  const agent = await web.as(await aPerson(web.prisma));
  for (const [state, words] of [
    ['underAssessment', 'Venter på deg'],
    ['informationRequested', 'Venter på kommunen'],
  ] as const) {
    const { id } = await anApplication(web.prisma, { state });
    const { now } = (await agent.get(`/sett/${id}?fra=office&deg=1`)).body as { now: WhereNow };
    expect(now.waitsFor).toBe(words);
  }
});

const seen = async (state: string, viewer: Viewer, final = false) => {
  const { id, processId } = await anApplication(web.prisma, { state });
  if (final) await web.prisma.process.update({ where: { id: processId }, data: { final } });
  const agent = await web.as(await aPerson(web.prisma));
  const { now, line } = (await agent.get(`/sett/${id}?fra=${viewer}`)).body as { now: WhereNow; line: ProcessTimeline };
  return { now, line: line.steps.map((step) => `${{ done: '●', now: '◉', later: '○' }[step.phase]} ${step.label}`) };
};

test('the municipality does not see the recommendation before the letter', async () => {
  const inside = await seen('recommended', 'office');
  expect([inside.now.status.text, inside.now.waitsFor]).toEqual(['Innstilt', 'Venter på godkjenner']);
  expect(inside.line).toEqual(['● Utkast', '● Sendt inn', '● Vurdering', '◉ Innstilling: Innstilt', '○ Svar']);
  const outside = await seen('recommended', 'municipality');
  expect([outside.now.status.text, outside.now.waitsFor]).toEqual(['Til vurdering', 'Venter på Statsforvalteren']);
  expect(outside.line).toEqual(['● Utkast', '● Sendt inn', '◉ Vurdering: Til vurdering', '○ Svar']);
});

test('who is waited for is said from one’s own side', async () => {
  expect((await seen('informationRequested', 'municipality')).now.waitsFor).toBe('Venter på dere');
  expect((await seen('informationRequested', 'office')).now.waitsFor).toBe('Venter på kommunen');
});

test('where the clock is waited for, it is said what for', async () => {
  expect((await seen('submitted', 'office')).now.waitsFor).toBe('Venter på at fristen går ut');
  expect((await seen('submitted', 'municipality')).now.waitsFor).toBe(
    'Statsforvalteren behandler søknaden etter fristen',
  );
});

test('an ended case has nothing left to do', async () => {
  const { now, line } = await seen('withdrawn', 'municipality', true);
  expect([now.action, now.calm, now.deadline]).toEqual([null, 'Du trenger ikke gjøre noe nå.', null]);
  expect(line.at(-1)).toBe('● Svar: Trukket');
});

test('when each phase was reached and the next reminder come from the rows', async () => {
  const { id, processId } = await anApplication(web.prisma, { state: 'submitted' });
  const event = { processId, actorRole: 'applicant', result: {}, doneAt: new Date() };
  const at = [new Date('2027-01-10T10:00:00Z'), new Date('2027-02-10T10:00:00Z')] as const;
  await web.prisma.event.createMany({
    data: [
      { ...event, seq: 1, cause: `${id}-1`, name: 'create', fromState: 'new', toState: 'draft', at: at[0] },
      { ...event, seq: 2, cause: `${id}-2`, name: 'submit', fromState: 'draft', toState: 'submitted', at: at[1] },
    ],
  });
  const duty = { processId, ladder: 'registration', status: 'planned' };
  await web.prisma.duty.createMany({
    data: [
      { ...duty, key: `${id}/a`, name: 'before-3', type: 'reminder', dueAt: new Date('2027-03-01T07:00:00Z') },
      { ...duty, key: `${id}/b`, name: 'before-1', type: 'reminder', dueAt: new Date('2027-02-20T07:00:00Z') },
      { ...duty, key: `${id}/c`, name: 'deadline', type: 'deadline', dueAt: new Date('2027-03-04T23:00:00Z') },
    ],
  });
  const agent = await web.as(await aPerson(web.prisma));
  const { now, line } = (await agent.get(`/sett/${id}?fra=municipality`)).body as {
    now: WhereNow;
    line: ProcessTimeline;
  };
  expect(line.steps[1]!.at).toBe(at[1].getTime());
  expect(line.nextReminder).toBe(Date.parse('2027-02-20T07:00:00Z'));
  expect(now.deadline?.at).toBe(Date.parse('2027-03-04T23:00:00Z'));
});

const told = async (state: string, path: [name: string, from: string, to: string, at: string][]) => {
  const { id, processId } = await anApplication(web.prisma, { state });
  await web.prisma.event.createMany({
    data: path.map(([name, fromState, toState, day], i) => {
      const at = new Date(`${day}T10:00:00Z`);
      return { processId, seq: i + 1, cause: `${id}/${i}`, name, fromState, toState, actorRole: 'system', at, doneAt: at, result: {} }; // prettier-ignore
    }),
  });
  const agent = await web.as(await aPerson(web.prisma));
  const { line } = (await agent.get(`/sett/${id}?fra=municipality`)).body as { line: ProcessTimeline };
  return line.steps.map(({ label, phase, at }) => [label, phase, at && new Date(at).toISOString().slice(0, 10)]);
};

test('a late one that is dismissed was written and came in, and was never assessed', async () => {
  expect(
    await told('dismissed', [
      ['create', 'new', 'draft', '2027-03-01'],
      ['due:deadline', 'draft', 'lapsed', '2027-03-31'],
      ['submitLate', 'lapsed', 'late', '2027-04-01'],
      ['decideLate', 'late', 'dismissed', '2027-04-05'],
    ]),
  ).toEqual([
    ['Utkast', 'done', '2027-03-01'],
    ['Sendt inn', 'done', '2027-04-01'],
    ['Svar: Avvist', 'now', '2027-04-05'],
  ]);
});

test('one that is corrected after it was sent in says when it was begun and when it came in anew', async () => {
  const first: Parameters<typeof told>[1] = [
    ['create', 'new', 'draft', '2026-12-01'],
    ['submit', 'draft', 'submitted', '2026-12-07'],
    ['reopen', 'submitted', 'draft', '2027-04-21'],
  ];
  expect((await told('submitted', [...first, ['submit', 'draft', 'submitted', '2027-04-22']])).slice(0, 2)).toEqual([
    ['Utkast', 'done', '2026-12-01'],
    ['Sendt inn', 'now', '2027-04-22'],
  ]);
  const stands = await told('registered', [...first, ['due:deadline', 'draft', 'registered', '2027-04-30']]);
  expect(stands[1]![2]).toBe('2026-12-07');
});
