/** Junk in every field of the form: never an error page, never a lost valid field, and what is shown back is text. */
import fc from 'fast-check';
import { fieldOf, fieldsOf, type FieldKey, type FormStep } from '../../domain/application/fields.js';
import { aPerson, anApplication } from '../../testing/builders.js';
import { formFields } from '../../testing/form-fields.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { budgetSides, contentOf, draftRows, type DraftContent } from './draft.js';

let web: TestWeb;
let agent: Agent;
let person: string;
beforeAll(async () => {
  web = await testWeb();
  person = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  agent = await web.as(person);
}, 60_000);
afterAll(() => web.close());

const formSteps: readonly FormStep[] = ['soknaden', 'samarbeid', 'innhold', 'framdrift', 'budsjett'];
const marker = '<b id="junk">';
const junk: Readonly<Record<string, string>> = {
  long: 'lang '.repeat(20_000),
  'one long word': 'x'.repeat(60_000),
  'control characters': 'a\u0001\u0007\u001b[31m\u007f\u0085b',
  'NUL': 'a\0b\0',
  'a lone surrogate': 'a\ud800b\udfff',
  'right to left': '\u202eאבג\u2066 abc \u200f',
  'HTML': `${marker}"'><script>alert(1)</script></textarea>`,
  'templates': '{{constructor}} ${7*7} <%= 1 %>',
  'a formula': '=HYPERLINK("http://x.example";"klikk")',
  'SQL': `'; drop table application; --`,
  'a prototype': '__proto__',
  'a table': '1\t2\t3\r\n4\t5\t6',
  'JSON': '{"$ne":null}',
  'blanks': ' \u00a0\u2003\t ',
}; // prettier-ignore

async function aDraft() {
  const schedule = { yearCount: 2, partners: { create: [{ municipalityCode: '1839' }] } };
  const { id } = await anApplication(web.prisma, { contactId: person, ...schedule });
  return { id, base: `/soknader/${id}` };
}
const saved = async (id: string): Promise<DraftContent> =>
  contentOf(await web.prisma.application.findUniqueOrThrow({ where: { id }, include: draftRows }));

/** As a browser that has been taken over would: lone surrogates and broken escapes as the bytes they are. */
const encoded = (text: string): string =>
  [...text]
    .map((one) =>
      /[\ud800-\udfff]/u.test(one)
        ? `%ED%${(0x80 | ((one.charCodeAt(0) >> 6) & 0x3f)).toString(16)}%${(0x80 | (one.charCodeAt(0) & 0x3f)).toString(16)}`
        : encodeURIComponent(one),
    )
    .join('');
const sendRaw = (address: string, pairs: readonly (readonly [string, string])[]) =>
  agent
    .post(address)
    .set('Sec-Fetch-Site', 'same-origin')
    .type('form')
    .send(pairs.map((pair) => pair.map(encoded).join('=')).join('&'));

const formOf = async (address: string): Promise<[string, string][]> => [...formFields((await agent.get(address)).text)];
const isHidden = (name: string) => ['_csrf', 'drawn'].includes(name);
/** Does this name of a form belong to the field? */
const belongs = (name: string, key: FieldKey) => name === key || name.startsWith(`${key}-`);

/** What the form was to leave as it was, told by the steps’ own fields. */
const without = (content: DraftContent, keys: readonly FieldKey[]) =>
  Object.fromEntries(Object.entries(content).filter(([key]) => !keys.includes(key as FieldKey)));

describe.each(Object.entries(junk))('%s', (_kind, text) => {
  test.each(formSteps)('in any field of %s', async (step) => {
    const { id, base } = await aDraft();
    const address = `${base}/${step}`;
    for (const half of [0, 1]) {
      const before = await saved(id);
      const spoiled = fieldsOf(step).filter((_key, i) => i % 2 === half);
      const touched = (name: string) => !isHidden(name) && spoiled.some((key) => belongs(name, key));
      const pairs = (await formOf(address)).map(([name, value]) => [name, touched(name) ? text : value] as const);
      for (const how of ['autosave', 'stay']) {
        const answer = await sendRaw(address, [...pairs, ['do', how]]);
        expect({ step, half, how, status: answer.status < 500 }).toEqual({ step, half, how, status: true });
        expect(answer.text).not.toContain(marker);
        expect(answer.text).not.toContain('<script>alert(1)');
      }
      expect(without(await saved(id), spoiled)).toEqual(without(before, spoiled));
      for (const page of [address, `${base}/innsending`, `${base}/historikk`]) {
        const { status, text: html } = await agent.get(page);
        expect({ page: page.slice(base.length), status }).toEqual({ page: page.slice(base.length), status: 200 });
        expect(html).not.toContain(marker);
      }
    }
  });
});

describe('a form that was not sent as it was drawn', () => {
  test.each(formSteps)('%s: names that come twice, are missing, or are no field’s', async (step) => {
    const { id, base } = await aDraft();
    const address = `${base}/${step}`;
    const before = await saved(id);
    const form = await formOf(address);
    const ticks = (name: string) => fieldsOf(step).some((key) => key === name && fieldOf(key).type === 'choices');
    const twice = form.flatMap((pair) => (ticks(pair[0]) || pair[0] === '_csrf' ? [pair] : [pair, pair]));
    const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'drawn[]', `${fieldsOf(step)[0]}[]`];
    for (const pairs of [twice, [...form, ...odd.map((name): [string, string] => [name, 'x'])]])
      expect((await sendRaw(address, [...pairs, ['do', 'autosave']])).status).toBe(200);
    expect(await saved(id)).toEqual(before);
    // Of ticks nothing sent means none is on; any other field that did not come stays as it was.
    for (const key of fieldsOf(step).filter((one) => !ticks(one)))
      await sendRaw(address, [...form.filter(([name]) => !belongs(name, key)), ['do', 'autosave']]);
    expect(await saved(id)).toEqual(before);
  });

  test.each(['1e9', '999999999999', '-5', '0', '', '__proto__', '1.5', '٣', '0x10'])(
    'a count of rows or years of “%s” loses no row',
    async (count) => {
      const { id, base } = await aDraft();
      for (const step of ['framdrift', 'innhold', 'budsjett'] as const) {
        const before = await saved(id);
        const address = `${base}/${step}`;
        const wrong = (name: string) => name.endsWith('-count') || name === 'yearCount';
        const pairs = (await formOf(address)).map(([name, value]) => [name, wrong(name) ? count : value] as const);
        expect(pairs.some(([, value]) => value === count)).toBe(true);
        expect((await sendRaw(address, [...pairs, ['do', 'autosave']])).status).toBe(200);
        const after = await saved(id);
        const rows = fieldsOf(step).filter((key) => Array.isArray(before[key]));
        for (const key of rows) expect([count, key, (after[key] as unknown[]).length]).toEqual([count, key, (before[key] as unknown[]).length]); // prettier-ignore
        if (step === 'budsjett' && count.length > 2 && !/^\d+$/.test(count)) expect(after.costs).toEqual(before.costs);
      }
    },
  );

  test.each(['up:milestones:-1', 'remove:milestones:x', 'down:__proto__:0', 'add:constructor', 'remove:costs:1e99', 'addYear', 'fill', 'search', 'remove:0000'])(
    'the button “%s” takes no row away',
    async (pressed) => {
      const { id, base } = await aDraft();
      const before = await saved(id);
      for (const step of formSteps) {
        const address = `${base}/${step}`;
        const form = await formOf(address);
        const answer = await sendRaw(address, [...form, ['do', pressed]]);
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200 || step !== 'framdrift') continue;
        const drawn = formFields(answer.text);
        for (const [name, value] of form) if (/milestones-\d-text/.test(name)) expect([...drawn.getAll(name), ...[0, 1].map((n) => drawn.get(`milestones-${n}-text`))]).toContain(value); // prettier-ignore
      }
      expect(await saved(id)).toEqual(before);
    },
  ); // prettier-ignore

  test('a damaged “drawn” or version asks, and writes over nothing', async () => {
    const { id, base } = await aDraft();
    for (const drawn of ['', '{', '[]', '{"title":1}', '{"__proto__":{"title":"x"}}', 'null', '9'.repeat(5000)]) {
      const answer = await post(agent, `${base}/soknaden`, { ...hiddenFields((await agent.get(`${base}/soknaden`)).text), drawn, title: 'Skrevet uten å ha sett', do: 'autosave' }); // prettier-ignore
      expect(answer.status).toBe(200);
    }
    expect((await saved(id)).title).toBe('Trygg skolestart');
    for (const version of ['-1', '1e0x', 'NaN', '__proto__', '9'.repeat(400)])
      expect((await post(agent, `${base}/innsending`, { ...hiddenFields((await agent.get(`${base}/innsending`)).text), version, declarations: ['true', 'ownShare', 'public', 'x'] })).status).toBeLessThan(500); // prettier-ignore
    expect(await web.prisma.command.count({ where: { processId: `grant/${id}` } })).toBe(0);
  });

  test.each([
    ['title', '"a\\u0000b\\ud800"'],
    ['title', '{"a":1}'],
    ['partnerCodes', '["9999"]'],
    ['payeeCode', '"9999"'],
    ['confirmedCodes', '["\\u0000"]'],
    ['previousProjectId', '"11111111-1111-4111-8111-111111111111"'],
    ['priorityAreaIds', '["11111111-1111-4111-8111-111111111111"]'],
    ['milestones', '[{"text":"\\ud800","date":"","responsible":"\\u0000"}]'],
    ['costs', '[{"kind":"salary","label":"\\u0000","amounts":[1e300]}]'],
    ['costs', '[{"kind":"salary","label":"\\ud800","amounts":[1]}]'],
    ['startDate', '"2027-02-30"'],
    ['startDate', '"0000-00-00"'],
  ] as const)('a chosen answer %s of %s from the merge page', async (field, mine) => {
    const { id, base } = await aDraft();
    const before = await saved(id);
    const form = hiddenFields((await agent.get(`${base}/soknaden`)).text);
    const drawn = hiddenFields((await agent.get(`${base}/${fieldOf(field).step}`)).text)['drawn']!;
    const fields = { ...form, drawn, step: fieldOf(field).step, [`choice-${field}`]: 'mine', [`mine-${field}`]: mine };
    const answer = await post(agent, `${base}/endringer`, fields);
    expect(answer.status).toBeLessThan(500);
    expect(without(await saved(id), [field])).toEqual(without(before, [field]));
    expect((await agent.get(`${base}/innsending`)).status).toBe(200);
  });

  test('any words under any names', async () => {
    const { base } = await aDraft();
    const names = new Map<FormStep, string[]>();
    for (const step of formSteps) names.set(step, (await formOf(`${base}/${step}`)).map(([name]) => name).filter((name) => !isHidden(name))); // prettier-ignore
    const hidden = hiddenFields((await agent.get(`${base}/soknaden`)).text);
    const any = fc.constantFrom(...formSteps).chain((step) =>
      fc.record({
        step: fc.constant(step),
        pairs: fc.array(
          fc.tuple(
            fc.oneof(fc.constantFrom(...names.get(step)!, 'do', 'drawn'), fc.string({ maxLength: 12 })),
            fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(...Object.values(junk).filter((one) => one.length < 200)), fc.integer().map(String), fc.double().map(String)), // prettier-ignore
          ),
          { maxLength: 25 },
        ),
        how: fc.constantFrom('autosave', 'stay', 'next', 'addYear', 'add:milestones'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(any, async ({ step, pairs, how }) => {
        const answer = await sendRaw(`${base}/${step}`, [['_csrf', hidden['_csrf']!], ['do', how], ...pairs]);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toContain(marker);
      }),
      { numRuns: 60 },
    );
    for (const step of [...formSteps, 'innsending']) expect((await agent.get(`${base}/${step}`)).status).toBe(200);
  });
});

describe('amounts', () => {
  /** Sends the budget with one amount; the other sides get a fresh valid one, which must be saved. */
  async function withAmount(typed: string) {
    const { id, base } = await aDraft();
    const address = `${base}/budsjett`;
    const form = new URLSearchParams(await formOf(address));
    form.set('costs-0-2027', typed);
    form.set('applied-0-2027', '123 456');
    const answer = await sendRaw(address, [...form, ['do', 'stay']]);
    const content = await saved(id);
    expect(content.applied[0]!.amounts[0]).toBe(123_456);
    return { answer, cost: content.costs[0]!.amounts[0], form };
  }

  test.each([' ', '\u00a0', '\u202f', '\u2009', '\u2007', '.', "'", '’'])(
    'thousands separated by “%s” are read',
    async (separator) => {
      const { answer, cost } = await withAmount(['1', '234', '000'].join(separator));
      expect([answer.status, cost]).toEqual([303, 1_234_000]);
    },
  );

  test.each(['-5', '−1 000', '1,234,000', '1,000', '0,5', '12.345,67', '1e9', '1234567890123', '99999999999999999999', 'Infinity', 'NaN', '0x10', '1 2 3', '830 000\t860 000\t900 000', '=1+1', '½', '٣', '1\u202e2'])(
    '“%s” is told beside its field and stands as it was typed, and the rest is saved',
    async (typed) => {
      const { answer, cost } = await withAmount(typed);
      expect([answer.status, cost]).toEqual([422, 200_000]);
      expect(answer.text).toContain('href="#costs-0-2027"');
      expect(formFields(answer.text).get('costs-0-2027')).toBe(typed);
    },
  ); // prettier-ignore

  test('of every side, hours and rates: nothing that is no amount is saved as one', async () => {
    const { id, base } = await aDraft();
    const address = `${base}/budsjett`;
    const form = await formOf(address);
    const amounts = /^(costs|applied|own|other)-\d+-(\d{4}|rate|\d{4}-hours)$/;
    for (const typed of ['-1', '1e300', '0,5', '100000001', 'x'.repeat(5000)]) {
      const before = await saved(id);
      const pairs = form.map(([name, value]) => [name, amounts.test(name) ? typed : value] as const);
      expect((await sendRaw(address, [...pairs, ['do', 'stay']])).status).toBe(422);
      const after = await saved(id);
      for (const side of budgetSides) expect(after[side]).toEqual(before[side]);
    }
  });
});
