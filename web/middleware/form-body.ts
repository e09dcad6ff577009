import type { Request, RequestHandler } from 'express';
import express from 'express';

/** Reads posted forms: at most 1 MB and 5 000 fields. */
export const formBody: RequestHandler = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 5000 });

/** As people wrote it, without what Postgres cannot hold; line breaks are one character. */
const tidy = (text: string): string => text.replaceAll('\u0000', '').replace(/\r\n?/g, '\n');

/** The first value of every field, and all values of each. */
export function fieldsOf(req: Request): { body: Record<string, string>; lists: Record<string, string[]> } {
  const posted = Object.entries((req.body ?? {}) as Record<string, string | string[]>);
  const lists = Object.fromEntries(posted.map(([name, value]) => [name, [value].flat().map(tidy)]));
  const body = Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values[0] ?? '']));
  return { body, lists };
}
