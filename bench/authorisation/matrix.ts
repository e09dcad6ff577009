import { halfOfMatrix } from '../../testing/matrix/half.js';
import { startTestPostgres } from '../../testing/postgres.js';
import type { Row } from '../figures.js';

/** How many cells the matrix of rights has, and how many of them were tried through real HTTP. */
export async function matrixOfRights(): Promise<Row[]> {
  const server = process.env['TEST_POSTGRES_URL'] ? null : await startTestPostgres();
  if (server) process.env['TEST_POSTGRES_URL'] = server.url;
  const begun = performance.now();
  const halves = [await halfOfMatrix(0), await halfOfMatrix(1)];
  const seconds = Math.round((performance.now() - begun) / 1000);
  await server?.close();
  const sum = (of: 'cells' | 'tried') => halves.reduce((total, half) => total + half[of], 0);
  const wrong = halves.reduce((total, { faults, changed }) => total + faults.length + changed.length, 0);
  return [
    {
      what: 'matrix: cells tried through real HTTP, page × method × who × subject × state',
      figure: `${sum('tried')} of ${sum('cells')}, ${wrong} answered otherwise than the table says (${seconds} s)`,
      goal: 'all, none',
      kept: sum('tried') === sum('cells') && wrong === 0,
    },
  ];
}
