/** A log-in that was not let in. `level`: proved, but not well enough. */
export class LoginRefused extends Error {
  readonly why: 'level' | 'failed';
  constructor(why: 'level' | 'failed', cause?: unknown) {
    super(`log-in refused: ${why}`, { cause });
    this.why = why;
  }
}
