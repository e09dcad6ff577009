import { expect, test } from '@jest/globals';
import { readWebConfig } from './config.js';

const environment = {
  DATABASE_URL: 'postgres://db.example/app',
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  BASE_URL: 'https://prosjektskjonn.example',
  OIDC_ISSUER: 'https://idporten.example',
  OIDC_CLIENT_ID: 'client',
  OIDC_PRIVATE_KEY_FILE: 'key.pem',
  CLAMD_ADDRESS: 'clamd.example:3310',
  SESSION_SECRET: 'a secret of the tests, long enough for it',
  PID_KEY: 'a key of the tests, long enough to be one',
};

test('a staff provider is named with all it needs, and is not ID-porten again', () => {
  const alone = { ...environment, STAFF_OIDC_ISSUER: 'https://idporten.example' };
  expect(() => readWebConfig(alone)).toThrow(
    /STAFF_OIDC_CLIENT_ID: .*\n.*STAFF_OIDC_PRIVATE_KEY_FILE: .*\n.*STAFF_OIDC_ISSUER: is another/,
  );
  expect(() => readWebConfig({ ...environment, STAFF_OIDC_ISSUER: 'no address' })).toThrow('STAFF_OIDC_ISSUER');
});

test('what is left empty is left out', () => {
  const { STAFF_OIDC_ISSUER, PID_KEY_PREVIOUS } = readWebConfig({
    ...environment,
    STAFF_OIDC_ISSUER: '',
    PID_KEY_PREVIOUS: '',
  });
  expect([STAFF_OIDC_ISSUER, PID_KEY_PREVIOUS]).toEqual([undefined, undefined]);
});

test('a key that is too short is no key', () => {
  expect(() => readWebConfig({ ...environment, PID_KEY_PREVIOUS: 'short' })).toThrow('PID_KEY_PREVIOUS');
});

test('a virus scanner is required, except in the embedded product', () => {
  const { CLAMD_ADDRESS: _none, ...without } = environment;
  expect(() => readWebConfig(without)).toThrow('CLAMD_ADDRESS');
  expect(() => readWebConfig({ ...without, CLAMD_ADDRESS: '' })).toThrow('CLAMD_ADDRESS');
  expect(() => readWebConfig({ ...without, CLAMD_ADDRESS: 'no port' })).toThrow('CLAMD_ADDRESS');
  expect(readWebConfig({ ...without, PROSJEKTSKJONN_EMBEDDED: '1' }).CLAMD_ADDRESS).toBeUndefined();
  for (const address of ['clamd:3310', '[::1]:3310', '/run/clamav/clamd.sock'])
    expect(readWebConfig({ ...without, CLAMD_ADDRESS: address }).CLAMD_ADDRESS).toBe(address);
});
