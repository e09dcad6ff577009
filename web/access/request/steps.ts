/** What the reader can do with the request now: one form each, the first is the main one. */
import { hasCoordinator } from '../../../prisma/last-role.js';
import {
  codeField,
  errorOf,
  type Fault,
  type FieldArea,
  type FieldText,
  type FormTokens,
} from '../../components/models.js';
import { tokens } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { isSpent } from '../../person/codes.js';
import { isOwnAddress } from '../own-address.js';
import { sentBy } from './codes.js';
import { roleNow, type Case } from './load.js';

export type RequestStep = {
  command: string;
  tokens: FormTokens;
  /** Null for the first, which the page’s head leads to. */
  heading: string | null;
  lead: string[];
  code: FieldText | null;
  area: FieldArea | null;
  button: string;
  variant: 'primary' | 'secondary' | 'tertiary';
};

/** The field each command is written in; names are not shared, so that each keeps what was typed. */
export const areas = { approve: 'why', deny: 'reason', ask: 'question', answer: 'answer' } as const;
type Written = keyof typeof areas;
const isWritten = (command: string): command is Written => Object.hasOwn(areas, command);

/** Must it be said why, since the address is not the municipality’s own? */
export const reasonNeeded = ({ request }: Case): boolean =>
  request.municipality !== null && !isOwnAddress(request.email, request.municipality);

/** The first approved of a municipality becomes its coordinator too. */
async function becomesCoordinator({ services }: UserContext, { request }: Case): Promise<boolean> {
  const { municipality, municipalityCode, role } = request;
  if (role !== 'applicant' || !municipality?.coordinatorApproves) return false;
  return !(await hasCoordinator(services.prisma, municipalityCode));
}

async function leadOf(context: UserContext, found: Case, command: string): Promise<string[]> {
  const { t } = context;
  const { request } = found;
  switch (command) {
    case 'approve':
      return [
        t(`access.consequence.${['localApprover', 'mayor'].includes(request.role) ? 'localApprover' : 'applicant'}`),
        ...((await becomesCoordinator(context, found)) ? [t('access.consequence.first')] : []),
      ];
    case 'submit':
      return (await isSpent(context, { processId: found.process.id, sentBy })) ? [t('access.codeUsedUp')] : [];
    case 'answer':
      return [];
    case 'newCode':
      return [t('access.newCodeHelp', { email: request.email })];
    default:
      return [t(`access.consequence.${command}`)];
  }
}

type Drawing = { faults: readonly Fault[]; reasonIsNeeded: boolean };

function areaOf({ t, body }: UserContext, command: string, { faults, reasonIsNeeded }: Drawing): FieldArea | null {
  if (!isWritten(command)) return null;
  const name = areas[command];
  const optional = command === 'approve' && !reasonIsNeeded;
  return {
    id: name,
    name,
    label: t(`access.${optional ? 'whyOptional' : name}`),
    help: t(`access.${name}Help`),
    value: body[name] ?? '',
    error: errorOf(faults, name),
    rows: command === 'approve' ? 2 : 4,
    max: 1000,
  };
}

const codeOf = ({ t, body }: UserContext, { request }: Case, faults: readonly Fault[]): FieldText =>
  codeField({
    label: t('access.code'),
    help: t('access.codeHelp', { email: request.email }),
    typed: body['code'],
    faults,
  });

const commands = ['submit', 'answer', 'approve', 'newCode', 'ask', 'deny', 'withdraw', 'takeBack'] as const;
const main: readonly string[] = ['submit', 'answer', 'approve'];
const rare: readonly string[] = ['withdraw'];

export async function stepsOf(context: UserContext, found: Case, faults: readonly Fault[]): Promise<RequestStep[]> {
  const { t } = context;
  const drawing = { faults, reasonIsNeeded: reasonNeeded(found) };
  const steps = commands
    .filter((command) => roleNow(found, command) !== null)
    .map(async (command): Promise<RequestStep> => ({
      command,
      tokens: tokens(context, found.process.id, command),
      heading: main.includes(command) ? null : t(`access.heading.${command}`),
      lead: await leadOf(context, found, command),
      code: command === 'submit' ? codeOf(context, found, faults) : null,
      area: areaOf(context, command, drawing),
      button: t(`common.button.accessRequest.${command}`),
      variant: main.includes(command) ? 'primary' : rare.includes(command) ? 'tertiary' : 'secondary',
    }));
  return Promise.all(steps);
}
