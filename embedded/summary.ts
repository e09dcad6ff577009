import type { Person } from './id-porten/people.js';
import type { EmbeddedEnvironment } from './environment.js';

const atMost = 12;

/** The table that `npm start` ends with: what runs where, and who to log in as. */
export function summary(environment: EmbeddedEnvironment, people: readonly Person[]): string {
  const { BASE_URL, OIDC_ISSUER, TEMPORAL_UI_URL, DATABASE_URL } = environment;
  const database = new URL(DATABASE_URL);
  const places = [
    ['The product', BASE_URL],
    ['Inbox (e-mail)', `${BASE_URL}/innboks`],
    ['Time machine', `${BASE_URL}/tid`],
    ['ID-porten stand-in', OIDC_ISSUER],
    ['Temporal UI', TEMPORAL_UI_URL],
    [
      'Postgres',
      `${database.host}${database.pathname}, user postgres, password in postgres.password of the data folder`,
    ],
  ];
  const listed = evenly(people, atMost).map(({ name, note, group }) => [
    name,
    group === 'Kommune' ? note : `${note}, ${group}`,
  ]);
  return [
    '',
    ...table(places),
    '',
    `Log in at ${BASE_URL}/logg-inn as, for example:`,
    ...table(listed),
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}

/** At most n, from every group alike and in the order of the list. */
function evenly(people: readonly Person[], n: number): readonly Person[] {
  const groups = [...new Set(people.map(({ group }) => group))].map((group) =>
    people.filter((person) => person.group === group),
  );
  const rounds = Math.max(0, ...groups.map(({ length }) => length));
  const inTurns = Array.from({ length: rounds }, (_, i) => groups.flatMap((group) => group.slice(i, i + 1))).flat();
  const chosen = new Set(inTurns.slice(0, n));
  return people.filter((person) => chosen.has(person));
}

function table(rows: (readonly (string | undefined)[])[]): string[] {
  const width = Math.max(0, ...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}   ${second}`);
}
