import { testWeb } from './testing/web.js';
import { aCall, anApplication, aPerson, aProject, aReport } from './testing/builders.js';
import { launchBrowser } from './embedded/browser.js';
import { randomUUID } from 'node:crypto';
const web = await testWeb();
const server = web.app.listen(17433, '127.0.0.1');
const browser = await launchBrowser();
try {
  const person = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Kari', lastName: 'Demo', language: process.argv[2] ?? 'nb' });
  const call = await aCall(web.prisma, { ownSharePercent: 50, deadline: new Date(Date.now() + 9 * 86_400_000) });
  const area = randomUUID();
  await web.prisma.priorityArea.create({ data: { id: area, callId: call.id, position: 0, nameNb: 'Utenforskap', nameNn: 'Utanforskap' } });
  const draft = await anApplication(web.prisma, { callId: call.id, contactId: person, title: 'Et Smartere Salten', yearCount: 3 });
  await web.prisma.applicationPartner.createMany({ data: ['1839', '1841', '1845'].map((municipalityCode) => ({ applicationId: draft.id, municipalityCode })) });
  const asked = await anApplication(web.prisma, { contactId: person, title: 'Smart omsorg', state: 'informationRequested' });
  await web.prisma.clarification.create({ data: { applicationId: asked.id, round: 1, question: 'Hvem eier løsningen etter prosjektet?\nOg hva koster driften?', askedById: person, askedAt: new Date(), dueAt: new Date(Date.now() + 3 * 86_400_000) } });
  await web.prisma.task.create({ data: { key: randomUUID(), processId: asked.processId, kind: 'answerQuestion', audience: 'contact', municipalityCode: '1804', at: new Date() } });
  await anApplication(web.prisma, { contactId: person, title: 'Trygg skolestart', state: 'underAssessment' });
  const report = await aReport(web.prisma);
  const granted = report.projectId;
  const ready = await anApplication(web.prisma, { contactId: person, title: 'Klar til innsending' });
  const agent: any = await web.as(person);
  const header = agent.get('/').header ?? {};
  const cookie = String(header.Cookie ?? header.cookie);
  const [name, ...rest] = cookie.split('=');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies([{ name: name!, value: rest.join('='), url: 'http://127.0.0.1:17433' }]);
    const page = await context.newPage();
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 });
    page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()); });
    const shots: [string, string][] = [
      ['home', '/kommune/1804'], ['overview', `/soknader/${draft.id}`], ['asked', `/soknader/${asked.id}`], ['granted', `/soknader/${granted}`], ['details', `/soknader/${draft.id}/soknaden`],
      ['partners', `/soknader/${draft.id}/samarbeid?sok=rygge`], ['content', `/soknader/${draft.id}/innhold`], ['budget', `/soknader/${draft.id}/budsjett`],
      ['submission', `/soknader/${draft.id}/innsending`], ['answer', `/soknader/${asked.id}/gjor/svar`], ['readonly', `/soknader/${granted}/budsjett`],
    ];
    for (const [shot, path] of shots) {
      await page.goto('http://127.0.0.1:17433' + path);
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over) console.log('overflow', width, shot, over);
      await page.screenshot({ path: `/tmp/shots-app/${shot}-${width}.png`, fullPage: true });
    }
    if (width === 1280) {
      await page.goto(`http://127.0.0.1:17433/soknader/${draft.id}/budsjett`);
      await page.fill('#costs-0-2028', '830 000');
      console.log('live', await page.textContent('[data-difference="1"]'), await page.textContent('[data-share-now]'));
      await page.fill('#costs-0-2027', 'mye'); await page.click('button[value=next]');
      await page.screenshot({ path: `/tmp/shots-app/budget-fault-${width}.png`, fullPage: true });
      await page.goto(`http://127.0.0.1:17433/soknader/${ready.id}/innsending`);
      for (const box of await page.$$('input[name=declarations]')) await box.check();
      await page.click('main form button[type=submit]');
      await page.screenshot({ path: `/tmp/shots-app/receipt-${width}.png`, fullPage: true });
      console.log(page.url(), await page.evaluate('document.activeElement?.id'));
    }
  }
} finally { await browser.close(); server.close(); await web.close(); }
