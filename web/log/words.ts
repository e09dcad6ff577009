import type { Kind } from '../../domain/lifecycle.js';
import type { Translate } from '../page.js';

/** Ladder steps that have words of their own in `common.step`. */
const steps = ['before', 'without-draft', 'overdue', 'reminder', 'leader', 'unopened', 'approver'];

/** Commands whose receipt speaks to who gave them; the log tells others. */
const ownWords: readonly string[] = ['accessRequest.start', 'role.leave', 'person.askWake', 'person.changeName'];

/** What an event was, in words: a command, a deadline, or a reminder’s step. `toState` where it tells more than the name. */
export function whatText(t: Translate, kind: Kind, name: string, toState = ''): string {
  if (name === 'seeded' || name === 'imported') return t(`log.event.${name}`);
  const [ladder, step] = name.split(/:(.*)/s);
  if (step === undefined && kind === 'role' && toState === 'proposed') return t('log.done.role.proposed');
  if (step === undefined) return t(`${ownWords.includes(`${kind}.${name}`) ? 'log' : 'common'}.done.${kind}.${name}`);
  if (ladder === 'due') return t(step === 'interimReply' ? 'common.step.interimReply' : `common.event.${step}`);
  const [, word = step, n] = /^(.*?)(?:-(\d+))?$/.exec(step) ?? [];
  if (n === '0') return t('common.step.onTheDay');
  return steps.includes(word) && n ? t(`common.step.${word}`, { n, count: Number(n) }) : t('log.event.reminder');
}

/** The word of every page that shows somebody’s data, by its pattern. */
const known: Readonly<Record<string, string>> = {
  '/saker/:id': 'case',
  '/saker.csv': 'caseExport',
  '/saker.xlsx': 'caseSheet',
  '/saker.pdf': 'caseDocuments',
  '/soknader/:id': 'application',
  '/soknader/:id/soknaden': 'applicationForm',
  '/soknader/:id/samarbeid': 'applicationPartners',
  '/soknader/:id/historikk': 'applicationHistory',
  '/soknader/:id/innsendt/:fil': 'applicationFile',
  '/saker/:id/innsendt/:fil': 'caseFile',
  '/soknader/:id/innsending': 'applicationCheck',
  '/soknader/:id/gjor/kontakt': 'applicationContact',
  '/rapporter/:id': 'report',
  '/meldinger/:id': 'thread',
  '/horinger/:id/svar': 'consultationAnswer',
  '/horinger/:id/logg': 'consultationLog',
  '/brev/:id': 'letter',
  '/brev/:id/fil/:kind': 'letterFile',
  '/saker/:id/brev': 'letterDraft',
  '/saker/:id/vedlegg/:vedlegg': 'attachment',
  '/saker/:id/vedlegg.zip': 'attachmentsZip',
  '/soknader/:id/vedlegg/:vedlegg': 'ownAttachment',
  '/soknader/:id/vedlegg.zip': 'ownAttachmentsZip',
  '/roller/:id': 'role',
  '/tilgang/:id': 'request',
  '/embete/:kode': 'tasks',
  '/embete/:kode/oppsett': 'officePeople',
  '/embete/:kode/oppsett.csv': 'officePeopleExport',
  '/embete/:kode/kommuner': 'municipalities',
  '/embete/:kode/kommuner/:nr': 'municipalityContacts',
  '/embete/:kode/habilitet': 'conflicts',
  '/embete/:kode/inviter': 'inviteOffice',
  '/embete/:kode/tilganger': 'requestsOffice',
  '/embete/:kode/tilganger.csv': 'requestsOfficeExport',
  '/kommune/:nr': 'municipalityHome',
  '/kommune/:nr/personer': 'municipalityPeople',
  '/kommune/:nr/personer/:person/overlat': 'handOver',
  '/kommune/:nr/prioritering/:utlysning': 'rank',
  '/kommune/:nr/inviter': 'inviteMunicipality',
  '/kommune/:nr/tilganger': 'requestsMunicipality',
  '/kommune/:nr/tilganger.csv': 'requestsMunicipalityExport',
  '/departement/personer': 'nationPeople',
  '/departement/inviter': 'inviteNation',
  '/logg': 'log',
  '/logg.csv': 'logExport',
};

/** What was looked at, in words; a page that is no more is named by its address. */
export const pageText = (t: Translate, page: string): string => (known[page] ? t(`log.page.${known[page]}`) : page);
