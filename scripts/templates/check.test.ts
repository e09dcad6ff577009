import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../migration-files.js';
import { checkTemplates } from './check.js';

const models = `
export interface Page { title: string; user?: { name: string } }
export interface Row { id: string; name: string; amount: bigint; state: 'draft' | 'submitted'; reason?: string | undefined }
export interface Field { label: string; hint?: string }
export interface List { heading: string; rows: Row[]; byYear: Record<string, number>; since: Date; first: Row | undefined }
`;
const helpers = `
import type Handlebars from 'handlebars';
export const helpers = {
  kr: (amount: bigint): string => String(amount),
  t: (key: string, options: Handlebars.HelperOptions): string => key + Object.keys(options.hash).join(),
  eq: (a: unknown, b: unknown): boolean => a === b,
  and: (...values: unknown[]): boolean => values.every(Boolean),
  csrf: (): Handlebars.SafeString => ({ toString: () => '', toHTML: () => '' }),
  panel(options: Handlebars.HelperOptions): string { return options.fn(this); },
};
`;
const house: Record<string, string> = {
  'web/calls/models.ts': models,
  'web/layout/helpers.ts': helpers,
  'web/layout/main.hbs': `{{!-- @model import('../calls/models.js').Page & { body: string } --}}
<title>{{title}}</title>{{#if user}}{{user.name}}{{/if}}{{{body}}}`,
  'web/components/row.hbs': `{{!-- @model import('../calls/models.js').Row --}}
<li>{{name}} {{kr amount}} {{@root.title}}</li>`,
  'web/components/field.hbs': `{{!-- @model import('../calls/models.js').Field --}}
<label>{{label}}</label>{{#if hint}}<p>{{hint}}</p>{{/if}}`,
  'web/components/box.hbs': `{{!-- @model { size: number } --}}
<div data-size="{{size}}">{{> @partial-block}}</div>`,
};
const listModel = `{{!-- @model import('./models.js').List --}}\n`;

const accepted = `
<h1>{{heading}} {{@root.title}} {{#if @root.user}}{{@root.user.name}}{{/if}}</h1>{{csrf}}
{{#each rows as |row index|}}
  {{index}} {{@index}} {{#if @first}}x{{/if}} {{row.name}} {{name}} {{this.id}} {{../heading}} {{#if (eq row.state 'draft')}}{{t 'draft' count=@index}}{{/if}}
  {{> row}} {{> row this}} {{> field label=name hint=reason}}
{{else}}{{t 'calls.none'}}{{/each}}
{{#if (and first (eq first.state 'draft'))}}{{first.name}}{{else if rows.length}}{{rows.length}}{{/if}}
{{#with first}}{{> row}}{{else}}–{{/with}}
{{#unless first}}–{{else}}{{first.name}}{{/unless}}{{^if first}}–{{/if}}
{{#each byYear}}{{@key}} {{this}}{{/each}} {{lookup byYear '2027'}}
{{#> box size=2}}{{heading}}{{/box}} {{#panel}}{{heading}}{{/panel}}`;

const faults: [what: string, view: string, message: RegExp][] = [
  [
    'a property that the model lacks',
    '{{headin}}',
    /^2: Property 'headin' does not exist on type 'List'. Did you mean 'heading'/,
  ],
  ['… of a row', '{{#each rows}}\n{{nam}}\n{{/each}}', /^3: Property 'nam' does not exist on type 'Row'/],
  ['… reached by block parameter', '{{#each rows as |row|}}{{row.nam}}{{/each}}', /Property 'nam' does not exist/],
  [
    '… of the outer context',
    '{{#each rows}}{{../nothing}}{{/each}}',
    /Property 'nothing' does not exist on type 'List'/,
  ],
  ['… of the layout', '{{@root.nothing}}', /Property 'nothing' does not exist/],
  ['a value that may be missing', '{{first.name}}', /'c0.first' is possibly 'undefined'/],
  ['an object printed as text', '{{since}}', /'Date' is not assignable to parameter of type 'Printable'/],
  ['a state that does not exist', `{{#each rows}}{{#if (eq state 'sent')}}{{/if}}{{/each}}`, /no overlap/],
  ['an unknown helper', '{{kroner 4}}', /^2: unknown helper “kroner”$/],
  [
    'a helper given the wrong type',
    '{{#each rows}}{{kr name}}{{/each}}',
    /'string' is not assignable to parameter of type 'bigint'/,
  ],
  ['a helper given too much', '{{#each rows}}{{kr amount 2}}{{/each}}', /Expected 2 arguments, but got 3/],
  ['an unknown block', '{{#heading}}x{{/heading}}', /unknown block “heading”: write #if, #each or #with/],
  ['an unknown partial', '{{> rad}}', /^2: unknown partial “rad”$/],
  ['a partial in the wrong context', '\n{{> row}}', /^3: .*'List' is not assignable to parameter of type 'Row'/],
  ['a partial given the wrong type', '{{> field label=rows}}', /'Row\[\]' is not assignable to type 'string'/],
  ['data of a block outside it', '{{@index}}', /“@index” is not known here/],
  ['a step out of the template', '{{../heading}}', /“..\/heading” reaches outside the template/],
  ['a partial chosen at run time', `{{> (lookup . 'heading')}}`, /name the partial outright/],
  ['a block that is not closed', '{{#if heading}}', /Parse error/],
];

const withoutModel = '{{anything}}';
const withLostModel = `{{!-- @model import('./models.js').Lists --}}`;

let root: string;
/** What is wrong with each view, as "line: message". All are checked at once: each check starts a compiler. */
let problemsOf: (view: string) => string[];

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'templates-'));
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(root, 'node_modules'));
  write('package.json', '{ "type": "module" }');
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: path.join(projectRoot, 'tsconfig.json'),
      compilerOptions: { rootDir: '.' },
      include: ['web'],
    }),
  );
  for (const [file, text] of Object.entries(house)) write(file, text);

  const withModel = [accepted, ...faults.map(([, view]) => view)];
  const fileOf = new Map(
    [...withModel, withoutModel, withLostModel].map((view, index) => [view, `web/calls/view${index}.hbs`]),
  );
  for (const [view, file] of fileOf) write(file, (withModel.includes(view) ? listModel : '') + view);
  const { problems } = checkTemplates(root);
  problemsOf = (view) =>
    problems.flatMap(({ file, line, message }) => (file === fileOf.get(view) ? [`${line}: ${message}`] : []));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test('what the house writes is accepted', () => {
  expect(problemsOf(accepted)).toEqual([]);
});

test.each(faults)('%s is found', (_what, view, message) => {
  const problems = problemsOf(view);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
});

test('a view without a model, or with one that does not exist, is found', () => {
  expect(problemsOf(withoutModel)).toEqual(['1: the first line must be {{!-- @model import(…).Type --}}']);
  expect(problemsOf(withLostModel)).toEqual([expect.stringMatching(/^1: .*has no exported member.*'Lists'/)]);
});

test('partials and layout are checked too, and the count is of all', () => {
  write('web/components/row.hbs', `{{!-- @model import('../calls/models.js').Row --}}\n{{nam}}`);
  const { count, problems } = checkTemplates(root);
  expect(count).toBe(faults.length + 3 + 4);
  expect(problems).toContainEqual({
    file: 'web/components/row.hbs',
    line: 2,
    message: expect.stringContaining(`Property 'nam' does not exist on type 'Row'`),
  });
}, 60_000);
