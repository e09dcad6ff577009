import type { WrittenForm } from '../../domain/notices.js';
import type { PrismaClient } from '../../prisma/generated/client.js';

/** The document that something imported comes from, and what the reader should know of it. */
export type Source = { title: string; note: string };

type Asking = { prisma: PrismaClient; language: WrittenForm };

/** The title of each source by its key. */
export async function sourceTitles({ prisma, language }: Asking): Promise<ReadonlyMap<string, string>> {
  const rows = await prisma.importSource.findMany();
  return new Map(rows.map(({ key, titleNb, titleNn }) => [key, language === 'nn' ? titleNn : titleNb]));
}

/** The sources with these keys, each once, in the reader’s written form. */
export async function sourcesOf({ prisma, language }: Asking, keys: readonly (string | null)[]): Promise<Source[]> {
  const asked = [...new Set(keys)].filter((key) => key !== null);
  if (asked.length === 0) return [];
  const rows = await prisma.importSource.findMany({ where: { key: { in: asked } }, orderBy: { key: 'asc' } });
  return rows.map((row) =>
    language === 'nn' ? { title: row.titleNn, note: row.noteNn } : { title: row.titleNb, note: row.noteNb },
  );
}
