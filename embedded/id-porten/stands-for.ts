export type StandsFor = 'id-porten' | 'staff';

type Part = { callback: string; backChannel: string; claims: string[]; amr: string[] };

/** Where each one’s answers go, and what its ID tokens say. */
export const parts: Record<StandsFor, Part> = {
  'id-porten': {
    callback: '/logg-inn/tilbake',
    backChannel: '/logg-ut/fra-idporten',
    claims: ['pid', 'locale'],
    amr: ['TestID'],
  },
  staff: {
    callback: '/logg-inn/tilbake-stat',
    backChannel: '/logg-ut/fra-stat',
    claims: ['oid', 'tid'],
    amr: ['pwd', 'mfa'],
  },
};

/** The tenant that the stand-in for a staff provider has. */
export const standInTenant = 'tenant.example';
