import path from 'node:path';
import Handlebars from 'handlebars';
import { type House, rootScope, TemplateWriter } from './template-writer.js';

export interface Template {
  /** Relative to the project, with forward slashes: "web/calls/list.hbs". */
  file: string;
  source: string;
}

export interface Problem {
  file: string;
  line: number;
  message: string;
}

export interface GeneratedViews {
  code: string;
  /** Which template's line a line of the code (from 0) stands for. */
  origins: ({ file: string; line: number } | undefined)[];
  problems: Problem[];
}

/** Where the code is to stand; the imports in it are written from here. */
export const generatedFile = 'web/generated/views.ts';
export const helpersFile = 'web/layout/helpers.ts';
const layoutFile = 'web/layout/main.hbs';
const componentsFolder = 'web/components/';

const modelLine = /^\{\{!--\s*@model\s+(.+?)\s*--\}\}/;

const prelude = (layoutModel: string, hasHelpers: boolean) => `
/* Written by scripts/check-templates.ts, to be type-checked only: one function per Handlebars file. */
import type Handlebars from 'handlebars';
${hasHelpers ? `import type { helpers as Helpers } from '../layout/helpers.js';\ndeclare const helpers: typeof Helpers;` : ''}
type Layout = ${layoutModel};
type Printable = string | number | bigint | boolean | null | undefined | Handlebars.SafeString;
type Arguments<F extends (...args: never[]) => unknown> =
  Parameters<F> extends [...infer Given, { hash: Record<string, unknown> }] ? Given : Parameters<F>;
type Item<T> = T extends Iterable<infer I> ? (T extends Map<unknown, infer V> ? V : I) : T[keyof T];
declare function print(value: Printable): void;
declare function use(...values: unknown[]): void;
declare function given<T>(value: T): NonNullable<T>;
declare function items<T extends object>(value: T | null | undefined): Item<T>;
declare function call<F extends (...args: never[]) => unknown>(helper: F, ...args: Arguments<F>): ReturnType<F>;
declare function lookup<T extends object, K>(value: T, key: K): K extends keyof T ? T[K] : Item<T> | undefined;
use(print, use, given, items, call, lookup);
`;

/** Turns views and partials into TypeScript over their view models; what TypeScript could not say is in `problems`. */
export function generateViews(templates: Template[], helpers: ReadonlySet<string> | undefined): GeneratedViews {
  const layout = templates.find(({ file }) => file === layoutFile);
  const partials = new Map(
    templates.flatMap(({ file }, index) => {
      const name = partialName(file);
      return name === undefined ? [] : [[name, `template${index}`] as const];
    }),
  );
  const house: House = { helpers: helpers ?? new Set(), partials };
  const lines: string[] = prelude((layout && modelOf(layout)) ?? 'unknown', helpers !== undefined).split('\n');
  const origins: GeneratedViews['origins'] = lines.map(() => undefined);
  const problems: Problem[] = [];
  const emit = (code: string, origin?: { file: string; line: number }) => {
    lines.push(code);
    origins.push(origin);
  };

  templates.forEach((template, index) => {
    const { file } = template;
    const report = (line: number, message: string) => problems.push({ file, line, message });
    const model = modelOf(template);
    if (model === undefined) report(1, 'the first line must be {{!-- @model import(…).Type --}}');
    const root = partialName(file) === undefined ? 'Model & Layout' : 'Layout';
    emit(`type Model${index} = ${model ?? 'any'};`, { file, line: 1 });
    emit(
      `export function template${index}(c0: Model${index}, root: ${root.replace('Model', `Model${index}`)}): void {`,
    );
    emit('use(c0, root);');
    try {
      const program = Handlebars.parse(template.source);
      new TemplateWriter(house, (code, line) => emit(code, { file, line }), report).program(program, rootScope);
    } catch (error) {
      report(1, error instanceof Error ? error.message : String(error));
    }
    emit('}');
  });
  return { code: lines.join('\n'), origins, problems };
}

const partialName = (file: string) =>
  file.startsWith(componentsFolder) ? file.slice(componentsFolder.length).replace(/\.hbs$/, '') : undefined;

/** The type of a template's model, its import written from the generated file's folder. */
function modelOf({ file, source }: Template): string | undefined {
  const model = modelLine.exec(source)?.[1];
  return model?.replace(/import\((['"])(\.[^'"]+)\1\)/g, (_all, _quote, specifier: string) => {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return `import('${path.posix.relative(path.posix.dirname(generatedFile), target)}')`;
  });
}
