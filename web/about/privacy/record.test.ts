import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLARIFICATION_DAYS, INVITATION_DAYS, MONTHS_KEPT } from '../../../domain/access/ladders.js';
import { ANONYMISED_MONTHS, DORMANT_MONTHS } from '../../../domain/person/ladders.js';
import { ATTESTATION_MONTHS } from '../../../domain/role/rules.js';
import { ONE_LOOK_MINUTES } from '../../log/look.js';
import { LONGEST_LOGIN_MS } from '../../middleware/session.js';
import { figures } from './page.js';

const record = readFileSync(path.resolve(import.meta.dirname, '../../../docs/privacy.md'), 'utf8');
const constants = {
  MONTHS_KEPT,
  CLARIFICATION_DAYS,
  INVITATION_DAYS,
  DORMANT_MONTHS,
  ANONYMISED_MONTHS,
  ATTESTATION_MONTHS,
  ONE_LOOK_MINUTES,
  LONGEST_LOGIN_MS: LONGEST_LOGIN_MS / 3_600_000,
};

test.each(Object.entries(constants))('the record of processing says of %s what the code does', (name, figure) => {
  const row = record.split('\n').find((line) => line.includes(`\`${name}\``));
  expect(row?.split('|').map((cell) => cell.trim())).toContain(String(figure));
});

test('the notice’s figures are the code’s', () => {
  expect(figures.longestHours).toBe(LONGEST_LOGIN_MS / 3_600_000);
  expect(figures).toMatchObject({ requestMonths: MONTHS_KEPT, personMonths: ANONYMISED_MONTHS, dormantMonths: DORMANT_MONTHS });
}); // prettier-ignore
