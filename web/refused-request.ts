/** A post that was not taken in: forged, or from a page older than the session. */
export class Forgery extends Error {
  readonly ownPage: boolean;
  constructor(ownPage: boolean) {
    super('the form’s token is not the session’s');
    this.ownPage = ownPage;
  }
}

/** Too many tries; `seconds` until the next is taken. */
export class TooMany extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('too many requests');
    this.seconds = seconds;
  }
}
