import { defineConfig } from 'prisma/config';

// `prisma generate` (7.10) downloads the native schema engine although it never runs it; any existing file will do
// for that one command. All other commands keep their ordinary behaviour.
if (process.argv.includes('generate')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
