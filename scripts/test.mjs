/** `npm test [step …]`: see scripts/test/main.ts. */
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./test/main.ts');
process.exit(await main(process.argv.slice(2)));
