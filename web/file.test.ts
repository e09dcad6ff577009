import { describe, expect, test } from '@jest/globals';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { safeFileName, sendFile } from './file.js';

describe('a file’s name', () => {
  test.each([
    ['Søknad 2027.pdf', 'Søknad 2027.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\temp\\a.pdf', 'C__temp_a.pdf'],
    ['a\r\nSet-Cookie: b=c.pdf', 'aSet-Cookie_ b=c.pdf'],
    ['vedlegg"; filename="ond.exe', 'vedlegg_; filename=_ond.exe'],
    ['faktura\u202efdp.exe', 'fakturafdp.exe'],
    ['.htaccess', 'htaccess'],
    ['A\u030arlig.pdf', 'Årlig.pdf'],
    ['  ', 'fil'],
    ['', 'fil'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test('that is long is cut before its ending', () => {
    const safe = safeFileName(`${'å'.repeat(300)}.pdf`);
    expect([...safe].length).toBe(150);
    expect(safe.endsWith('å.pdf')).toBe(true);
  });

  test('whatever it is, gives one header line that says the same name', async () => {
    const app = express().get('/', (req, res) =>
      sendFile(res, { kind: 'file', name: req.query['n'] as string, contentType: 'text/plain', body: 'x' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (name) => {
        const { headers, status } = await request(app).get(`/?n=${encodeURIComponent(name)}`);
        expect(status).toBe(200);
        const said = headers['content-disposition']!;
        expect(said).toMatch(
          /^attachment; filename=("[^"\\]*"|[^\s";]+)(; filename\*=UTF-8''[A-Za-z0-9%._~!#$&+^`|-]+)?$/,
        );
        const [, encoded] = /filename\*=UTF-8''(.*)$/.exec(said) ?? [];
        if (encoded) expect(decodeURIComponent(encoded)).toBe(safeFileName(name));
      }),
      { numRuns: 100 },
    );
  });
});
