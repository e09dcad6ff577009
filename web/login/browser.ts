/** Which browser somebody logged in with, in the few words that tell two log-ins apart. Only these are kept, not what the browser said. */

type Name = readonly [mark: RegExp, name: string];

/** The first that fits: most browsers also call themselves Chrome or Safari. */
const browsers: readonly Name[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
];
const systems: readonly Name[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];
const first = (names: readonly Name[], said: string): string | null =>
  names.find(([mark]) => mark.test(said))?.[1] ?? null;

/** "Firefox på Windows", the same in both written forms; null where neither is known. */
export function browserOf(said: string | undefined): string | null {
  const [browser, system] = [first(browsers, said ?? ''), first(systems, said ?? '')];
  return browser && system ? `${browser} på ${system}` : (browser ?? system);
}
