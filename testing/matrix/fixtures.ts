/** What the addresses with a name in them are about: one subject per place, made once; the state is set for each round. */
import { createHash, randomUUID } from 'node:crypto';
import { can, type Subject } from '../../domain/authorisation.js';
import type { Kind } from '../../domain/lifecycle.js';
import type { DecisionFacts } from '../../domain/notices.js';
import type { Actor } from '../../domain/roles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import { slugs } from '../../web/about/slugs.js';
import { anAttachment, aSubmission } from '../attachments.js';
import { aCall, aConsultation, aPerson, anApplication, aProcess, aProject, aReport, aThread } from '../builders.js';
import { away, home } from './actors.js';

/** `process` names whose state is set; `subject` is what the rules must look at, put together here and not by the page. */
export type Instance = {
  name: string;
  params: Record<string, string>;
  subject: Subject;
  process?: string;
};
export type Family = {
  /** Whose states are gone through; null where there are none. */
  kind: Kind | null;
  /** The state it is left in. */
  initial?: string;
  /** Longest address up to the name: every page below it has the same subjects. */
  roots: Readonly<Record<string, Instance[]>>;
  unknown: Record<string, string>;
  /** For pages that are open to everyone: what is public of it. */
  shown?: (state: string, subject: Subject, actor: Actor | null) => boolean;
};

const announcedStates = (state: string): boolean => !['new', 'draft', 'awaitingApproval', 'cancelled'].includes(state);

/** Values of what else stands in an address. */
export const extras: Readonly<Record<string, Record<string, string>>> = {
  '/soknader/:id/gjor/:h': { h: 'trekk' },
  '/saker/:id/gjor/:h': { h: 'habilitet' },
  '/utlysninger/:id/gjor/:h': { h: 'avlys' },
  '/horinger/:id/gjor/:h': { h: 'utsett' },
  '/brev/:id/fil/:kind': { kind: 'leser' },
  '/soknader/:id/innsendt/:fil': { fil: '1.json' },
  '/saker/:id/innsendt/:fil': { fil: '1.json' },
  '/utlysninger/:id/kunngjoring/:form': { form: 'nb' },
  '/utlysninger/:id/kunngjoring/:form/arkiv': { form: 'nb' },
};
/** What a form must have to be looked at, by address. */
export type Forms = Readonly<Record<string, Record<string, string>>>;

type Place = { municipality: 'own' | 'partner' | 'other'; office: 'own' | 'other'; begunByAsker?: true };
const places: Place[] = [
  ...(['own', 'partner', 'other'] as const).flatMap((municipality) =>
    (['own', 'other'] as const).map((office) => ({ municipality, office })),
  ),
  { municipality: 'own', office: 'own', begunByAsker: true },
];

type Named = { conflicted: string; self: string };
type Made = { place: Place; id: string; subject: Subject };
const named = ({ place }: Made): string =>
  `${place.municipality} municipality, ${place.office} office${place.begunByAsker ? ', begun by who asks' : ''}`;

/** One application in each place, with all that a case may have: partner, question, recommendation. */
async function applications(prisma: PrismaClient, { conflicted, self }: Named, callIds: Record<Place['office'], string>) {
  const made: Made[] = [];
  for (const place of places) {
    const municipalityCode = place.municipality === 'own' ? home.municipality : away.municipality;
    const { id, createdById } = await anApplication(prisma, { callId: callIds[place.office], municipalityCode, ...(place.begunByAsker ? { contactId: self } : {}) });
    const partnerCodes = place.municipality === 'partner' ? [home.municipality] : [];
    const now = new Date();
    await prisma.applicationPartner.createMany({ data: partnerCodes.map((code) => ({ applicationId: id, municipalityCode: code })) });
    await prisma.impartialityDeclaration.create({ data: { applicationId: id, personId: conflicted, outcome: 'conflict', declaredAt: now } });
    await prisma.recommendation.create({
      data: { applicationId: id, round: 1, officerId: conflicted, outcome: 'granted', reason: 'Godt. '.repeat(30), at: now, years: { create: { budgetYear: 2027, amount: 100_000n } } },
    });
    await prisma.clarification.create({ data: { applicationId: id, round: 1, question: 'Hvem er med?', askedById: conflicted, askedAt: now, dueAt: new Date(now.getTime() + 86_400_000) } });
    const countyGovernorCode = place.office === 'own' ? home.office : away.office;
    made.push({ place, id, subject: { municipalityCode, countyGovernorCode, partnerCodes, createdById, conflicted: [conflicted] } });
  }
  return made;
} // prettier-ignore

/** What was sent in, once, for who reads its files. */
async function sentIn(prisma: PrismaClient, { id, subject }: Made): Promise<void> {
  const processId = `grant/${id}`;
  const command = `sent-${id}`;
  const at = new Date();
  await prisma.command.create({
    data: { id: command, processId, seq: 1, name: 'submit', actorRole: 'applicant', content: {}, contentHash: '', receivedAt: at, deliverAfter: at, status: 'applied' },
  });
  await prisma.process.update({ where: { id: processId }, data: { lastSeq: 1, appliedSeq: 1 } });
  await prisma.letter.create({
    data: { id: randomUUID(), key: `${command}/application`, processId, kind: 'application', language: 'nb', municipalityCode: subject.municipalityCode!, facts: { version: 1, reference: 'x' }, at },
  });
} // prettier-ignore

type LetterOf = { processId: string; kind: string; municipalityCode: string | null };

async function letter(prisma: PrismaClient, { processId, kind, municipalityCode }: LetterOf): Promise<string> {
  const letterId = randomUUID();
  const bytes = Buffer.from('%PDF');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { name: 'brev.pdf', contentType: 'application/pdf', size: bytes.length, sha256, bytes };
  const [readerFileId, archiveFileId] = [randomUUID(), randomUUID()];
  await prisma.file.createMany({ data: [readerFileId, archiveFileId].map((fileId) => ({ ...file, id: fileId })) });
  await prisma.letter.create({
    data: {
      id: letterId,
      key: letterId,
      processId,
      kind,
      language: 'nb',
      municipalityCode,
      facts,
      status: 'ready',
      at: new Date(),
      openedAt: new Date(),
      readerFileId,
      archiveFileId,
    },
  });
  return letterId;
}

const facts: DecisionFacts = {
  kind: 'L4',
  language: 'nb',
  office: { name: 'Statsforvalteren i Nordland', organisationNumber: '974764687', writtenForm: 'nb' },
  recipient: { name: 'Bodø kommune', ownReference: 'B-17' },
  caseNumber: '2027/NO-1',
  date: '2027-06-15',
  title: 'Trygg skolestart',
  callTitle: 'Prosjektskjønn 2027',
  budgetYear: 2027,
  years: [{ year: 2027, applied: 100_000, awarded: 100_000, commitment: 'committed' }],
  payee: 'Bodø kommune',
  participants: ['Beiarn'],
  reason: 'Prosjektet er godt begrunnet.',
  conditions: '',
  ownSharePercent: 50,
  reports: [],
  regime: 'notIndividualDecision',
  round: { applications: 2, applied: 200_000, awards: 1, awarded: 100_000, frame: 10_000_000 },
  approver: 'Prøve Godkjenner',
  caseOfficer: { name: 'Prøve Saksbehandler', email: 'saksbehandler@demo.example' },
};

/** With an attachment each. */
const withAttachments = (all: readonly Instance[], attachments: readonly string[]): Instance[] =>
  all.map((one, i) => ({ ...one, params: { ...one.params, vedlegg: attachments[i]! } }));

const instances = (made: readonly Made[], param: string, process: string, ids?: readonly string[]): Instance[] =>
  made.map((one, i) => {
    const id = ids?.[i] ?? one.id;
    return { name: named(one), params: { [param]: id }, subject: one.subject, process: `${process}/${id}` };
  });

/** All subjects. `conflicted`: who is in conflict with each case; `self`: who has asked for access. */
export async function families(
  prisma: PrismaClient,
  { conflicted, self }: Named,
): Promise<{ all: Family[]; forms: Forms }> {
  const own = await aCall(prisma);
  const other = await aCall(prisma, { countyGovernorCode: away.office });
  for (const { id } of [own, other])
    await letter(prisma, { processId: `call/${id}`, kind: 'L1', municipalityCode: null });
  const cases = await applications(prisma, { conflicted, self }, { own: own.id, other: other.id });
  for (const one of cases) await sentIn(prisma, one);
  const letters: string[] = [];
  const attachments: string[] = [];
  const threads: string[] = [];
  const reports: string[] = [];
  const contact = await aPerson(prisma);
  for (const one of cases) {
    const attachment = await anAttachment(prisma, { applicationId: one.id });
    await aSubmission(prisma, { applicationId: one.id, attachmentIds: [attachment.id] });
    attachments.push(attachment.id);
    letters.push(await letter(prisma, { processId: `grant/${one.id}`, kind: 'L4', municipalityCode: one.subject.municipalityCode! })); // prettier-ignore
    threads.push((await aThread(prisma, { caseId: one.id, messages: [{ side: 'municipality', authorId: contact, text: 'Hei' }] })).id); // prettier-ignore
    const project = await aProject(prisma, { applicationId: one.id, publicSince: one.place.office === 'own' ? new Date() : null }); // prettier-ignore
    reports.push((await aReport(prisma, { projectId: project.id })).id);
  }
  const nobody = { id: randomUUID() };
  const call = (id: string, countyGovernorCode: string, name: string): Instance => ({ name, params: { id }, subject: { countyGovernorCode }, process: `call/${id}` }); // prettier-ignore
  const calls = [call(own.id, home.office, 'own office'), call(other.id, away.office, 'other office')];
  const publicProject = instances(cases.slice(0, 2), 'id', 'project').map((one) => ({ ...one, name: `${one.name}, ${one.subject.countyGovernorCode === home.office ? 'public' : 'not public'}` })); // prettier-ignore
  const office = (code: string, nr: string, name: string): Instance => ({ name, params: { kode: code, nr }, subject: { countyGovernorCode: code } }); // prettier-ignore
  const municipality = async (code: string, countyGovernorCode: string | null, name: string): Promise<Instance> => ({
    name,
    params: { nr: code, utlysning: own.id, person: await aPerson(prisma, [{ role: 'localApprover', at: code }]) },
    subject: { municipalityCode: code, countyGovernorCode },
  });
  const towns = (underOffice: boolean): Promise<Instance[]> =>
    Promise.all([
      municipality(home.municipality, underOffice ? home.office : null, 'own municipality'),
      municipality(away.municipality, underOffice ? home.office : null, 'other municipality, own office'),
      municipality('1103', underOffice ? away.office : null, 'other municipality, other office'),
    ]);
  const role: Instance = { name: 'a role', params: { rolle: slugs.caseOfficer }, subject: {} };
  const forms = {
    '/soknader/:id/endringer': { step: 'soknaden' },
    '/tilgang/:id': { command: 'approve' },
    '/roller/:id': { command: 'suspend' },
    '/meg/tilbake': { command: 'askWake' },
    '/meg/adresse': { command: 'changeAddress' },
    '/departement/personer': { command: 'give' },
    '/utlysninger/ny': { callId: randomUUID() },
    '/kommune/:nr/ny-soknad': { applicationId: randomUUID(), callId: own.id },
  };
  const asked = await consultations(prisma);
  const all: Family[] = [
    {
      kind: 'grant',
      initial: 'draft',
      roots: {
        '/soknader/:id': withAttachments(instances(cases, 'id', 'grant'), attachments),
        '/saker/:id': withAttachments(instances(cases, 'id', 'grant'), attachments),
        '/meldinger/ny/:sak': instances(cases, 'sak', 'grant'),
        '/brev/:id': cases.map((one, i) => ({ name: named(one), params: { id: letters[i]! }, subject: one.subject, process: `grant/${one.id}` })), // prettier-ignore
      },
      unknown: { ...nobody, sak: randomUUID(), vedlegg: randomUUID() },
    },
    { kind: 'report', roots: { '/rapporter/:id': instances(cases, 'id', 'report', reports) }, unknown: nobody },
    { kind: 'thread', roots: { '/meldinger/:id': instances(cases, 'id', 'thread', threads) }, unknown: nobody },
    {
      kind: 'call',
      initial: 'open',
      roots: { '/utlysninger/:id': calls },
      unknown: nobody,
      shown: (state, subject, actor) =>
        announcedStates(state) || (actor !== null && can(actor, 'call.read', { ...subject, state })),
    },
    // Before it is announced there is no announcement, whoever asks.
    {
      kind: 'call',
      initial: 'open',
      roots: { '/utlysninger/:id/kunngjoring': calls },
      unknown: nobody,
      shown: announcedStates,
    },
    {
      kind: 'project',
      roots: { '/offentlig/:id': withAttachments(publicProject, attachments) },
      unknown: { ...nobody, vedlegg: randomUUID() },
      shown: (_state, subject) => subject.countyGovernorCode === home.office,
    },
    { kind: 'role', roots: { '/roller/:id': await roles(prisma) }, unknown: nobody },
    {
      kind: null,
      roots: {
        '/embete/:kode': [
          office(home.office, home.municipality, 'own office'),
          office(away.office, '1103', 'other office'),
        ],
        '/kommune/:nr': await towns(true),
        // Letting in is judged by the municipality alone.
        '/kommune/:nr/tilganger': await towns(false),
        '/kommune/:nr/tilganger.csv': await towns(false),
        '/om/roller/:rolle': [role],
        '/om/veiledning/:rolle': [role],
      },
      unknown: { kode: 'FMXX', nr: '9998', utlysning: randomUUID(), person: randomUUID(), rolle: 'ukjent' },
    },
    {
      kind: null,
      roots: { '/nyheter/:id': await news(prisma) },
      unknown: nobody,
      shown: (state, subject, actor) => state !== 'draft' || (actor !== null && can(actor, 'news.write', subject)),
    },
    {
      kind: null,
      roots: { '/horinger/:id': asked.pages, '/horinger/:id/svar': asked.answers },
      unknown: nobody,
      shown: (state, subject, actor) =>
        state !== 'draft' || (actor !== null && can(actor, 'consultation.read', subject)),
    },
    {
      kind: null,
      roots: Object.fromEntries(['csv', 'xlsx', 'json'].map((kind) => [`/horinger/:id/svar.${kind}`, asked.pages])),
      unknown: nobody,
      shown: (state, subject, actor) =>
        state === 'closed' || (state === 'open' && actor !== null && can(actor, 'consultation.read', subject)),
    },
    // Last: whose request is open may write drafts.
    { kind: 'accessRequest', roots: { '/tilgang/:id': await requests(prisma, self) }, unknown: nobody },
  ];
  return { all, forms };
}

/** News of one’s office and of another, written and published. */
async function news(prisma: PrismaClient): Promise<Instance[]> {
  const texts = { titleNb: 'Nytt', titleNn: 'Nytt', textNb: 'Tekst på bokmål.', textNn: 'Tekst på nynorsk.' };
  return Promise.all(
    [home.office, away.office].flatMap((countyGovernorCode) =>
      ['draft', 'published'].map(async (state) => {
        const id = randomUUID();
        const now = new Date();
        await prisma.news.create({ data: { id, countyGovernorCode, state, ...texts, createdAt: now, publishedAt: state === 'published' ? now : null } }); // prettier-ignore
        return { name: `${countyGovernorCode}, ${state}`, params: { id }, subject: { countyGovernorCode, state } };
      }),
    ),
  );
}

/** Consultations of one’s office and of another: written, open and closed. Who answers is judged by who is asked. */
async function consultations(prisma: PrismaClient): Promise<Record<'pages' | 'answers', Instance[]>> {
  const pages: Instance[] = [];
  const answers: Instance[] = [];
  for (const [countyGovernorCode, municipality] of [[home.office, home.municipality], [away.office, away.municipality]] as const) {
    for (const state of ['draft', 'open', 'closed']) {
      const { id } = await aConsultation(prisma, { countyGovernorCode, state, asked: [municipality] });
      const one = { name: `${countyGovernorCode}, ${state}`, params: { id } };
      pages.push({ ...one, subject: { countyGovernorCode, state } });
      answers.push({ ...one, subject: { partnerCodes: state === 'draft' ? [] : [municipality], state } });
    }
  }
  return { pages, answers };
} // prettier-ignore

/** Requests for access: one’s own, and others’ to one’s municipality, under one’s office, and elsewhere. */
async function requests(prisma: PrismaClient, self: string): Promise<Instance[]> {
  const someone = await aPerson(prisma);
  const at = [
    ['own municipality', home.municipality, home.office, someone],
    ['other municipality, own office', away.municipality, home.office, someone],
    ['other municipality, other office', '1103', away.office, someone],
    ['one’s own', '1103', away.office, self],
  ] as const;
  return Promise.all(
    at.map(async ([name, municipalityCode, countyGovernorCode, personId]) => {
      const id = randomUUID();
      const now = new Date();
      await prisma.accessRequest.create({ data: { id, personId, municipalityCode, firstName: 'Prøve', lastName: 'Person', email: 'p@kommune.example', phone: '99999999', role: 'applicant', createdAt: now, submittedAt: now, closedAt: now } }); // prettier-ignore
      const place = { municipalityCode, countyGovernorCode };
      const process = await aProcess(prisma, { kind: 'accessRequest', subjectId: id, state: 'denied', ...place });
      return { name, params: { id }, subject: { ...place, personId }, process };
    }),
  );
}

/** Others’ roles: in one’s municipality and office, and elsewhere. */
async function roles(prisma: PrismaClient): Promise<Instance[]> {
  const at = [
    ['own municipality', 'applicant', home.municipality, null],
    ['other municipality', 'applicant', away.municipality, null],
    ['own office', 'assessor', null, home.office],
    ['other office', 'assessor', null, away.office],
  ] as const;
  return Promise.all(
    at.map(async ([name, role, municipalityCode, countyGovernorCode]) => {
      const personId = await aPerson(prisma, [{ role, at: municipalityCode ?? countyGovernorCode }]);
      const { id } = await prisma.roleGrant.findFirstOrThrow({ where: { personId } });
      // A municipal role lies under its municipality’s Governor.
      const place = { municipalityCode, countyGovernorCode: countyGovernorCode ?? home.office };
      const process = await aProcess(prisma, { kind: 'role', subjectId: id, state: 'active', ...place });
      return { name, params: { id }, subject: { ...place, personId }, process };
    }),
  );
}
