/** What a role may see and do, in words, from the table of authorisation and the lifecycle tables: it cannot be out of date. */
import { rules, type Action, type Rule } from '../../../domain/authorisation.js';
import type { Kind, Transition } from '../../../domain/lifecycle.js';
import { lifecycles } from '../../../domain/lifecycles.js';
import { invitedBy, lendable, managedBy, rolesOfTwo } from '../../../domain/role/rules.js';
import { isStaffRole, type ActorRole, type Role } from '../../../domain/roles.js';
import type { Translate } from '../../page.js';

/** One thing that may be seen or done: where, in which states, and what is left out. */
export type Right = { text: string; conditions: string[] };
/** One command: its button, when it is there, what comes of it, and who may not. */
export type Deed = { button: string; when: string; becomes: string | null; conditions: string[] };
export type DeedsOfKind = { kind: string; deeds: Deed[] };

/** The kinds whose states a rule’s states are, by the action’s first word. */
const statesOf: Readonly<Record<string, readonly Kind[]>> = {
  application: ['grant'],
  letter: ['grant'],
  case: ['grant', 'project'],
  thread: ['grant', 'project'],
  report: ['report'],
};

const sentence = (words: readonly string[], and: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;

/** "Bare når saken er: …", or for long lists what is left out. */
function whenText(t: Translate, action: Action, states: readonly string[]): string {
  const kinds = statesOf[action.split('.')[0]!] ?? [];
  const words = (names: readonly string[]): string => {
    const found = names.flatMap((name) => {
      const kind = kinds.find((one) => lifecycles[one].states.includes(name));
      return kind && name !== 'new' ? [t(`common.state.${kind}.${name}`)] : [];
    });
    return sentence([...new Set(found)], t('about.and'));
  };
  const grant = lifecycles.grant.states.filter((name) => !states.includes(name) && name !== 'new');
  const left = kinds.includes('grant') && grant.length < states.length && grant.length < 5;
  return left ? t('about.role.except', { states: words(grant) }) : t('about.role.only', { states: words(states) });
}

function rightOf(t: Translate, action: Action, rule: Rule): Right {
  return {
    text: `${t(`about.action.${action}`)} (${t(`about.scope.${rule.scope}`)})`,
    conditions: [
      ...(rule.states ? [whenText(t, action, rule.states)] : []),
      ...(rule.notInConflict ? [t('about.role.notInConflict')] : []),
      ...(rule.without?.includes('personal') ? [t('about.role.withoutNames')] : []),
    ],
  };
}

/** Everything the table of authorisation lets the role see; `anyone` is the right of all who are logged in. */
export const rightsOf = (t: Translate, role: Role | 'anyone'): Right[] =>
  (Object.keys(rules) as Action[]).flatMap((action) =>
    (rules[action] as readonly Rule[])
      .filter(({ roles }) => (role === 'anyone' ? roles === 'anyone' : roles !== 'anyone' && roles.includes(role)))
      .map((rule) => rightOf(t, action, rule)),
  );

/** Where the effect may choose among the states it can be in already, it is as before. */
const stays = ({ from, to }: Transition): boolean =>
  to === 'same' || (typeof to !== 'string' && to.every((name) => from.includes(name)));

function deedOf(t: Translate, kind: Kind, rows: readonly Transition[]): Deed {
  const [first] = rows as [Transition];
  const state = (name: string) => t(`common.state.${kind}.${name}`);
  const from = [...new Set(rows.flatMap((row) => row.from))].filter((name) => name !== 'new').map(state);
  const to = [...new Set(rows.flatMap((row) => (stays(row) ? [] : row.to)))].map(state);
  return {
    button: t(`common.button.${kind}.${first.on}`),
    when: from.length === 0 ? t('about.role.fromNew') : sentence([...new Set(from)], t('about.or')),
    becomes: to.length === 0 ? null : sentence([...new Set(to)], t('about.or')),
    conditions: (first.separation ?? []).map((rule) => t(`about.separation.${rule}`)),
  };
}

/** Every command that the lifecycle tables give the role, by the kind of what it is done to. */
export function deedsOf(t: Translate, roles: readonly ActorRole[]): DeedsOfKind[] {
  return Object.values(lifecycles).flatMap(({ kind, transitions }) => {
    const mine = transitions.filter(
      ({ on, who }) => !on.startsWith('due:') && who.some((role) => roles.includes(role)),
    );
    const commands = [...new Set(mine.map(({ on }) => on))];
    if (commands.length === 0) return [];
    const deeds = commands.map((on) => deedOf(t, kind, mine.filter((row) => row.on === on))); // prettier-ignore
    return [{ kind: t(`about.kind.${kind}`), deeds }];
  });
}

const names = (t: Translate, roles: readonly Role[]): string =>
  sentence(roles.map((role) => t(`common.role.${role}`)), t('about.and')); // prettier-ignore

/** How the role is come by and kept, and which roles it may give to others. */
export function termsOf(t: Translate, role: Role): string[] {
  const [managed, invited] = [managedBy(role), invitedBy(role)];
  return [
    ...(rolesOfTwo.includes(role) ? [t('about.role.two')] : []),
    t(isStaffRole(role) ? 'about.role.attested' : 'about.role.untilEnded'),
    t(lendable(role) ? 'about.role.lendable' : 'about.role.notLendable'),
    ...(managed.length > 0 ? [t('about.role.manages', { roles: names(t, managed) })] : []),
    ...(invited.length > 0 ? [t('about.role.invites', { roles: names(t, invited) })] : []),
  ];
}
