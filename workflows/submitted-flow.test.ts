/** What is sent in is frozen: as data whose fingerprint can be checked, and as a document for the archive. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createLetterRenderer } from '../activities/letters/renderer.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import type { SubmittedFacts } from '../domain/notices.js';
import { aGrant, aScene, completeSnapshot, mailsOf, submission, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';
import { pdfText } from '../testing/verapdf/pdf-text.js';
import { missingForVeraPdf, validatePdfs } from '../testing/verapdf/validate.js';
import { sentFile, sentVersions } from '../web/applications/sent/reading.js';

jest.setTimeout(180_000);
let product: Product;
let scene: Scene;
beforeAll(async () => {
  product = await testProduct();
  scene = await aScene(product, { deadline: (await product.now()) + 20 * 86_400_000, frame: 1_000_000 });
});
afterAll(() => product.close());

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const settled = () => waitSettled(product.database.pool, null, 60_000);

async function bodyOf(processId: string, name: string): Promise<Buffer> {
  const answer = await sentFile(product.database.prisma, processId, name);
  if (answer?.kind !== 'file') throw new Error(`no ${name}`);
  return Buffer.from(answer.body as Buffer | string);
}

test('each sending in is kept: data and document with fingerprints that hold, and the older one after a correction', async () => {
  const { prisma } = product.database;
  const id = await aGrant(product, scene);
  const processId = `grant/${id}`;
  const content = { ...completeSnapshot(scene.applicant), language: 'nn', title: 'Šávnni ja «trygg» skolestart' };
  expect(await product.send({ ...submission(scene, id), content })).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await product.send({ ...submission(scene, id), name: 'reopen', content: {} })).toMatchObject({
    kind: 'applied',
  });
  const corrected = { ...content, title: 'Rettet tittel' };
  expect(await product.send({ ...submission(scene, id), content: corrected })).toMatchObject({ kind: 'applied' });
  await settled();

  const versions = await sentVersions(prisma, processId);
  expect(versions.map(({ number }) => number)).toEqual([2, 1]);
  const commands = await prisma.command.findMany({ where: { processId, name: 'submit' }, orderBy: { seq: 'desc' } });
  expect(versions.map((one) => one.sha256)).toEqual(commands.map(({ contentHash }) => contentHash));
  for (const { number, sha256: hash, reader, archive } of versions) {
    const json = await bodyOf(processId, `${number}.json`);
    expect(sha256(json)).toBe(hash);
    expect(JSON.parse(json.toString())).toMatchObject({ title: number === 1 ? content.title : corrected.title });
    expect(sha256(await bodyOf(processId, `${number}.pdf`))).toBe(reader);
    expect(sha256(await bodyOf(processId, `${number}-arkiv.pdf`))).toBe(archive);
  }
  // The receipt leads to the case, and no e-mail to the document.
  expect((await mailsOf(product, processId)).filter((mail) => mail.includes(' E9 ')).length).toBeGreaterThan(0);
  const facts = await prisma.letter.findFirstOrThrow({
    where: { processId, kind: 'application' },
    orderBy: { at: 'asc' },
  });
  expect((facts.facts as unknown as SubmittedFacts).version).toBe(1);
});

/** The document as the worker sets it; the product of these tests has a quicker hand. */
async function document(version: number) {
  const row = await product.database.prisma.letter.findFirstOrThrow({
    where: { kind: 'application', facts: { path: ['version'], equals: version } },
  });
  return createLetterRenderer().render(row.facts as unknown as SubmittedFacts);
}

test('the document says all that was sent in, in its written form, also what is Sámi', async () => {
  const { reader } = await document(1);
  const text = pdfText(reader).replaceAll('\u00a0', ' ');
  for (const words of ['Søknad om prosjektskjønnsmidlar', 'Šávnni', 'Utfordringane', 'Milepælar', '100 000', 'SHA-256'])
    expect(text).toContain(words);
});

const validated = missingForVeraPdf.length === 0 ? test : test.skip;
validated('veraPDF: the archive’s file is PDF/A-2a and the reader’s PDF/UA-1', async () => {
  const { reader, archive } = await document(1);
  const folder = mkdtempSync(join(tmpdir(), 'soknad-'));
  const written = (name: string, bytes: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const checked = [
    ...(await validatePdfs([written('arkiv.pdf', archive)], '2a')),
    ...(await validatePdfs([written('leser.pdf', reader)], 'ua1')),
  ];
  expect(checked.map(({ faults }) => faults)).toEqual([[], []]);
  rmSync(folder, { recursive: true });
});
