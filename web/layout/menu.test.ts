import { jest } from '@jest/globals';
import { aPerson } from '../../testing/builders.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import type { Role } from '../../domain/roles.js';

jest.setTimeout(120_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const menuIn = (html: string): string[] =>
  [...(/<nav[^>]*>[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '').matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);

test.each<[Role, string | undefined, boolean]>([
  ['countyGovernorAdmin', 'FMNO', false],
  ['caseOfficer', 'FMNO', true],
  ['auditor', undefined, true],
  ['systemAdmin', undefined, false],
])('the menu of a %s leads only where they may go', async (role, at, cases) => {
  const agent = await web.as(await aPerson(web.prisma, [at ? { role, at } : { role }]));
  const menu = menuIn((await agent.get('/meg').expect(200)).text);
  expect(menu).toContain('/offentlig');
  expect(menu.includes('/saker')).toBe(cases);
  for (const href of menu) await agent.get(href).expect(200);
});
