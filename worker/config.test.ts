import { expect, test } from '@jest/globals';
import { readWorkerConfig } from './config.js';

const environment = {
  DATABASE_URL: 'postgres://db.example/app',
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  SMTP_URL: 'smtp://mail.example',
  MAIL_FROM: 'ikke-svar@prosjektskjonn.example',
  BASE_URL: 'https://prosjektskjonn.example',
};

test('a worker without a virus scanner does not start, except in the embedded product', () => {
  for (const without of [environment, { ...environment, CLAMD_ADDRESS: '' }])
    expect(() => readWorkerConfig(without)).toThrow('CLAMD_ADDRESS: files are not taken in without a virus scanner');
  expect(readWorkerConfig({ ...environment, CLAMD_ADDRESS: 'clamd:3310' }).CLAMD_ADDRESS).toBe('clamd:3310');
  expect(readWorkerConfig({ ...environment, PROSJEKTSKJONN_EMBEDDED: '1' }).CLAMD_ADDRESS).toBeUndefined();
});

test('its faults are told all at once', () => {
  expect(() => readWorkerConfig({ ...environment, BASE_URL: 'nowhere', CLAMD_ADDRESS: 'no port' })).toThrow(
    /CLAMD_ADDRESS: is host:port[^]*|BASE_URL[^]*CLAMD_ADDRESS/,
  );
});
