import { allPages } from '../pages.js';
import { createTexts } from '../../locales/texts.js';
import { pageText } from './words.js';

const open = allPages.filter(({ access }) => 'public' in access || 'demo' in access);
const closed = allPages.filter((page) => !open.includes(page));

test('every page that is not public says whether it shows somebody’s data', () => {
  expect(closed.length).toBeGreaterThan(40);
  expect(closed.filter(({ personal }) => personal === undefined).map(({ path }) => path)).toEqual([]);
});

test.each([
  '/saker/:id',
  '/saker.csv',
  '/soknader/:id',
  '/rapporter/:id',
  '/meldinger/:id',
  '/brev/:id',
  '/brev/:id/fil/:kind',
  '/tilgang/:id',
  '/embete/:kode',
  '/logg',
  '/logg.csv',
])('%s shows other people’s data, and who looks is written down', (path) => {
  expect(typeof closed.find((page) => page.path === path)?.personal).toBe('function');
});

test.each(['nb', 'nn'] as const)(
  'every page that shows somebody’s data has a name of its own in the log (%s)',
  (form) => {
    const missing: string[] = [];
    const t = createTexts((key) => missing.push(key))(form);
    const paths = closed.filter(({ personal }) => typeof personal === 'function').map(({ path }) => path);
    const names = paths.map((path) => pageText(t, path));
    expect(names.filter((name) => name.startsWith('/'))).toEqual([]);
    expect(missing).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  },
);
