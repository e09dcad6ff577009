/** `/meg/tilbake`: someone who has not been here for long proves the address again, or learns whom to ask (R11). */
import { processIdOf } from '../../../domain/lifecycles.js';
import { isMunicipalRole, isNationalRole } from '../../../domain/roles.js';
import { codeField, type Fault, type FieldText, type FormTokens, type Receipt } from '../../components/models.js';
import { answerCommand, receiptAt, receiptOf, sentBefore, tokens } from '../../forms.js';
import { homeOf } from '../../layout/layout.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { checkCode, codeFault, codeFor, countCode, tooManyCodes } from '../codes.js';

export type Helper = { place: string; name: string; email: string };
export type BackModel = {
  faults: Fault[];
  receipt: Receipt | null;
  since: number | null;
  /** Null where there is no address to send a code to. */
  ask: { tokens: FormTokens; text: string; main: boolean } | null;
  wake: { tokens: FormTokens; code: FieldText } | null;
  helpers: Helper[];
};

const page = '/meg/tilbake';

/** Those who can invite this person to a new address: per place the coordinators and administrators, for the nation the ministry. */
async function helpersOf({ services, user, t }: UserContext): Promise<Helper[]> {
  const { prisma } = services;
  const roles = await prisma.roleGrant.findMany({
    where: { personId: user.id, state: { in: ['active', 'suspended'] } },
    include: { municipality: { include: { county: { include: { countyGovernor: true } } } }, countyGovernor: true },
  });
  const wheres = roles.map(({ role, municipality, countyGovernor }) => {
    if (isNationalRole(role)) return { place: t('common.layout.nation'), OR: [{ role: 'ministryOfficer' }] };
    const office = countyGovernor ?? municipality!.county.countyGovernor;
    const admins = { role: 'countyGovernorAdmin', countyGovernorCode: office.code };
    return isMunicipalRole(role)
      ? { place: `${municipality!.name} kommune`, OR: [{ role: 'municipalCoordinator', municipalityCode: municipality!.code }, admins] }
      : { place: office.name, OR: [admins] };
  });
  const helpers = new Map<string, Helper>();
  for (const { place, OR } of wheres) {
    const people = await prisma.person.findMany({
      where: { id: { not: user.id }, dormantSince: null, roles: { some: { OR, state: 'active', deputyForId: null } } },
      orderBy: { lastName: 'asc' },
      take: 5,
    });
    for (const person of people) helpers.set(`${place} ${person.id}`, { place, name: fullName(person), email: person.email });
  }
  return [...helpers.values()];
} // prettier-ignore

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { services, t, user, body } = context;
  const processId = processIdOf('person', user.id);
  const [{ email, dormantSince }, asked] = await Promise.all([
    services.prisma.person.findUniqueOrThrow({ where: { id: user.id } }),
    services.prisma.command.findFirst({
      where: { processId, name: 'askWake', status: { in: ['pending', 'applied'] } },
      orderBy: { seq: 'desc' },
    }),
  ]);
  const waiting = asked !== null && dormantSince !== null && asked.receivedAt >= dormantSince;
  const model: BackModel = {
    faults,
    receipt: faults.length > 0 ? null : await receiptOf(context, processId),
    since: dormantSince?.getTime() ?? null,
    ask: email
      ? {
          tokens: tokens(context, processId, 'askWake'),
          text: t(waiting ? 'person.back.again' : 'person.back.ask', { email }),
          main: !waiting,
        }
      : null,
    wake: waiting
      ? {
          tokens: tokens(context, processId, 'wake'),
          code: codeField({ label: t('person.code'), help: t('person.codeHelp'), typed: body['code'], faults }),
        }
      : null,
    helpers: await helpersOf(context),
  };
  return view('person/back/back', t('person.back.title'), model, faults.length > 0 ? 422 : undefined);
}

async function post(context: UserContext): Promise<Answer> {
  const { body, t, user } = context;
  const name = body['command'];
  if (name !== 'askWake' && name !== 'wake') return notFound;
  const processId = processIdOf('person', user.id);
  const before = await sentBefore(context, { processId, name });
  if (before) return redirect(receiptAt(name === 'wake' ? '/meg' : page, before));
  const again = (faults: Fault[]) => draw(context, faults);
  if (name === 'askWake') {
    if (await tooManyCodes(context, processId)) return again([{ fieldId: 'svar', text: t('person.fault.tooManyCodes') }]);
    await countCode(context, user.email);
    const content = { code: codeFor(context) };
    return answerCommand(context, { processId, name, content, actorRole: 'holder' }, { receipt: page, again });
  }
  const verdict = await checkCode(context, { processId, sentBy: ['askWake'], typed: body['code'] ?? '' });
  if ('wrong' in verdict) return again([codeFault(context, verdict.wrong)]);
  return answerCommand(context, { processId, name, content: {}, actorRole: 'holder' }, { receipt: '/meg', again });
} // prettier-ignore

export const backPage = userPage({
  path: page,
  access: { can: 'person.own', subject: ({ user }) => Promise.resolve({ personId: user.id }) },
  personal: 'none',
  get: (context) => (context.user.dormant ? draw(context) : Promise.resolve(redirect(homeOf(context.user)))),
  post,
});
