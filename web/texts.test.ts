import { costKinds } from '../domain/budget.js';
import { refusals } from '../domain/errors.js';
import { ladders } from '../domain/ladder.js';
import { lifecycles } from '../domain/lifecycles.js';
import { letterKinds } from '../domain/notices.js';
import { governorRoles, municipalRoles, nationalRoles } from '../domain/roles.js';
import { sectors } from '../domain/sectors.js';
import { createTexts, wordsOf } from '../locales/texts.js';

type Words = ReturnType<typeof wordsOf>;
const keysOf = (words: Words, prefix = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );

const [nb, nn] = [keysOf(wordsOf('nb')), keysOf(wordsOf('nn'))];

test('both written forms have the same texts', () => {
  expect(nb.filter((key) => !nn.includes(key))).toEqual([]);
  expect(nn.filter((key) => !nb.includes(key))).toEqual([]);
});

test('a state is what something is, never what a button does: «Sendt inn», not «Send inn»', () => {
  for (const form of ['nb', 'nn'] as const) {
    const { state, phase } = wordsOf(form)['common'] as { state: Words; phase: Words };
    const named = [state, phase].flatMap((words) => Object.values(words).flatMap((one) => Object.values(one as Record<string, string>))); // prettier-ignore
    expect(named.filter((word) => /\b(send|avslutt|godkjenn|trekk|opne|åpne|lukk)\b/i.test(word))).toEqual([]);
  }
});

test('every state, phase, command, refusal, role, sector and kind of cost has its word', () => {
  const states = Object.values(lifecycles).flatMap(({ kind, states: all }) =>
    all.map((state) => `common.state.${kind}.${state}`),
  );
  const phases = Object.values(lifecycles).flatMap(({ kind, phases: all }) =>
    all.map(({ phase }) => `common.phase.${kind}.${phase}`),
  );
  const commands = Object.values(lifecycles).flatMap(({ kind, transitions }) =>
    transitions
      .filter(({ on }) => !on.startsWith('due:'))
      .flatMap(({ on, who }) => [
        `common.done.${kind}.${on}`,
        ...(who.every((role) => role === 'system') ? [] : [`common.button.${kind}.${on}`]),
      ]),
  );
  const tasks = Object.values(lifecycles).flatMap(({ transitions }) =>
    transitions.flatMap((one) => (one.tasks ?? []).map(({ task }) => `common.task.${task}`)),
  );
  const kinds = Object.keys(lifecycles).flatMap((kind) => [`log.kind.${kind}`, `demo.kind.${kind}`]);
  const others = [
    ...kinds,
    ...Object.keys(refusals).map((code) => `common.refusal.${code}`),
    ...[...municipalRoles, ...governorRoles, ...nationalRoles].map((role) => `common.role.${role}`),
    ...sectors.map((sector) => `common.sector.${sector}`),
    ...costKinds.map((kind) => `common.costKind.${kind}`),
  ];
  expect([...states, ...phases, ...commands, ...tasks, ...others].filter((key) => !nb.includes(key))).toEqual([]);
});

test('every planned step, e-mail of a round and letter has its word', () => {
  const someFacts = { at: 0, due: 86_400_000 * 100, days: [14, 1] };
  const steps = Object.values(ladders)
    .flatMap((kind) => Object.values(kind))
    .flatMap((ladder) => ladder.plan(someFacts).map(({ name }) => name));
  const stepWords = steps.map((name) => {
    const [, word = name, n] = /^(.*?)(?:-(\d+))?$/.exec(name) ?? [];
    return `common.step.${n === '0' ? 'onTheDay' : word === 'before' ? 'before_other' : word}`;
  });
  const ofRound = [lifecycles.call, lifecycles.grant].flatMap(({ kind, transitions }) => [
    ...transitions,
    ...Object.values(ladders[kind]).flatMap((ladder) => ladder.plan(someFacts).map(({ name }) => ladder.notices(name))),
  ]);
  const emails = ['E14copy', 'E37', ...ofRound.flatMap((from) => from.emails ?? []).map((order) => order.email)];
  const events = lifecycles.grant.transitions.map(({ on }) => on).filter((on) => on.startsWith('due:'));
  const keys = [
    ...stepWords,
    ...emails.map((kind) => `calls.email.${kind}`),
    ...events.map((on) => `cases.event.${on.replace('due:', '')}`),
    // The announcement is read with its call.
    ...letterKinds
      .filter((kind) => kind !== 'L1')
      .flatMap((kind) => [`letters.text.heading.${kind}`, `applications.letter.${kind}`, `cases.letter.${kind}`]),
  ];
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => !nb.includes(key))).toEqual([]);
});

test('nynorsk is consistent: gje and grunngjeving', () => {
  const textsOf = (words: Words): string[] =>
    Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));
  const astray = /\b(gi|gir|gitt|gis|oppgi|oppgitt|grunngiv\w*|ikke|dere)\b/i;
  expect(textsOf(wordsOf('nn')).filter((text) => astray.test(text))).toEqual([]);
});

test('the words follow the written form, and a missing one is told', () => {
  const missing: string[] = [];
  const texts = createTexts((key) => missing.push(key));
  expect(texts('nb')('common.state.grant.granted')).toBe('Innvilget');
  expect(texts('nn')('common.state.grant.granted')).toBe('Innvilga');
  expect(texts('nn')('common.form.faults', { count: 3 })).toBe('3 ting må rettast');
  expect(texts('nb')('common.noSuchText')).toBe('common.noSuchText');
  expect(missing).toEqual(['common.noSuchText']);
});
