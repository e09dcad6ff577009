/** A path of our own to go back to, or null: never another host, however it is written. */
export function ownPath(to: string | null | undefined): string | null {
  if (!to?.startsWith('/') || to.includes('\\')) return null;
  const base = 'http://here.invalid';
  const url = URL.parse?.(to, base) ?? (URL.canParse(to, base) ? new URL(to, base) : null);
  // Dots are taken out only now: «/.//evil.example» has become «//evil.example».
  if (url?.pathname.startsWith('//')) return null;
  return url?.origin === base ? url.pathname + url.search + url.hash : null;
}
