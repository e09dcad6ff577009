import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isIdentityNumber } from '../../domain/identity-number.js';

const personSchema = z.object({ pid: z.string(), name: z.string(), group: z.string(), note: z.string() });

export type Person = z.infer<typeof personSchema>;

/** The people of a JSON file, in the order it has them. @throws {Error} when one lacks a field */
export function readPeople(file: string): Person[] {
  return z.array(personSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Groups in the order of their first member. */
export function byGroup(people: Person[]): { heading: string; people: Person[] }[] {
  const headings = [...new Set(people.map(({ group }) => group))];
  return headings.map((heading) => ({ heading, people: people.filter(({ group }) => group === heading) }));
}

/**
 * A number that belongs to nobody: a good identity number with 80 (Tenor, Skatteetaten's test people) or 40 added to
 * the month. Numbers of real people are refused.
 */
export function isSyntheticNumber(text: string): boolean {
  return isIdentityNumber(text) && Number(text.slice(2, 4)) > 40;
}

/** A synthetic number that nobody of the list has: someone born on 1 January 1990. */
export function unusedNumber(people: Person[]): string {
  for (let end = 10_000; end < 100_000; end++) {
    const number = `018190${String(end)}`;
    if (isSyntheticNumber(number) && people.every(({ pid }) => pid !== number)) return number;
  }
  throw new Error('Every number is used');
}
