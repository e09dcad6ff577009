/** See prepare.mjs. */
export function prepare(options?: { root?: string; log?: (line: string) => void }): 'generated' | 'current' | 'absent';
