import type { Kind } from '../../domain/lifecycle.js';
import type { Translate } from '../page.js';

/** Ladder steps that have words of their own in `common.step`. */
const steps = ['before', 'without-draft', 'overdue', 'reminder', 'leader', 'unopened'];

/** What an event was, in words: a command, a deadline, or a reminder’s step. */
export function whatText(t: Translate, kind: Kind, name: string): string {
  if (name === 'seeded' || name === 'imported') return t(`log.event.${name}`);
  const [ladder, step] = name.split(/:(.*)/s);
  if (step === undefined) return t(`common.done.${kind}.${name}`);
  if (ladder === 'due') return t(step === 'interimReply' ? 'common.step.interimReply' : `common.event.${step}`);
  const [, word = step, n] = /^(.*?)(?:-(\d+))?$/.exec(step) ?? [];
  if (n === '0') return t('common.step.onTheDay');
  return steps.includes(word) && n ? t(`common.step.${word}`, { n, count: Number(n) }) : t('log.event.reminder');
}

const known: Readonly<Record<string, string>> = {
  '/saker/:id': 'case',
  '/soknader/:id': 'application',
  '/soknader/:id/soknaden': 'application',
  '/soknader/:id/innsending': 'application',
  '/saker/:id/brev': 'letter',
  '/brev/:id': 'letter',
  '/brev/:id/fil/:kind': 'letter',
  '/meldinger/:id': 'thread',
  '/rapporter/:id': 'report',
  '/tilgang/:id': 'request',
  '/embete/:kode': 'tasks',
  '/saker.csv': 'caseExport',
  '/logg': 'log',
  '/logg.csv': 'logExport',
};

/** What was looked at, in words; a page without its own is named by its address. */
export const pageText = (t: Translate, page: string): string => (known[page] ? t(`log.page.${known[page]}`) : page);
