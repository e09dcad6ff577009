/** Who may say that somebody is who they are, and what must be true of their word. */
import type { IDToken } from 'openid-client';
import { isEntra, type WebConfig } from '../config.js';
import type { Login } from '../middleware/session.js';
import { entraAsks, readEntra } from './entra.js';
import { LoginRefused } from './refused.js';

/** Levels of assurance at ID-porten, lowest first. Staff roles count only with the high one. */
export const levels = ['idporten-loa-substantial', 'idporten-loa-high'] as const;
export type Level = (typeof levels)[number];

export type ProviderName = 'id-porten' | 'staff';

/** Who logged in, as the provider’s claims tell it. `subject` is for computing the person’s hash, nothing else. */
export type Claimed = { subject: string; high: boolean };

export type Provider = {
  name: ProviderName;
  issuer: string;
  clientId: string;
  keyFile: string;
  /** Our addresses, registered with this provider alone: what comes to one was never meant for the other. */
  callbackPath: string;
  backChannelPath: string;
  baseUrl: string;
  /** The certificate the key was registered with, where the provider knows it by that. */
  certificateFile?: string | undefined;
  /** Parameters that ask for a level; empty for the provider’s own. */
  asks(acr: string): Record<string, string>;
  /** Reads claims whose token is already found good. Throws LoginRefused when they are not enough; `acr` is what was asked for. */
  read(claims: IDToken, acr: string): Claimed;
};

const acrValues = (acr: string): Record<string, string> => (acr ? { acr_values: acr } : {});

function idPorten(config: WebConfig): Provider {
  return {
    name: 'id-porten',
    issuer: config.OIDC_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    keyFile: config.OIDC_PRIVATE_KEY_FILE,
    callbackPath: '/logg-inn/tilbake',
    backChannelPath: '/logg-ut/fra-idporten',
    baseUrl: config.BASE_URL,
    asks: acrValues,
    read(claims, acr) {
      const level = levels.find((one) => one === claims['acr']);
      if (!level || levels.indexOf(level) < levels.indexOf(acr as Level)) throw new LoginRefused('level');
      const pid = claims['pid'];
      if (typeof pid !== 'string' || !/^\d{11}$/.test(pid)) throw new LoginRefused('failed');
      return { subject: pid, high: level === 'idporten-loa-high' };
    },
  };
}

type StaffConfig = WebConfig &
  Record<'STAFF_OIDC_ISSUER' | 'STAFF_OIDC_CLIENT_ID' | 'STAFF_OIDC_PRIVATE_KEY_FILE', string>;

/** A subject is the issuer and its word for the person: it is never eleven digits, so it cannot meet an identity number. */
function staff(config: StaffConfig): Provider {
  const { STAFF_OIDC_ISSUER: issuer, STAFF_OIDC_REQUIRED_ACR: acr, STAFF_OIDC_REQUIRED_AMR: amr } = config;
  const claim = config.STAFF_OIDC_SUBJECT_CLAIM ?? 'sub';
  const entra = isEntra(config);
  return {
    name: 'staff',
    issuer,
    clientId: config.STAFF_OIDC_CLIENT_ID,
    keyFile: config.STAFF_OIDC_PRIVATE_KEY_FILE,
    callbackPath: '/logg-inn/tilbake-stat',
    backChannelPath: '/logg-ut/fra-stat',
    baseUrl: config.BASE_URL,
    certificateFile: config.STAFF_OIDC_CERTIFICATE_FILE,
    asks: entra ? entraAsks : acrValues,
    read(claims) {
      if (entra) {
        const oid = readEntra(claims, { tenant: config.STAFF_OIDC_TENANT!, context: acr ?? '' });
        return { subject: `${issuer} ${oid}`, high: true };
      }
      const methods: unknown[] = Array.isArray(claims['amr']) ? claims['amr'] : [];
      if (acr && claims['acr'] !== acr) throw new LoginRefused('level');
      if (amr && !methods.includes(amr)) throw new LoginRefused('level');
      if (config.STAFF_OIDC_TENANT && claims['tid'] !== config.STAFF_OIDC_TENANT) throw new LoginRefused('tenant');
      const subject = claims[claim];
      if (typeof subject !== 'string' || subject === '') throw new LoginRefused('claims');
      return { subject: `${issuer} ${subject}`, high: true };
    },
  };
}

const hasStaff = (config: WebConfig): config is StaffConfig => config.STAFF_OIDC_ISSUER !== undefined;

/**
 * Does this log-in prove its person well enough for the state’s roles? Where they have a provider of their own only that one does: one
 * human who came by both would be two persons.
 */
export const isHigh = (config: WebConfig, login: Pick<Login, 'provider' | 'high'> | undefined): boolean =>
  login !== undefined && login.high && (!hasStaff(config) || login.provider === ('staff' satisfies ProviderName));

/** A way in: who vouches, and the level asked for (empty: the provider’s own). */
export type Door = { provider: Provider; acr: string };

/** The two doors: a municipality’s people, and the state’s, who must prove themselves with the high level. */
export function doorsOf(config: WebConfig): Record<'kommune' | 'stat', Door> {
  const municipal = idPorten(config);
  return {
    kommune: { provider: municipal, acr: 'idporten-loa-substantial' satisfies Level },
    stat: hasStaff(config)
      ? { provider: staff(config), acr: config.STAFF_OIDC_REQUIRED_ACR ?? '' }
      : { provider: municipal, acr: 'idporten-loa-high' satisfies Level },
  };
}
