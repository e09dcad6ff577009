type Expression = hbs.AST.Expression;

/** Known to Handlebars itself. */
const blocks = new Set(['if', 'unless', 'each', 'with']);
/** Written as TypeScript's own operators where the helpers exist, so that conditions narrow and typing faults in states show. */
const operators = new Map([
  ['eq', '==='],
  ['ne', '!=='],
  ['and', '&&'],
  ['or', '||'],
]);

export interface House {
  helpers: ReadonlySet<string>;
  /** Name of a partial → its function. */
  partials: ReadonlyMap<string, string>;
}

export interface Scope {
  /** Variables that hold the contexts, outermost first. */
  contexts: string[];
  /** Block parameters → the expression they stand for. */
  names: ReadonlyMap<string, string>;
  /** The data variables that the surrounding blocks give: @index, @key … */
  data: ReadonlySet<string>;
}

export const rootScope: Scope = { contexts: ['c0'], names: new Map(), data: new Set(['root']) };

/** Writes the statements of one template. */
export class TemplateWriter {
  readonly #house: House;
  readonly #emit: (code: string, line: number) => void;
  readonly #report: (line: number, message: string) => void;
  #variables = 0;

  constructor(
    house: House,
    emit: (code: string, line: number) => void,
    report: (line: number, message: string) => void,
  ) {
    this.#house = house;
    this.#emit = emit;
    this.#report = report;
  }

  program(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.#statement(statement, scope);
  }

  #statement(node: hbs.AST.Statement, scope: Scope): void {
    const { line } = node.loc.start;
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        return this.#emit(`print(${this.#mustache(node as hbs.AST.MustacheStatement, scope)});`, line);
      case 'BlockStatement':
        return this.#block(node as hbs.AST.BlockStatement, scope);
      case 'PartialStatement':
        return this.#partial(node as hbs.AST.PartialStatement, scope);
      case 'PartialBlockStatement':
        this.#partial(node as hbs.AST.PartialBlockStatement, scope);
        return this.program((node as hbs.AST.PartialBlockStatement).program, scope);
      default:
        this.#report(line, `${node.type} is not used in this house`);
    }
  }

  #mustache(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scope: Scope): string {
    const path = node.path;
    const name = (path as hbs.AST.PathExpression).original;
    const hasArguments = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
    const isHelper = hasArguments || node.type === 'SubExpression' || this.#house.helpers.has(name);
    return isHelper ? this.#helper(node, scope) : this.#value(path, scope);
  }

  #helper(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression | hbs.AST.BlockStatement, scope: Scope): string {
    const name = (node.path as hbs.AST.PathExpression).original;
    const values = node.params.map((param) => this.#value(param, scope));
    const hash = (node.hash?.pairs ?? []).map(({ value }) => this.#value(value, scope));
    if (name === 'lookup') return `lookup(${values.join(', ')})`;
    if (!this.#house.helpers.has(name)) {
      this.#report(node.loc.start.line, `unknown helper “${name}”`);
      return `(use(${[...values, ...hash].join(', ')}) as never)`;
    }
    const operator = operators.get(name);
    if (operator !== undefined && values.length > 1) return `(${values.join(` ${operator} `)})`;
    if (name === 'not' && values.length === 1) return `!(${values[0]})`;
    const called = `call(helpers[${JSON.stringify(name)}], ${values.join(', ')})`;
    return hash.length === 0 ? called : `(use(${hash.join(', ')}), ${called})`;
  }

  #value(node: Expression, scope: Scope): string {
    switch (node.type) {
      case 'SubExpression':
        return this.#mustache(node as hbs.AST.SubExpression, scope);
      case 'PathExpression':
        return this.#path(node as hbs.AST.PathExpression, scope);
      case 'NullLiteral':
        return 'null';
      case 'UndefinedLiteral':
        return 'undefined';
      default:
        return JSON.stringify((node as hbs.AST.StringLiteral).value);
    }
  }

  #path(node: hbs.AST.PathExpression, scope: Scope): string {
    const [first, ...rest] = node.parts;
    if (node.data) return this.#data(node, scope);
    const name = first === undefined ? undefined : scope.names.get(first);
    if (name !== undefined && node.depth === 0 && !/^(this\b|\.)/.test(node.original)) return access(name, rest);
    const context = scope.contexts.at(-1 - node.depth);
    if (context === undefined) {
      this.#report(node.loc.start.line, `“${node.original}” reaches outside the template`);
      return '(undefined as never)';
    }
    return access(context, node.parts);
  }

  #data(node: hbs.AST.PathExpression, scope: Scope): string {
    const [name = '', ...rest] = node.parts;
    if (!scope.data.has(name)) this.#report(node.loc.start.line, `“@${name}” is not known here`);
    if (name === 'root') return access('root', rest);
    return name === 'first' || name === 'last'
      ? '(true as boolean)'
      : name === 'key'
        ? '("" as string)'
        : '(0 as number)';
  }

  #block(node: hbs.AST.BlockStatement, scope: Scope): void {
    const name = node.path.original;
    const { line } = node.loc.start;
    const [param] = node.params;
    // `{{^if x}}…{{/if}}` has no program, whatever the types say.
    const program = node.program as hbs.AST.Program | undefined;
    const inverse = node.inverse as hbs.AST.Program | undefined;

    if (blocks.has(name) && param === undefined) return this.#report(line, `“#${name}” needs something to look at`);
    if (name === 'if' || name === 'unless') {
      const condition = this.#value(param!, scope);
      this.#emit(name === 'if' ? `if (${condition}) {` : `if (!(${condition})) {`, line);
      this.program(program, scope);
      this.#emit('} else {', line);
      this.program(inverse, scope);
      return this.#emit('}', line);
    }
    if (name === 'each' || name === 'with') {
      const variable = `c${++this.#variables}`;
      const value = this.#value(param!, scope);
      this.#emit(`{ const ${variable} = ${name === 'each' ? 'items' : 'given'}(${value}); use(${variable});`, line);
      this.program(program, inner(scope, name, { variable, names: program?.blockParams ?? [] }));
      this.#emit('}', line);
      return this.program(inverse, scope);
    }
    if (!this.#house.helpers.has(name)) return this.#report(line, `unknown block “${name}”: write #if, #each or #with`);
    this.#emit(`use(${this.#helper(node, scope)});`, line);
    this.program(program, scope);
    this.program(inverse, scope);
  }

  #partial(node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement, scope: Scope): void {
    const { line } = node.loc.start;
    if (node.name.type !== 'PathExpression') return this.#report(line, 'name the partial outright');
    const name = node.name.original;
    if (name === '@partial-block') return;
    const called = this.#house.partials.get(name);
    if (called === undefined) return this.#report(line, `unknown partial “${name}”`);

    const context = node.params[0] ? this.#value(node.params[0], scope) : scope.contexts.at(-1)!;
    const hash = (node.hash?.pairs ?? []).map(
      ({ key, value }) => `${JSON.stringify(key)}: ${this.#value(value, scope)}`,
    );
    const model = hash.length === 0 ? context : `{ ...${context}, ${hash.join(', ')} }`;
    this.#emit(`${called}(${model}, root);`, line);
  }
}

/** The scope inside an #each or #with. */
function inner(scope: Scope, block: 'each' | 'with', given: { variable: string; names: string[] }): Scope {
  const [item, index] = given.names;
  const names = new Map(scope.names);
  if (item !== undefined) names.set(item, given.variable);
  if (index !== undefined) names.set(index, '(0 as number)');
  const data = block === 'each' ? ['index', 'key', 'first', 'last'] : [];
  return { contexts: [...scope.contexts, given.variable], names, data: new Set([...scope.data, ...data]) };
}

const access = (base: string, parts: string[]) =>
  base +
  parts
    .map((part) =>
      /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${/^\d+$/.test(part) ? part : JSON.stringify(part)}]`,
    )
    .join('');
