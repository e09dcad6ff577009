import fc from 'fast-check';
import { aCompoundFile, aJpg, anOfficeFile, anOpenDocument, aPdf, aPdfOf, aPng, aZip } from '../../testing/files.js';
import { detect } from './detect.js';
import { containerLimits } from './office.js';
import { fileTypes, type FileType } from './types.js';

const samples: Readonly<Record<FileType, () => Buffer | Promise<Buffer>>> = {
  pdf: () => aPdf(),
  docx: () => anOfficeFile('docx'),
  xlsx: () => anOfficeFile('xlsx'),
  odt: () => anOpenDocument('odt'),
  ods: () => anOpenDocument('ods'),
  png: () => aPng,
  jpg: () => aJpg,
};

test.each(Object.keys(fileTypes) as FileType[])('%s is told by its content', async (type) => {
  expect(await detect(await samples[type]())).toEqual({ type });
});

test('what is none of them is not taken in, whatever it begins with', async () => {
  const others = {
    html: Buffer.from('<!doctype html><script>alert(1)</script>'),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    exe: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
    gif: Buffer.from('GIF89a%PDF-1.7\n%%EOF'),
    zip: await aZip({ 'a.txt': 'hei' }),
    text: Buffer.from('Prosjektplan'),
    'a presentation': await anOfficeFile('docx', {}, 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'),
    'a Word type without a Word document': await aZip({ '[Content_Types].xml': 'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"' }),
    'a text document without content': await aZip({ mimetype: 'application/vnd.oasis.opendocument.text' }),
  }; // prettier-ignore
  for (const [name, bytes] of Object.entries(others))
    expect({ name, found: await detect(bytes) }).toEqual({ name, found: { fault: 'unknownType' } });
});

test('a file cut off or damaged anywhere, or any bytes at all, is told as a fault or what it is, and never throws', async () => {
  const all: Buffer[] = [];
  for (const make of Object.values(samples)) all.push(await make());
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      async (bytes, where, noise) => {
        const at = Math.floor(bytes.length * where);
        for (const damaged of [bytes.subarray(0, at), Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + noise.length)]), Buffer.from(noise)]) {
          const found = await detect(damaged);
          expect('fault' in found || found.type in fileTypes).toBe(true);
        }
      },
    ),
    { numRuns: 150 },
  );
}, 60_000); // prettier-ignore

test('nothing, half a PDF and half a container are not files', async () => {
  const whole = await aPdf();
  const docx = await anOfficeFile('docx');
  expect(await detect(Buffer.alloc(0))).toEqual({ fault: 'empty' });
  expect(await detect(whole.subarray(0, whole.length - 40))).toEqual({ fault: 'damaged' });
  expect(await detect(Buffer.from('%PDF-9.9 startxref %%EOF'))).toEqual({ fault: 'damaged' });
  expect(await detect(docx.subarray(0, docx.length - 30))).toEqual({ fault: 'damaged' });
});

describe('what is locked', () => {
  test.each(['1.4', '1.7', '1.7ext3'] as const)('a PDF %s that only forbids printing opens; one with a password does not', async (pdfVersion) => {
    expect(await detect(await aPdf('Plan', { pdfVersion, ownerPassword: 'eier' }))).toEqual({ type: 'pdf' });
    expect(await detect(await aPdf('Plan', { pdfVersion, userPassword: 'leser' }))).toEqual({ fault: 'passwordProtected' });
  }); // prettier-ignore

  test('an office document with a password, and one from before 2007, are told apart', async () => {
    const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
    expect(await detect(aCompoundFile('EncryptedPackage'))).toEqual({ fault: 'passwordProtected' });
    expect(await detect(await anOpenDocument('odt', { 'META-INF/manifest.xml': manifest }))).toEqual({
      fault: 'passwordProtected',
    });
    expect(await detect(aCompoundFile('WordDocument'))).toEqual({ fault: 'oldOffice' });
    expect(await detect(aCompoundFile('Workbook'))).toEqual({ fault: 'oldOffice' });
  });

  test('an encrypted entry of a ZIP', async () => {
    const bytes = Buffer.from(await anOfficeFile('docx'));
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(await detect(bytes)).toEqual({ fault: 'passwordProtected' });
  });
});

test.each([
  ['a macro in Word', () => anOfficeFile('docx', { 'word/vbaProject.bin': 'x' })],
  ['a macro in Excel, in capitals', () => anOfficeFile('xlsx', { 'xl/VBAPROJECT.BIN': 'x' })],
  ['a document of the kind that has macros', () => anOfficeFile('docx', {}, 'application/vnd.ms-word.document.macroEnabled.main+xml')],
  ['Basic in ODT', () => anOpenDocument('odt', { 'Basic/script-lc.xml': 'x' })],
  ['a script in ODS', () => anOpenDocument('ods', { 'Scripts/python/a.py': 'x' })],
] as const)('%s is refused', async (_name, make) => {
  expect(await detect(await make())).toEqual({ fault: 'macros' });
}); // prettier-ignore

describe('bombs', () => {
  test('one entry of 40 MB of nothing in 40 kB', async () => {
    const bytes = await anOfficeFile('docx', { 'word/media/a.bin': Buffer.alloc(40 * 1024 * 1024) });
    expect(bytes.length).toBeLessThan(100_000);
    expect(await detect(bytes)).toEqual({ fault: 'bomb' });
  });

  test('too many entries', async () => {
    const many = Object.fromEntries(Array.from({ length: containerLimits.entries }, (_, i) => [`word/${i}.xml`, '']));
    expect(await detect(await anOfficeFile('docx', many))).toEqual({ fault: 'bomb' });
  });

  test('entries that are together larger than the file, or unpacked than any document', async () => {
    const overlapping = Buffer.from(await anOfficeFile('docx', { 'word/a.xml': 'a'.repeat(1000) }));
    const huge = Buffer.from(overlapping);
    const last = overlapping.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    overlapping.writeUInt32LE(overlapping.length + 1, last + 20);
    expect(await detect(overlapping)).toEqual({ fault: 'bomb' });
    huge.writeUInt32LE(containerLimits.unpacked + 1, last + 24);
    expect(await detect(huge)).toEqual({ fault: 'bomb' });
  });

  test('a description that is larger than it says, or large at all, is not read to its end', async () => {
    const liar = Buffer.from(await anOfficeFile('docx', { '[Content_Types].xml': 'a'.repeat(500_000) }));
    const first = liar.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    liar.writeUInt32LE(10, first + 24);
    expect(await detect(liar)).toEqual({ fault: 'damaged' });
    const long = await anOfficeFile('docx', { '[Content_Types].xml': 'a'.repeat(2 * 1024 * 1024) });
    expect(await detect(long)).toEqual({ fault: 'bomb' });
  });

  test('a large PDF is looked at without being read through', async () => {
    expect(await detect(aPdfOf(15 * 1024 * 1024))).toEqual({ type: 'pdf' });
  });
});
