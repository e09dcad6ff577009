/** Text as a browser posts it: line ends as one character, nothing that a database cannot hold. */
export const tidy = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
/** The same for a field of one line. */
export const tidyLine = (text: string | undefined): string => tidy(text).replace(/\s+/g, ' ');
