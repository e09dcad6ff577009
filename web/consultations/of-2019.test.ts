/**
 * The consultation on criteria of 2019 (source-facts 57): sent out 20 June 2019, answers by 20 August. Entered through the pages by a
 * clock of that summer, lived to its end, and read back from every export.
 */
import { jest } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { aPerson } from '../../testing/builders.js';
import { process } from '../../testing/processing.js';
import { fillIn, testWeb, type Agent, type TestWeb } from '../../testing/web.js';

jest.setTimeout(60_000);
let web: TestWeb;
let officer: Agent;
beforeAll(async () => {
  web = await testWeb();
  await clockAt('2019-06-20T09:00:00Z');
  officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMOV' }]));
}, 60_000);
afterAll(() => web.close());

/** Also backwards, which the product never does. */
const clockAt = (instant: string) =>
  web.services.pool.query('update clock_offset set ms = ceil($1 - extract(epoch from clock_timestamp()) * 1000)', [Date.parse(instant)]); // prettier-ignore

const texts = {
  titleNb: 'Kriterier for prosjektskjønn', titleNn: 'Kriterium for prosjektskjønn',
  textNb: 'Hvordan bør kriteriene være fra neste år?\r\n\r\nVi vil gjerne høre fra alle kommunene.',
  textNn: 'Korleis bør kriteria vere frå neste år?\r\n\r\nVi vil gjerne høyre frå alle kommunane.',
}; // prettier-ignore
const questions = {
  questionKind: ['agree', 'agree', 'text'],
  questionNb: ['Bør samarbeid prioriteres?', 'Bør digitalisering prioriteres?', 'Hva gir overføringsverdi?'],
  questionNn: ['Bør samarbeid prioriterast?', 'Bør digitalisering prioriterast?', 'Kva gjev overføringsverdi?'],
};
/** What the municipalities answered, by number. */
const answers = {
  '3103': [['agree', 'Ja; absolutt.'], ['partly', ''], ['', '=1+1 er ikke svaret, sier «Moss»']],
  '3105': [['disagree', 'Nei.\n\nIkke alene.'], ['agree', '-5 grader'], ['', 'Deling av "oppskrifter"']],
  '3107': [['partly', ''], ['', 'Bare kommentar'], ['', '']],
} as const; // prettier-ignore
const names = { '3103': 'Moss', '3105': 'Sarpsborg', '3107': 'Fredrikstad' } as const;
const kept = Object.entries(answers).flatMap(([code, said]) =>
  said.flatMap(([choice, text], i) => (choice || text ? [{ code, number: i + 1, choice: choice || null, text }] : [])),
);
const byPlace = (a: { code: string; number: number }, b: typeof a) =>
  a.code.localeCompare(b.code) || a.number - b.number;
const words = { agree: 'Enig', partly: 'Delvis enig', disagree: 'Uenig' } as const;
const code = (word: unknown): string | null => Object.entries(words).find(([, text]) => text === word)?.[0] ?? null;

/** RFC 4180 with semicolons, and without the apostrophe that keeps a formula a text. */
function readCsv(text: string): string[][] {
  const cells = [...text.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)!.push((quoted?.replaceAll('""', '"') ?? plain ?? '').replace(/^'(?=[=+\-@])/, ''));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('is entered with its dates, reminded on the right days, closed at the right instant, and read back the same', async () => {
  const { prisma } = web;
  const saved = await fillIn(officer, '/embete/FMOV/horinger/ny', { ...texts, ...questions, countyCodes: ['31', '32', '33', '03'], dueOn: '20.08.2019', action: 'review' }); // prettier-ignore
  const id = /\/horinger\/([0-9a-f-]{36})\/send/.exec(saved.headers['location']!)![1]!;
  const processId = `consultation/${id}`;
  await process(prisma, processId);
  expect((await fillIn(officer, `/horinger/${id}/send`, {})).status).toBe(303);
  await process(prisma, processId);
  const row = await prisma.consultation.findUniqueOrThrow({ where: { id }, include: { questions: true } });
  expect(row.openedAt!.toISOString()).toMatch(/^2019-06-20T09:/);
  expect(row.dueAt.toISOString()).toBe('2019-08-20T22:00:00.000Z');
  expect(row.textNb).toBe(texts.textNb.replaceAll('\r\n', '\n'));
  expect(row.questions.map(({ textNn }) => textNn)).toEqual(questions.questionNn);
  const asked = await prisma.consultationMunicipality.count();
  const planned = await prisma.duty.findMany({ where: { processId }, orderBy: { dueAt: 'asc' } });
  expect(planned.map(({ name, dueAt }) => `${name} ${dueAt.toISOString()}`)).toEqual([
    'before-7 2019-08-13T06:00:00.000Z',
    'before-1 2019-08-19T06:00:00.000Z',
    'close 2019-08-20T22:00:00.000Z',
  ]);

  const days = ['2019-07-01T10:00:00Z', '2019-08-14T10:00:00Z', '2019-08-20T21:59:00Z'];
  for (const [i, [place, said]] of Object.entries(answers).entries()) {
    await clockAt(days[i]!);
    await process(prisma, processId);
    const applicant = await web.as(await aPerson(prisma, [{ role: 'applicant', at: place }]));
    const form = Object.fromEntries(said.flatMap(([choice, text], n) => [[`valg-${n + 1}`, choice], [`svar-${n + 1}`, text]])); // prettier-ignore
    expect((await fillIn(applicant, `/horinger/${id}/svar`, form)).status).toBe(303);
    await process(prisma, processId);
  }
  await clockAt('2019-08-20T22:00:01Z');
  await process(prisma, processId);

  const closed = await prisma.event.findFirstOrThrow({ where: { processId, name: 'due:close' } });
  expect([closed.at.toISOString(), closed.toState]).toEqual(['2019-08-20T22:00:00.000Z', 'closed']);
  const desks = async (kind: string, at: string) =>
    (await prisma.email.findMany({ where: { processId, kind, at: new Date(at), recipientId: null } })).length;
  expect(await prisma.email.count({ where: { processId, kind: 'E38', recipientId: null } })).toBe(asked);
  // Moss had answered by the first reminder, Sarpsborg too by the second; Fredrikstad came at the last minute.
  expect(await desks('E38reminder', '2019-08-13T06:00:00Z')).toBe(asked - 1);
  expect(await desks('E38reminder', '2019-08-19T06:00:00Z')).toBe(asked - 2);

  const nobody = await web.as('anonymous');
  const expected = kept.toSorted(byPlace);
  const fromCsv = readCsv((await nobody.get(`/horinger/${id}/svar.csv`)).text);
  const rowsOf = (rows: readonly (readonly unknown[])[]) =>
    rows.map((cells) => ({ code: String(cells[0]), number: Number(cells[3]), choice: code(cells[5]), text: String((cells[6] as string | null) ?? '') })).sort(byPlace); // prettier-ignore
  expect(fromCsv[0]).toContain('Kommunenummer');
  expect(rowsOf(fromCsv.slice(1))).toEqual(expected);
  expect(new Set(fromCsv.slice(1).map((cells) => cells[1]))).toEqual(new Set(Object.values(names)));

  const file = await nobody.get(`/horinger/${id}/svar.xlsx`).buffer().parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('end', () => done(null, Buffer.concat(chunks)));
  }); // prettier-ignore
  expect(file.headers['content-type']).toContain('spreadsheetml');
  const [sheet] = await readXlsxFile(file.body as Buffer);
  expect(sheet!.sheet).toBe(texts.titleNb);
  expect(rowsOf(sheet!.data.slice(1))).toEqual(expected);

  const json = (await nobody.get(`/horinger/${id}/svar.json`)).body as { dueAt: string; answers: { municipality: { code: string }; replies: { number: number; choice: string | null; text: string }[] }[] }; // prettier-ignore
  expect(json.dueAt).toBe('2019-08-20T22:00:00.000Z');
  expect(json.answers).toHaveLength(asked);
  const fromJson = json.answers.flatMap(({ municipality, replies }) => replies.map((reply) => ({ code: municipality.code, ...reply }))); // prettier-ignore
  expect(fromJson.sort(byPlace)).toEqual(expected);
});
