import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { composeSchema, type Compose, type Service } from './schema.js';

type Environment = Record<string, string | undefined>;

/** The files of ours that a container may run, and what reads their environment; it throws when something is missing. */
export type Programs = Record<string, (environment: Environment) => unknown>;

/**
 * Faults in a compose file: unknown keys, references to what is not defined, secrets written out or with a default, ports
 * open to the world, and programs of ours whose environment is not complete.
 *
 * @param root the folder with docker-compose.yml and what its containers run
 */
export function checkCompose(root: string, programs: Programs): string[] {
  const content = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as object;
  const own = Object.fromEntries(Object.entries(content).filter(([key]) => !key.startsWith('x-')));
  const parsed = composeSchema.safeParse(own);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);

  const compose = parsed.data;
  return [
    ...Object.entries(compose.services).flatMap(([name, service]) =>
      [
        ...findMissing(compose, service),
        ...findOpenPorts(service),
        ...findOpenSecrets(service),
        ...findIncomplete(root, { service, programs }),
      ].map((fault) => `${name}: ${fault}`),
    ),
    ...Object.entries(compose.secrets)
      .filter(([, { file }]) => !required.test(file))
      .map(([name]) => `secrets.${name}: its file is to be given as \${NAME:?what it is}`),
  ];
}

function findMissing(compose: Compose, service: Service): string[] {
  const named = (service.volumes ?? []).map((volume) => volume.split(':')[0]!).filter((name) => !/^[./]/.test(name));
  const references: [kind: string, names: string[], defined: object][] = [
    ['service', Object.keys(service.depends_on ?? {}), compose.services],
    ['volume', named, compose.volumes],
    ['network', service.networks ?? [], compose.networks],
    ['secret', service.secrets ?? [], compose.secrets],
  ];
  const undefinedOnes = references.flatMap(([kind, names, defined]) =>
    names.filter((name) => !(name in defined)).map((name) => `${kind} “${name}” is not defined`),
  );
  const waitsInVain = Object.entries(service.depends_on ?? {})
    .filter(
      ([name, { condition }]) => condition === 'service_healthy' && compose.services[name]?.healthcheck === undefined,
    )
    .map(([name]) => `waits for the health of “${name}”, which has no healthcheck`);
  return [...undefinedOnes, ...waitsInVain];
}

const findOpenPorts = ({ ports = [] }: Service) =>
  ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `port ${port} is open to the world`);

/** ${NAME:?why}: compose refuses to start without it. */
const required = /\$\{\w+:\?[^}]+\}/;
const anyVariable = /(?<!\$)\$\{?(\w+)([^}]*)\}?/g;
const secretName = /(password|pwd|secret|token|_key)$/i;

function findOpenSecrets({ environment = {} }: Service): string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const faults: string[] = [];
    if (secretName.test(name) && !required.test(value)) faults.push(`${name} is written out, or has a default`);
    if (/:\/\/[^/@:]*:[^/@$]/.test(value)) faults.push(`${name} has a password written out`);
    for (const [variable, , rest] of value.matchAll(anyVariable)) {
      if (!rest?.startsWith(':?')) faults.push(`${name} uses ${variable} without saying :?what it is`);
    }
    return faults;
  });
}

/** A container of ours without a command runs the image's own. */
function programOf(root: string, { command }: Service): string | undefined {
  const words = command ?? commandOfImage(root);
  return words.find((word) => word.endsWith('.ts'));
}

function commandOfImage(root: string): string[] {
  const command = /^CMD (\[.*\])$/m.exec(readFileSync(path.join(root, 'Dockerfile'), 'utf8'))?.[1];
  return command === undefined ? [] : (JSON.parse(command) as string[]);
}

function findIncomplete(root: string, { service, programs }: { service: Service; programs: Programs }): string[] {
  if (service.build === undefined) return [];
  const program = programOf(root, service);
  if (program === undefined || !existsSync(path.join(root, program))) return [`runs ${program}, which does not exist`];
  const readEnvironment = programs[program];
  if (readEnvironment === undefined) return [`runs ${program}, whose environment nobody checks`];
  try {
    readEnvironment(filled(service.environment ?? {}));
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The environment with an example for each variable: one that stands alone is an address, one in an address is a word. */
function filled(environment: Record<string, string>): Environment {
  const word = 'x'.repeat(32);
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      /^\$\{[^}]+\}$/.test(value) ? `https://${word}.example` : value.replace(anyVariable, word),
    ]),
  );
}
