/** Does an e-mail address look like a municipality’s own? It informs who decides, and decides nothing (U2). */
import { domainToASCII, domainToUnicode } from 'node:url';

export type MunicipalityNames = {
  name: string;
  officialName: string;
  parallelNames: readonly string[];
  postReceptionEmail: string;
  chiefExecutiveEmail: string;
};

const domainOf = (email: string): string => domainToASCII(email.slice(email.lastIndexOf('@') + 1).trim());

/** How a letter of a name is written in domains: "Bodø" is bodo, bodoe or bodø. */
const spellings: Readonly<Record<string, string>> = { æ: 'æ|ae|e', ø: 'ø|o|oe', å: 'å|a|aa' };
const letter = (one: string): string => {
  const plain = one.normalize('NFD').replaceAll(/\p{M}/gu, '').replace('đ', 'd').replace('ŋ', 'n').replace('ŧ', 't');
  return spellings[one] ? `(?:${spellings[one]})` : plain === one ? one : `(?:${one}|${plain})`;
};

/** The label of a name, however it is spelled: with or without a hyphen, without what stands in brackets. */
const labelOf = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s*\(.*\)$/, '')
    .split(/[\s-]+/)
    .map((word) => [...word].map(letter).join(''))
    .join('-?');

const isOrIsUnder = (domain: string, own: string): boolean => domain === own || domain.endsWith(`.${own}`);

/**
 * True for the domain of the municipality’s registered addresses, for <name>.kommune.no in any spelling of any of its names, and for
 * what lies under these. Whole labels are compared, from the end: utsira.kommune.no.evil.example is not Utsira’s.
 */
export function isOwnAddress(email: string, municipality: MunicipalityNames): boolean {
  const domain = domainOf(email);
  if (domain === '') return false;
  const registered = [municipality.postReceptionEmail, municipality.chiefExecutiveEmail].map(domainOf);
  if (registered.some((own) => own !== '' && isOrIsUnder(domain, own))) return true;
  const names = [municipality.name, ...municipality.parallelNames, ...municipality.officialName.split(' - ')];
  const label = /([^.]+)\.kommune\.no$/.exec(domainToUnicode(domain))?.[1] ?? '';
  return names.some((name) => new RegExp(`^(?:${labelOf(name)})$`, 'u').test(label.normalize('NFC')));
}
