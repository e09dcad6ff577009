/** `level`: proved, but not well enough. `tenant`: somebody else’s people. `claims`: not said who it is in the way that was agreed. */
export type WhyRefused = 'level' | 'failed' | 'tenant' | 'claims';

/** A log-in that was not let in. */
export class LoginRefused extends Error {
  readonly why: WhyRefused;
  constructor(why: WhyRefused, cause?: unknown) {
    super(`log-in refused: ${why}`, { cause });
    this.why = why;
  }
}
