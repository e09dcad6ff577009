/** The web process in production: the configuration is the environment. */
import { readWebConfig } from './config.js';
import { startWeb } from './server.js';

const { url } = await startWeb(readWebConfig(process.env));
console.log(`The web is ready: ${url}`);
