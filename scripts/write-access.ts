/** Writes docs/access.md from the pages, the table of rights and the lifecycles. `--check` says whether it is current (exit 1 when not). */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rules, type Action, type Rule, type Scope } from '../domain/authorisation.js';
import type { Separation } from '../domain/lifecycle.js';
import { lifecycles } from '../domain/lifecycles.js';
import { governorRoles, municipalRoles, nationalRoles, type ActorRole } from '../domain/roles.js';
import { allPages } from '../web/pages.js';
import type { Page } from '../web/page.js';
import { isMain } from './is-main.js';

const file = path.resolve(import.meta.dirname, '../docs/access.md');

/** What a rule lets be seen or done. */
const about: Readonly<Record<Action, string>> = {
  'person.own': 'one’s own details',
  'municipality.home': 'the municipality’s page',
  'municipality.people': 'who acts for the municipality',
  'office.people': 'who works at the office',
  'nation.people': 'everyone with a role',
  'role.read': 'a role',
  'role.manage': 'changing a role',
  'access.read': 'an access request',
  'access.decide': 'letting somebody in',
  'access.inviteToMunicipality': 'inviting people to the municipality',
  'access.inviteToOffice': 'inviting people to the office',
  'access.inviteToNation': 'inviting people to the ministry and the offices’ administrators',
  'log.read': 'the log of who did what',
  'application.read': 'the application, as its municipality sees it',
  'application.write': 'writing the draft',
  'application.start': 'starting an application',
  'application.act': 'sending, correcting, answering, withdrawing',
  'application.approve': 'approving the municipality’s applications',
  'application.rank': 'the order of the municipality’s applications',
  'contact.handOver': 'handing over as contact',
  'letter.open': 'opening a letter, which counts as having read it',
  'letter.read': 'a letter and its files',
  'letter.preview': 'the letter as it will be',
  'office.home': 'the office’s page and tasks',
  'task.settle': 'marking a task as settled',
  'case.list': 'that a case exists',
  'case.read': 'the head of a case',
  'case.content': 'what was applied for, and what came of it',
  'case.assessment': 'assessments, recommendation and log',
  'case.rules': 'rules for who gets a case',
  'case.act': 'handling a case',
  'call.read': 'how a round goes',
  'call.write': 'writing a call',
  'call.act': 'a call’s commands, the allocation, the decision',
  'news.write': 'writing, publishing and withdrawing news',
  'consultation.read': 'a consultation’s draft, and its answers while it is open',
  'consultation.write': 'writing a consultation, sending it out and summing it up',
  'consultation.answer': 'answering a consultation for the municipality',
  'report.read': 'a report',
  'report.write': 'writing a report',
  'report.act': 'assessing a report',
  'thread.start': 'beginning a message thread',
  'thread.read': 'a message thread',
  'thread.write': 'writing in it and closing it',
  'operations.read': 'what stands still',
  'operations.settle': 'marking what was given up as seen to',
};

const scopes: Readonly<Record<Scope, string>> = {
  self: 'one’s own',
  ownMunicipality: 'own municipality',
  pendingMunicipality: 'the municipality they have asked for',
  partnerMunicipality: 'where their municipality takes part',
  ownOffice: 'own office',
  anyOffice: 'every office',
  everywhere: 'everywhere',
};

const [sent, handled] = [rules['case.list'][0].states!, rules['case.act'][1].states!];
const project = ['active', 'finalReporting', 'completed'];
/** Sets of states that come often, by a name that is explained above the table. */
const named: readonly (readonly [string, readonly string[]])[] = [
  ['once sent in, projects too', [...sent, ...project]],
  ['once sent in', sent],
  ['while handled', handled],
];
const statesText = (states: readonly string[]): string =>
  named.find(([, set]) => set.join() === states.join())?.[0] ?? `in ${states.join(', ')}`;

function ruleText({ roles, scope, states, notInConflict, made, without }: Rule): string {
  const who = roles === 'anyone' ? 'anyone' : roles.join(', ');
  return [
    `${who}: ${scopes[scope]}`,
    ...(states ? [statesText(states)] : []),
    ...(notInConflict ? ['not in conflict'] : []),
    ...(made ? ['what they began themselves'] : []),
    ...(without?.includes('personal') ? ['without who is who in the municipality'] : []),
  ].join('; ');
}
const rulesText = (action: Action): string => (rules[action] as readonly Rule[]).map(ruleText).join('<br>');
const aboutText = (action: Action): string => about[action];

function accessCells({ access }: Page): [what: string, rule: string] {
  if ('public' in access) return ['open to everyone', '–'];
  if ('loggedIn' in access) return ['whoever is logged in', '–'];
  if ('demo' in access) return ['the demo only', '–'];
  const actions = 'list' in access ? [access.list] : [access.can].flat();
  const posted = 'list' in access && access.post ? [`to post: \`${access.post}\``] : [];
  const told = actions.map(aboutText).join(', or ');
  return [
    'list' in access ? `a list of what they may see: ${told}` : told,
    [...actions.map((action) => `\`${action}\``), ...posted].join(', '),
  ];
}

/** "/saker/:id" is of the area "saker". */
const areaOf = ({ path: address }: Page): string => /^\/([\w-]*)/.exec(address)?.[1]?.replace(/^$/, 'forside') ?? '';

function pagesByArea(): string[] {
  const sorted = [...allPages].sort((a, b) => a.path.localeCompare(b.path, 'nb'));
  const areas = [...new Set(sorted.map(areaOf))];
  return areas.flatMap((area) => [
    `### ${area}`,
    '',
    '| address | methods | what it shows | rule |',
    '|---|---|---|---|',
    ...sorted
      .filter((page) => areaOf(page) === area)
      .map((page) => {
        const methods = [...(page.get ? ['GET'] : []), ...(page.post ? ['POST'] : [])].join(', ');
        const [what, rule] = accessCells(page);
        return `| \`${page.path}\` | ${methods} | ${what} | ${rule} |`;
      }),
    '',
  ]);
}

const separations: Readonly<Record<Separation, string>> = {
  notAuthor: 'not who wrote it',
  fourEyes: 'not who has handled, assessed or recommended it, nor their deputy',
  noConflict: 'not in conflict',
  declaredImpartial: 'impartiality declared',
  notSelf: 'not one’s own',
  notProposer: 'not who proposed it',
  notInviter: 'not who invited',
};

/** What one role may do, process by process, from the lifecycles’ `who`. */
function commandsOf(role: ActorRole): string[] {
  return Object.values(lifecycles).flatMap(({ kind, transitions }) => {
    const mine = transitions.filter(({ who }) => who.includes(role));
    const names = [...new Set(mine.map(({ on }) => on))];
    return names.map((name) => {
      const rows = mine.filter(({ on }) => on === name);
      const from = [...new Set(rows.flatMap((row) => row.from))];
      const apart = [...new Set(rows.flatMap((row) => row.separation ?? []))].map((rule) => separations[rule]);
      return `| ${kind} | ${name} | ${from.join(', ')} | ${apart.join('; ')} |`;
    });
  });
}

function roleSection(role: ActorRole): string[] {
  const sees = (Object.keys(rules) as Action[]).flatMap((action) =>
    (rules[action] as readonly Rule[])
      .filter(({ roles }) => roles !== 'anyone' && (roles as readonly string[]).includes(role))
      .map((rule) => `- ${aboutText(action)} (\`${action}\`): ${ruleText({ ...rule, roles: [] }).replace(/^: /, '')}`),
  );
  const commands = commandsOf(role);
  return [
    `### ${role}`,
    '',
    ...(sees.length > 0 ? [...sees, ''] : []),
    ...(commands.length > 0
      ? ['| process | command | in | and |', '|---|---|---|---|', ...commands, '']
      : ['No command of any process.', '']),
  ];
}

/** The page as it should be. */
export function accessPage(): string {
  const actions = (Object.keys(rules) as Action[]).map(
    (action) => `| \`${action}\` | ${aboutText(action)} | ${rulesText(action)} |`,
  );
  const roles: ActorRole[] = [...municipalRoles, ...governorRoles, ...nationalRoles, 'requester', 'holder'];
  return [
    '# Who may see and do what',
    '',
    'Made from `domain/authorisation.ts`, the pages’ `access` and `domain/*/lifecycle.ts` by `npm run diagrams`; a test holds it current, and',
    '`web/matrix/` tries every cell of it through HTTP. What may not be seen answers exactly like what does not exist.',
    '',
    '## The rules',
    '',
    `Any one of a rule’s lines is enough. “While handled”: ${handled.join(', ')}. “Once sent in”: ${sent.join(', ')}; of a`,
    `project: ${project.join(', ')}.`,
    '',
    '| rule | what | who, where, in which states |',
    '|---|---|---|',
    ...actions,
    '',
    '## The pages',
    '',
    ...pagesByArea(),
    '## The roles',
    '',
    'What each sees, and the commands it may give, with the separation of duties.',
    '',
    ...roles.flatMap(roleSection),
  ].join('\n');
}

if (isMain(import.meta.filename)) {
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== accessPage()) {
      console.error('docs/access.md is not current: npm run diagrams');
      process.exit(1);
    }
  } else writeFileSync(file, accessPage());
  // The pages hold what keeps a server going.
  process.exit(0);
}
