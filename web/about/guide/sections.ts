/**
 * The user guides: for each role the parts of its work, in order. A part is made of the words of the pages themselves (fields with their
 * help, buttons, states, tasks), with a little prose of its own in `about.guide`.
 */
import { fieldKeys, fieldOf, type FieldKey } from '../../../domain/application/fields.js';
import type { Role } from '../../../domain/roles.js';
import { attachmentLimits } from '../../../domain/application/attachments.js';
import { formatSize } from '../../files/size.js';
import { unexplained } from '../../applications/fields/model.js';

export type Field = { label: string; help?: string; params?: Record<string, unknown> };
export type Part = {
  /** The part’s anchor in the page. */
  anchor: string;
  /** Keys of the fields’ words. */
  fields?: readonly Field[];
  /** Keys of what the pages themselves say of it. */
  says?: readonly string[];
  /** "<kind>.<command>": the buttons, in the order they are used. */
  buttons?: readonly string[];
  /** Keys of buttons that send no command. */
  saves?: readonly string[];
  /** "<kind>.<state>": what a thing can be called on the way. */
  states?: readonly string[];
  tasks?: readonly string[];
  /** Where it is done; an address without a name in it. */
  link?: { href: string; text: string };
};

const field = (file: string, name: string, params?: Record<string, unknown>): Field => ({
  label: `${file}.field.${name}`,
  help: `${file}.help.${name}`,
  ...(params ? { params } : {}),
});
/** Those a person writes in; the budget is told of once. */
const explained = (key: FieldKey): boolean =>
  !unexplained.includes(key) && !['budget', 'number'].includes(fieldOf(key).type) && key !== 'partnerCodes';
/** With the limits that its help names; what the call or the municipality says is said in general. */
function applicationField(key: FieldKey): Field {
  const spec = fieldOf(key);
  const facts = { least: spec.least, year: '–', municipality: '–', applicants: '–' };
  return field('applications', key, 'most' in spec ? { ...facts, most: spec.most } : facts);
}
const reportField = (name: string): Field => ({
  label: `reports.field.${name}.label`,
  help: `reports.field.${name}.help`,
});
const assessField = (name: string): Field => ({ label: `reports.act.approve.${name}.label` });
const callField = (name: string): Field => ({ label: `calls.edit.${name}`, help: `calls.edit.help.${name}` });

/** The same words in both. */
const bothForms = { form: 'bokmål eller nynorsk' };

export const parts = {
  access: {
    anchor: 'tilgang',
    fields: [
      { label: 'access.municipality', help: 'access.municipalityHelp' },
      { label: 'access.email', help: 'access.emailHelp' },
      { label: 'access.phone' },
      { label: 'access.code' },
    ],
    buttons: ['accessRequest.start', 'accessRequest.submit', 'accessRequest.answer', 'accessRequest.withdraw'],
    states: ['accessRequest.started', 'accessRequest.submitted', 'accessRequest.needsClarification', 'accessRequest.approved', 'accessRequest.denied'],
    link: { href: '/tilgang', text: 'access.title' },
  },
  home: { anchor: 'oppgaver', tasks: ['answerQuestion', 'writeReport', 'letterUnopened'] },
  application: {
    anchor: 'soknad',
    fields: [
      { label: 'applications.field.partnerCodes', help: 'applications.partners.nameHelp' },
      ...fieldKeys.filter((key) => explained(key)).map(applicationField),
      { label: 'applications.field.costs', help: 'applications.budget.lead' },
    ],
    buttons: ['grant.create', 'grant.submit', 'grant.reopen', 'grant.withdraw'],
    states: ['grant.draft', 'grant.submitted', 'grant.registered', 'grant.underAssessment', 'grant.lapsed'],
  },
  attachments: {
    anchor: 'vedlegg',
    fields: [
      { label: 'attachments.field.files', help: 'attachments.help.files', params: { one: formatSize(attachmentLimits.bytes), most: attachmentLimits.files } },
      { label: 'attachments.field.title', help: 'attachments.help.title', params: attachmentLimits.title },
      { label: 'attachments.field.kind' },
      { label: 'attachments.field.openness' },
      { label: 'attachments.field.opennessReason', help: 'attachments.help.opennessReason' },
    ],
    saves: ['attachments.upload.send', 'attachments.save', 'attachments.zip.link'],
  },
  localApproval: {
    anchor: 'godkjenning',
    says: ['submission.consequence.sendForLocalApproval'],
    buttons: ['grant.sendForLocalApproval', 'grant.takeBack'],
    states: ['grant.awaitingLocalApproval', 'grant.awaitingMayor'],
  },
  rank: { anchor: 'rekkefolge', says: ['rank.help'], saves: ['rank.up', 'rank.down', 'rank.save'] },
  late: {
    anchor: 'for-sent',
    fields: [{ label: 'submission.submitLate.label' }],
    buttons: ['grant.submitLate'],
    states: ['grant.lapsed', 'grant.late', 'grant.registered', 'grant.dismissed'],
  },
  answerConsultation: {
    anchor: 'horing',
    says: ['consultations.answer.public'],
    buttons: ['consultation.answer'],
    saves: ['consultations.button.saveAnswer'],
    states: ['consultation.open', 'consultation.closed', 'consultation.summarised'],
    tasks: ['answerConsultation'],
    link: { href: '/horinger', text: 'consultations.list.title' },
  },
  approveLocally: { anchor: 'godkjenn-soknad', says: ['submission.consequence.approveLocally', 'submission.consequence.approveAndPass'], tasks: ['approveLocally'], buttons: ['grant.approveLocally', 'grant.sendBack'], states: ['grant.awaitingLocalApproval', 'grant.awaitingMayor'] },
  readApplication: { anchor: 'soknad', states: ['grant.draft', 'grant.submitted', 'grant.granted', 'grant.rejected'] },
  question: {
    anchor: 'sporsmal',
    fields: [{ label: 'applications.action.answer.label', help: 'applications.action.answer.consequence' }],
    buttons: ['grant.answer'],
    states: ['grant.informationRequested'],
    tasks: ['answerQuestion'],
  },
  letter: {
    anchor: 'brev',
    buttons: ['grant.letterOpened'],
    states: ['grant.granted', 'grant.partiallyGranted', 'grant.rejected', 'grant.dismissed'],
  },
  report: {
    anchor: 'rapport',
    fields: ['summary', 'progressStatus', 'results', 'experience', 'benefitOthers', 'unspentPlan'].map(reportField),
    buttons: ['report.submit'],
    states: ['report.scheduled', 'report.open', 'report.overdue', 'report.submitted', 'report.returned', 'report.approved'],
    tasks: ['writeReport'],
  },
  messages: {
    anchor: 'meldinger',
    fields: [
      { label: 'messages.field.subject', help: 'messages.field.subjectHelp', params: { max: 120 } },
      { label: 'messages.field.text', help: 'messages.field.textHelp' },
    ],
    buttons: ['thread.writeToGovernor', 'thread.close'],
    states: ['thread.awaitingAnswer', 'thread.answered', 'thread.closed'],
  },
  handOver: { anchor: 'kontaktperson', buttons: ['grant.handOver', 'project.handOver', 'role.leave'], tasks: ['contactDormant'] },
  admit: {
    anchor: 'slippe-inn',
    buttons: ['accessRequest.approve', 'accessRequest.ask', 'accessRequest.deny', 'accessRequest.invite', 'accessRequest.takeBack'],
    states: ['accessRequest.submitted', 'accessRequest.needsClarification', 'accessRequest.invited'],
    tasks: ['decideAccess', 'accessRequestWaiting'],
  },
  colleagues: { anchor: 'personer', buttons: ['role.give', 'role.suspend', 'role.restore', 'role.revoke'], states: ['role.active', 'role.suspended', 'role.revoked'] },
  officeTasks: { anchor: 'oppgaver', tasks: ['openApplication', 'assessApplication', 'answerMessage', 'assessReport', 'decideAccess', 'startAssessment'] },
  call: {
    anchor: 'utlysning',
    fields: ['budgetYear', 'frame', 'ownSharePercent', 'opensAt', 'deadline', 'expectedDecisionOn'].map(callField),
    buttons: ['call.create', 'call.sendForApproval', 'call.startAssessment', 'call.allocate', 'call.complete'],
    states: ['call.draft', 'call.awaitingApproval', 'call.scheduled', 'call.open', 'call.closed', 'call.underAssessment', 'call.allocated', 'call.decided'],
    tasks: ['reviseCall', 'startAssessment', 'sendAllocation', 'reviseAllocation'],
  },
  declare: {
    anchor: 'habilitet',
    fields: [
      { label: 'cases.declare.none.text', help: 'cases.declare.none.help' },
      { label: 'cases.declare.possible.text', help: 'cases.declare.possible.help' },
      { label: 'cases.declare.conflict.text', help: 'cases.declare.conflict.help' },
    ],
    buttons: ['grant.declareImpartiality'],
    tasks: ['openApplication'],
  },
  cases: {
    anchor: 'saker',
    fields: [
      { label: 'cases.clarification.question' },
      { label: 'cases.assess.comment', help: 'cases.assess.commentHelp' },
      { label: 'cases.recommend.reason', help: 'cases.recommend.reasonHelp', params: bothForms },
      { label: 'cases.recommend.conditions', help: 'cases.recommend.conditionsHelp', params: bothForms },
    ],
    buttons: ['grant.assign', 'grant.requestInformation', 'grant.endWaiting', 'grant.assignAssessor', 'grant.assess', 'grant.recommend'],
    states: ['grant.registered', 'grant.underAssessment', 'grant.informationRequested', 'grant.recommended'],
    tasks: ['assessApplication', 'clarificationUnanswered'],
    link: { href: '/saker', text: 'cases.list.title' },
  },
  assess: {
    anchor: 'vurdering',
    fields: [{ label: 'cases.assess.comment', help: 'cases.assess.commentHelp' }],
    buttons: ['grant.assess'],
    states: ['grant.underAssessment', 'grant.recommended'],
    tasks: ['assess'],
  },
  caseFiles: { anchor: 'vedlegg', saves: ['attachments.zip.link'], tasks: ['attachmentUnscanned', 'attachmentInfected'] },
  consultation: {
    anchor: 'horing',
    fields: [
      { label: 'consultations.field.titleNb' },
      { label: 'consultations.field.textNb' },
      { label: 'consultations.field.questionKind' },
      { label: 'consultations.field.counties', help: 'consultations.field.countiesHelp' },
      { label: 'consultations.field.dueOn', help: 'consultations.field.dueOnHelp' },
      { label: 'consultations.field.summaryNb' },
    ],
    buttons: ['consultation.create', 'consultation.sendOut', 'consultation.extendDue', 'consultation.summarise', 'consultation.cancel'],
    states: ['consultation.draft', 'consultation.open', 'consultation.closed', 'consultation.summarised', 'consultation.cancelled'],
    tasks: ['summariseConsultation'],
    link: { href: '/horinger', text: 'consultations.list.title' },
  },
  decideLate: {
    anchor: 'for-sent',
    fields: [
      { label: 'late.accepted', help: 'late.help.accepted' },
      { label: 'late.dismissed', help: 'late.help.dismissed' },
      { label: 'late.reason', help: 'late.reasonHelp', params: bothForms },
    ],
    buttons: ['grant.decideLate'],
    states: ['grant.late', 'grant.registered', 'grant.dismissed'],
    tasks: ['decideLate', 'lateNotDecided'],
  },
  comment: { anchor: 'merknad', buttons: ['grant.comment'], states: ['grant.registered', 'grant.underAssessment'] },
  approveCall: {
    anchor: 'utlysning',
    buttons: ['call.approve', 'call.sendBack', 'call.extendDeadline', 'call.cancel'],
    states: ['call.awaitingApproval', 'call.scheduled'],
    tasks: ['approveCall', 'callAwaitsApproval'],
  },
  decide: {
    anchor: 'avgjorelse',
    fields: [{ label: 'calls.decision.budgetAuthority' }],
    buttons: ['call.sendAllocationBack', 'call.decide'],
    states: ['call.allocated', 'call.decided', 'grant.granted', 'grant.partiallyGranted', 'grant.rejected'],
    tasks: ['approveAllocation', 'decisionRefused'],
  },
  assessReport: {
    anchor: 'rapport',
    fields: ['executedAsPlanned', 'goalAchievement', 'transferValue', 'recommendedToOthers', 'star', 'assessment'].map(assessField),
    buttons: ['report.approve', 'report.return', 'report.extendDeadline'],
    states: ['report.submitted', 'report.returned', 'report.overdue', 'report.approved'],
    tasks: ['assessReport', 'reportOverdue'],
  },
  officeMessages: {
    anchor: 'meldinger',
    buttons: ['thread.writeToMunicipality', 'thread.close'],
    states: ['thread.open', 'thread.answered', 'thread.closed'],
    tasks: ['answerMessage', 'messageUnanswered'],
  },
  lead: {
    anchor: 'oppgaver',
    buttons: ['grant.assign'],
    tasks: ['applicationNotOpened', 'assignOfficer', 'accessRequestWaiting', 'callAwaitsApproval', 'messageUnanswered', 'reportNotAssessed', 'emailBounced', 'deliveryFailed'],
  },
  deputy: { anchor: 'stedfortreder', buttons: ['role.lend', 'role.takeBack'], states: ['role.active', 'role.ended'] },
  people: {
    anchor: 'personer',
    buttons: ['role.give', 'role.confirm', 'role.decline', 'role.attest', 'role.suspend', 'role.restore', 'role.revoke'],
    states: ['role.proposed', 'role.active', 'role.suspended', 'role.revoked'],
    tasks: ['confirmRole', 'attestRole', 'restoreRole'],
  },
  readAll: { anchor: 'saker', states: ['grant.submitted', 'grant.granted', 'grant.rejected', 'report.approved'], link: { href: '/saker', text: 'cases.list.title' } },
  operations: { anchor: 'drift', tasks: ['deliveryFailed', 'emailBounced'], link: { href: '/drift', text: 'operations.title' } },
  log: { anchor: 'logg', link: { href: '/logg', text: 'log.title' } },
  own: { anchor: 'meg', buttons: ['person.changeAddress', 'person.confirmAddress', 'role.leave'], states: ['person.active', 'person.dormant'], link: { href: '/meg/data', text: 'about.data.title' } },
} as const satisfies Record<string, Part>; // prettier-ignore

export type PartName = keyof typeof parts;

/** From the first word of an application until it is in. */
const applying = ['application', 'attachments', 'localApproval', 'rank', 'late'] as const;

/** Each role’s work in its order. */
export const guides: Readonly<Record<Role, readonly PartName[]>> = {
  applicant: ['access', 'home', ...applying, 'question', 'letter', 'report', 'messages', 'answerConsultation', 'handOver', 'deputy', 'own'], // prettier-ignore
  municipalCoordinator: ['home', 'admit', 'colleagues', ...applying, 'question', 'letter', 'report', 'messages', 'answerConsultation', 'handOver', 'deputy', 'own'], // prettier-ignore
  localApprover: ['access', 'home', 'readApplication', 'approveLocally', 'late', 'letter', 'own'],
  mayor: ['access', 'home', 'readApplication', 'approveLocally', 'late', 'letter', 'own'],
  caseOfficer: ['officeTasks', 'admit', 'consultation', 'call', 'declare', 'cases', 'caseFiles', 'officeMessages', 'assessReport', 'deputy', 'own'], // prettier-ignore
  assessor: ['officeTasks', 'declare', 'caseFiles', 'assess', 'deputy', 'own'],
  approver: ['officeTasks', 'approveCall', 'declare', 'decideLate', 'decide', 'deputy', 'own'],
  leader: ['lead', 'admit', 'consultation', 'call', 'declare', 'caseFiles', 'officeMessages', 'assessReport', 'deputy', 'own'], // prettier-ignore
  referenceGroupMember: ['declare', 'comment', 'own'],
  countyGovernorAdmin: ['people', 'admit', 'handOver', 'deputy', 'log', 'own'],
  ministryReader: ['readAll', 'own'],
  ministryOfficer: ['readAll', 'people', 'operations', 'own'],
  systemAdmin: ['operations', 'log', 'own'],
  auditor: ['readAll', 'log', 'own'],
};

/** Which parts a page belongs to, by the beginning of its address; the reader’s guide shows the first of them that it has. */
export const areas: readonly (readonly [prefix: string, parts: readonly PartName[]])[] = [
  ['/tilgang', ['admit', 'access']],
  ['/soknader', ['application', 'readApplication']],
  ['/rapporter', ['report', 'assessReport']],
  ['/meldinger', ['messages', 'officeMessages']],
  ['/brev', ['letter']],
  ['/saker', ['cases', 'assess', 'comment', 'readAll', 'decide', 'declare']],
  ['/utlysninger', ['call', 'approveCall', 'application']],
  ['/roller', ['people', 'colleagues']],
  ['/horinger', ['answerConsultation', 'consultation']],
  ['/departement', ['people']],
  ['/drift', ['operations']],
  ['/logg', ['log']],
  ['/meg', ['own']],
  ['/kommune', ['home']],
  ['/embete', ['officeTasks', 'lead', 'people']],
];
