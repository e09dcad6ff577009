/** A text as it is kept: without blanks round it. */
export const tidy = (text: string | undefined): string => (text ?? '').trim();
/** The same for a field of one line. */
export const tidyLine = (text: string | undefined): string => tidy(text).replace(/\s+/g, ' ');
