import { formatInstantWithSeconds } from '../../../domain/calendar/index.js';
import type { Link } from '../../components/models.js';
import type { Translate } from '../../page.js';
import type { SentVersion } from './reading.js';

export type SentModel = {
  /** First what a person reads; `making` while that is not there yet. */
  versions: { text: string; making: boolean; files: Link[]; hashes: { label: string; value: string }[] }[];
};

/** `base` is where the files lie: "/soknader/<id>/innsendt". */
export const sentModel = (t: Translate, base: string, versions: readonly SentVersion[]): SentModel => ({
  versions: versions.map(({ number, receivedAt, sender, sha256, reader, archive }, i) => ({
    text: t(i === 0 ? 'applications.sent.newest' : 'applications.sent.earlier', {
      number,
      at: formatInstantWithSeconds(receivedAt),
      sender,
    }),
    making: reader === null,
    files: [
      ...(reader ? [{ text: t('applications.sent.reader'), href: `${base}/${number}.pdf` }] : []),
      ...(archive ? [{ text: t('applications.sent.archive'), href: `${base}/${number}-arkiv.pdf` }] : []),
      { text: t('applications.sent.json'), href: `${base}/${number}.json` },
    ],
    hashes: [
      ...(reader ? [{ label: t('applications.sent.reader'), value: reader }] : []),
      ...(archive ? [{ label: t('applications.sent.archive'), value: archive }] : []),
      { label: t('applications.sent.json'), value: sha256 },
    ],
  })),
});
