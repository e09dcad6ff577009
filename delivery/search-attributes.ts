import { callKey, deadlineKey, governorKey, stageKey, waitingKey } from '../workflows/describe.js';
import type { Engine } from './engine.js';

const KEYWORD = 2;
const DATETIME = 6;

/** Makes the search attributes of DESIGN section 3 known to the namespace. Idempotent; a cluster’s operator may have done it. */
export async function registerSearchAttributes({ connection, namespace }: Engine): Promise<void> {
  const known = await connection.operatorService.listSearchAttributes({ namespace });
  const wanted = {
    [stageKey.name]: KEYWORD,
    [governorKey.name]: KEYWORD,
    [callKey.name]: KEYWORD,
    [waitingKey.name]: KEYWORD,
    [deadlineKey.name]: DATETIME,
  };
  const missing = Object.fromEntries(Object.entries(wanted).filter(([name]) => !(name in known.customAttributes)));
  if (Object.keys(missing).length > 0)
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: missing });
}
