/** Type-checks the Handlebars views: `node --import tsx scripts/check-templates.ts`. */
import { projectRoot } from './migration-files.js';
import { checkTemplates } from './templates/check.js';

const { count, problems } = checkTemplates(projectRoot);
for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
console.log(`${count} templates, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
