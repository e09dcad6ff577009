import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { generatedFile, generateViews, helpersFile, type Problem, type Template } from './generate.js';

/**
 * Type-checks every Handlebars file under web/ against the view model named in its first line.
 *
 * @param root the folder that holds web/ and tsconfig.json
 * @returns the number of templates, and what is wrong, in the order of the files
 */
export function checkTemplates(root: string): { count: number; problems: Problem[] } {
  const templates = readTemplates(root);
  const compile = compiler(root);
  const views = generateViews(templates, readHelperNames(root, compile));
  const target = path.join(root, generatedFile);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, views.code);

  const program = compile(target);
  const source = program.getSourceFile(target);
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  const typeProblems = diagnostics.map(({ start = 0, messageText }): Problem => {
    const { line } = ts.getLineAndCharacterOfPosition(source!, start);
    const origin = views.origins[line] ?? { file: generatedFile, line: line + 1 };
    return { ...origin, message: ts.flattenDiagnosticMessageText(messageText, '\n  ') };
  });
  const problems = [...views.problems, ...typeProblems].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return { count: templates.length, problems };
}

function readTemplates(root: string): Template[] {
  return readdirSync(path.join(root, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => `web/${file.split(path.sep).join('/')}`)
    .sort()
    .map((file) => ({ file, source: readFileSync(path.join(root, file), 'utf8') }));
}

type Compile = (file: string) => ts.Program;

/** Compiles one file after another with the project's settings, reading each source once. */
function compiler(root: string): Compile {
  const configFile = path.join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as { config: unknown };
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(config, ts.sys, root).options,
    noEmit: true,
    // Handlebars cannot leave a field out: a partial's `hint=hint` may pass undefined.
    exactOptionalPropertyTypes: false,
  };
  const host = ts.createCompilerHost(options);
  const sources = new Map<string, ts.SourceFile | undefined>();
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    if (!sources.has(file)) sources.set(file, read(file, ...rest));
    return sources.get(file);
  };
  return (file) => ts.createProgram([file], options, host);
}

/** The names in the exported object `helpers`; undefined while the file does not exist. */
function readHelperNames(root: string, compile: Compile): Set<string> | undefined {
  const file = path.join(root, helpersFile);
  if (!ts.sys.fileExists(file)) return undefined;
  const program = compile(file);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
  const helpers = module && checker.getExportsOfModule(module).find(({ name }) => name === 'helpers');
  if (!helpers) throw new Error(`${helpersFile} must export an object named “helpers”`);
  return new Set(
    checker
      .getTypeOfSymbol(helpers)
      .getProperties()
      .map(({ name }) => name),
  );
}
