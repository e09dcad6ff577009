import { jest } from '@jest/globals';
import { rules } from '../../domain/authorisation.js';
import { lifecycles } from '../../domain/lifecycles.js';
import type { Role } from '../../domain/roles.js';
import { aPerson } from '../../testing/builders.js';
import { testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import type { User } from '../page.js';
import { createTexts, wordsOf } from '../../locales/texts.js';
import { guidePart } from './guide/page.js';
import { guides, parts, type PartName } from './guide/sections.js';
import { helpAt } from './help.js';
import { deedsOf } from './role/duties.js';
import { allRoles, slugs } from './slugs.js';

jest.setTimeout(60_000);
let web: TestWeb;
let anonymous: Agent;
beforeAll(async () => {
  web = await testWeb();
  anonymous = await web.as('anonymous');
}, 60_000);
afterAll(() => web.close());

const forms = ['nb', 'nn'] as const;
const main = (text: string) => text.slice(text.indexOf('<main'), text.indexOf('</main>'));
/** A text without its words is shown as its key; one without a fact has a hole. */
const unfinished =
  /\b(about|common|log|access|applications|calls|cases|reports|messages|attachments|submission|rank|late|consultations)\.[a-z]+\.|\{\{|undefined/;

describe.each(forms)('in %s', (form) => {
  test.each(allRoles.flatMap((role) => [`/om/roller/${slugs[role]}`, `/om/veiledning/${slugs[role]}`]))(
    '%s is whole, and open to everyone',
    async (address) => {
      const { text } = await anonymous.get(`${address}?sprak=${form}`).expect(200);
      expect(main(text)).not.toMatch(unfinished);
      expect(main(text).length).toBeGreaterThan(1200);
    },
  );

  test.each(['/om/roller', '/om/personvern'])('%s is whole, and open to everyone', async (address) => {
    const { text } = await anonymous.get(`${address}?sprak=${form}`).expect(200);
    expect(main(text)).not.toMatch(unfinished);
    expect(text).toContain('href="/om/personvern"');
  });

  test('the notice tells how long, in the code’s own figures, and who to ask at each office', async () => {
    const { text } = await anonymous.get(`/om/personvern?sprak=${form}`);
    expect(main(text)).toMatch(/: 6 må?na?der|: 6 månader|: 6 måneder/);
    expect(main(text)).toMatch(/24 (måneder|månader)/);
    expect(main(text)).toMatch(/18 (måneder|månader)/);
    expect(main(text).match(/organisasjonsnummer \d{9}/g)).toHaveLength(10);
  });

  test('every action, scope and separation of duties has its words', () => {
    const words = wordsOf(form)['about'] as Record<string, Record<string, unknown>>;
    expect(Object.keys(rules).filter((action) => {
      const [noun = '', verb = ''] = action.split('.');
      return (words['action']![noun] as Record<string, string> | undefined)?.[verb] === undefined;
    })).toEqual([]);
    const scopes = Object.values(rules).flat().map(({ scope }) => scope);
    expect(scopes.filter((scope) => words['scope']![scope] === undefined)).toEqual([]);
    const separations = Object.values(lifecycles).flatMap(({ transitions }) => transitions.flatMap(({ separation }) => separation ?? []));
    expect(separations.filter((rule) => words['separation']![rule] === undefined)).toEqual([]);
  }); // prettier-ignore

  test('every part of every guide is made of words that are there', () => {
    const t = createTexts((key) => {
      throw new Error(`${key} is missing`);
    })(form);
    for (const name of Object.keys(parts) as PartName[]) {
      const part = guidePart(t, name, 1);
      const all = [part.heading, ...part.texts, ...part.fields.flatMap(({ label, help }) => [label, help ?? '–']), ...part.buttons, ...part.states.map(({ text }) => text), ...part.tasks]; // prettier-ignore
      expect(all.every((text) => text.length > 0 && !unfinished.test(text))).toBe(true);
    }
  });
});

test('a page of a role has each command that the lifecycle tables give it, and no other', () => {
  const t = createTexts(() => undefined)('nb');
  for (const role of allRoles) {
    const shown = deedsOf(t, [role]).flatMap(({ deeds }) => deeds.map(({ button }) => button));
    const given = Object.values(lifecycles).flatMap(({ kind, transitions }) => [
      ...new Set(transitions.filter(({ on, who }) => !on.startsWith('due:') && who.includes(role)).map(({ on }) => t(`common.button.${kind}.${on}`))),
    ]);
    expect(shown).toEqual(given);
  }
}); // prettier-ignore

test('a guide has the buttons that the role may press, and only those', () => {
  const may = (role: Role, key: string): boolean => {
    const [kind, command] = key.split('.') as [keyof typeof lifecycles, string];
    const rows = lifecycles[kind].transitions.filter(({ on }) => on === command);
    return rows.some(({ who }) => who.includes(role) || who.includes('requester') || who.includes('holder'));
  };
  const wrong = allRoles.flatMap((role) =>
    guides[role].flatMap((name) => {
      const { buttons = [] } = parts[name] as { buttons?: readonly string[] };
      return buttons.filter((key) => !may(role, key)).map((key) => `${role}: ${name}: ${key}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test.each<[Role, string[]]>([
  ['applicant', ['vedlegg', 'godkjenning', 'rekkefolge', 'for-sent', 'horing']],
  ['municipalCoordinator', ['vedlegg', 'godkjenning', 'rekkefolge', 'for-sent', 'horing']],
  ['localApprover', ['godkjenn-soknad', 'for-sent']],
  ['mayor', ['godkjenn-soknad', 'for-sent']],
  ['caseOfficer', ['vedlegg', 'horing']],
  ['leader', ['vedlegg', 'horing']],
  ['approver', ['for-sent']],
])('the guide of %s tells of %j', async (role, anchors) => {
  const { text } = await anonymous.get(`/om/veiledning/${slugs[role]}`).expect(200);
  expect(anchors.filter((anchor) => !text.includes(`id="${anchor}"`))).toEqual([]);
});

test('what the guide says of attachments is what the form says, with the limits that hold', async () => {
  const { text } = await anonymous.get(`/om/veiledning/${slugs.applicant}?sprak=nb`);
  expect(text.replaceAll('\u00a0', ' ')).toContain('Hver fil kan være på 15 MB. Dere kan legge til 10 til.');
  expect(text).toContain('Mellom 3 og 100 tegn.');
});

test('help leads to the guide of the role one acts in, at the part about the page', async () => {
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]));
  expect((await officer.get('/saker').expect(200)).text).toContain('href="/om/veiledning/saksbehandler#saker"');
  const unn = await web.as(await aPerson(web.prisma));
  expect((await unn.get('/tilgang').expect(200)).text).toContain('href="/om/veiledning/soker#tilgang"');
  expect((await anonymous.get('/').expect(200)).text).toContain('href="/om/veiledning/soker"');
  const user = (...roles: Role[]) => ({ at: { kind: 'municipality', code: '1804', name: '' }, actor: { grants: roles.map((role) => ({ role, municipalityCode: '1804', countyGovernorCode: null })) } }) as unknown as User; // prettier-ignore
  expect(helpAt(user('applicant', 'municipalCoordinator'), '/meg')).toContain(slugs.municipalCoordinator);
  expect(helpAt(user('leader', 'countyGovernorAdmin'), '/meg')).toContain(slugs.countyGovernorAdmin);
  expect(helpAt(null, '/rapporter/x')).toBe('/om/veiledning/soker#rapport');
});

test('a role that is not there has no page', async () => {
  await anonymous.get('/om/roller/konge').expect(404);
  await anonymous.get('/om/veiledning/konge').expect(404);
});

test('the guide names a button once, also where two commands share its word', async () => {
  const { text } = await anonymous.get(`/om/veiledning/${slugs.countyGovernorAdmin}?sprak=nb`);
  const section = text.slice(text.lastIndexOf('id="kontaktperson"')).split('</section>')[0]!;
  expect(section.split('«Bytt kontaktperson»')).toHaveLength(2);
});
