/** Something the person who starts can mend. The message says what is wrong and what to do; it is shown without a stack trace. */
export class StartError extends Error {
  override name = 'StartError';
}
