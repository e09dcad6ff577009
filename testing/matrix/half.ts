import type { Page } from '../../web/page.js';
import { testWeb } from '../web.js';
import { registered, runMatrix, type Matrix } from './run.js';

/** Every other page, so that two can go through them at once. */
export async function halfOfMatrix(half: 0 | 1): Promise<Matrix> {
  const web = await testWeb({ config: { LOG_LEVEL: 'fatal' } });
  const mine = (_page: Page, i: number): boolean => i % 2 === half;
  const matrix = await runMatrix(web, registered(web).filter(mine));
  await web.close();
  return matrix;
}
