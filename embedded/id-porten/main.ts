/** The stand-in as a process of its own; its settings come from the environment that environment.ts makes. */
import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';
import { z } from 'zod';
import { publicPart } from '../keys.js';
import { readPeople } from './people.js';
import { startIdPorten } from './server.js';

const settings = z
  .object({
    OIDC_ISSUER: z.url(),
    OIDC_CLIENT_ID: z.string(),
    OIDC_PRIVATE_KEY_FILE: z.string(),
    ID_PORTEN_KEY_FILE: z.string(),
    ID_PORTEN_SECRET: z.string().min(32),
    PEOPLE_FILE: z.string(),
    BASE_URL: z.url(),
    STANDS_FOR: z.enum(['id-porten', 'staff']).default('id-porten'),
  })
  .parse(process.env);

const readKey = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as JWK;
const { stop } = await startIdPorten({
  port: Number(new URL(settings.OIDC_ISSUER).port),
  people: readPeople(settings.PEOPLE_FILE),
  key: readKey(settings.ID_PORTEN_KEY_FILE),
  secret: settings.ID_PORTEN_SECRET,
  standsFor: settings.STANDS_FOR,
  client: {
    id: settings.OIDC_CLIENT_ID,
    publicKey: publicPart(readKey(settings.OIDC_PRIVATE_KEY_FILE)),
    baseUrl: settings.BASE_URL,
  },
});
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void stop().then(() => process.exit(0)));
