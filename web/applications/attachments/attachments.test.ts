import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { attachmentLimits } from '../../../domain/application/attachments.js';
import { anAttachment, aSubmission, uploadTo } from '../../../testing/attachments.js';
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { fakeScanner, virus } from '../../../testing/clamd.js';
import { anOfficeFile, aPdf, aPdfOf, aPng } from '../../../testing/files.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { clamd } from '../../../scanning/clamd.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

async function aDraft(call: Parameters<typeof aCall>[1] = {}, language = 'nb') {
  const person = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { language });
  const { id: callId } = await aCall(web.prisma, call);
  const { id } = await anApplication(web.prisma, { contactId: person, callId });
  return { id, person, agent: await web.as(person), page: `/soknader/${id}/vedlegg` };
}
const present = (applicationId: string) =>
  web.prisma.attachment.findMany({ where: { applicationId, removedAt: null }, orderBy: { position: 'asc' } });
const changes = async (applicationId: string) =>
  (await web.prisma.attachmentChange.findMany({ where: { applicationId }, orderBy: { at: 'asc' } })).map(({ name }) => name); // prettier-ignore
const pdf = (name = 'Prosjektplan.pdf', size = 700) => ({ name, bytes: aPdfOf(size, randomUUID()) });
const act = (agent: Agent, page: string, fields: Record<string, string>) => fillIn(agent, page, fields);

test('several files in one form are kept, each with a title from its name, and are told to have come', async () => {
  const { id, person, agent, page } = await aDraft();
  const files = [pdf('Prosjektplan Bodø.pdf'), { name: 'budsjett.xlsx', bytes: await anOfficeFile('xlsx') }];
  const sent = await uploadTo(agent, page, files, { kind: 'other' });
  expect([sent.status, sent.headers['location']]).toEqual([303, `${page}?lagt-til=2#svar`]);
  expect((await agent.get(`${page}?lagt-til=2`)).text).toContain('2 filer er lagt til.');
  const rows = await present(id);
  expect(rows).toMatchObject([
    { title: 'Prosjektplan Bodø', name: 'Prosjektplan Bodø.pdf', contentType: 'application/pdf', kind: 'other', addedById: person, scan: 'off', position: 0 },
    { title: 'budsjett', name: 'budsjett.xlsx', position: 1 },
  ]);
  expect(rows[0]!.sha256).toBe(createHash('sha256').update(files[0]!.bytes).digest('hex'));
  expect(await changes(id)).toEqual(['added', 'added']);
}); // prettier-ignore

test('what is kept is what was sent, to the byte, and is called what it is', async () => {
  const { id, agent, page } = await aDraft();
  await uploadTo(agent, page, [{ name: 'plan.pdf', bytes: aPng, type: 'application/pdf' }]);
  const [row] = await present(id);
  expect(row).toMatchObject({ contentType: 'image/png', name: 'plan.pdf.png' });
  const file = await agent.get(`${page}/${row!.id}`);
  expect(Buffer.from(file.body as Buffer).equals(aPng)).toBe(true);
  expect(file.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'inline; filename=plan.pdf.png',
    'x-content-type-options': 'nosniff',
    etag: `"${row!.sha256}"`,
  });
  expect(file.headers['content-security-policy']).toContain('sandbox');
  expect((await agent.get(`${page}/${row!.id}`).set('If-None-Match', `"${row!.sha256}"`)).status).toBe(304);
});

test('names of every kind come through, without what could mislead', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('čoahkkingirji ŠŊĐ.pdf', '../../etc/passwd', 'a\u202efdp.exe', 'A\u030asane.pdf', 'æ;ø"å.pdf', `${'å'.repeat(200)}.pdf`), async (name) => {
      const { id, agent, page } = await aDraft();
      await uploadTo(agent, page, [pdf(name)]);
      const [row] = await present(id);
      expect(row!.name.length).toBeLessThanOrEqual(120);
      expect(row!.name).toMatch(/^[^/\\\u202e"]+\.pdf$/);
      if (name.startsWith('č')) expect(row!.name).toBe(name);
      if (name.startsWith('A')) expect(row!.name).toBe('Åsane.pdf');
      const file = await agent.get(`${page}/${row!.id}`);
      const said = /filename\*=UTF-8''(.*)$/.exec(file.headers['content-disposition']!)?.[1];
      if (said) expect(decodeURIComponent(said)).toBe(row!.name);
    }),
    { numRuns: 12 },
  );
}, 60_000); // prettier-ignore

test('whether it may be public is for who uploads to say, for all the files at once: nothing is chosen beforehand', async () => {
  const { id, agent, page } = await aDraft({ requiredAttachments: ['projectPlan'] });
  const { text } = await agent.get(page);
  expect(text).toMatch(/name="kind" value="projectPlan" checked/);
  expect(text).not.toMatch(/name="openness" value="\w+" checked/);
  const refused = await uploadTo(agent, page, [pdf('a.pdf'), pdf('b.pdf')], { openness: '' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="#openness-public">Velg om vedlegget kan bli offentlig.');
  expect(refused.text).toMatch(/id="openness-error"[^>]*>Velg om vedlegget kan bli offentlig\./);
  expect(await present(id)).toEqual([]);
  await uploadTo(agent, page, [pdf('a.pdf'), pdf('b.pdf')], { openness: 'personalData' });
  expect(await present(id)).toMatchObject([{ openness: 'personalData' }, { openness: 'personalData' }]);
});

describe('what does not come in is told, beside what did', () => {
  test('each file gets its own words, and what was chosen is kept', async () => {
    const { id, agent, page } = await aDraft();
    const sent = await uploadTo(
      agent,
      page,
      [
        pdf('god.pdf'),
        { name: 'tom.pdf', bytes: Buffer.alloc(0) },
        { name: 'plan.pages', bytes: Buffer.from('dette er ikke noe kjent') },
        { name: 'notat.PDF', bytes: Buffer.from('dette er ren tekst') },
        { name: 'makro.docx', bytes: await anOfficeFile('docx', { 'word/vbaProject.bin': 'x' }) },
        { name: 'laast.pdf', bytes: await aPdf('x', { userPassword: 'u' }) },
      ],
      { kind: 'mandate', openness: 'exempt', opennessReason: 'Taushetsplikt' },
    );
    expect(sent.status).toBe(422);
    for (const words of ['«tom.pdf» er tom.', '«plan.pages» kan ikke lastes opp.', '«notat.PDF» heter .pdf, men er ikke en PDF-fil. Åpne den i programmet', '«makro.docx» inneholder makroer.', '«laast.pdf» kan bare åpnes med passord.', '1 fil er lagt til: «god.pdf».'])
      expect(sent.text).toContain(words);
    expect(sent.text).toContain('<title>Feil: ');
    const form = sent.text.slice(sent.text.indexOf('data-upload'));
    expect(form).toMatch(/value="mandate" checked/);
    expect(form).toMatch(/value="exempt" checked/);
    expect(form).toContain('Taushetsplikt</textarea>');
    expect((await present(id)).map(({ name }) => name)).toEqual(['god.pdf']);
  }); // prettier-ignore

  test('a file of exactly 15 MiB is kept, and one byte more is not', async () => {
    const { id, agent, page } = await aDraft();
    const { bytes } = attachmentLimits;
    const sent = await uploadTo(agent, page, [pdf('over.pdf', bytes + 1), pdf('akkurat.pdf', bytes)]);
    expect(sent.status).toBe(413);
    expect(sent.text).toContain('«over.pdf» er større enn 15\u00a0MB.');
    expect(await present(id)).toMatchObject([{ name: 'akkurat.pdf', size: bytes }]);
    const [kept] = await present(id);
    expect(await web.prisma.file.findUnique({ where: { id: kept!.fileId! }, select: { size: true } })).toEqual({ size: bytes });
  }, 60_000); // prettier-ignore

  test('60 MiB in all, to the byte', async () => {
    const { id, agent, page } = await aDraft();
    const { bytes, bytesInAll } = attachmentLimits;
    for (const title of ['a', 'b', 'c'])
      await anAttachment(web.prisma, { applicationId: id, title, size: bytes, sha256: title });
    const room = bytesInAll - 3 * bytes;
    await anAttachment(web.prisma, { applicationId: id, title: 'd', size: room - 1000, sha256: 'd' });
    expect((await uploadTo(agent, page, [pdf('stor.pdf', 1001)])).text).toContain('«stor.pdf» er ikke lagt til.');
    expect((await uploadTo(agent, page, [pdf('passer.pdf', 1000)])).status).toBe(303);
    expect(await present(id)).toHaveLength(5);
  });

  test('ten files, and then the form is not there', async () => {
    const { id, agent, page } = await aDraft();
    for (let i = 0; i < 9; i++) await anAttachment(web.prisma, { applicationId: id, title: `Vedlegg ${i}` });
    const sent = await uploadTo(agent, page, [pdf('ti.pdf'), pdf('elleve.pdf')]);
    expect(sent.text).toContain('«elleve.pdf» er ikke lagt til. Dere har 10 vedlegg');
    expect(await present(id)).toHaveLength(10);
    expect((await agent.get(page)).text).not.toContain('data-upload');
  });

  test('the same content is there once, whatever it is called', async () => {
    const { id, agent, page } = await aDraft();
    const file = pdf('plan.pdf');
    await uploadTo(agent, page, [file]);
    const again = await uploadTo(agent, page, [{ ...file, name: 'kopi.pdf' }]);
    expect([again.status, again.text.includes('«kopi.pdf» er lagt ved fra før, som «plan».')]).toEqual([422, true]);
    const twice = await Promise.all([uploadTo(agent, page, [pdf('ny.pdf')]), uploadTo(agent, page, [file])]);
    expect(twice.map(({ status }) => status)).toEqual([303, 422]);
    expect(await present(id)).toHaveLength(2);
  });

  test('no file, and a form that says nothing of its files', async () => {
    const { agent, page } = await aDraft();
    const none = await uploadTo(agent, page, []);
    expect([none.status, none.text.includes('Velg en fil.')]).toEqual([422, true]);
    const strange = await uploadTo(agent, page, [pdf()], { kind: 'tull', openness: '' });
    expect(strange.status).toBe(422);
    expect(strange.text).toContain('Velg hva vedlegget er.');
    expect(strange.text).toContain('Velg om vedlegget kan bli offentlig.');
    const long = await uploadTo(agent, page, [pdf()], { openness: 'exempt', opennessReason: 'x'.repeat(301) });
    expect(long.text).toContain('Grunnen er 1 tegn for lang.');
  });

  test('with script the answer is what to say of the one file', async () => {
    const { agent, page } = await aDraft();
    const good = await uploadTo(agent, page, [pdf('god.pdf')], { json: true });
    expect([good.status, good.body]).toEqual([200, { kept: ['god.pdf'], refused: [] }]);
    const bad = await uploadTo(agent, page, [{ name: 'tom.pdf', bytes: Buffer.alloc(0) }], { json: true });
    expect([bad.status, bad.body]).toEqual([422, { kept: [], refused: ['«tom.pdf» er tom. Velg en fil med innhold.'] }]);
  }); // prettier-ignore
});

test('a form with files needs its token, from our own page', async () => {
  const { id, agent, page } = await aDraft();
  const form = hiddenFields((await agent.get(page)).text);
  const sent = (csrf: string, site: string) =>
    agent.post(page).set('Sec-Fetch-Site', site).field('_csrf', csrf).field('kind', 'other').field('openness', 'public').attach('files', aPdfOf(600), 'plan.pdf'); // prettier-ignore
  expect((await sent('feil', 'same-origin')).status).toBe(200); // held: the form again
  expect((await sent(form['_csrf']!, 'cross-site')).status).toBe(403);
  const after = agent.post(page).set('Sec-Fetch-Site', 'same-origin').attach('files', aPdfOf(600), 'plan.pdf').field('_csrf', form['_csrf']!); // prettier-ignore
  expect((await after).text).not.toContain('lagt til');
  expect(await present(id)).toHaveLength(0);
});

describe('the title, the kind and the marking', () => {
  test('are changed, and the change is on record', async () => {
    const { id, agent, page } = await aDraft();
    const { id: attachment } = await anAttachment(web.prisma, { applicationId: id });
    const typed = { id: attachment, title: 'Vedtak i kommunestyret', kind: 'mandate', openness: 'personalData', opennessReason: 'Navn på ansatte.', do: 'change' }; // prettier-ignore
    expect((await act(agent, page, typed)).headers['location']).toBe(`${page}?endret#svar`);
    const text = (await agent.get(page)).text;
    for (const words of ['Vedtak i kommunestyret', 'Blir ikke offentlig: inneholder personopplysninger. Navn på ansatte.'])
      expect(text).toContain(words);
    const [change] = await web.prisma.attachmentChange.findMany({ where: { attachmentId: attachment } });
    expect(change).toMatchObject({ name: 'changed', details: { title: 'Vedtak i kommunestyret', openness: 'personalData' } });
    await expect(web.prisma.attachmentChange.delete({ where: { id: change!.id } })).rejects.toThrow();
  }); // prettier-ignore

  test('are told what is wrong with, with what was typed', async () => {
    const { id, agent, page } = await aDraft();
    const { id: attachment } = await anAttachment(web.prisma, { applicationId: id });
    const wrong = async (title: string) =>
      act(agent, page, { id: attachment, title, kind: 'budget', openness: 'public', opennessReason: '', do: 'change' });
    const short = await wrong('ab');
    expect([short.status, short.text.includes('Skriv en tittel på minst 3 tegn.'), short.text.includes('value="ab"')]).toEqual([422, true, true]); // prettier-ignore
    expect(short.text).toContain(`href="#title-${attachment}"`);
    expect((await wrong('x'.repeat(101))).text).toContain('Tittelen er 1 tegn for lang.');
    expect(await present(id)).toMatchObject([{ title: 'Prosjektplan', kind: 'projectPlan' }]);
    expect((await wrong('Slik')).status).toBe(303);
  });
});

describe('removing', () => {
  test('takes the bytes of what was never sent with it', async () => {
    const { id, agent, page } = await aDraft();
    const { id: attachment, fileId } = await anAttachment(web.prisma, { applicationId: id });
    expect((await act(agent, page, { id: attachment, do: 'remove' })).headers['location']).toBe(`${page}?fjernet#svar`);
    expect(await present(id)).toHaveLength(0);
    expect(await web.prisma.file.count({ where: { id: fileId! } })).toBe(0);
    expect(await changes(id)).toEqual(['removed']);
    expect((await agent.get(`${page}/${attachment}`)).status).toBe(404);
  });

  test('from a reopened draft keeps the bytes of the version that was sent, and nothing can delete them', async () => {
    const { id, agent, page } = await aDraft();
    const { id: attachment, fileId } = await anAttachment(web.prisma, { applicationId: id });
    await aSubmission(web.prisma, { applicationId: id, attachmentIds: [attachment] });
    await act(agent, page, { id: attachment, do: 'remove' });
    expect(await present(id)).toHaveLength(0);
    expect(await web.prisma.file.count({ where: { id: fileId! } })).toBe(1);
    expect((await agent.get(`${page}/${attachment}`)).status).toBe(200);
    await expect(web.prisma.file.delete({ where: { id: fileId! } })).rejects.toThrow(/sent/);
    await expect(web.prisma.file.update({ where: { id: fileId! }, data: { bytes: new Uint8Array(1) } })).rejects.toThrow(/sent/); // prettier-ignore
  });

  test('what a colleague has removed is told', async () => {
    const { agent, page, id } = await aDraft();
    const { id: attachment } = await anAttachment(web.prisma, { applicationId: id });
    const fields = { ...hiddenFields((await agent.get(page)).text), id: attachment, do: 'remove' };
    expect((await post(agent, page, fields)).status).toBe(303);
    const late = await post(agent, page, fields);
    expect([late.status, late.text.includes('Vedlegget er fjernet av en kollega.')]).toEqual([409, true]);
  });
});

describe('when the application is sent in', () => {
  test('its attachments are frozen with it', async () => {
    const { id, agent } = await aDraft();
    const row = await anAttachment(web.prisma, { applicationId: id, openness: 'exempt', opennessReason: 'Lov' });
    const declarations = ['true', 'ownShare', 'public'];
    const sent = await fillIn(agent, `/soknader/${id}/innsending`, { declarations });
    expect(sent.status).toBe(303);
    const command = await web.prisma.command.findFirstOrThrow({ where: { processId: `grant/${id}`, name: 'submit' } });
    const { title, kind, name, sha256, size } = row;
    expect((command.content as { attachments: unknown }).attachments).toEqual([
      { id: row.id, title, kind, name, sha256, size, restricted: true, openness: row.openness },
    ]);
  });

  test('a check page drawn before an attachment came is not sent unseen', async () => {
    const { id, agent, page } = await aDraft();
    const check = hiddenFields((await agent.get(`/soknader/${id}/innsending`)).text);
    await uploadTo(agent, page, [pdf()]);
    const sent = await post(agent, `/soknader/${id}/innsending`, { ...check, declarations: ['true', 'ownShare', 'public'] });
    expect(sent.status).toBe(422);
    expect(await web.prisma.command.count({ where: { processId: `grant/${id}` } })).toBe(0);
  }); // prettier-ignore

  test('nothing is added, changed or removed, and the page can only be read', async () => {
    const { id, agent, page } = await aDraft();
    const { id: attachment } = await anAttachment(web.prisma, { applicationId: id });
    const form = hiddenFields((await agent.get(page)).text);
    await web.prisma.process.update({ where: { id: `grant/${id}` }, data: { state: 'submitted' } });
    for (const fields of [{ do: 'remove', id: attachment }, { do: 'change', id: attachment, title: 'Annen tittel', kind: 'other', openness: 'public' }])
      expect((await post(agent, page, { ...form, ...fields })).status).toBe(409);
    const late = await agent.post(page).set('Sec-Fetch-Site', 'same-origin').field('_csrf', form['_csrf']!).field('kind', 'other').field('openness', 'public').attach('files', aPdfOf(600), 'sen.pdf');
    expect(late.status).toBe(409);
    expect(await present(id)).toMatchObject([{ title: 'Prosjektplan' }]);
    const text = (await agent.get(page)).text;
    expect(text).not.toContain('data-upload');
    expect(text).not.toContain('value="remove"');
    expect(text).toContain(`href="${page}/${attachment}"`);
  }); // prettier-ignore
});

test('the kinds the call requires are faults on the check page until they are there', async () => {
  const { id, agent, page } = await aDraft({ requiredAttachments: ['projectPlan', 'budget'] });
  const check = async () => (await agent.get(`/soknader/${id}/innsending`)).text;
  expect(await check()).toContain(`href="${page}?mangler#kind-projectPlan">Legg ved en prosjektplan.`);
  expect((await agent.get(`${page}?mangler`)).text).toContain('Legg ved et budsjett.');
  expect((await agent.get(page)).text).toContain('Prosjektplan: <strong>mangler</strong>');
  await uploadTo(agent, page, [pdf()], { kind: 'projectPlan' });
  expect(await check()).not.toContain('Legg ved en prosjektplan.');
  expect(await check()).toContain('Legg ved et budsjett.');
  await uploadTo(agent, page, [pdf('b.pdf')], { kind: 'budget' });
  expect(await check()).not.toContain('Legg ved et budsjett.');
});

test('another municipality, an officer and nobody see neither the page nor the files; who only approves reads', async () => {
  const { id, page } = await aDraft();
  const { id: attachment } = await anAttachment(web.prisma, { applicationId: id });
  const paths = [page, `${page}.zip`, `${page}/${attachment}`];
  const others = [
    await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]),
    await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
    await aPerson(web.prisma, [{ role: 'ministryReader' }]),
  ];
  for (const other of others) {
    const agent = await web.as(other);
    for (const path of paths) expect((await agent.get(path)).status).toBe(404);
  }
  for (const path of paths) expect((await (await web.as('anonymous')).get(path)).status).toBe(303);
  const approver = await web.as(await aPerson(web.prisma, [{ role: 'localApprover', at: '1804' }]));
  expect((await approver.get(page)).text).not.toContain('data-upload');
  for (const path of paths) expect((await approver.get(path)).status).toBe(200);
  const { page: mine, agent: me } = await aDraft();
  expect((await me.get(`${mine}/${attachment}`)).status).toBe(404);
});

test('both written forms are whole, and there is one main button', async () => {
  for (const language of ['nb', 'nn']) {
    const { id, agent, page } = await aDraft({ requiredAttachments: ['budget'] }, language);
    await anAttachment(web.prisma, { applicationId: id, openness: 'exempt', opennessReason: 'x' });
    await anAttachment(web.prisma, { applicationId: id, scan: 'waiting', title: 'To' });
    const { text } = await agent.get(page);
    expect(text).not.toMatch(/>[^<]*\b(attachments|applications|common)\.[a-zA-Z]+/);
    expect(text.match(/<button(?![^>]*data-variant)(?![^>]*ds-sr-only)[^>]*class="ds-button"/g)).toHaveLength(1);
  }
});

describe('with a virus scanner', () => {
  test('an infected file is refused, on record without its content; a clean one is marked', async () => {
    const scanner = await fakeScanner();
    const guarded = await testWeb({ pages, scan: clamd(scanner.address) });
    try {
      const person = await aPerson(guarded.prisma, [{ role: 'applicant', at: '1804' }]);
      const { id } = await anApplication(guarded.prisma, { contactId: person });
      const agent = await guarded.as(person);
      const page = `/soknader/${id}/vedlegg`;
      const sick = { name: 'syk.pdf', bytes: Buffer.concat([aPdfOf(900), virus, Buffer.from('%%EOF startxref')]) };
      const sent = await uploadTo(agent, page, [sick, pdf('frisk.pdf')]);
      expect([sent.status, sent.text.includes('«syk.pdf» har virus')]).toEqual([422, true]);
      expect(await guarded.prisma.attachment.findMany()).toMatchObject([{ name: 'frisk.pdf', scan: 'clean' }]);
      expect(await guarded.prisma.file.count()).toBe(1);
      const [row] = await guarded.prisma.attachmentChange.findMany({ where: { name: 'infected' } });
      expect(row).toMatchObject({ attachmentId: null, actorId: person, details: { name: 'syk.pdf', signature: 'Test-Signature' } }); // prettier-ignore

      scanner.mood = 'hangsUp';
      expect((await uploadTo(agent, page, [pdf('venter.pdf'), pdf('venter2.pdf')])).status).toBe(303);
      const waiting = await guarded.prisma.attachment.findFirstOrThrow({ where: { name: 'venter.pdf' } });
      expect(waiting.scan).toBe('waiting');
      expect((await agent.get(page)).text).toContain('Venter på viruskontroll.');
      expect((await agent.get(page)).text).not.toContain('Filene blir ikke kontrollert');
      expect((await agent.get(`${page}/${waiting.id}`)).status).toBe(200);
      const colleague = await guarded.as(await aPerson(guarded.prisma, [{ role: 'applicant', at: '1804' }]));
      expect((await colleague.get(`${page}/${waiting.id}`)).status).toBe(404);
    } finally {
      await guarded.close();
      await scanner.close();
    }
  }, 60_000);

  test('what it took out later is told until somebody has seen it', async () => {
    const { id, agent, page } = await aDraft();
    const { id: gone } = await anAttachment(web.prisma, { applicationId: id, name: 'syk.pdf', scan: 'infected', removedAt: new Date() });
    const task = { key: `attachment/${gone}/infected`, processId: `grant/${id}`, kind: 'attachmentInfected', audience: 'municipalityUsers', municipalityCode: '1804', at: new Date() };
    await web.prisma.task.create({ data: task });
    expect((await agent.get(page)).text).toContain('«syk.pdf» hadde virus');
    expect((await act(agent, page, { do: 'seen' })).status).toBe(303);
    expect((await agent.get(page)).text).not.toContain('«syk.pdf» hadde virus');
  }); // prettier-ignore
});
