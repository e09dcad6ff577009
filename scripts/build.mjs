/** `npm run build`: makes what the product would otherwise make at its first start, for an image. */
import { register } from 'tsx/esm/api';
import { prepare } from './prepare.mjs';

prepare();
register();
const { ensureBundle } = await import('../worker/bundle.ts');
console.log(await ensureBundle());
