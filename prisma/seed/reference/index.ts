import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isOrganisationNumber } from '../../../domain/organisation-number.js';
import { readCsv } from './csv.js';

const writtenForm = z.enum(['nb', 'nn', 'neutral']);
const municipalityCode = z.string().regex(/^\d{4}$/);
const countyCode = z.string().regex(/^\d{2}$/);
const day = z.iso.date();

const governorSchema = z.strictObject({
  code: z.string().regex(/^FM[A-Z]{2}$/),
  /** In the office's own written form. */
  name: z.string().regex(/^Statsforvalt(er|ar)en i /),
  writtenForm: writtenForm.exclude(['neutral']),
  organisationNumber: z.string().refine(isOrganisationNumber),
  /** Its part of statsforvalteren.no's addresses. */
  slug: z.string().regex(/^[a-z-]+$/),
});

const countySchema = z.strictObject({
  code: countyCode,
  name: z.string(),
  countyGovernorCode: z.string(),
  /** Of a municipality whose own decision has not been loaded. */
  defaultWrittenForm: writtenForm,
  /** How many municipalities decided on each form. */
  municipalitiesByForm: z.strictObject({ nb: z.int(), nn: z.int(), neutral: z.int() }),
});

const municipalityRow = z.strictObject({
  municipalityCode,
  officialName: z.string().min(2),
  countyCode,
  countyName: z.string(),
  countyGovernorCode: z.string(),
});

const historicRow = z.strictObject({
  old_name: z.string(),
  valid_to: day,
  successor: z.string().min(2),
  note: z.string(),
});

export type Governor = z.infer<typeof governorSchema>;
export type County = z.infer<typeof countySchema>;

export interface Municipality {
  code: string;
  /** The Norwegian name: "Kautokeino". */
  name: string;
  /** All its names, in their official order: "Guovdageaidnu - Kautokeino". */
  officialName: string;
  /** The official names in other languages: ["Guovdageaidnu"]. */
  parallelNames: string[];
  countyCode: string;
  countyGovernorCode: string;
  writtenForm: County['defaultWrittenForm'];
}

export interface HistoricMunicipality {
  name: string;
  /** Its last day. */
  validTo: string;
  /** More than one when it was split. */
  successorCodes: string[];
  note: string | undefined;
}

export interface Reference {
  governors: Governor[];
  counties: County[];
  municipalities: Municipality[];
  historic: HistoricMunicipality[];
}

/**
 * The public register: ten County Governors, fifteen counties, 357 municipalities, and those that have ended.
 *
 * @throws when a file has other contents than promised, or refers to what is not there
 */
export function loadReference(): Reference {
  const governors = list(governorSchema, 10).parse(readJson('county-governors.json'));
  const counties = list(countySchema, 15).parse(readJson('counties.json'));
  const municipalities = loadMunicipalities(counties);
  const historic = loadHistoric(municipalities);

  assertUnique(governors.map(({ code }) => code));
  assertUnique(counties.map(({ code }) => code));
  assertUnique(municipalities.map(({ code }) => code));
  assertUnique(municipalities.map(({ name }) => name));
  const governorCodes = new Set(governors.map(({ code }) => code));
  for (const { name, countyGovernorCode } of counties) {
    if (!governorCodes.has(countyGovernorCode)) throw new Error(`${name} has no County Governor`);
  }
  return { governors, counties, municipalities, historic };
}

function loadMunicipalities(counties: County[]): Municipality[] {
  const rows = list(municipalityRow, 357).parse(readCsv(read('municipalities.csv')));
  const norwegianNames = z.record(municipalityCode, z.string()).parse(readJson('norwegian-names.json'));
  const countyOf = new Map(counties.map((county) => [county.code, county]));
  return rows.map((row) => {
    const county = countyOf.get(row.countyCode);
    if (county?.name !== row.countyName || county.countyGovernorCode !== row.countyGovernorCode) {
      throw new Error(`${row.officialName} and its county do not agree`);
    }
    const names = row.officialName.split(' - ');
    const name = norwegianNames[row.municipalityCode] ?? names[0]!;
    if (!names.includes(name)) throw new Error(`${name} is not part of ${row.officialName}`);
    return {
      code: row.municipalityCode,
      name,
      officialName: row.officialName,
      parallelNames: names.filter((other) => other !== name),
      countyCode: row.countyCode,
      countyGovernorCode: row.countyGovernorCode,
      writtenForm: county.defaultWrittenForm,
    };
  });
}

function loadHistoric(municipalities: Municipality[]): HistoricMunicipality[] {
  const codeOf = new Map(municipalities.map(({ name, code }) => [name, code]));
  const historic = z.array(historicRow).parse(readCsv(read('historic-municipalities.csv')));
  assertUnique(historic.map((row) => `${row.old_name} ${row.valid_to}`));
  return historic.map((row) => ({
    name: row.old_name,
    validTo: row.valid_to,
    successorCodes: row.successor.split('|').map((name) => {
      const code = codeOf.get(name);
      if (code === undefined) throw new Error(`${row.old_name} became ${name}, which is no municipality`);
      return code;
    }),
    note: row.note === '' ? undefined : row.note,
  }));
}

const list = <T extends z.ZodType>(item: T, length: number) => z.array(item).length(length);

function assertUnique(values: string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new Error(`${twice} stands twice in the reference data`);
}

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
const readJson = (file: string): unknown => JSON.parse(read(file));
