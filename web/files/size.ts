const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;
const tenth = new Intl.NumberFormat('nb-NO', { maximumFractionDigits: 1 });

/** "83 kB", "1,2 MB", with a no-break space. */
export const formatSize = (bytes: number): string =>
  bytes < MEBIBYTE
    ? `${Math.max(1, Math.round(bytes / KIBIBYTE))}\u00a0kB`
    : `${tenth.format(Math.round((bytes / MEBIBYTE) * 10) / 10)}\u00a0MB`;
