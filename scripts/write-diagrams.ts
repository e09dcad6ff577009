/** Writes docs/lifecycles.md from the tables in domain/. `--check` says whether it is current (exit 1 when not). */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Lifecycle, Transition } from '../domain/lifecycle.js';
import { lifecycles } from '../domain/lifecycles.js';
import { isMain } from './is-main.js';

const file = path.resolve(import.meta.dirname, '../docs/lifecycles.md');

const targets = ({ to, from }: Transition, state: string): readonly string[] =>
  to === 'same' ? [from.includes(state) ? state : from[0]!] : typeof to === 'string' ? [to] : to;

function diagram(lifecycle: Lifecycle): string[] {
  const arrows = new Map<string, string[]>();
  for (const transition of lifecycle.transitions) {
    for (const state of transition.from) {
      for (const target of targets(transition, state)) {
        if (target === state) continue;
        const key = `${state === 'new' ? '[*]' : state} --> ${target}`;
        arrows.set(key, [...(arrows.get(key) ?? []), transition.on]);
      }
    }
  }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[...arrows].map(([arrow, commands]) => `  ${arrow}: ${commands.join(', ').replaceAll(':', ' ')}`),
    '```',
  ];
}

function table(lifecycle: Lifecycle): string[] {
  const row = ({ id, on, from, to, who, emails, tasks, starts, final }: Transition) => {
    const notices = [
      ...(emails ?? []).map((order) => order.email),
      ...(tasks ?? []).map((order) => `task ${order.task}`),
    ];
    const target = typeof to === 'string' ? to : to.join(' or ');
    return `| ${id} | ${on} | ${from.join(', ')} | ${target}${final ? ' (end)' : ''} | ${who.join(', ')} | ${notices.join(', ')} | ${(starts ?? []).join(', ')} |`;
  };
  return [
    '| row | command | from | to | who | notices | starts |',
    '|---|---|---|---|---|---|---|',
    ...lifecycle.transitions.map(row),
  ];
}

/** The page as it should be. */
export function lifecyclePage(): string {
  const sections = Object.values(lifecycles).flatMap((lifecycle) => [
    `## ${lifecycle.kind}`,
    '',
    ...diagram(lifecycle),
    '',
    ...table(lifecycle),
    '',
  ]);
  const head = [
    '# Lifecycles',
    '',
    'Made from `domain/*/lifecycle.ts` by `npm run diagrams`; a test holds it current. `due:` is a deadline that fires.',
    '',
  ];
  return [...head, ...sections].join('\n');
}

if (isMain(import.meta.filename)) {
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== lifecyclePage()) {
      console.error('docs/lifecycles.md is not current: npm run diagrams');
      process.exit(1);
    }
  } else writeFileSync(file, lifecyclePage());
}
